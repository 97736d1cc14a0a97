/** What every table of estimates says below the coefficients. */
import type { EstimateDocument } from '../../result/index.js';
import type { NoteText, NumberForm, Words } from '../words.js';

export function estimatorText(estimate: EstimateDocument, words: Words): string {
  const key = `views.estimator.${estimate.model.estimator}`;
  return words.has(key) ? words.text(key) : estimate.model.estimator;
}

/** “CR1S, clustered by region”, with the convention and the number of clusters. */
export function covarianceText(estimate: EstimateDocument, words: Words): string {
  const { type, spec, clusters, clusterCounts, convention } = estimate.covariance;
  if (clusters.length === 0) return `${spec ?? type} (${convention})`;
  const by = clusters.map((name, i) => `${name} (${clusterCounts[i] ?? '–'})`).join(' + ');
  return `${words.text('views.regression.seClustered', { type, by })} (${convention})`;
}

/**
 * Decimals of a coefficient's row: to the third significant digit of its standard error, so that estimate, error and
 * interval line up and say no more than is known.
 */
export function decimalsOfError(standardError: number | null): NumberForm {
  if (standardError === null || !(standardError > 0)) return { significant: 4 };
  const digits = 2 - Math.floor(Math.log10(standardError));
  return digits > MOST_DECIMALS ? { significant: 4 } : { digits: Math.max(0, digits) };
}

const MOST_DECIMALS = 12;

/** Sample and fit as pairs of label and value; the value is empty where it does not apply. */
export function fitRows(estimate: EstimateDocument, words: Words): readonly (readonly [string, string])[] {
  const { sample, fit } = estimate;
  const r2 = (value: number | null) => (value === null ? '' : words.number(value, { digits: 3 }));
  const count = (value: number | null) => (value === null ? '' : words.number(value, { digits: 0 }));
  const within = estimate.fixedEffects.length > 0;
  return [
    [words.text('views.regression.observations'), count(sample.used)],
    [words.text('views.regression.units'), count(sample.units)],
    [words.text('views.regression.periods'), count(sample.periods)],
    [words.text('views.regression.r2'), r2(fit.rSquared.full)],
    [words.text('views.regression.r2Effects'), within ? r2(fit.rSquared.fixedEffectsOnly) : ''],
    [words.text('views.regression.r2Within'), within ? r2(fit.rSquared.within) : ''],
  ];
}

/** Removed terms, then warnings: the fact and what to do. Of one kind the first two, then how many more there are. */
export function notesOf(
  estimates: readonly EstimateDocument[],
  words: Words,
  names: {
    readonly term: (term: string) => string;
    readonly note: (note: NoteText) => { readonly message: string; readonly hint: string };
  },
): readonly string[] {
  const removed = estimates.flatMap((estimate) => removedText(estimate, words, names.term));
  const kinds = new Map<string, Set<string>>();
  for (const warning of estimates.flatMap((estimate) => estimate.warnings)) {
    const { message, hint } = names.note(warning);
    const lines = kinds.get(warning.code) ?? new Set();
    kinds.set(warning.code, lines.add(`${message}; ${hint}`));
  }
  const warnings = [...kinds.values()].flatMap((lines) => {
    const shown = [...lines].slice(0, lines.size === SHOWN + 1 ? lines.size : SHOWN);
    const rest = lines.size - shown.length;
    return rest === 0 ? shown : [...shown, words.text('views.moreOfKind', { count: rest })];
  });
  return [...new Set(removed), ...warnings];
}

const SHOWN = 2;

/** Names of terms where no reader gives labels: as the formula has them, the constant in words. */
export function termName(words: Words): (term: string) => string {
  return (term) => (term === '(Intercept)' ? words.text('views.term.intercept') : term);
}

/** Which terms an estimate had to leave out, and why. */
export function removedText(
  { removed }: Pick<EstimateDocument, 'removed'>,
  words: Words,
  term: (term: string) => string,
): readonly string[] {
  return removed.map((one) =>
    one.code === undefined
      ? words.text('views.regression.removed.other', { term: term(one.term), reason: one.reason })
      : words.text(`views.regression.removed.${one.code}`, {
          term: term(one.term),
          by: words.list((one.by ?? []).map(term)),
        }),
  );
}

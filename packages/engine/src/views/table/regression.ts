/**
 * Several models side by side: coefficient with stars over the standard error in parentheses; below, the fixed effects,
 * the standard errors with their number of clusters, the sample and the R² taken apart. The note states the policy of stars.
 */
import type { EstimateDocument } from '../../result/index.js';
import type { NoteText, Words } from '../words.js';
import { covarianceText, decimalsOfError, estimatorText, fitRows, notesOf, termName } from './estimateParts.js';
import type { TableRow, TableView } from './table.js';

export interface RegressionModel {
  readonly name?: string;
  readonly estimate: EstimateDocument;
}

export interface RegressionTableOptions {
  readonly title?: string;
  readonly term?: (term: string) => string;
  /** The p-value that the stars follow; default: that of the table's standard errors. */
  readonly stars?: boolean;
  /** Words of a warning; default: those of the language, with ids as they are. */
  readonly note?: (note: NoteText) => { readonly message: string; readonly hint: string };
}

export function regressionTable(
  models: readonly RegressionModel[],
  words: Words,
  options: RegressionTableOptions = {},
): TableView {
  const { term = termName(words), stars = true } = options;
  const terms = [...new Set(models.flatMap((model) => model.estimate.coefficients.map((row) => row.term)))];
  const yes = words.text('views.regression.yes');
  const no = words.text('views.regression.no');

  const coefficients = terms.flatMap((name): TableRow[] => {
    const rows = models.map((model) => model.estimate.coefficients.find((row) => row.term === name));
    return [
      [
        term(name),
        ...rows.map((row) =>
          row === undefined
            ? ''
            : `${words.number(row.estimate, decimalsOfError(row.standardError))}${stars ? starsOf(row.pValue) : ''}`,
        ),
      ],
      [
        '',
        ...rows.map((row) =>
          row === undefined ? '' : `(${words.number(row.standardError, decimalsOfError(row.standardError))})`,
        ),
      ],
    ];
  });
  const factors = [...new Set(models.flatMap((model) => model.estimate.fixedEffects.map((effect) => effect.factor)))];
  const effects = factors.map(
    (factor): TableRow => [
      words.text('views.regression.effect', { factor }),
      ...models.map((model) => (model.estimate.fixedEffects.some((effect) => effect.factor === factor) ? yes : no)),
    ],
  );
  const clustered = models.some((model) => model.estimate.covariance.clusters.length > 0);
  const errors: TableRow[] = [
    [words.text('views.regression.se'), ...models.map((model) => typeOf(model.estimate))],
    ...(clustered
      ? [
          [
            words.text('views.regression.clusters'),
            ...models.map((model) => model.estimate.covariance.clusterCounts.join(', ')),
          ],
        ]
      : []),
  ];
  const fits = models.map((model) => fitRows(model.estimate, words));
  const fit = (fits[0] ?? [])
    .map((row, i): TableRow => [row[0], ...fits.map((one) => one[i][1])])
    .filter((row) => row.slice(1).some((cell) => cell !== ''));
  const responses = models.map((model) => model.estimate.model.response);
  const outcomes: TableRow[] =
    new Set(responses).size > 1 ? [[words.text('views.regression.outcome'), ...responses.map(term)]] : [];
  return {
    title: options.title ?? words.text('views.regression.title'),
    columns: [
      { heading: words.text('views.regression.term'), kind: 'text' },
      ...models.map((model, i) => ({
        heading: model.name ?? words.text('views.regression.model', { number: i + 1 }),
        kind: 'center' as const,
      })),
    ],
    blocks: [
      coefficients,
      [
        ...outcomes,
        [words.text('views.regression.estimator'), ...models.map((model) => estimatorText(model.estimate, words))],
        ...effects,
        ...errors,
      ],
      fit,
    ],
    notes: [
      ...(stars ? [words.text('views.regression.note')] : []),
      ...new Set(models.map((model) => covarianceText(model.estimate, words))),
      ...notesOf(
        models.map((model) => model.estimate),
        words,
        { term, note: options.note ?? words.note },
      ),
    ],
  };
}

function typeOf(estimate: EstimateDocument): string {
  const { type, spec, clusters } = estimate.covariance;
  return clusters.length === 0 ? (spec ?? type) : `${type}: ${clusters.join(' + ')}`;
}

/** *** below 0.01, ** below 0.05, * below 0.1; stated in the note of every table that uses them. */
export function starsOf(pValue: number | null): string {
  if (pValue === null) return '';
  return pValue < 0.01 ? '***' : pValue < 0.05 ? '**' : pValue < 0.1 ? '*' : '';
}

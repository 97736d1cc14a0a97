/** One estimate as a table of coefficients; under it the sample, the standard errors and the R² taken apart. */
import type { EstimateDocument } from '../../result/index.js';
import type { NumberForm, Words } from '../words.js';
import { covarianceText, decimalsOfError, estimatorText, fitRows, notesOf, termName } from './estimateParts.js';
import type { TableView } from './table.js';

export interface EstimateTableOptions {
  /** Reader's name of a term; default: the term. */
  readonly term?: (term: string) => string;
  readonly level?: number;
}

export function estimateTable(estimate: EstimateDocument, words: Words, options: EstimateTableOptions = {}): TableView {
  const { term = termName(words), level = 0.95 } = options;
  const heading = (key: string) => words.text(`views.estimate.${key}`);
  // The full table of few clusters stands below where it was asked for.
  const aside = estimate.fewClusters === null && estimate.coefficients.some((row) => row.beside !== undefined);
  return {
    title: words.text('views.estimate.title', {
      estimator: estimatorText(estimate, words),
      formula: estimate.model.formula,
    }),
    columns: [
      { heading: words.text('views.regression.term'), kind: 'text' },
      { heading: heading('coefficient'), kind: 'number' },
      { heading: heading('se'), kind: 'number' },
      { heading: heading('t'), kind: 'number' },
      { heading: heading('df'), kind: 'number' },
      { heading: heading('p'), kind: 'number' },
      ...(aside
        ? [
            { heading: `CR2 ${heading('p')}`, kind: 'number' as const },
            { heading: words.text('views.fewClusters.wild'), kind: 'number' as const },
          ]
        : []),
      { heading: words.text('views.estimate.interval', { level }), kind: 'number' },
    ],
    blocks: [
      estimate.coefficients.map((row) => [
        term(row.term),
        words.number(row.estimate, decimalsOfError(row.standardError)),
        words.number(row.standardError, decimalsOfError(row.standardError)),
        words.number(row.statistic, { digits: 2 }),
        words.number(row.degreesOfFreedom, { maximumFractionDigits: 1 }),
        words.pValue(row.pValue),
        ...(aside
          ? [words.pValue(row.beside?.CR2.pValue ?? null), words.pValue(row.beside?.wildBootstrap.pValue ?? null)]
          : []),
        interval(row.confidenceInterval, decimalsOfError(row.standardError), words),
      ]),
    ],
    notes: [
      `${words.text('views.regression.se')}: ${covarianceText(estimate, words)}`,
      fitRows(estimate, words)
        .filter((row) => row[1] !== '')
        .map((row) => `${row[0]}: ${row[1]}`)
        .join(' · '),
      ...notesOf([estimate], words, { term, note: words.note }),
    ],
  };
}

export function interval(bounds: readonly [number | null, number | null], form: NumberForm, words: Words): string {
  if (bounds[0] === null && bounds[1] === null) return words.number(null);
  return `[${words.number(bounds[0], form)}; ${words.number(bounds[1], form)}]`;
}

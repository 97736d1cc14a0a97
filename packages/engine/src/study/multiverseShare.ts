/** What a verdict reads of a multiverse: shares of one term's specifications, and the curve in numbers. */
import type { MultiverseDocument } from '../result/documents/multiverse.js';
import type { HypothesisEstimate, HypothesisResult } from '../result/documents/studyResult.js';

/** Points of the curve that is kept. */
const POINTS = 101;

interface Asked {
  readonly term: string;
  readonly sign: 'positive' | 'negative';
  readonly significance: number;
}

/** Of the specifications in which the term is the regressor in question; null when there is none. */
export function signShareOf(document: MultiverseDocument | undefined, asked: Asked): HypothesisEstimate['multiverse'] {
  if (document === undefined) return null;
  const { columns, rows } = document.estimates;
  const at = columns.indexOf('term');
  const termOf = (row: readonly unknown[]) => (at < 0 ? document.fixed.term : row[at]);
  const own = rows.flatMap((row) => {
    const [estimate, , pValue] = row;
    return typeof estimate === 'number' && termOf(row) === asked.term ? [{ estimate, pValue }] : [];
  });
  if (own.length === 0) return null;
  const sorted = own.map((one) => one.estimate).sort((a, b) => a - b);
  const wanted = asked.sign === 'positive' ? 1 : -1;
  const share = (holds: (one: (typeof own)[number]) => boolean) => own.filter(holds).length / own.length;
  return {
    specifications: own.length,
    signShare: share((one) => Math.sign(one.estimate) === wanted),
    significantShare: share((one) => typeof one.pValue === 'number' && one.pValue < asked.significance),
    min: sorted[0],
    median: sorted[Math.floor((sorted.length - 1) / 2)],
    max: sorted[sorted.length - 1],
  };
}

/** The document without its rows. */
export function curveOf(document: MultiverseDocument | undefined): HypothesisResult['multiverse'] {
  if (document === undefined) return null;
  const sorted = document.estimates.rows
    .flatMap(([estimate]) => (typeof estimate === 'number' ? [estimate] : []))
    .sort((a, b) => a - b);
  const points = Math.min(POINTS, sorted.length);
  return {
    specifications: document.specifications,
    summary: document.summary,
    curve: Array.from(
      { length: points },
      (_, i) => sorted[points === 1 ? 0 : Math.round((i * (sorted.length - 1)) / (points - 1))],
    ),
  };
}

/** Columns brought to one scale: z (mean, deviation with n−1), range (minimum, range), robust (median, 1.4826·MAD). */
import { AimaqError } from '../../errors.js';
import { compensatedSum, productError } from '../../numeric/sums.js';

export const STANDARDIZATIONS = ['none', 'zscore', 'range', 'robust'] as const;
export type Standardization = (typeof STANDARDIZATIONS)[number];

export interface Standardized {
  readonly columns: readonly Float64Array[];
  readonly centers: readonly number[];
  readonly scales: readonly number[];
}

/** Errors: cluster-constant-column (a column without spread has no scale), cluster-unknown-standardization. */
export function standardize(columns: readonly Float64Array[], names: readonly string[], how: string): Standardized {
  const method = STANDARDIZATIONS.find((one) => one === how);
  if (method === undefined)
    throw new AimaqError('cluster-unknown-standardization', { name: how, known: STANDARDIZATIONS.join(', ') });
  if (method === 'none') return { columns, centers: columns.map(() => 0), scales: columns.map(() => 1) };
  const parts = columns.map((values, j) => {
    const { center, scale } = scaleOf(values, method);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(scale > largest * 1e-14))
      throw new AimaqError('cluster-constant-column', { column: names[j], standardize: how });
    return { values: values.map((value) => (value - center) / scale), center, scale };
  });
  return {
    columns: parts.map((part) => part.values),
    centers: parts.map((part) => part.center),
    scales: parts.map((part) => part.scale),
  };
}

function scaleOf(values: Float64Array, method: Exclude<Standardization, 'none'>): { center: number; scale: number } {
  if (method === 'range') {
    const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return { center: low, scale: high - low };
  }
  if (method === 'robust') {
    const center = median(values);
    return { center, scale: 1.4826 * median(values.map((value) => Math.abs(value - center))) };
  }
  const center = meanOf(values);
  const squares = compensatedSum(values.map((value) => (value - center) ** 2));
  return { center, scale: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * The mean to the last bit: R sums in extended precision, and tie-rich data keep R's merges after scale() only if the
 * scaled values are R's.
 */
function meanOf(values: Float64Array): number {
  const n = values.length;
  const mean = compensatedSum(values) / n;
  const whole = n * mean;
  return mean + compensatedSum([...values, -whole, -productError(n, mean, whole)]) / n;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * How sure a level is. Published regional figures carry no standard errors, so the error of a compared figure is read from
 * its own unrest: the root mean square of its yearly changes over the last three years. A method break or a boundary
 * change inside that window shows as a jump and widens the error by itself. Where an area has too few years, the unrest of
 * the other regions stands in; where nobody has, a quarter of the spread between regions.
 */
import { normalTwoSided } from '../distribution/normal.js';

/** Years back over which the unrest is measured. */
export const WINDOW = 3;
/** Share of the spread between regions that stands in for an error nobody can measure. */
const FALLBACK_SHARE = 0.25;

/** Root mean square of the changes of a history, oldest first; null with fewer than two known neighbours. */
export function unrest(history: readonly (number | null)[]): number | null {
  const changes = history.flatMap((value, i) => {
    const before = i === 0 ? null : history[i - 1];
    return value === null || before === null ? [] : [value - before];
  });
  if (changes.length === 0) return null;
  return Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length);
}

/** Standard deviation over regions; 0 with fewer than two. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Own unrest, else that of the others pooled, else a share of the spread. */
export function levelError(
  own: readonly (number | null)[],
  others: readonly (readonly (number | null)[])[],
  spread: number,
): number {
  const mine = unrest(own);
  if (mine !== null) return mine;
  const pooled = others.map(unrest).filter((value): value is number => value !== null);
  if (pooled.length === 0) return FALLBACK_SHARE * spread;
  return Math.sqrt(pooled.reduce((sum, value) => sum + value * value, 0) / pooled.length);
}

/** Probability that the true figure is on the stated side of the threshold, by the normal distribution. */
export function probabilityBeyond(
  compared: number,
  threshold: { readonly op: '<' | '<=' | '>' | '>='; readonly value: number },
  error: number,
): number {
  const distance = threshold.op.startsWith('<') ? threshold.value - compared : compared - threshold.value;
  if (!(error > 0)) return distance > 0 || (distance === 0 && threshold.op.endsWith('=')) ? 1 : 0;
  const tail = normalTwoSided(distance / error) / 2;
  return distance > 0 ? 1 - tail : tail;
}

/**
 * Which rows of the table a design uses, and a reason for every other: filter, missing values and what is not finite,
 * zero weights, then singletons of the fixed effects, recursively (Correia, 2015). One byte a row, no objects.
 */
import { LARGE } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { DroppedRows, Effect } from './design.js';
import type { NamedColumn } from './evaluate.js';

export interface UsedRows {
  /** In source order; null when every row is used. */
  readonly rows: Int32Array | null;
  readonly count: number;
  readonly dropped: readonly DroppedRows[];
}

export interface RowRequest {
  readonly rows: number;
  readonly filter: ((row: number) => boolean) | undefined;
  readonly columns: readonly NamedColumn[];
  /** Why a row has no number in some column. */
  readonly reasonOf: (row: number) => NoNumber;
  readonly effects: readonly Effect[];
  readonly weights: { readonly name: string; readonly values: Float64Array } | undefined;
  readonly keepSingletons: boolean;
}

export type NoNumber = 'missing' | 'not-finite' | 'lag-outside';

const REASONS = ['where', 'missing', 'not-finite', 'lag-outside', 'zero-weight', 'singleton'] as const;
const [WHERE, MISSING, ZERO_WEIGHT, SINGLETON] = [1, 2, 5, 6];

/** Errors: design-negative-weight, data-too-large. */
export function usedRows({ rows, filter, columns, reasonOf, effects, weights, keepSingletons }: RowRequest): UsedRows {
  const reason = new Uint8Array(rows);
  if (filter !== undefined) for (let row = 0; row < rows; row++) if (!filter(row)) reason[row] = WHERE;
  for (const { name, values } of columns) {
    for (let row = 0; row < rows; row++) {
      const value = values[row];
      if ((value < LARGE && value > -LARGE) || reason[row] !== 0) continue;
      if (Number.isFinite(value)) throw new AimaqError('data-too-large', { term: name, row: row + 1, value });
      reason[row] = REASONS.indexOf(reasonOf(row)) + 1;
    }
  }
  for (const { codes, slope } of effects) {
    for (let row = 0; row < rows; row++) {
      if (reason[row] === 0 && (codes[row] < 0 || (slope !== undefined && !Number.isFinite(slope[row]))))
        reason[row] = MISSING;
    }
  }
  if (weights !== undefined) markWeights(reason, weights);
  if (!keepSingletons) markSingletons(reason, effects);
  const counts = new Int32Array(REASONS.length + 1);
  for (let row = 0; row < rows; row++) counts[reason[row]]++;
  const dropped = REASONS.flatMap((name, r) => (counts[r + 1] > 0 ? [{ reason: name, count: counts[r + 1] }] : []));
  const [count] = counts;
  if (count === rows) return { rows: null, count, dropped };
  const used = new Int32Array(count);
  for (let row = 0, i = 0; row < rows; row++) if (reason[row] === 0) used[i++] = row;
  return { rows: used, count, dropped };
}

function markWeights(reason: Uint8Array, { name, values }: { name: string; values: Float64Array }): void {
  for (let row = 0; row < reason.length; row++) {
    const weight = values[row];
    if (reason[row] !== 0 || weight > 0) continue;
    if (weight < 0) throw new AimaqError('design-negative-weight', { column: name, row: row + 1 });
    reason[row] = weight === 0 ? ZERO_WEIGHT : MISSING;
  }
}

function markSingletons(reason: Uint8Array, effects: readonly Effect[]): void {
  const constants = effects.filter((effect) => effect.slope === undefined);
  const counts = constants.map(({ codes, levels }) => {
    const count = new Int32Array(levels.length);
    for (let row = 0; row < reason.length; row++) if (reason[row] === 0) count[codes[row]]++;
    return count;
  });
  // A row that goes can leave another level with one row: until nothing changes.
  for (let changed = counts.some((count) => count.includes(1)); changed; ) {
    changed = false;
    constants.forEach(({ codes }, e) => {
      for (let row = 0; row < reason.length; row++) {
        if (reason[row] !== 0 || counts[e][codes[row]] !== 1) continue;
        reason[row] = SINGLETON;
        constants.forEach((other, o) => {
          counts[o][other.codes[row]]--;
        });
        changed = true;
      }
    });
  }
}

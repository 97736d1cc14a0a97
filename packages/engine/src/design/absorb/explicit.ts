/**
 * Small problems with three and more factors or with slopes: all but the largest constant as explicit columns, net of
 * it, by QR (Frisch & Waugh, 1933; Lovell, 1963). Right for every unbalance, and the rank decision is the most careful
 * there is.
 */
import { fromColumns } from '../../numeric/columnMatrix.js';
import { apply, applyTransposed, qr } from '../../numeric/qr.js';
import type { Effect } from '../design.js';
import { demean } from './closedForm.js';

/** One column a level: 0/1, or the slope's values inside the level. */
export function effectColumns(effect: Effect): Float64Array[] {
  const columns = effect.levels.map(() => new Float64Array(effect.codes.length));
  for (let i = 0; i < effect.codes.length; i++) columns[effect.codes[i]][i] = effect.slope?.[i] ?? 1;
  return columns;
}

export function sweepExplicit(
  effects: readonly Effect[],
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
): { columns: Float64Array[]; rank: number } {
  const n = effects[0].codes.length;
  const constants = effects.filter((effect) => effect.slope === undefined);
  const [first, ...others] = [...constants].sort((a, b) => b.levels.length - a.levels.length);
  const dummies = [...others, ...effects.filter((effect) => effect.slope !== undefined)].flatMap(effectColumns);
  const root = weights?.map(Math.sqrt);
  const scales = dummies.map((d) =>
    Math.sqrt(d.reduce((sum, value, i) => sum + value * value * (weights?.[i] ?? 1), 0)),
  );
  const net = (values: Float64Array) => {
    const v = first === undefined ? values.slice() : demean(values, first, weights);
    if (root !== undefined) for (let i = 0; i < n; i++) v[i] *= root[i];
    return v;
  };
  const factor = qr(fromColumns(dummies.map(net), n), { scales });
  const swept = columns.map((column) => {
    const v = net(column);
    // Residual of v on the explicit columns: Q (0, …, 0, rest of Q'v).
    applyTransposed(factor, v);
    v.fill(0, 0, factor.kept.length);
    apply(factor, v);
    if (root !== undefined) for (let i = 0; i < n; i++) v[i] /= root[i];
    return v;
  });
  return { columns: swept, rank: (first?.levels.length ?? 0) + factor.kept.length };
}

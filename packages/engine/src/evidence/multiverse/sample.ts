/**
 * What all specifications on one set of rows share: the swept columns, and their cross products by cluster. Columns are
 * divided by their own length, so that a pivot near zero means dependence and nothing else.
 */
import type { Table } from '../../data/table.js';
import { absorb, effectColumns, isNested } from '../../design/absorb.js';
import { buildDesign, type DesignOptions } from '../../design/buildDesign.js';
import type { Design, Groups } from '../../design/design.js';
import { parseFormula } from '../../formula/index.js';
import { MAX_COLUMNS } from '../../inference/clusterMoments.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import { apply, qr } from '../../numeric/qr.js';

/** A run of columns that enters or stays out as one. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

export interface Sample {
  readonly design: Design;
  /** Rows × √weight, net of the effects; the regressor in question first among those after the constant. */
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly names: readonly string[];
  /** Lengths before the effects were swept out: what a column is judged against. */
  readonly scales: readonly number[];
  readonly absorbed: number;
  readonly rootWeights: Float64Array | undefined;
  /** Position of the regressor in question. */
  readonly term: number;
  /** In every specification: constant, regressor in question, `always`. */
  readonly forced: readonly number[];
  /** Per available control. */
  readonly blocks: readonly Block[];
}

/** `counts`: columns of the term (1), of `always` together, then of each control, in the order of the formula. */
export function sampleOf(table: Table, formula: string, options: DesignOptions, counts: readonly number[]): Sample {
  const design = buildDesign(table, parseFormula(formula), options);
  const weights = design.weights?.values;
  const root = weights?.map(Math.sqrt);
  const scaled = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const original = design.names.map((_, j) => column(design.X, j));
  const swept = absorb(design.effects, [design.y, ...original], weights);
  const term = design.names[0] === '(Intercept)' ? 1 : 0;
  let at = term;
  const blocks = counts.map((count) => {
    const block = { from: at, to: at + count };
    at += count;
    return block;
  });
  return {
    design,
    y: scaled(swept.columns[0]),
    columns: swept.columns.slice(1).map(scaled),
    names: design.names,
    scales: original.map((values) => length(scaled(design.effects.length > 0 ? centred(values, weights) : values))),
    absorbed: swept.rank,
    rootWeights: root,
    term,
    forced: Array.from({ length: blocks[1].to }, (_, j) => j),
    blocks: blocks.slice(2),
  };
}

export interface Moments {
  /** Regressors; column p of the arrays is the response. */
  readonly p: number;
  /** Lengths by which the columns (response last) were divided. */
  readonly lengths: Float64Array;
  /** (p+1)² cross products of the whole sample. */
  readonly total: Float64Array;
  /** Per cluster, one after the other. Empty without clusters. */
  readonly byCluster: Float64Array;
  readonly clusters: number;
  /** Columns that are nothing but rounding once the effects are swept out. */
  readonly absorbed: readonly boolean[];
}

const NOTHING_LEFT = 1e-9;

export function momentsOf(sample: Sample, groups: Groups | null): Moments {
  const all = [...sample.columns, sample.y];
  const lengths = Float64Array.from(all, (values) => length(values) || 1);
  const p = sample.columns.length;
  const V = p + 1;
  const n = sample.y.length;
  const G = groups?.count ?? 0;
  const total = new Float64Array(V * V);
  const byCluster = new Float64Array(G * V * V);
  const row = new Float64Array(V);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < V; a++) row[a] = all[a][i] / lengths[a];
    const base = groups === null ? 0 : groups.codes[i] * V * V;
    for (let a = 0; a < V; a++) {
      for (let b = 0; b < V; b++) {
        const product = row[a] * row[b];
        total[a * V + b] += product;
        if (groups !== null) byCluster[base + a * V + b] += product;
      }
    }
  }
  return {
    p,
    lengths,
    total,
    byCluster,
    clusters: G,
    absorbed: sample.columns.map((_, j) => lengths[j] <= NOTHING_LEFT * sample.scales[j]),
  };
}

/**
 * Per cluster, the cross products of orthonormal columns that span the effects crossing the clusters with the columns of
 * the moments: q × (p+1) a cluster. A bootstrap that flips whole clusters moves these effects, too. Null when there are
 * too many of them.
 */
export function crossingMoments(
  sample: Sample,
  groups: Groups,
  moments: Moments,
): { readonly q: number; readonly byCluster: Float64Array } | null {
  const { design, rootWeights } = sample;
  const crossing = design.effects.filter((effect) => !isNested(effect, groups.codes));
  const levels = crossing.reduce((sum, effect) => sum + effect.levels.length, 0);
  if (levels > MAX_COLUMNS) return null;
  if (levels === 0) return { q: 0, byCluster: new Float64Array(0) };
  const nested = design.effects.filter((effect) => isNested(effect, groups.codes));
  const dummies = crossing.flatMap(effectColumns);
  const scaled = (values: Float64Array) =>
    rootWeights === undefined ? values : values.map((value, i) => value * rootWeights[i]);
  const n = sample.y.length;
  const factor = qr(fromColumns(absorb(nested, dummies, design.weights?.values).columns.map(scaled), n), {
    scales: dummies.map((dummy) => length(scaled(dummy))),
  });
  const q = factor.kept.length;
  const V = moments.p + 1;
  const byCluster = new Float64Array(groups.count * q * V);
  for (let d = 0; d < q; d++) {
    const basis = new Float64Array(n);
    basis[d] = 1;
    apply(factor, basis);
    for (let a = 0; a < V; a++) {
      const values = a === moments.p ? sample.y : sample.columns[a];
      for (let i = 0; i < n; i++)
        byCluster[(groups.codes[i] * q + d) * V + a] += (basis[i] * values[i]) / moments.lengths[a];
    }
  }
  return { q, byCluster };
}

function length(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function centred(values: Float64Array, weights: Float64Array | undefined): Float64Array {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights?.[i] ?? 1;
    sum += w * values[i];
    total += w;
  }
  return values.map((value) => value - sum / total);
}

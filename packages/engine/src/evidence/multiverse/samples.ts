/**
 * The samples of a cell: controls with missing values leave fewer rows, so that subsets of the controls fall into groups
 * with the same rows. Each group is one sample, and all its subsets share the sample's moments.
 */
import { panelIndex } from '../../data/panelIndex.js';
import type { Table } from '../../data/table.js';
import type { DesignOptions } from '../../design/buildDesign.js';
import { columnsOf } from '../../design/evaluate.js';
import { AimaqError, type Code } from '../../errors.js';
import { type Cell, type ChoiceSpace, formulaOf, regressorsOf, termOf, whereOf } from './choices.js';
import { type Sample, sampleOf } from './sample.js';

/** Different patterns of missing values among the controls. */
const MAX_PATTERNS = 12;

/** What may be wrong with one specification while the others stand. */
export const LOCAL: readonly Code[] = [
  'design-empty',
  'design-no-regressors',
  'design-without-regressors',
  'inference-one-cluster',
  'inference-no-degrees-of-freedom',
  'inference-full-leverage',
];

export interface CellSample {
  readonly sample: Sample;
  /** Controls without a missing value on these rows: their positions in the space. */
  readonly controls: readonly number[];
  /** Subsets whose rows are these. */
  readonly wanted: (mask: number) => boolean;
}

/** One sample for every set of rows that some subset of the controls leaves. */
export function* samplesOf(
  table: Table,
  cell: Cell,
  space: ChoiceSpace,
  {
    panel,
    where,
    fail,
  }: {
    readonly panel?: { readonly unit: string; readonly time: string };
    readonly where?: string;
    readonly fail: (code: Code, number: number) => void;
  },
): Generator<CellSample> {
  const subsets = 2 ** space.controls.length;
  const source = { table, index: panel === undefined ? undefined : panelIndex(table, panel.unit, panel.time) };
  const filter = whereOf(cell, where);
  const design: DesignOptions = {
    ...(panel === undefined ? {} : { panel }),
    ...(filter === undefined ? {} : { where: filter }),
    ...(cell.weights === null ? {} : { weights: { kind: 'analytic', name: cell.weights } }),
  };
  const columns = (text: string) => regressorsOf(text).flatMap((term) => columnsOf(term, source));
  const always = space.always ?? [];
  const width = columns(termOf(cell)).length;
  if (width !== 1) throw new AimaqError('evidence-multiverse-term', { term: termOf(cell), columns: width });
  const alwaysWidth = always.reduce((sum, text) => sum + columns(text).length, 0);
  const controls = space.controls.map(columns);
  const build = (chosen: readonly number[]) =>
    sampleOf(table, formulaOf(cell, [...always, ...chosen.map((i) => space.controls[i])]), design, [
      1,
      alwaysWidth,
      ...chosen.map((i) => controls[i].length),
    ]);
  const attempt = (chosen: readonly number[], number: number): Sample | null => {
    try {
      return build(chosen);
    } catch (cause) {
      if (!(cause instanceof AimaqError) || !LOCAL.includes(cause.code)) throw cause;
      fail(cause.code, number);
      return null;
    }
  };

  const base = attempt([], subsets);
  if (base === null) return;
  const rows = base.design.rows;
  const gaps = controls.map((parts) => rows.filter((row) => parts.some((part) => !Number.isFinite(part.values[row]))));
  const patterns = [...new Set(gaps.filter((gap) => gap.length > 0).map((gap) => gap.join()))];
  if (patterns.length > MAX_PATTERNS)
    throw new AimaqError('evidence-multiverse-too-many-gaps', { patterns: patterns.length, limit: MAX_PATTERNS });
  const patternOf = gaps.map((gap) => patterns.indexOf(gap.join()));
  const missing = patterns.map((pattern) => new Set(pattern.split(',').map(Number)));
  // Unions of patterns, by the rows that they leave out.
  const unions = new Map<string, number>();
  const unionOf = Array.from({ length: 2 ** patterns.length }, (_, bits) => {
    const out = rows.filter((row) => missing.some((gap, p) => (bits >> p) & 1 && gap.has(row)));
    const key = out.join();
    const known = unions.get(key);
    if (known !== undefined) return known;
    unions.set(key, unions.size);
    return unions.size - 1;
  });
  const bitsOf = (mask: number) =>
    patternOf.reduce((bits, p, i) => (p >= 0 && (mask >> i) & 1 ? bits | (1 << p) : bits), 0);
  for (const [, union] of unions) {
    const members = unionOf.flatMap((u, bits) => (u === union ? [bits] : []));
    const available = members.reduce((all, bits) => all | bits, 0);
    const chosen = space.controls.flatMap((_, i) => (patternOf[i] < 0 || (available >> patternOf[i]) & 1 ? [i] : []));
    const wanted = (mask: number) => unionOf[bitsOf(mask)] === union;
    const sample = attempt(chosen, patterns.length === 0 ? subsets : countOf(subsets, wanted));
    if (sample !== null) yield { sample, controls: chosen, wanted };
  }
}

function countOf(subsets: number, wanted: (mask: number) => boolean): number {
  let count = 0;
  for (let mask = 0; mask < subsets; mask++) if (wanted(mask)) count++;
  return count;
}

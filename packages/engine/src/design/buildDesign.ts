/**
 * Table + formula → design: evaluates the terms, decides which rows are used and says why the others are not.
 * Order: filter, missing values and what is not finite, zero weights, then singletons of the fixed effects,
 * recursively (Correia, 2015).
 */
import { type PanelIndex, panelIndex } from '../data/panelIndex.js';
import { columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { EffectTerm, Formula } from '../formula/ast.js';
import { printEffect, printTerm } from '../formula/index.js';
import { type ColumnMatrix, fromColumns } from '../numeric/columnMatrix.js';
import type { Design, DroppedRows, Effect, Groups, Weights } from './design.js';
import { columnsOf, type NamedColumn, type Source } from './evaluate.js';
import { coding, expandDot, variablesRead } from './terms.js';
import { where } from './where.js';

export interface DesignOptions {
  readonly panel?: { readonly unit: string; readonly time: string };
  readonly weights?: { readonly kind: Weights['kind']; readonly name: string };
  readonly where?: string;
  readonly keepSingletons?: boolean;
}

export function buildDesign(table: Table, formula: Formula, options: DesignOptions = {}): Design {
  if (formula.parts !== undefined) throw new AimaqError('design-parts');
  const index = options.panel === undefined ? undefined : panelIndex(table, options.panel.unit, options.panel.time);
  const source: Source = { table, index, shifts: new Uint8Array(table.rows) };
  const terms = expandDot(
    formula,
    table,
    [options.panel?.unit, options.panel?.time, options.weights?.name].filter((name) => name !== undefined),
  );
  const constant = formula.intercept || formula.effects.some((effect) => effect.constant);
  const regressors = terms.flatMap((term) => columnsOf(term, source, coding(term, terms, constant, source)));
  const endogenous = (formula.instruments?.endogenous ?? []).flatMap((term) => columnsOf(term, source));
  const excluded = (formula.instruments?.excluded ?? []).flatMap((term) => columnsOf(term, source));
  const responses = columnsOf(formula.response, source);
  // A text of two levels would make one dummy, and a regression of something nobody asked for.
  const text = formula.response.kind === 'variable' && table.columns.get(formula.response.name)?.kind === 'category';
  if (responses.length !== 1 || text) throw new AimaqError('design-not-numeric', { term: printTerm(formula.response) });
  const [response] = responses;
  const weightColumn = options.weights === undefined ? undefined : columnOf(table, options.weights.name);
  if (weightColumn !== undefined && weightColumn.kind !== 'number') {
    throw new AimaqError('design-not-numeric', { term: options.weights?.name ?? '' });
  }
  const effectColumns = formula.effects.flatMap((effect) => effectsOf(effect, source));

  const counts = new Map<DroppedRows['reason'], number>();
  const drop = (reason: DroppedRows['reason']) => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return false;
  };
  const read = variablesRead(formula, terms).map((name) => columnOf(table, name));
  /** A lag without a row, a value that is missing, or one of which the function makes none (the log of a negative). */
  const reasonOf = (row: number): DroppedRows['reason'] => {
    if (source.shifts?.[row] === 1) return 'lag-outside';
    return source.shifts?.[row] === 2 || read.some((column) => textOf(column, row) === null) ? 'missing' : 'not-finite';
  };
  const filter = options.where === undefined ? undefined : where(options.where, table);
  const columns = [response, ...regressors, ...endogenous, ...excluded];
  let rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) => {
    if (filter !== undefined && !filter(row)) return drop('where');
    if (columns.some((column) => !Number.isFinite(column.values[row]))) return drop(reasonOf(row));
    if (
      effectColumns.some(
        (effect) => effect.codes[row] < 0 || (effect.slope !== undefined && !Number.isFinite(effect.slope[row])),
      )
    ) {
      return drop('missing');
    }
    const weight = weightColumn?.values[row];
    if (weight === undefined) return true;
    if (Number.isNaN(weight)) return drop('missing');
    if (weight < 0)
      throw new AimaqError('design-negative-weight', { column: options.weights?.name ?? '', row: row + 1 });
    return weight > 0 ? true : drop('zero-weight');
  });
  if (options.keepSingletons !== true) {
    const kept = withoutSingletons(
      rows,
      effectColumns.filter((effect) => effect.slope === undefined),
    );
    for (let i = kept.length; i < rows.length; i++) drop('singleton');
    rows = kept;
  }
  if (rows.length === 0) {
    throw new AimaqError('design-empty', {
      reasons: [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none',
    });
  }
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
  const y = pick(response.values);
  const intercept = formula.intercept && effectColumns.every((effect) => effect.slope !== undefined);
  const X: NamedColumn[] = [...regressors, ...endogenous].map((column) => ({
    name: column.name,
    values: pick(column.values),
    ...(column.low === undefined ? {} : { low: pick(column.low) }),
  }));
  if (intercept) X.unshift({ name: '(Intercept)', values: new Float64Array(rows.length).fill(1) });
  const offset = X.length - endogenous.length;
  const position = Int32Array.from(rows);
  const design: Design = {
    formula,
    rows: position,
    sourceRows: table.rows,
    y,
    yName: response.name,
    X: matrixOf(X, rows.length),
    names: X.map((column) => column.name),
    effects: effectColumns.map((effect) => compact(effect, rows)),
    dropped: [...counts].map(([reason, count]) => ({ reason, count })),
    removed: [],
    groups: (by) => groups(table, rows, by),
    columns: (term) => columnsOf(term, source).map(({ name, values }) => ({ name, values: pick(values) })),
    ...(formula.instruments === undefined
      ? {}
      : {
          instruments: {
            Z: fromColumns(
              excluded.map((column) => pick(column.values)),
              rows.length,
            ),
            names: excluded.map((column) => column.name),
            endogenous: endogenous.map((_, j) => offset + j),
          },
        }),
    ...(weightColumn === undefined || options.weights === undefined
      ? {}
      : { weights: { ...options.weights, values: pick(weightColumn.values) } }),
    ...(index === undefined ? {} : { index: subIndex(index, rows) }),
  };
  return design;
}

function matrixOf(columns: readonly NamedColumn[], rows: number): ColumnMatrix {
  const matrix = fromColumns(
    columns.map((column) => column.values),
    rows,
  );
  if (columns.every((column) => column.low === undefined)) return matrix;
  const low = fromColumns(
    columns.map((column) => column.low ?? new Float64Array(rows)),
    rows,
  );
  return { ...matrix, low: low.data };
}

function effectsOf(term: EffectTerm, source: Source): Effect[] {
  const { codes, labels } = codesOf(source.table, term.factors);
  const name = term.factors.join('^');
  const own: Effect[] = term.constant ? [{ name, codes, levels: labels }] : [];
  const slopes = term.slopes.flatMap((slope) => columnsOf(slope, source));
  return [
    ...own,
    ...slopes.map((slope) => ({
      name: printEffect({ ...term, constant: false, slopes: [{ kind: 'variable', name: slope.name }] }),
      codes,
      levels: labels,
      slope: slope.values,
    })),
  ];
}

/** Codes of one column or of the combinations of several, in order of first appearance; −1 = missing. */
function codesOf(table: Table, names: readonly string[]): { codes: Int32Array; labels: string[] } {
  const columns = names.map((name) => columnOf(table, name));
  const labels: string[] = [];
  const seen = new Map<string, number>();
  const codes = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const parts = columns.map((column) => textOf(column, row));
    if (parts.includes(null)) {
      codes[row] = -1;
      continue;
    }
    const label = parts.join('_');
    let code = seen.get(label);
    if (code === undefined) {
      code = labels.push(label) - 1;
      seen.set(label, code);
    }
    codes[row] = code;
  }
  return { codes, labels };
}

function withoutSingletons(rows: readonly number[], effects: readonly Effect[]): number[] {
  let kept = [...rows];
  for (;;) {
    const before = kept.length;
    for (const effect of effects) {
      const count = new Int32Array(effect.levels.length);
      for (const row of kept) count[effect.codes[row]]++;
      kept = kept.filter((row) => count[effect.codes[row]] > 1);
    }
    if (kept.length === before) return kept;
  }
}

/** Codes of the kept rows, renumbered without gaps. */
function compact(effect: Effect, rows: readonly number[]): Effect {
  const levels: string[] = [];
  const seen = new Map<number, number>();
  const codes = Int32Array.from(rows, (row) => {
    const old = effect.codes[row];
    let code = seen.get(old);
    if (code === undefined) {
      code = levels.push(effect.levels[old]) - 1;
      seen.set(old, code);
    }
    return code;
  });
  const { slope } = effect;
  return slope === undefined
    ? { name: effect.name, codes, levels }
    : { name: effect.name, codes, levels, slope: Float64Array.from(rows, (row) => slope[row]) };
}

function groups(table: Table, rows: readonly number[], by: string): Groups {
  const { codes, labels } = codesOf(table, by.split('^'));
  const missing = rows.find((row) => codes[row] < 0);
  if (missing !== undefined) throw new AimaqError('inference-missing-cluster', { column: by, row: missing + 1 });
  const compacted = compact({ name: by, codes, levels: labels }, rows);
  return { codes: compacted.codes, count: compacted.levels.length, labels: compacted.levels };
}

function subIndex(index: PanelIndex, rows: readonly number[]): PanelIndex {
  const units = compact({ name: index.unitName, codes: index.unit, levels: index.units }, rows);
  const times = [...new Set(rows.map((row) => index.time[row]))].sort((a, b) => a - b);
  const at = new Map(times.map((time, i) => [time, i]));
  const unit = units.codes;
  const time = Int32Array.from(rows, (row) => at.get(index.time[row]) as number);
  const order = Int32Array.from(rows.keys()).sort((a, b) => unit[a] - unit[b] || time[a] - time[b]);
  const start = new Int32Array(units.levels.length + 1);
  for (const code of unit) start[code + 1]++;
  for (let i = 0; i < units.levels.length; i++) start[i + 1] += start[i];
  return {
    unitName: index.unitName,
    timeName: index.timeName,
    units: units.levels,
    times: times.map((t) => index.times[t]),
    step: index.step,
    unit,
    time,
    order,
    start,
    balanced: rows.length === units.levels.length * times.length,
    gaps: index.gaps,
  };
}

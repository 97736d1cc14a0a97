/**
 * Table + formula → design: evaluates the terms, decides which rows are used and says why the others are not.
 */
import { chosen, crossed, everyRow, type Levels, levelsOf } from '../data/levels.js';
import { chosenIndex, type PanelIndex, panelIndex } from '../data/panelIndex.js';
import { columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { EffectTerm, Formula, Term } from '../formula/ast.js';
import { printEffect, printTerm } from '../formula/index.js';
import { type ColumnMatrix, column, columnMatrix } from '../numeric/columnMatrix.js';
import type { Design, Effect, FreshRows, Groups, Weights } from './design.js';
import { columnsOf, type NamedColumn, type Source } from './evaluate.js';
import { coding, expandDot, variablesRead } from './terms.js';
import { type NoNumber, usedRows } from './usedRows.js';
import { where } from './where.js';

export interface DesignOptions {
  readonly panel?: { readonly unit: string; readonly time: string };
  readonly weights?: { readonly kind: Weights['kind']; readonly name: string };
  readonly where?: string;
  readonly keepSingletons?: boolean;
  /** First of the rows that are not to be used, only predicted. */
  readonly fresh?: number;
}

export function buildDesign(table: Table, formula: Formula, options: DesignOptions = {}): Design {
  if (formula.parts !== undefined) throw new AimaqError('design-parts');
  const sourceRows = options.fresh ?? table.rows;
  const { panel } = options;
  const index = panel === undefined ? undefined : panelIndex(table, panel.unit, panel.time, sourceRows);
  const source: Source = { table, index, used: sourceRows, shifts: new Uint8Array(table.rows) };
  const levels = levelsByName(table, index);
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
  const effectColumns = formula.effects.flatMap((effect) => effectsOf(effect, source, levels));

  const read = variablesRead(formula, terms).map((name) => columnOf(table, name));
  /** A lag without a row, a value that is missing, or one of which the function makes none (the log of a negative). */
  const reasonOf = (row: number): NoNumber => {
    if (source.shifts?.[row] === 1) return 'lag-outside';
    return source.shifts?.[row] === 2 || read.some((column) => textOf(column, row) === null) ? 'missing' : 'not-finite';
  };
  const used = usedRows({
    rows: sourceRows,
    filter: options.where === undefined ? undefined : where(options.where, table),
    columns: [response, ...regressors, ...endogenous, ...excluded],
    reasonOf,
    effects: effectColumns,
    weights:
      weightColumn === undefined || options.weights === undefined
        ? undefined
        : { name: options.weights.name, values: weightColumn.values },
    keepSingletons: options.keepSingletons === true,
  });
  const { count, dropped } = used;
  if (count === 0) {
    throw new AimaqError('design-empty', {
      reasons: dropped.map((one) => `${one.count} ${one.reason}`).join(', ') || 'none',
    });
  }
  const position = used.rows ?? everyRow(count);
  const rows = options.fresh === undefined ? used.rows : position;
  const y = picked(response.values, rows);
  const intercept = formula.intercept && effectColumns.every((effect) => effect.slope !== undefined);
  const X: NamedColumn[] = [...regressors, ...endogenous];
  if (intercept) X.unshift({ name: '(Intercept)', values: new Float64Array(table.rows).fill(1) });
  const offset = X.length - endogenous.length;
  const effects = effectColumns.map((effect) => ofRows(effect, rows));
  const design: Design = {
    formula,
    rows: position,
    sourceRows,
    y,
    yName: response.name,
    X: matrixOf(X, rows, count),
    names: X.map((column) => column.name),
    effects,
    dropped,
    removed: [],
    ...readLater(source, rows, rows === null ? levels : levelsByName(table, index, { rows, effects })),
    ...(options.fresh === undefined
      ? {}
      : freshLater([...regressors, ...endogenous], {
          intercept,
          slopes: effectColumns.filter((effect) => effect.slope !== undefined),
          levels,
          used: position,
          from: sourceRows,
          to: table.rows,
        })),
    ...(formula.instruments === undefined
      ? {}
      : {
          instruments: {
            Z: matrixOf(excluded, rows, count),
            names: excluded.map((column) => column.name),
            endogenous: endogenous.map((_, j) => offset + j),
          },
        }),
    ...(weightColumn === undefined || options.weights === undefined
      ? {}
      : { weights: { ...options.weights, values: picked(weightColumn.values, rows) } }),
    ...(index === undefined ? {} : { index: rows === null ? index : chosenIndex(index, rows) }),
  };
  return design;
}

/** What is read when somebody asks. Made outside, so that the columns of all rows do not live as long as the design. */
function readLater(
  source: Source,
  rows: Int32Array | null,
  levels: LevelsOf,
): { groups(by: string): Groups; columns(term: Term): NamedColumn[] } {
  return {
    groups: (by) => groups(levels, rows, by),
    columns: (term) => columnsOf(term, source).map(({ name, values }) => ({ name, values: picked(values, rows) })),
  };
}

function freshLater(regressors: readonly NamedColumn[], fresh: Fresh): { fresh(): FreshRows } {
  return { fresh: () => freshRows(regressors, fresh) };
}

interface Fresh {
  readonly intercept: boolean;
  readonly slopes: readonly Effect[];
  readonly levels: LevelsOf;
  readonly used: Int32Array;
  readonly from: number;
  readonly to: number;
}

function freshRows(
  regressors: readonly NamedColumn[],
  { intercept, slopes, levels, used, from, to }: Fresh,
): FreshRows {
  const constant = { name: '(Intercept)', values: new Float64Array(to - from).fill(1), empty: false };
  const columns = regressors.map(({ name, values }) => ({
    name,
    values: values.subarray(from, to),
    empty: used.every((row) => values[row] === 0),
  }));
  const slopeOf = (name: string) => slopes.find((effect) => effect.name === name);
  const ofFactor = (name: string) => {
    const { codes, labels } = levels(name.split('^'));
    return { codes, levels: labels };
  };
  return {
    count: to - from,
    columns: intercept ? [constant, ...columns] : columns,
    label: (factor, row) => {
      const { codes, levels: labels } = slopeOf(factor) ?? ofFactor(factor);
      const code = codes[from + row];
      return code < 0 ? null : labels[code];
    },
    slope: (effect, row) => slopeOf(effect)?.slope?.[from + row] ?? 1,
  };
}

/** The chosen rows of the columns; all of them where `rows` is null. */
function matrixOf(columns: readonly NamedColumn[], rows: Int32Array | null, count: number): ColumnMatrix {
  const filled = (of: (column: NamedColumn) => Float64Array | undefined) => {
    const matrix = columnMatrix(count, columns.length);
    columns.forEach((one, j) => {
      const values = of(one);
      const into = column(matrix, j);
      if (values === undefined) return;
      if (rows === null) into.set(values);
      else for (let i = 0; i < count; i++) into[i] = values[rows[i]];
    });
    return matrix;
  };
  const matrix = filled(({ values }) => values);
  if (columns.every(({ low }) => low === undefined)) return matrix;
  return { ...matrix, low: filled(({ low }) => low).data };
}

function effectsOf(term: EffectTerm, source: Source, levels: LevelsOf): Effect[] {
  const { codes, labels } = levels(term.factors);
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

type LevelsOf = (names: readonly string[]) => Levels;

/**
 * Levels of one column or of the combinations of several, each column read once: effects, clusters and units share them.
 * Of the chosen rows only where such are given, with the effects whose levels are known for them.
 */
function levelsByName(
  table: Table,
  index: PanelIndex | undefined,
  { rows, effects }: { rows: Int32Array | null; effects: readonly Effect[] } = { rows: null, effects: [] },
): LevelsOf {
  const known = new Map<string, Levels>();
  for (const { name, codes, levels, slope } of effects)
    if (slope === undefined) known.set(name, { codes, labels: levels });
  const read = (name: string): Levels =>
    name === index?.unitName ? { codes: index.unit, labels: index.units } : levelsOf(columnOf(table, name));
  const one = (name: string): Levels => {
    const found = known.get(name) ?? chosen(read(name), rows);
    known.set(name, found);
    return found;
  };
  return (names) => names.map(one).reduce(crossed);
}

function ofRows({ name, codes, levels, slope }: Effect, rows: Int32Array | null): Effect {
  const own = chosen({ codes, labels: levels }, rows);
  const effect = { name, codes: own.codes, levels: own.labels };
  if (slope === undefined) return effect;
  return { ...effect, slope: picked(slope, rows) };
}

function groups(levels: LevelsOf, rows: Int32Array | null, by: string): Groups {
  const { codes, labels } = levels(by.split('^'));
  const missing = codes.indexOf(-1);
  if (missing >= 0)
    throw new AimaqError('inference-missing-cluster', { column: by, row: (rows?.[missing] ?? missing) + 1 });
  return { codes, count: labels.length, labels };
}

/** Where every row is used the table's own arrays serve: nobody writes into them. */
function picked(values: Float64Array, rows: Int32Array | null): Float64Array {
  if (rows === null) return values;
  const result = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = values[rows[i]];
  return result;
}

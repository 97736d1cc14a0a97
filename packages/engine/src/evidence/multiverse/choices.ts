/**
 * The choices that an analyst could defend, as a space: every combination is one specification. All choices but the
 * controls make a `Cell` (what is regressed, on which rows, how); inside a cell each control is in or out.
 */
import type { Column, Table } from '../../data/table.js';
import type { Term } from '../../formula/ast.js';
import { parseFormula, variablesOf } from '../../formula/index.js';

/** Rows of the table by a filter, with the name under which the choice is shown. */
export interface SampleChoice {
  readonly label: string;
  readonly where?: string;
}

export interface ChoiceSpace {
  /** Left sides of the formula. */
  readonly outcomes: readonly string[];
  /** The regressor in question; several are proxies of one thing, one in a specification. */
  readonly terms: readonly string[];
  /** Each in or out. */
  readonly controls: readonly string[];
  /** In every specification; default: none. */
  readonly always?: readonly string[];
  /** Fixed effects, such as `region + year`; '' for none. Default: none. */
  readonly effects?: readonly string[];
  readonly periods?: readonly SampleChoice[];
  readonly territories?: readonly SampleChoice[];
  /** Columns of analytic weights; null for none. */
  readonly weights?: readonly (string | null)[];
  /** Periods by which the regressor in question is lagged. */
  readonly lags?: readonly number[];
  /** Share clipped at each end of every variable of the model (winsorizing); 0 for none. */
  readonly outliers?: readonly number[];
  /** Default: CR1S by the panel's unit, iid without a panel. */
  readonly covariances?: readonly string[];
}

export interface Cell {
  readonly outcome: string;
  readonly term: string;
  readonly lag: number;
  readonly effects: string;
  readonly period: SampleChoice;
  readonly territory: SampleChoice;
  readonly weights: string | null;
  readonly outliers: number;
}

const ALL: readonly SampleChoice[] = [{ label: 'all' }];

/** All combinations of the choices that are not controls, the last varying fastest. */
export function cellsOf(space: ChoiceSpace): Cell[] {
  const axes: Record<keyof Cell, readonly unknown[]> = {
    outcome: space.outcomes,
    term: space.terms,
    lag: space.lags ?? [0],
    effects: space.effects ?? [''],
    period: space.periods ?? ALL,
    territory: space.territories ?? ALL,
    weights: space.weights ?? [null],
    outliers: space.outliers ?? [0],
  };
  return Object.entries(axes).reduce<Record<string, unknown>[]>(
    (cells, [name, options]) => cells.flatMap((cell) => options.map((option) => ({ ...cell, [name]: option }))),
    [{}],
  ) as unknown as Cell[];
}

/** The regressor in question, lagged where the cell says so. */
export function termOf(cell: Cell): string {
  return cell.lag === 0 ? cell.term : `l(${cell.term}, ${cell.lag})`;
}

/** The specification as the formula that a single fit would take. */
export function formulaOf(cell: Cell, others: readonly string[]): string {
  return `${cell.outcome} ~ ${[termOf(cell), ...others].join(' + ')}${cell.effects === '' ? '' : ` | ${cell.effects}`}`;
}

/** Both filters and that of the whole space. */
export function whereOf(cell: Cell, base?: string): string | undefined {
  const parts = [base, cell.period.where, cell.territory.where].filter((part): part is string => part !== undefined);
  return parts.length === 0 ? undefined : parts.map((part) => `(${part})`).join(' & ');
}

/** The label of each choice of a cell, as documents write it. */
export function labelsOf(cell: Cell): Record<string, string | number> {
  return {
    outcome: cell.outcome,
    term: cell.term,
    lag: cell.lag,
    effects: cell.effects === '' ? 'none' : cell.effects,
    period: cell.period.label,
    territory: cell.territory.label,
    weights: cell.weights ?? 'none',
    outliers: cell.outliers === 0 ? 'kept' : `winsorized ${cell.outliers}`,
  };
}

/** The table with the variables of the space clipped at their own quantiles (R's type 7) p and 1 − p. */
export function winsorized(table: Table, space: ChoiceSpace, share: number): Table {
  if (share === 0) return table;
  const texts = [...space.outcomes, ...space.terms, ...space.controls, ...(space.always ?? [])];
  const names = new Set(texts.flatMap((text) => regressorsOf(text).flatMap(variablesOf)));
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns)
    columns.set(
      name,
      column.kind === 'number' && names.has(name) ? { kind: 'number', values: clipped(column.values, share) } : column,
    );
  return { rows: table.rows, columns };
}

function clipped(values: Float64Array, share: number): Float64Array {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return values;
  const at = (p: number) => {
    const h = (sorted.length - 1) * p;
    const low = Math.floor(h);
    return sorted[low] + (h - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  };
  const [low, high] = [at(share), at(1 - share)];
  return values.map((value) => (Number.isNaN(value) ? value : Math.min(high, Math.max(low, value))));
}

/** The terms of one piece of a right side, such as `x1*x2`. */
export function regressorsOf(text: string): readonly Term[] {
  return parseFormula(`y ~ ${text}`).regressors;
}

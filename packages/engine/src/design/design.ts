/**
 * The design of one model: the rows that are kept, response, regressors and effect codes as numbers,
 * and a reason for everything that was left out. A working object, never serialised.
 */
import type { PanelIndex } from '../data/panelIndex.js';
import type { Formula, Term } from '../formula/ast.js';
import type { ColumnMatrix } from '../numeric/columnMatrix.js';

/** A fixed effect: one level per row. `slope` (length n) makes it a varying slope instead of a varying constant. */
export interface Effect {
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly slope?: Float64Array;
}

export interface DroppedRows {
  readonly reason:
    | 'missing'
    | 'singleton'
    | 'where'
    | 'zero-weight'
    | 'lag-outside'
    | 'not-finite'
    | 'separated'
    | 'short-unit'
    | 'undetermined-unit';
  readonly count: number;
}

/** A column that cannot be estimated. */
export interface RemovedColumn {
  readonly term: string;
  /** `common`: the same for all units beyond the common factors. */
  readonly code: 'absorbed' | 'constant' | 'collinear' | 'common';
  /** The effects or columns that say the same. */
  readonly by: readonly string[];
  /** In English words. */
  readonly reason: string;
}

/** How a weight is meant: analytic = precision (variance σ²/w), frequency = w identical rows, sampling = inverse probability. */
export interface Weights {
  readonly kind: 'analytic' | 'frequency' | 'sampling';
  readonly name: string;
  readonly values: Float64Array;
}

export interface Design {
  readonly formula: Formula;
  /** Rows of the source table that are used, in source order; everything below has this length n. */
  readonly rows: Int32Array;
  /** Number of rows of the source table. */
  readonly sourceRows: number;
  readonly y: Float64Array;
  readonly yName: string;
  /** n×k regressors, the constant first (named `(Intercept)`) where there is one. */
  readonly X: ColumnMatrix;
  readonly names: readonly string[];
  /** With instruments: excluded instruments, and which columns of X are endogenous. */
  readonly instruments?: {
    readonly Z: ColumnMatrix;
    readonly names: readonly string[];
    readonly endogenous: readonly number[];
  };
  readonly effects: readonly Effect[];
  readonly weights?: Weights;
  /** Unit and time codes of the kept rows; absent when no panel was named. */
  readonly index?: PanelIndex;
  readonly dropped: readonly DroppedRows[];
  readonly removed: readonly RemovedColumn[];
  /** Present where the table was given with rows to predict. */
  fresh?(): FreshRows;
  /** Codes of any column of the source for the kept rows, for clustering. Errors: data-unknown-column. */
  groups(by: string): Groups;
  /** Columns of any term for the kept rows, NaN where something is missing; lags look at all rows of the source. */
  columns(term: Term): readonly { readonly name: string; readonly values: Float64Array }[];
}

/** A regressor in the fresh rows. */
export interface FreshColumn {
  readonly name: string;
  /** NaN where something is missing. */
  readonly values: Float64Array;
  /** The used rows hold nothing but zeros. */
  readonly empty: boolean;
  /** It says something of the row's unit or period: NaN where the used rows do not know it. */
  readonly ofLevel?: boolean;
}

/** Rows of the source below those that the design may use: what a prediction needs of them. */
export interface FreshRows {
  readonly count: number;
  readonly columns: readonly FreshColumn[];
  /** Level of a factor, of crossed ones (`a^b`) or of a varying slope; null where it is missing. */
  label(factor: string, row: number): string | null;
  /** What a varying slope (by the name of its effect) is multiplied by, NaN where missing; 1 for constants. */
  slope(effect: string, row: number): number;
}

export interface Groups {
  readonly codes: Int32Array;
  readonly count: number;
  readonly labels: readonly string[];
}

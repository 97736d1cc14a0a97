/** What the page and the worker of “Try it” say to each other. Tables and pictures come ready in the reader's language. */
import type { Scene, TableView } from '@aimaq/engine/views';

export type Request =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'estimate'; readonly formula: string; readonly panel: Panel | null }
  | {
      readonly kind: 'cluster';
      readonly id: string;
      /** Column of the years of a panel, whose units are grouped by their means. */
      readonly time: string | null;
      readonly columns: readonly string[];
      readonly k: number | 'auto';
    };

export interface Panel {
  readonly unit: string;
  readonly time: string;
}

export interface ColumnInfo {
  readonly name: string;
  readonly numeric: boolean;
  /** How many different values, to guess what is a unit and what is a year. */
  readonly distinct: number;
  /** Smallest and largest number; null for text. */
  readonly range: readonly [number, number] | null;
}

export interface Remark {
  readonly message: string;
  readonly hint: string;
}

export type Answer =
  | {
      readonly kind: 'table';
      readonly rows: number;
      readonly columns: readonly ColumnInfo[];
      readonly remarks: readonly Remark[];
    }
  | { readonly kind: 'estimate'; readonly tables: readonly TableView[]; readonly remarks: readonly Remark[] }
  | {
      readonly kind: 'cluster';
      readonly tables: readonly TableView[];
      readonly scene: Scene;
      /** The same for a phone. */
      readonly narrow: Scene;
      readonly remarks: readonly Remark[];
    }
  | { readonly kind: 'failure'; readonly remarks: readonly Remark[] };

/**
 * A table as data: cells are text already in the reader's language, columns say how they align, blocks are set apart by
 * a rule. Every renderer in `render/` prints any table.
 */

export interface TableColumn {
  readonly heading: string;
  /** `number`: right-aligned with tabular figures; `text`: left; `center` for estimates of several models. */
  readonly kind: 'text' | 'number' | 'center';
}

export type TableRow = readonly string[];

export interface TableView {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Rows in blocks, separated by a rule. */
  readonly blocks: readonly (readonly TableRow[])[];
  /** Lines under the table: what the numbers are and how they were made. */
  readonly notes: readonly string[];
}

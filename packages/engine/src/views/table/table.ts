/**
 * A table as data: cells are text already in the reader's language, columns say how they align, blocks are set apart by
 * a rule. Every renderer in `render/` prints any table.
 */

export interface TableColumn {
  readonly heading: string;
  /** `number`: right-aligned with tabular figures; `text`: left; `center` for estimates of several models. */
  readonly kind: 'text' | 'number' | 'center';
  /** Language of its cells, when it is not the reader's: titles and findings of studies stay in theirs. */
  readonly lang?: string;
}

export type TableRow = readonly string[];

/** Where a cell leads: a thing of the study by its id, or an address of the web. */
export interface CellLink {
  readonly to: 'indicator' | 'region' | 'cluster' | 'source' | 'hypotheses' | 'address';
  readonly id: string;
}

export interface TableView {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Rows in blocks, separated by a rule. */
  readonly blocks: readonly (readonly TableRow[])[];
  /** Lines under the table: what the numbers are and how they were made. */
  readonly notes: readonly string[];
  /** Of the shape of `blocks`; a renderer that has nowhere to lead passes over them. */
  readonly links?: readonly (readonly (readonly (CellLink | null)[])[])[];
}

/** A cell as it is written down: text, or text with where it leads. */
export type WrittenCell = string | readonly [text: string, to: CellLink['to'], id: string];

/** Texts and links of rows written together, so that they cannot drift apart. */
export function cellsOf(
  blocks: readonly (readonly (readonly WrittenCell[])[])[],
): Required<Pick<TableView, 'blocks' | 'links'>> {
  return {
    blocks: blocks.map((rows) => rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell[0])))),
    links: blocks.map((rows) =>
      rows.map((row) => row.map((cell) => (typeof cell === 'string' ? null : { to: cell[1], id: cell[2] }))),
    ),
  };
}

/** A table with a caption in a box that scrolls by itself and can be reached by keyboard. */
import type { ReactElement, ReactNode } from 'react';

export interface DataTableProps {
  readonly caption: ReactNode;
  /** Name of the scrolling box. */
  readonly label: string;
  readonly columns: readonly ReactNode[];
  readonly rows: readonly (readonly ReactNode[])[];
  /** Columns whose cells are numbers, set to the right. */
  readonly numeric?: readonly number[];
  readonly captionHidden?: boolean;
  /** On narrow screens each row is a block with its cells below each other: for tables of words, which would scroll far. */
  readonly stacked?: boolean;
  /** Anchors of the rows, for links to one of them. */
  readonly rowIds?: readonly string[];
}

export function DataTable(props: DataTableProps): ReactElement {
  const { caption, label, columns, rows, numeric = [], captionHidden = false, stacked = false, rowIds } = props;
  const right = (column: number) => (numeric.includes(column) ? 'number' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={stacked ? 'table-box stacked' : 'table-box'} aria-label={label} tabIndex={0}>
      <table>
        <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={i} scope="col" className={right(i)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r} id={rowIds?.[r]}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i} className={right(i)} data-label={stacked ? String(columns[i]) : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A table of the engine's views on a page: its cells lead where the view says they lead. */
import type { CellLink, TableView } from '@aimaq/engine/views';
import { DataTable } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

interface ViewTableProps {
  readonly site: Site;
  readonly table: TableView;
  /** Name of the scrolling box, when several tables of a page have the same title. */
  readonly label?: string;
}

export function ViewTable({ site, table, label = table.title }: ViewTableProps): ReactElement {
  const rows = table.blocks.flat();
  const links = table.links?.flat() ?? [];
  return (
    <div>
      <DataTable
        caption={table.title}
        label={label}
        stacked
        columns={table.columns.map((column) => column.heading)}
        numeric={table.columns.flatMap((column, i) => (column.kind === 'number' ? [i] : []))}
        rows={rows.map((row, r) =>
          row.map((cell, c) =>
            leading(site, { text: cell, link: links[r]?.[c] ?? null, lang: table.columns[c]?.lang }),
          ),
        )}
      />
      {table.notes.map((note) => (
        <p key={note} className="source mt-1">
          {note}
        </p>
      ))}
    </div>
  );
}

interface Cell {
  readonly text: string;
  readonly link: CellLink | null;
  readonly lang: string | undefined;
}

function leading(site: Site, { text, link, lang }: Cell): ReactElement | string {
  if (link !== null)
    return (
      <a href={addressOf(site, link)} lang={lang} {...(link.to === 'address' ? { rel: 'noreferrer' } : {})}>
        {text}
      </a>
    );
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

function addressOf({ to }: Site, { to: kind, id }: CellLink): string {
  switch (kind) {
    case 'indicator':
      return to.indicator(id);
    case 'region':
      return to.region(id);
    case 'cluster':
      return to.cluster(id);
    case 'source':
      return `${to.page('data')}#${id}`;
    case 'hypotheses':
      return to.page('findings');
    case 'address':
      return id;
  }
}

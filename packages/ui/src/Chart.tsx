/** A scene in its frame: the finding as caption, the picture, its source, and the same as a table. */
import type { Outline, Scene } from '@aimaq/engine/views';
import type { ReactElement, ReactNode } from 'react';
import { DataTable } from './DataTable.js';
import { SceneView } from './Scene.js';

export interface ChartProps {
  readonly id: string;
  readonly scene: Scene;
  /** Same content for narrow screens. */
  readonly narrow?: Scene | null;
  /** Caption; by default the scene's title. */
  readonly caption?: ReactNode;
  /** What the picture shows, where the caption is a name. */
  readonly finding?: string | undefined;
  readonly source?: ReactNode;
  /** Word of the fold that holds the table, such as “Show as table”. */
  readonly tableLabel: string;
  /** Ways to take the chart away, in the same fold. */
  readonly links?: ReactNode;
}

export function Chart({ id, scene, narrow, caption, finding, source, tableLabel, links }: ChartProps): ReactElement {
  const paired = narrow !== undefined && narrow !== null;
  return (
    <figure className="chart">
      <figcaption>
        {caption ?? scene.title}
        {finding === undefined ? null : <span className="finding">{finding}</span>}
      </figcaption>
      <div className={paired ? 'only-wide chart-scroll' : 'chart-scroll'}>
        <SceneView scene={scene} id={id} />
      </div>
      {paired ? (
        <div className="only-narrow">
          <SceneView scene={narrow} id={`${id}-narrow`} />
        </div>
      ) : null}
      <details>
        <summary>{tableLabel}</summary>
        {scene.outline === undefined ? null : <OutlineList items={scene.outline} />}
        <DataTable
          caption={scene.title}
          captionHidden
          label={scene.title}
          columns={scene.table.columns}
          rows={scene.table.rows}
          numeric={numbersIn(scene.table.rows)}
        />
        {links}
      </details>
      {source === undefined ? null : <p className="source">{source}</p>}
    </figure>
  );
}

const NUMBER = /^[+−]?\d[\d\u00a0\u202f.,]*(?:\u00a0?%)?$/;

/** Columns of numbers after the first, which names the row; beside numbers stands at most one word, that there is none. */
function numbersIn(rows: readonly (readonly string[])[]): readonly number[] {
  return (rows[0] ?? []).flatMap((_, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    const words = new Set(cells.filter((cell) => !NUMBER.test(cell)));
    return column > 0 && words.size <= 1 && cells.some((cell) => NUMBER.test(cell)) ? [column] : [];
  });
}

function OutlineList({ items }: { readonly items: readonly Outline[] }): ReactElement {
  return (
    <ul className="outline">
      {items.map((item, i) => (
        <li key={i}>
          {item.text}
          {item.children.length === 0 ? null : <OutlineList items={item.children} />}
        </li>
      ))}
    </ul>
  );
}

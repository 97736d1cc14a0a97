/** The chain from published figures to the verdict of an instrument in an area, each number with what it rests on. */
import { explanationOf, explanationSteps, figuresTable } from '@aimaq/engine/views';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { ViewTable } from './ViewTable';

export interface ChainProps {
  readonly site: Site;
  /** Region, or `cluster:A`. */
  readonly area: string;
  readonly instrument: string;
  /** Leaves out the published figures at its end: those of a group are those of all its regions. */
  readonly brief?: boolean;
}

export function Chain({ site, area, instrument, brief = false }: ChainProps): ReactElement | null {
  const { reader } = site;
  const explanation = explanationOf(site.result, area, instrument);
  if (explanation === null) return null;
  const name = reader.text(`instrument.${instrument}.name`) ?? instrument;
  const figures = figuresTable(explanation, reader);
  return (
    <div className="chain grid gap-5">
      {explanationSteps(explanation, reader).map((table) =>
        table.columns.length === 1 ? (
          <div key={table.title}>
            <p className="mb-1 font-semibold">{table.title}</p>
            <ul className="list">
              {table.blocks.flat().map(([line]) => (
                <li key={line} className="sentence">
                  {line}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <ViewTable key={table.title} site={site} table={table} label={`${table.title}: ${name}`} />
        ),
      )}
      {brief ? null : (
        <div className="chain-figures">
          <ViewTable site={site} table={figures} label={`${figures.title}: ${name}`} />
        </div>
      )}
    </div>
  );
}

/**
 * The panel of a study: variables evaluated for every unit and year on combined figures. A cell that could not be
 * formed is missing and counted by variable.
 */
import type { Dataset } from './dataset.js';
import { type Expression, evaluate } from './expression.js';
import { type Column, categoryColumn, numberColumn, type Table } from './table.js';
import type { Figures } from './territory.js';

export interface Area {
  readonly id: string;
  readonly members: readonly string[];
}

/** Columns of unit and time in the table of a study's panel. */
export const STUDY_INDEX = { unit: 'unit', time: 'year' } as const;

export interface StudyPanel {
  readonly areas: readonly Area[];
  readonly years: readonly number[];
  /** variable → area → year; null = missing. */
  readonly values: ReadonlyMap<string, readonly (readonly (number | null)[])[]>;
  /** Columns `unit`, `year` and one per variable; rows by area, then year. */
  readonly table: Table;
}

export function studyPanel(
  figures: Figures,
  areas: readonly Area[],
  years: readonly number[],
  variables: ReadonlyMap<string, Expression>,
): StudyPanel {
  const values = new Map<string, (number | null)[][]>();
  for (const [id, expression] of variables) {
    values.set(
      id,
      areas.map((area) => years.map((year) => variableIn(figures, area, expression, year))),
    );
  }
  const columns = new Map<string, Column>();
  columns.set('unit', categoryColumn(areas.flatMap((area) => years.map(() => area.id))));
  columns.set('year', numberColumn(areas.flatMap(() => [...years])));
  for (const [id, grid] of values) {
    columns.set(id, numberColumn(grid.flatMap((row) => row.map((value) => value ?? Number.NaN))));
  }
  return { areas, years, values, table: { rows: areas.length * years.length, columns } };
}

/** A variable in one area and year. */
export function variableIn(figures: Figures, area: Area, expression: Expression, year: number): number | null {
  return evaluate(expression, (indicator, y) => figures(indicator, area.members, y)?.value ?? null, year);
}

/** The areas of a study: constant units, or the regions that exist now, without those left out. */
export function areasOf(dataset: Dataset, territory: 'constant' | 'present', exclude: readonly string[] = []): Area[] {
  const out = new Set(exclude);
  if (territory === 'constant') {
    return [...dataset.units]
      .map(([id, members]) => ({ id, members: members.filter((region) => !out.has(region)) }))
      .filter((area) => area.id !== dataset.nation && !out.has(area.id) && area.members.length > 0)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return presentRegions(dataset)
    .filter((region) => !out.has(region))
    .map((region) => ({ id: region, members: [region] }));
}

/** Ids of the regions that exist now, sorted; the nation and former regions are not among them. */
export function presentRegions(dataset: Dataset): string[] {
  return [...dataset.regions.values()]
    .filter((region) => region.type !== 'country' && region.validTo === null)
    .map((region) => region.id)
    .sort();
}

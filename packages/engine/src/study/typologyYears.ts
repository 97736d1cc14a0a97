/** The figures of a study's clustering year by year. */
import type { YearsOfData } from '../cluster/index.js';
import type { StudyPanel } from '../data/panelTable.js';
import type { StudySpec } from '../result/documents/study.js';

export interface TypologyInput {
  readonly panel: StudyPanel;
  readonly spec: StudySpec['clustering'];
  /** Places of the clustered units among the panel's areas. */
  readonly areas: readonly number[];
  readonly k: number;
}

/** Years in which at least three units have all figures. */
export function yearsOfStudy({ panel, spec, areas, k }: TypologyInput): YearsOfData {
  const years = panel.years.flatMap((year, t) => {
    const figures = areas.map((a) => spec.variables.map((variable) => panel.values.get(variable)?.[a][t] ?? null));
    const rows = figures.flatMap((row, i) => (row.every((value) => value !== null) ? [i] : []));
    if (rows.length < 3) return [];
    const raw = spec.variables.map((_, v) => Float64Array.from(rows, (i) => figures[i][v] ?? Number.NaN));
    return [{ year, rows, raw }];
  });
  const { method, distance, standardize } = spec;
  return { years, names: spec.variables, total: areas.length, k, method, distance, standardize };
}

/** The typology year by year: the same clustering on the figures of each year, and the multiverse over all of them. */
import {
  agglomerate,
  bootstrapStability,
  cutTree,
  distances,
  groupsOverTime,
  type Specification,
  specificationsOf,
  standardize,
  type YearOfGroups,
} from '../cluster/index.js';
import type { StudyPanel } from '../data/panelTable.js';
import { AimaqError } from '../errors.js';
import type { StudySpec } from '../result/documents/study.js';

export interface TypologyInput {
  readonly panel: StudyPanel;
  readonly spec: StudySpec['clustering'];
  /** Places of the clustered units among the panel's areas. */
  readonly areas: readonly number[];
  readonly k: number;
}

interface YearData {
  readonly year: number;
  /** Places among the clustered units of those with all figures of the year. */
  readonly rows: readonly number[];
  readonly raw: readonly Float64Array[];
}

/** Specifications on the figures of each single year. */
export function yearlySpecifications(input: TypologyInput): Specification[] {
  const { spec, areas, k } = input;
  return yearsOf(input).flatMap(({ year, rows, raw }) =>
    specificationsOf({ raw, names: spec.variables, distance: spec.distance, k, year, rows, total: areas.length }),
  );
}

/** Each year's groups under the names of `partition`, and who moved; firmness from `spec.stability` draws a year. */
export function typologyYears(input: TypologyInput, partition: readonly number[]) {
  const { spec, areas, k } = input;
  const years = yearsOf(input).flatMap(({ year, rows, raw }): YearOfGroups[] => {
    const points = pointsOf(raw, input);
    if (points === null || rows.length <= k) return [];
    const cutsOf = (chosen: readonly number[]) => {
      const tree = agglomerate(
        distances(
          chosen.map((row) => points[row]),
          spec.distance,
        ),
        spec.method,
      );
      return (groups: number) => cutTree(tree, groups);
    };
    const cut = cutsOf(points.map((_, i) => i));
    const own = cut(k);
    const draws = Math.max(1, spec.stability);
    const [{ membership }] = bootstrapStability(cut, cutsOf, { ks: [k], draws, seed: spec.seed });
    const labels = new Array<number | null>(areas.length).fill(null);
    const firmness = new Array<number | null>(areas.length).fill(null);
    rows.forEach((place, i) => {
      labels[place] = own[i];
      firmness[place] = membership[i][own[i] - 1];
    });
    return [{ year, partition: labels, firmness }];
  });
  return groupsOverTime(partition, years);
}

function yearsOf({ panel, spec, areas }: TypologyInput): YearData[] {
  return panel.years.flatMap((year, t) => {
    const figures = areas.map((a) => spec.variables.map((variable) => panel.values.get(variable)?.[a][t] ?? null));
    const rows = figures.flatMap((row, i) => (row.every((value) => value !== null) ? [i] : []));
    if (rows.length < 3) return [];
    const raw = spec.variables.map((_, v) => Float64Array.from(rows, (i) => figures[i][v] ?? Number.NaN));
    return [{ year, rows, raw }];
  });
}

/** Null when a variable has no spread in the year. */
function pointsOf(raw: readonly Float64Array[], { spec }: TypologyInput): Float64Array[] | null {
  try {
    const scaled = standardize(raw, spec.variables, spec.standardize).columns;
    return Array.from({ length: raw[0].length }, (_, i) => Float64Array.from(scaled, (column) => column[i]));
  } catch (cause) {
    if (cause instanceof AimaqError && cause.code === 'cluster-constant-column') return null;
    throw cause;
  }
}

/** The same clustering on the figures of each year: its groups under the names of the whole, and what the multiverse takes of it. */
import { AimaqError } from '../errors.js';
import { cutTree } from './cut.js';
import { distances } from './distance/distances.js';
import { standardize } from './distance/standardize.js';
import { agglomerate } from './linkage/agglomerate.js';
import type { Specification } from './multiverse.js';
import { type GroupsOverTime, groupsOverTime, type YearOfGroups } from './overTime.js';
import { specificationsOf } from './specifications.js';
import { bootstrapStability } from './stability.js';

export interface YearOfData {
  readonly year: number;
  /** Places among all observations of those with all figures of the year. */
  readonly rows: readonly number[];
  readonly raw: readonly Float64Array[];
}

export interface YearsOfData {
  readonly years: readonly YearOfData[];
  readonly names: readonly string[];
  readonly total: number;
  readonly k: number;
  readonly method: string;
  readonly distance: string;
  readonly standardize: string;
}

/** Specifications on the figures of each single year. */
export function yearlySpecifications({ years, names, distance, k, total }: YearsOfData): Specification[] {
  return years.flatMap(({ year, rows, raw }) => specificationsOf({ raw, names, distance, k, year, rows, total }));
}

/** Each year's groups under the names of `partition`, and who moved; firmness from so many bootstrap draws a year. */
export function groupsOfYears(
  input: YearsOfData,
  partition: readonly number[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): GroupsOverTime {
  const { k, total, method, distance } = input;
  const years = input.years.flatMap(({ year, rows, raw }): YearOfGroups[] => {
    const points = pointsOf(raw, input);
    if (points === null || rows.length <= k) return [];
    const cutsOf = (chosen: readonly number[]) => {
      const tree = agglomerate(
        distances(
          chosen.map((row) => points[row]),
          distance,
        ),
        method,
      );
      return (groups: number) => cutTree(tree, groups);
    };
    const cut = cutsOf(points.map((_, i) => i));
    const own = cut(k);
    const [{ membership }] = bootstrapStability(cut, cutsOf, { ks: [k], draws: Math.max(1, draws), seed });
    const labels = new Array<number | null>(total).fill(null);
    const firmness = new Array<number | null>(total).fill(null);
    rows.forEach((place, i) => {
      labels[place] = own[i];
      firmness[place] = membership[i][own[i] - 1];
    });
    return [{ year, partition: labels, firmness }];
  });
  return groupsOverTime(partition, years);
}

/** Null when a variable has no spread in the year. */
function pointsOf(raw: readonly Float64Array[], input: YearsOfData): Float64Array[] | null {
  try {
    const scaled = standardize(raw, input.names, input.standardize).columns;
    return Array.from({ length: raw[0].length }, (_, i) => Float64Array.from(scaled, (column) => column[i]));
  } catch (cause) {
    if (cause instanceof AimaqError && cause.code === 'cluster-constant-column') return null;
    throw cause;
  }
}

/** The specifications of the multiverse of one data set: linkages × standardisations × sets of variables. */
import { AimaqError } from '../errors.js';
import { cutTree } from './cut.js';
import { distances } from './distance/distances.js';
import { STANDARDIZATIONS, standardize } from './distance/standardize.js';
import { agglomerate } from './linkage/agglomerate.js';
import type { Specification } from './multiverse.js';

const LINKAGES_TRIED = ['ward', 'complete', 'average'];

export interface SpecificationData {
  /** Columns as measured, the same rows in each. */
  readonly raw: readonly Float64Array[];
  readonly names: readonly string[];
  readonly distance: string;
  readonly k: number;
  readonly year: number | null;
  /** Places of these rows among all observations, of which there are `total`. */
  readonly rows: readonly number[];
  readonly total: number;
}

/** A standardisation that a column does not allow (no spread) is left out. */
export function specificationsOf({ raw, names, distance, k, year, rows, total }: SpecificationData): Specification[] {
  if (rows.length <= k) return [];
  const sets = [null, ...(names.length > 2 ? names : [])];
  return sets.flatMap((without) =>
    STANDARDIZATIONS.filter((how) => how !== 'none').flatMap((how) => {
      const kept = names.flatMap((name, j) => (name === without ? [] : [j]));
      const scaled = scaledOrNull(
        kept.map((j) => raw[j]),
        kept.map((j) => names[j]),
        how,
      );
      if (scaled === null) return [];
      const points = rows.map((_, i) => Float64Array.from(scaled, (column) => column[i]));
      const condensed = distances(points, distance);
      return LINKAGES_TRIED.map((linkage) => {
        const partition = new Array<number | null>(total).fill(null);
        cutTree(agglomerate(condensed, linkage), k).forEach((cluster, i) => {
          partition[rows[i]] = cluster;
        });
        return { linkage, standardize: how, without, year, partition };
      });
    }),
  );
}

function scaledOrNull(columns: readonly Float64Array[], names: readonly string[], how: string) {
  try {
    return standardize(columns, names, how).columns;
  } catch (cause) {
    if (cause instanceof AimaqError && cause.code === 'cluster-constant-column') return null;
    throw cause;
  }
}

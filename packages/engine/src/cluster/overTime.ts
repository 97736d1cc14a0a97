/**
 * A typology through time: each year's groups under the names of the main partition, and who moved. A move counts as
 * more than noise when the observation sat firmly in its group in both years: when at least three quarters of the
 * bootstrap draws of that year's data leave it there.
 */
import { matchClusters } from './compare/match.js';

export interface YearOfGroups {
  readonly year: number;
  /** Cluster of each observation (from 1), null = no complete data that year. */
  readonly partition: readonly (number | null)[];
  /** Share of the draws that leave it in that cluster. */
  readonly firmness: readonly (number | null)[];
}

export interface Move {
  readonly observation: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly year: number;
  readonly beyondNoise: boolean;
}

export interface GroupsOverTime {
  /** Under the names of the main partition; null where a group has no counterpart or the observation no data. */
  readonly years: readonly { readonly year: number; readonly partition: readonly (number | null)[] }[];
  readonly moves: readonly Move[];
}

const SITS_FIRMLY = 0.75;

export function groupsOverTime(main: readonly number[], years: readonly YearOfGroups[]): GroupsOverTime {
  const named = years.map(({ year, partition, firmness }) => {
    const names = matchClusters(main, partition);
    return { year, firmness, partition: partition.map((cluster) => (cluster === null ? null : names[cluster - 1])) };
  });
  const moves: Move[] = [];
  for (let t = 1; t < named.length; t++) {
    const [before, now] = [named[t - 1], named[t]];
    now.partition.forEach((to, observation) => {
      const from = before.partition[observation];
      const known = before.firmness[observation] !== null && now.firmness[observation] !== null;
      if (!known || from === to) return;
      moves.push({
        observation,
        from,
        to,
        year: now.year,
        beyondNoise:
          (before.firmness[observation] ?? 0) >= SITS_FIRMLY && (now.firmness[observation] ?? 0) >= SITS_FIRMLY,
      });
    });
  }
  return { years: named.map(({ year, partition }) => ({ year, partition })), moves };
}

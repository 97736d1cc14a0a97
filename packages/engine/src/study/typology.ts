/** From the cluster document to what pages show: letters, profiles, the typical unit, neighbours. */
import {
  clusterTable,
  distances,
  groupsOfYears,
  medoids,
  multiverseDocument,
  nearestNeighbors,
  silhouetteWidths,
  specificationsOf,
  standardize,
  yearlySpecifications,
} from '../cluster/index.js';
import type { StudyPanel } from '../data/panelTable.js';
import { type Column, categoryColumn, numberColumn } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { ClusterDocument } from '../result/documents/cluster.js';
import type { StudySpec } from '../result/documents/study.js';
import type { ClusterProfile, ClusterYears, Membership } from '../result/documents/studyResult.js';
import { yearsOfStudy } from './typologyYears.js';

export interface Typology {
  readonly document: ClusterDocument;
  readonly clusters: ClusterProfile[];
  readonly memberships: Membership[];
  readonly years: ClusterYears;
  /** Per area of the panel: cluster from 0, in the order of the letters; −1 for an area that is not complete. */
  readonly partition: readonly number[];
}

const NEIGHBORS = 3;

/** `panel` holds the clustering variables over the clustering years. Errors: study-few-units and those of the cluster room. */
export function typology(
  panel: StudyPanel,
  spec: StudySpec['clustering'],
  regionsOf: (unit: string) => readonly string[],
): Typology {
  const means = panel.areas.map((_, a) =>
    spec.variables.map((variable) => meanOf(panel.values.get(variable)?.[a] ?? [])),
  );
  const complete = panel.areas.map((_, a) => a).filter((a) => means[a].every((value) => value !== null));
  if (complete.length < 3) throw new AimaqError('study-few-units', { units: complete.length });
  const labels = complete.map((a) => panel.areas[a].id);
  const values = complete.map((a) => means[a] as number[]);
  const columns = spec.variables.map((_, v) => Float64Array.from(values, (row) => row[v]));
  const table = new Map<string, Column>([
    ['unit', categoryColumn(labels)],
    ...spec.variables.map((variable, v): [string, Column] => [variable, numberColumn(columns[v])]),
  ]);
  const alone = clusterTable({ rows: labels.length, columns: table }, { ...spec, id: 'unit', columns: spec.variables });
  const years = yearsOfStudy({ panel, spec, areas: complete, k: alone.k });
  const specifications = [
    ...specificationsOf({
      raw: columns,
      names: spec.variables,
      distance: spec.distance,
      k: alone.k,
      year: null,
      rows: labels.map((_, i) => i),
      total: labels.length,
    }),
    ...yearlySpecifications(years),
  ];
  const multiverse = multiverseDocument(specifications, alone.partition, labels);
  const document = { ...alone, multiverse };
  const letterOrder = lettersByLeaf(document);
  const position = document.partition.map((cluster) => letterOrder.indexOf(cluster));
  const scaled = standardize(columns, spec.variables, spec.standardize).columns;
  const condensed = distances(
    labels.map((_, i) => Float64Array.from(scaled, (column) => column[i])),
    spec.distance,
  );
  const neighbors = nearestNeighbors(condensed, scaled, NEIGHBORS);
  const silhouettes = silhouetteWidths(condensed, document.partition);
  const typical = medoids(condensed, document.partition, document.k);

  const clusters = letterOrder.map((number, c): ClusterProfile => {
    const members = position.flatMap((p, i) => (p === c ? [i] : []));
    const profile = spec.variables
      .map((variable, v) => ({
        variable,
        mean: average(members.map((i) => values[i][v])),
        overall: average(values.map((row) => row[v])),
        standardized: average(members.map((i) => scaled[v][i])),
      }))
      .sort((a, b) => Math.abs(b.standardized) - Math.abs(a.standardized));
    const units = members.map((i) => labels[i]);
    return {
      id: letter(c),
      units,
      regions: units.flatMap((unit) => [...regionsOf(unit)]),
      medoid: labels[typical[number - 1]],
      silhouette: average(members.map((i) => silhouettes[i])),
      stability: document.stability?.find((entry) => entry.cluster === number)?.jaccard ?? null,
      profile,
    };
  });
  const memberships = labels.map((unit, i): Membership => {
    return {
      unit,
      cluster: letter(position[i]),
      silhouette: silhouettes[i],
      probability: Object.fromEntries(
        letterOrder.map((number, c) => [letter(c), multiverse.membership[i][number - 1]] as const),
      ),
      // Elsewhere in more than a third of the clusterings, or closer, on average, to another cluster than to its own.
      border: silhouettes[i] < 0 || multiverse.border.includes(unit),
      neighbors: neighbors[i].map(({ observation, distance, shares }) => ({
        unit: labels[observation],
        distance,
        shares: spec.variables
          .map((variable, v) => ({ variable, share: shares?.[v] ?? 0 }))
          .sort((a, b) => b.share - a.share),
      })),
    };
  });
  const partition = panel.areas.map((_, a) => {
    const i = complete.indexOf(a);
    return i < 0 ? -1 : position[i];
  });
  return { document, clusters, memberships, years: yearsByLetter(), partition };

  function yearsByLetter(): ClusterYears {
    const name = (cluster: number | null) => (cluster === null ? null : letter(letterOrder.indexOf(cluster)));
    const found = groupsOfYears(years, document.partition, { draws: spec.stability, seed: spec.seed });
    return {
      years: found.years.map(({ year, partition: groups }) => ({
        year,
        clusters: Object.fromEntries(labels.map((unit, i) => [unit, name(groups[i])])),
      })),
      moves: found.moves.map(({ observation, from, to, year, beyondNoise }) => ({
        unit: labels[observation],
        from: name(from),
        to: name(to),
        year,
        beyondNoise,
      })),
    };
  }
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Cluster numbers in the order in which the leaves of the tree show them. */
function lettersByLeaf(document: ClusterDocument): number[] {
  return [...new Set(document.tree.order.map((leaf) => document.partition[leaf - 1]))];
}

function meanOf(row: readonly (number | null)[]): number | null {
  const known = row.filter((value): value is number => value !== null);
  return known.length === 0 ? null : average(known);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Do slopes differ between clusters of regions? Each term gets a slope a cluster; that they are equal is tested by the
 * Wald test of few clusters (HTZ, under CR2) and by the restricted wild cluster bootstrap. Because clusters found in the
 * same data flatter the difference, `splitByTime` finds them in the early years and tests in the later ones.
 */

import { clusterTable } from '../cluster/clusterTable.js';
import { STUDY_INDEX, type StudyPanel } from '../data/panelTable.js';
import { type Column, categoryColumn, columnOf, numberColumn, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import { parseFormula } from '../formula/index.js';
import { adjustment, EXPONENTS } from '../inference/adjustment.js';
import { clusterMoments } from '../inference/clusterMoments.js';
import { allEqual, type WaldTest, waldTest } from '../inference/wald.js';
import { type WildWald, wildWald } from '../inference/wildWald.js';
import { columnMatrix } from '../numeric/columnMatrix.js';
import { fitTable } from '../panel/fitTable.js';

export interface SlopesQuestion {
  readonly outcome: string;
  /** Numeric columns whose slopes may differ. */
  readonly terms: readonly string[];
  readonly others: readonly string[];
  /** Default: unit and time. */
  readonly effects?: string;
  readonly panel: { readonly unit: string; readonly time: string };
  readonly where?: string;
  readonly seed?: number;
}

export interface SlopesByCluster {
  readonly slopes: readonly { readonly term: string; readonly cluster: string; readonly estimate: number }[];
  /** All terms together; null where the test does not exist. */
  readonly wald: WaldTest | null;
  readonly wildBootstrap: WildWald | null;
}

/** `clusterOf`: unit → cluster. Errors: evidence-one-cluster, and those of a fit. */
export function slopesByCluster(
  table: Table,
  question: SlopesQuestion,
  clusterOf: ReadonlyMap<string, string>,
): SlopesByCluster {
  const { outcome, terms, others, panel, where, seed = 1 } = question;
  const unit = columnOf(table, panel.unit);
  const own = Array.from({ length: table.rows }, (_, row) => clusterOf.get(textOf(unit, row) ?? ''));
  const clusters = [...new Set(own.filter((cluster) => cluster !== undefined))].sort();
  if (clusters.length < 2) throw new AimaqError('evidence-one-cluster');
  const columns = new Map<string, Column>(table.columns);
  const names = terms.map((term) =>
    clusters.map((cluster, c) => {
      const column = columnOf(table, term);
      if (column.kind !== 'number') throw new AimaqError('design-not-numeric', { term });
      const name = `${term}.${c + 1}`;
      // A unit outside every cluster is left out of the sample, not counted as zero.
      const value = (row: number) =>
        own[row] === undefined ? Number.NaN : own[row] === cluster ? column.values[row] : 0;
      columns.set(name, numberColumn(Float64Array.from({ length: table.rows }, (_, row) => value(row))));
      return name;
    }),
  );
  const effects = question.effects ?? `${panel.unit} + ${panel.time}`;
  const formula = parseFormula(`${outcome} ~ ${[...names.flat(), ...others].join(' + ')} | ${effects}`);
  const fit = fitTable({ rows: table.rows, columns }, formula, { panel, ...(where === undefined ? {} : { where }) });
  const moments = clusterMoments(fit, panel.unit);
  const k = fit.names.length;
  const found = names.map((list) => list.map((name) => fit.names.indexOf(name)).filter((j) => j >= 0));
  const blocks = found.filter((list) => list.length > 1).map((list) => allEqual(k, list));
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  const C = columnMatrix(rows, k);
  let at = 0;
  for (const block of blocks) {
    for (let j = 0; j < k; j++)
      for (let s = 0; s < block.rows; s++) C.data[j * rows + at + s] = block.data[j * block.rows + s];
    at += block.rows;
  }
  const slopes = names.flatMap((list, t) =>
    list.flatMap((name, c) => {
      const j = fit.names.indexOf(name);
      return j < 0 ? [] : [{ term: terms[t], cluster: clusters[c], estimate: fit.coefficients[j] }];
    }),
  );
  if (rows === 0) return { slopes, wald: null, wildBootstrap: null };
  const wald = waldTest(moments, adjustment(moments, EXPONENTS.CR2), C);
  const wild = wildWald(moments, C, { seed });
  return {
    slopes,
    wald: 'unavailable' in wald ? null : wald,
    wildBootstrap: 'unavailable' in wild ? null : wild,
  };
}

export interface SplitOptions {
  /** Variables by whose means over the early years the units are grouped. */
  readonly variables: readonly string[];
  /** Last of the early years. */
  readonly until: number;
  readonly k: number;
  readonly standardize?: string;
  readonly distance?: string;
  readonly method?: string;
}

export interface SplitByTime extends SlopesByCluster {
  readonly clusterOf: ReadonlyMap<string, string>;
}

/** Groups from the early years, slopes of the later ones. Errors: those of clustering and of a fit. */
export function splitByTime(
  panel: StudyPanel,
  question: Omit<SlopesQuestion, 'panel'>,
  { variables, until, k, ...how }: SplitOptions,
): SplitByTime {
  const early = panel.years.flatMap((year, y) => (year <= until ? [y] : []));
  const means = variables.map((variable) => {
    const grid = panel.values.get(variable);
    if (grid === undefined)
      throw new AimaqError('data-unknown-column', { column: variable, known: [...panel.values.keys()].join(', ') });
    return grid.map((row) => {
      const known = early.flatMap((y) => (row[y] === null ? [] : [row[y] as number]));
      return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
    });
  });
  const units = panel.areas.map((area) => area.id);
  const table: Table = {
    rows: units.length,
    columns: new Map<string, Column>([
      ['unit', categoryColumn(units)],
      ...variables.map((variable, v) => [variable, numberColumn(means[v])] as const),
    ]),
  };
  const { labels, partition } = clusterTable(table, { id: 'unit', columns: variables, k, stability: 0, ...how });
  const clusterOf = new Map(labels.map((label, i) => [label, String(partition[i])]));
  const later = `year > ${until}`;
  return {
    clusterOf,
    ...slopesByCluster(
      panel.table,
      {
        ...question,
        panel: STUDY_INDEX,
        where: question.where === undefined ? later : `(${question.where}) & ${later}`,
      },
      clusterOf,
    ),
  };
}

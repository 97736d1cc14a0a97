/** What changed from one result to another: verdicts, groups, recommendations, headline figures, sources, warnings. */
import type { StudyResult } from '@aimaq/engine/result';
import { clusterOfRegion } from '@aimaq/engine/views';

export interface Change<T> {
  readonly id: string;
  readonly before: T;
  readonly after: T;
}

export interface Difference {
  readonly engine: Change<string> | null;
  /** Input files by path whose content differs, appeared or went. */
  readonly files: readonly Change<string | null>[];
  readonly verdicts: readonly Change<string | null>[];
  readonly clusters: readonly Change<string | null>[];
  /** First recommendation of a region. */
  readonly recommendations: readonly Change<string | null>[];
  /** Latest headline figures; the id is `variable region`. */
  readonly figures: readonly Change<{ readonly year: number; readonly value: number } | null>[];
  readonly values: { readonly added: number; readonly removed: number; readonly changed: number };
}

export function differenceOf(before: StudyResult, after: StudyResult): Difference {
  const firstOf = (result: StudyResult, region: string) =>
    result.recommendations.regions[region]?.recommended[0]?.instrument ?? null;
  const regions = union(
    before.regions.map((region) => region.id),
    after.regions.map((region) => region.id),
  );
  const headline = union(before.study.headline, after.study.headline).flatMap((variable) =>
    regions.map((region) => `${variable} ${region}`),
  );
  return {
    engine:
      before.provenance.engine === after.provenance.engine
        ? null
        : { id: 'engine', before: before.provenance.engine, after: after.provenance.engine },
    files: changes(
      union(pathsOf(before), pathsOf(after)),
      (path) => hashOf(before, path),
      (path) => hashOf(after, path),
    ),
    verdicts: changes(
      union(
        before.hypotheses.map((one) => one.id),
        after.hypotheses.map((one) => one.id),
      ),
      (id) => before.hypotheses.find((one) => one.id === id)?.verdict ?? null,
      (id) => after.hypotheses.find((one) => one.id === id)?.verdict ?? null,
    ),
    clusters: changes(
      regions,
      (region) => clusterOfRegion(before, region),
      (region) => clusterOfRegion(after, region),
    ),
    recommendations: changes(
      regions,
      (region) => firstOf(before, region),
      (region) => firstOf(after, region),
    ),
    figures: headline.flatMap((id) => {
      const [was, is] = [latest(before, id), latest(after, id)];
      return was?.year === is?.year && was?.value === is?.value ? [] : [{ id, before: was, after: is }];
    }),
    values: valuesOf(before, after),
  };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

function changes<T>(ids: readonly string[], before: (id: string) => T, after: (id: string) => T): readonly Change<T>[] {
  return ids.flatMap((id) => (before(id) === after(id) ? [] : [{ id, before: before(id), after: after(id) }]));
}

const pathsOf = (result: StudyResult) => result.provenance.resources.map((resource) => resource.path);

const hashOf = (result: StudyResult, path: string) =>
  result.provenance.resources.find((resource) => resource.path === path)?.sha256 ?? null;

function latest(result: StudyResult, id: string): { readonly year: number; readonly value: number } | null {
  const [variable, region] = id.split(' ');
  const series = result.figures.find((one) => one.variable === variable && one.region === region);
  const year = series?.years.at(-1);
  const value = series?.values.at(-1);
  return year === undefined || value === undefined ? null : { year, value };
}

function valuesOf(before: StudyResult, after: StudyResult): Difference['values'] {
  const [was, is] = [published(before), published(after)];
  let [added, removed, changed] = [0, 0, 0];
  for (const [key, value] of is) {
    const old = was.get(key);
    if (old === undefined) added++;
    else if (old !== value) changed++;
  }
  for (const key of was.keys()) if (!is.has(key)) removed++;
  return { added, removed, changed };
}

function published(result: StudyResult): ReadonlyMap<string, number | undefined> {
  return new Map(
    result.series.flatMap((series) =>
      series.years.map((year, i) => [`${series.indicator} ${series.region} ${year}`, series.values[i]] as const),
    ),
  );
}

/** The pictures of a study: from its result and a reader to the inputs of each chart. One colour per group everywhere. */
import type { StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import { treeInput } from './clusterTree.js';
import { curveScene } from './curve.js';
import { type DendrogramInput, dendrogramScene } from './dendrogram.js';
import { forestScene } from './forest.js';
import { heatmapScene } from './heatmap.js';
import { type Area, type LegendEntry, mapScene } from './map.js';
import { clusterRole, type Role, type Scene } from './scene.js';
import { tilesScene } from './tiles.js';
import { type TrendSeries, trendScene } from './trend.js';

export interface PictureOptions {
  readonly width?: number;
  /** Address of a region's page. */
  readonly href?: (region: string) => string | undefined;
  /** Region or group that the picture is about. */
  readonly highlight?: string;
}

/** Position of a group in the study, which is its colour. */
export function clusterPosition(result: StudyResult, cluster: string): number {
  return result.clusters.findIndex((one) => one.id === cluster);
}

/** Membership of a region by its unit, or by itself where the study's units are regions. */
export function membershipOf(result: StudyResult, region: string): StudyResult['memberships'][number] | null {
  const unit = result.units.find((one) => one.members.includes(region))?.id ?? region;
  return result.memberships.find((one) => one.unit === unit) ?? null;
}

export function clusterOfRegion(result: StudyResult, region: string): string | null {
  return result.clusters.find((cluster) => cluster.regions.includes(region))?.id ?? null;
}

/** `options.highlight`: the id of a group. */
export function studyDendrogram(result: StudyResult, reader: Reader, options: PictureOptions = {}): Scene {
  const labels = result.cluster.labels;
  const group = (unit: string) => result.clusters.findIndex((cluster) => cluster.units.includes(unit));
  const highlight = options.highlight === undefined ? -1 : clusterPosition(result, options.highlight);
  const members = new Map(result.units.map((unit) => [unit.id, unit.members]));
  const input: DendrogramInput = {
    ...treeInput(result.cluster, (id) => reader.variable(id)),
    names: labels.map((unit) => reader.unit(unit, 'short')),
    partition: labels.map(group),
    groups: result.clusters.map((cluster) => cluster.id),
    title: reader.words.text('views.dendrogram.title'),
    href: (leaf) => options.href?.(members.get(labels[leaf])?.[0] ?? labels[leaf]),
    ...(highlight < 0 ? {} : { highlight }),
    ...(options.width === undefined ? {} : { width: options.width }),
  };
  return dendrogramScene(input, reader.words);
}

/** Regions coloured by group; `options.highlight`: the id of a region. */
export function clusterAreas(result: StudyResult, reader: Reader, options: PictureOptions = {}): readonly Area[] {
  return present(result).map((region) => {
    const cluster = clusterOfRegion(result, region.id);
    return areaOf(region, reader, {
      role: cluster === null ? 'missing' : clusterRole(clusterPosition(result, cluster)),
      value: cluster === null ? reader.words.text('views.noData') : reader.cluster(cluster),
      href: options.href?.(region.id),
    });
  });
}

export function clusterLegend(result: StudyResult, reader: Reader): readonly LegendEntry[] {
  return result.clusters.map((cluster, i) => ({ role: clusterRole(i), label: reader.cluster(cluster.id) }));
}

/** Values of an indicator in a year in five classes of as equal size as ties allow. */
export function indicatorAreas(
  result: StudyResult,
  reader: Reader,
  picture: PictureOptions & { readonly indicator: string; readonly year: number },
): Classed {
  const figures = new Map<string, number>();
  for (const series of result.series) {
    const i = series.indicator === picture.indicator ? series.years.indexOf(picture.year) : -1;
    if (i >= 0) figures.set(series.region, series.values[i]);
  }
  return classes(result, reader, { figures, unit: reader.indicatorUnit(picture.indicator), options: picture });
}

export interface Classed {
  readonly areas: readonly Area[];
  readonly legend: readonly LegendEntry[];
}

function classes(
  result: StudyResult,
  reader: Reader,
  picture: { readonly figures: ReadonlyMap<string, number>; readonly unit: string; readonly options: PictureOptions },
): Classed {
  const { words } = reader;
  const { figures, unit, options } = picture;
  const regions = present(result);
  const sorted = regions.flatMap((region) => figures.get(region.id) ?? []).sort((a, b) => a - b);
  const bounds = [...new Set([1, 2, 3, 4].map((fifth) => sorted[Math.ceil((fifth * sorted.length) / 5) - 1]))].filter(
    (bound) => bound !== undefined && bound < sorted[sorted.length - 1],
  );
  const roles = spread(bounds.length + 1);
  const areas = regions.map((region) => {
    const value = figures.get(region.id);
    return areaOf(region, reader, {
      role: value === undefined ? 'missing' : roles[bounds.filter((bound) => value > bound).length],
      value: value === undefined ? words.text('views.noData') : `${words.number(value)} ${unit}`.trim(),
      href: options.href?.(region.id),
    });
  });
  const ends = bounds.map((bound) => words.number(bound));
  const legend: LegendEntry[] =
    sorted.length === 0 ? [] : roles.map((role, i) => ({ role, label: classLabel(ends, i, reader) }));
  if (areas.some((area) => area.role === 'missing'))
    legend.push({ role: 'missing', label: words.text('views.noData') });
  return { areas, legend };
}

/** A variable of the study on the map, in the latest year in which at least half of the regions have a figure. */
export function variableMap(
  result: StudyResult,
  reader: Reader,
  picture: PictureOptions & { readonly variable: string; readonly year?: number; readonly form?: 'map' | 'tiles' },
): Scene | null {
  const regions = new Set(present(result).map((region) => region.id));
  const own = result.figures.filter((one) => one.variable === picture.variable && regions.has(one.region));
  const years = [...new Set(own.flatMap((one) => one.years))].sort((a, b) => b - a);
  const year =
    picture.year ?? years.find((one) => 2 * own.filter((figure) => figure.years.includes(one)).length >= regions.size);
  if (result.map === null || year === undefined) return null;
  const figures = new Map<string, number>();
  for (const one of own) {
    const i = one.years.indexOf(year);
    if (i >= 0) figures.set(one.region, one.values[i]);
  }
  const name = reader.variable(picture.variable);
  const unit = reader.variableUnit(picture.variable);
  const input = {
    ...classes(result, reader, { figures, unit: '', options: picture }),
    title: reader.words.text('views.map.titleIndicator', {
      indicator: unit === '' ? name : `${name}, ${unit}`,
      year: reader.words.year(year),
    }),
    by: name,
    ...shared(picture),
  };
  return picture.form === 'tiles' || result.map.regions === null
    ? tilesScene({ ...input, tiles: result.map.tiles }, reader.words)
    : mapScene({ ...input, topology: result.map.regions }, reader.words);
}

/** Of a country without boundaries: its tiles. */
export function clusterMap(result: StudyResult, reader: Reader, options: PictureOptions = {}): Scene | null {
  if (result.map === null) return null;
  if (result.map.regions === null) return clusterTiles(result, reader, options);
  return mapScene(
    {
      topology: result.map.regions,
      areas: clusterAreas(result, reader, options),
      legend: clusterLegend(result, reader),
      title: reader.words.text('views.map.title'),
      by: reader.words.text('views.map.byGroup'),
      ...shared(options),
    },
    reader.words,
  );
}

export function clusterTiles(result: StudyResult, reader: Reader, options: PictureOptions = {}): Scene | null {
  if (result.map === null) return null;
  return tilesScene(
    {
      tiles: result.map.tiles,
      areas: clusterAreas(result, reader, options),
      legend: clusterLegend(result, reader),
      title: reader.words.text('views.map.title'),
      by: reader.words.text('views.map.byGroup'),
      ...shared(options),
    },
    reader.words,
  );
}

export function indicatorMap(
  result: StudyResult,
  reader: Reader,
  picture: PictureOptions & { readonly indicator: string; readonly year: number; readonly form?: 'map' | 'tiles' },
): Scene | null {
  if (result.map === null) return null;
  const indicator = reader.indicator(picture.indicator);
  const input = {
    ...indicatorAreas(result, reader, picture),
    title: reader.words.text('views.map.titleIndicator', { indicator, year: reader.words.year(picture.year) }),
    by: reader.words.text('views.map.byIndicator', { indicator }),
    ...shared(picture),
  };
  return picture.form === 'tiles' || result.map.regions === null
    ? tilesScene({ ...input, tiles: result.map.tiles }, reader.words)
    : mapScene({ ...input, topology: result.map.regions }, reader.words);
}

/** A hypothesis: every estimate that was read for it, by term and model. */
export function hypothesisForest(result: StudyResult, reader: Reader, id: string, width?: number): Scene | null {
  const hypothesis = result.hypotheses.find((one) => one.id === id);
  if (hypothesis === undefined || hypothesis.estimates.length === 0) return null;
  const baseline = hypothesis.estimates[0].model;
  return forestScene(
    {
      level: levelOf(result),
      title: reader.text(`hypothesis.${id}.title`) ?? reader.words.text('views.forest.title'),
      rows: hypothesis.estimates.map((estimate) => ({
        label: reader.term(estimate.term),
        detail: reader.model(estimate.model),
        estimate: estimate.estimate,
        low: estimate.confidenceInterval[0],
        high: estimate.confidenceInterval[1],
        pValue: estimate.pValue.CR2 ?? estimate.pValue.CR1S,
        role: estimate.model === baseline ? 'accent' : 'muted',
      })),
      ...(width === undefined ? {} : { width }),
    },
    reader.words,
  );
}

/** The estimates of a hypothesis over all defensible specifications; null where the study declares no choices. */
export function hypothesisCurve(result: StudyResult, reader: Reader, id: string, width?: number): Scene | null {
  const hypothesis = result.hypotheses.find((one) => one.id === id);
  const multiverse = hypothesis?.multiverse ?? null;
  if (hypothesis === undefined || multiverse === null || multiverse.curve.length === 0) return null;
  return curveScene(
    {
      curve: multiverse.curve,
      specifications: multiverse.specifications,
      own: hypothesis.estimates[0]?.estimate ?? null,
      title: reader.words.text('views.curve.title', { hypothesis: reader.text(`hypothesis.${id}.title`) ?? id }),
      ...(width === undefined ? {} : { width }),
    },
    reader.words,
  );
}

export function correlationHeatmap(result: StudyResult, reader: Reader, width?: number): Scene {
  const ids = [...new Set(result.correlation.pairs.flatMap((pair) => [pair.x, pair.y]))];
  return heatmapScene(
    {
      variables: ids.map((id) => ({ id, name: reader.variable(id) })),
      pairs: result.correlation.pairs,
      ...(width === undefined ? {} : { width }),
    },
    reader.words,
  );
}

/** One indicator in a region, with the country where it is published; null when the region has no value. */
export function regionTrend(
  result: StudyResult,
  reader: Reader,
  picture: { readonly region: string; readonly indicator: string; readonly width?: number; readonly country?: boolean },
): Scene | null {
  const of = (region: string) =>
    result.series.find((series) => series.indicator === picture.indicator && series.region === region);
  const own = of(picture.region);
  if (own === undefined || own.years.length === 0) return null;
  const cluster = clusterOfRegion(result, picture.region);
  const role: Role = cluster === null ? 'accent' : clusterRole(clusterPosition(result, cluster));
  const series: TrendSeries[] = [
    { name: reader.region(picture.region, 'short'), years: own.years, values: own.values, role, emphasis: true },
  ];
  const country = of(result.nation);
  if (picture.country !== false && country !== undefined && picture.region !== result.nation)
    series.push({
      name: reader.region(result.nation, 'short'),
      years: country.years,
      values: country.values,
      role: 'muted',
    });
  return trendScene(
    {
      series,
      title: `${reader.indicator(picture.indicator)}: ${reader.region(picture.region)}`,
      unit: reader.indicatorUnit(picture.indicator),
      breaks: result.breaks
        .filter(
          (one) =>
            (one.indicator === null || one.indicator === picture.indicator) &&
            (one.region === null || one.region === picture.region) &&
            (one.source === null || one.source === own.source),
        )
        .map((one) => ({ year: one.year, reason: reader.text(one.text) ?? one.kind })),
      ...(picture.width === undefined ? {} : { width: picture.width }),
    },
    reader.words,
  );
}

function levelOf(result: StudyResult): number {
  const inference = result.study.spec.inference;
  const level = typeof inference === 'object' && inference !== null && 'level' in inference ? inference.level : 0.95;
  return typeof level === 'number' ? level : 0.95;
}

/** Regions as they are now, without the national row. */
function present(result: StudyResult) {
  return result.regions.filter(
    (region) => region.id !== result.nation && region.type !== 'country' && region.validTo === null,
  );
}

function areaOf(
  region: StudyResult['regions'][number],
  reader: Reader,
  paint: { readonly role: Role; readonly value: string; readonly href: string | undefined },
): Area {
  return {
    id: region.id,
    name: reader.region(region.id),
    short: reader.region(region.id, 'short'),
    role: paint.role,
    value: paint.value,
    ...(paint.href === undefined ? {} : { href: paint.href }),
    ...(region.type === 'city' && region.lon !== null && region.lat !== null
      ? { city: { lon: region.lon, lat: region.lat } }
      : {}),
  };
}

function shared(options: PictureOptions): { readonly highlight?: string; readonly width?: number } {
  return {
    ...(options.highlight === undefined ? {} : { highlight: options.highlight }),
    ...(options.width === undefined ? {} : { width: options.width }),
  };
}

/** So many steps of the scale of levels, as far apart as they can be. */
function spread(classes: number): readonly Role[] {
  const all: readonly Role[] = ['value1', 'value2', 'value3', 'value4', 'value5'];
  if (classes <= 1) return ['value3'];
  return Array.from({ length: classes }, (_, i) => all[Math.round((i * 4) / (classes - 1))]);
}

function classLabel(ends: readonly string[], i: number, reader: Reader): string {
  if (ends.length === 0) return reader.words.text('views.value');
  if (i === 0) return reader.words.text('views.map.upTo', { to: ends[0] });
  if (i === ends.length) return reader.words.text('views.map.over', { from: ends[i - 1] });
  return reader.words.text('views.map.between', { from: ends[i - 1], to: ends[i] });
}

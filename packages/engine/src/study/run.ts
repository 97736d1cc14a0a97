/**
 * The whole study: data package → panel on constant units → correlations, models, typology → verdicts →
 * recommendations → one document. Pure: same inputs, same document.
 */
import { correlateTable } from '../correlation/index.js';
import { readCsv } from '../data/csv.js';
import { readDataPackage } from '../data/dataPackage.js';
import type { Dataset } from '../data/dataset.js';
import { decodeText } from '../data/decodeText.js';
import { canonicalJson, digest } from '../data/digest.js';
import { type Expression, namesOf } from '../data/expression.js';
import { areasOf, presentRegions, STUDY_INDEX, studyPanel } from '../data/panelTable.js';
import { figuresOf } from '../data/territory.js';
import { type Note, note } from '../errors.js';
import { CLOSING } from '../evidence/instrumentEffect.js';
import { type Instruments, readInstruments, withAliases } from '../evidence/instruments.js';
import { estimateTable } from '../panel/estimate.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { StudySpec } from '../result/documents/study.js';
import type { HypothesisResult, StudyResult } from '../result/documents/studyResult.js';
import { ENGINE_VERSION } from '../version.js';
import { areaFigures, measuresOf, nationFigures } from './areaFigures.js';
import { expressionsOf } from './expressions.js';
import { hypotheses } from './hypotheses.js';
import { modelOptions } from './modelOptions.js';
import { studyMultiverse } from './multiverse.js';
import { panelEffects } from './panelEffects.js';
import { type Placebo, placeboOf } from './placebo.js';
import { recommendations } from './recommendations.js';
import { StudyRejected } from './rejected.js';
import { breaksOf, publishedSeries, variableFigures } from './series.js';
import { typology } from './typology.js';
import { withinShare } from './withinShare.js';

export interface StudyInput {
  readonly spec: StudySpec;
  /** Files by path relative to the study's folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly onProgress?: (progress: { task: string; done: number; total: number }) => void;
}

/** Errors: StudyRejected for faulty documents, AimaqError when a part cannot be computed. */
export function runStudy({ spec, files, onProgress }: StudyInput): StudyResult {
  const total = 6 + Object.keys(spec.models).length;
  let done = 0;
  const step = (task: string) => onProgress?.({ task, done: done++, total });

  step('data');
  const read = readDataPackage(files, spec.data);
  if (!read.ok) throw new StudyRejected(read.issues);
  const dataset = read.value;
  const instruments = instrumentsOf(spec, files);
  const notes: Note[] = [...dataset.notes];

  step('panel');
  const figures = figuresOf(dataset);
  const areas = areasOf(dataset, spec.territory.units, spec.territory.exclude);
  const expressions = expressionsOf(spec, dataset);
  const years = Array.from({ length: spec.period.to - spec.period.from + 1 }, (_, i) => spec.period.from + i);
  const panel = studyPanel(figures, areas, years, expressions);

  const models = new Map<string, EstimateDocument>();
  let specifications = 0;
  for (const [id, model] of Object.entries(spec.models)) {
    step(`model ${id}`);
    const [document] = estimateTable(panel.table, model.formula, {
      ...modelOptions(model),
      covariance: model.covariance,
      convention: model.convention,
      fewClusters: true,
      level: spec.inference.level,
    });
    models.set(id, document);
    specifications++;
  }

  step('correlation');
  const correlation = correlateTable(panel.table, spec.correlation.variables, {
    method: spec.correlation.method,
    adjust: spec.correlation.adjust,
    panel: STUDY_INDEX,
  });

  step('typology');
  const clusterYears = Array.from(
    { length: spec.clustering.years.to - spec.clustering.years.from + 1 },
    (_, i) => spec.clustering.years.from + i,
  );
  const profile = studyPanel(figures, areas, clusterYears, expressions);
  const kinds = typology(profile, spec.clustering, (unit) => presentOf(dataset, unit));

  step('verdicts');
  const shares = new Map(
    Object.keys(spec.variables).flatMap((id) => {
      const share = withinShare(panel, id);
      return share === null ? [] : [[id, share] as const];
    }),
  );
  const multiverses = studyMultiverse(spec, panel);
  for (const document of multiverses.values()) specifications += document.specifications;
  const placebos = new Map<string, Placebo | null>();
  const { hypotheses: judged, multiplicity } = hypotheses({
    multiverses,
    spec,
    models,
    panel,
    typology: kinds,
    withinShare: shares,
    placebo: (model, term) => {
      const key = `${model} ${term}`;
      const known = placebos.get(key);
      if (known !== undefined) return known;
      specifications++;
      const found = placeboOf(panel.table, spec.models[model], term);
      placebos.set(key, found);
      return found;
    },
  });
  notes.push(...studyNotes(spec, dataset, expressions, models, specifications));

  step('recommendations');
  const country = nationFigures(dataset, figures);
  const present = presentRegions(dataset);
  const series = publishedSeries(dataset);
  const seriesAt = new Map(series.map((one, i) => [`${one.indicator} ${one.region}`, `/series/${i}`]));
  const breaks = breaksOf(dataset);
  const recommended = recommendations({
    policy: instruments,
    clusters: kinds.clusters.map((cluster) => ({ id: cluster.id, regions: cluster.regions })),
    regions: present,
    figuresOf: (regions) => areaFigures(dataset, figures, regions),
    country,
    screening: {
      measures: measuresOf(instruments.normalise),
      freshFrom: spec.recommendations.freshFrom ?? instruments.freshFrom,
    },
    directionOf: (indicator) => dataset.indicators.get(indicator)?.direction ?? 'neutral',
    breaksOf: (indicator, regions) =>
      breaks
        .filter((one) => one.indicator === indicator && (one.region === null || regions.includes(one.region)))
        .map((one) => one.year),
    membershipOf: (region) =>
      kinds.memberships.find((one) => one.unit === region || presentOf(dataset, one.unit).includes(region)),
    panel: panelEffects(spec, models, expressions),
    contradicted: contradictedIndicators(judged, expressions),
    power: { significance: spec.inference.significance, power: spec.verdicts.power },
    options: spec.recommendations,
    seriesAt: (indicator, region) => seriesAt.get(`${indicator} ${region}`) ?? null,
    modelAt: (model) => `/models/${[...models.keys()].indexOf(model)}/estimate`,
  });

  const resources = [...dataset.resources, ...policyResources(spec, files)];
  const specHash = digest(canonicalJson(spec));
  return {
    schema: 'aimaq/study-result@1',
    study: {
      id: spec.id,
      country: spec.country,
      locales: [...spec.locales],
      period: { ...spec.period },
      reference: spec.reference === undefined ? null : { ...spec.reference },
      headline: [...spec.headline],
      limitations: [...spec.limitations],
      spec: JSON.parse(JSON.stringify(spec)) as Record<string, unknown>,
    },
    provenance: {
      engine: ENGINE_VERSION,
      spec: specHash,
      resources: resources.map((resource) => ({ ...resource })),
      inputs: digest(
        canonicalJson({ engine: ENGINE_VERSION, spec: specHash, resources: resources.map((r) => r.sha256) }),
      ),
    },
    texts: textsOf(spec, dataset, files),
    nation: dataset.nation,
    regions: [...dataset.regions.values()].map((region) => ({
      id: region.id,
      type: region.type,
      iso: region.iso,
      lon: region.lon,
      lat: region.lat,
      validFrom: yearOf(region.validFrom),
      validTo: yearOf(region.validTo),
      unit: region.unit,
    })),
    units: areasOf(dataset, spec.territory.units).map((area) => ({ id: area.id, members: [...area.members] })),
    changes: dataset.changes.map((change) => ({ ...change })),
    indicators: [...dataset.indicators.values()].map((indicator) => ({
      ...indicator,
      sources: [...indicator.sources],
    })),
    sources: [...dataset.sources.values()].map((source) => ({ ...source })),
    breaks,
    series,
    figures: variableFigures({
      dataset,
      figures,
      expressions,
      country,
      clusters: kinds.clusters,
      variables: Object.keys(spec.variables).filter(
        (id) => spec.variables[id].role === 'profile' || spec.headline.includes(id),
      ),
    }),
    variables: Object.entries(spec.variables).map(([id, variable]) => ({
      id,
      expression: variable.expression,
      role: variable.role,
      indicators: namesOf(expressions.get(id) as Expression),
      standsFor: variable.standsFor ?? null,
      withinShare: shares.get(id) ?? null,
    })),
    panel: {
      units: areas.map((area) => area.id),
      times: years,
      balanced: [...panel.values.values()].every((grid) => grid.every((row) => row.every((value) => value !== null))),
      values: Object.fromEntries([...panel.values].map(([id, grid]) => [id, grid.map((row) => [...row])])),
    },
    correlation,
    models: [...models].map(([id, estimate]) => ({ id, role: spec.models[id].role, estimate })),
    cluster: kinds.document,
    clusters: kinds.clusters,
    memberships: kinds.memberships,
    clusterYears: kinds.years,
    hypotheses: judged,
    multiplicity,
    instruments: instruments.instruments.map(({ condition, ...instrument }) => ({
      ...instrument,
      logic: condition.logic,
      rules: condition.rules,
    })),
    policy: {
      version: instruments.version,
      normalise: instruments.normalise,
      transport: { low: instruments.transport[0], high: instruments.transport[1] },
      closing: { ...CLOSING },
      draws: spec.recommendations.draws,
    },
    recommendations: recommended,
    map:
      dataset.map === null
        ? null
        : {
            credit: dataset.map.credit,
            regions: dataset.map.topology === null ? null : { ...dataset.map.topology },
            tiles: dataset.map.tiles.map((tile) => ({ ...tile })),
          },
    specifications,
    warnings: notes.map((one) => ({ ...one })),
  };
}

function presentOf(dataset: Dataset, unit: string): readonly string[] {
  return dataset.units.get(unit) ?? [unit];
}

function yearOf(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4));
}

const NO_INSTRUMENTS: Instruments = {
  schema: 'aimaq/instruments@1',
  version: '',
  levers: [],
  normalise: {},
  freshFrom: 0,
  transport: [0, 1],
  requirements: {},
  pilots: {},
  instruments: [],
};

function instrumentsOf(spec: StudySpec, files: ReadonlyMap<string, Uint8Array>): Instruments {
  if (spec.instruments === undefined) return NO_INSTRUMENTS;
  const path = `${folderOf(spec.instruments)}instruments.json`;
  const bytes = files.get(path);
  if (bytes === undefined) throw new StudyRejected([{ ...note('data-missing-file', { path }), file: path }]);
  const read = readInstruments(decodeText(bytes), path);
  if (!read.ok) throw new StudyRejected(read.issues);
  return withAliases(read.value, spec.recommendations.measures);
}

function policyResources(spec: StudySpec, files: ReadonlyMap<string, Uint8Array>) {
  if (spec.instruments === undefined) return [];
  const folder = folderOf(spec.instruments);
  return [...files]
    .filter(([path]) => path.startsWith(folder) && folder !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => ({ name: `policy/${path.slice(folder.length)}`, path, sha256: digest(bytes), rows: null }));
}

/** Texts of the instruments and of the data package, one dictionary a language; a country may put an instrument in its words. */
function textsOf(
  spec: StudySpec,
  dataset: Dataset,
  files: ReadonlyMap<string, Uint8Array>,
): Record<string, Record<string, string>> {
  const texts: Record<string, Record<string, string>> = {};
  for (const locale of spec.locales) {
    const own = Object.fromEntries(dataset.texts.get(locale) ?? []);
    texts[locale] = own;
    const bytes =
      spec.instruments === undefined ? undefined : files.get(`${folderOf(spec.instruments)}locales/${locale}.csv`);
    if (bytes === undefined) continue;
    const path = `${folderOf(spec.instruments ?? '')}locales/${locale}.csv`;
    const csv = readCsv(decodeText(bytes), { file: path, delimiter: ',' });
    if (!csv.ok) throw new StudyRejected(csv.issues);
    texts[locale] = { ...Object.fromEntries(csv.value.records), ...own };
  }
  return texts;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Warnings that the design calls for, computed from the study itself. */
function studyNotes(
  spec: StudySpec,
  dataset: Dataset,
  expressions: ReadonlyMap<string, Expression>,
  models: ReadonlyMap<string, EstimateDocument>,
  specifications: number,
): Note[] {
  const notes: Note[] = [];
  const shared = new Set<string>();
  for (const [id, document] of models) {
    if (spec.models[id].role === 'illustration') continue;
    const outcome = document.model.response;
    for (const { term } of document.coefficients) {
      const found = sharedComponents(dataset, expressions, outcome, term);
      const key = `${outcome} ${term}`;
      if (found.length === 0 || shared.has(key)) continue;
      shared.add(key);
      notes.push(note('study-shared-component', { outcome, regressor: term, indicators: found.join(', ') }));
    }
  }
  notes.push(note('study-specifications', { count: specifications }), note('study-no-causal-wording'));
  return notes;
}

/** Indicators on which both rest, a part counting for its whole. */
function sharedComponents(
  dataset: Dataset,
  expressions: ReadonlyMap<string, Expression>,
  outcome: string,
  term: string,
): string[] {
  const base = (variable: string) => {
    const expression = expressions.get(variable);
    const names = expression === undefined ? [] : namesOf(expression);
    return new Set(names.flatMap((name) => [name, dataset.indicators.get(name)?.partOf ?? name]));
  };
  const own = base(outcome);
  return [...base(term)].filter((name) => own.has(name));
}

/** Indicators of terms whose hypothesis this panel contradicts. */
function contradictedIndicators(
  judged: readonly HypothesisResult[],
  expressions: ReadonlyMap<string, Expression>,
): Set<string> {
  const found = judged
    .filter((hypothesis) => hypothesis.kind === 'effect' && hypothesis.verdict === 'contradicted')
    .flatMap((hypothesis) => hypothesis.estimates.map((estimate) => estimate.term))
    .flatMap((term) => {
      const expression = expressions.get(term);
      return expression === undefined ? [] : namesOf(expression);
    });
  return new Set(found);
}

/**
 * The report of a study: summary, hypotheses with their numbers, models, groups, recommendations, data and limits, and
 * the stamp by which it can be made again. Every sentence comes from the result; nothing is computed here.
 */
import type { HypothesisResult, StudyResult } from '../../result/index.js';
import type { Scene } from '../chart/scene.js';
import {
  clusterMap,
  clusterTiles,
  correlationHeatmap,
  hypothesisForest,
  studyDendrogram,
  variableMap,
} from '../chart/study.js';
import type { Reader } from '../reader.js';
import { groupsReason } from '../table/cluster.js';
import { correlationTable } from '../table/correlation.js';
import { blocksTable, estimatesTable, multiplicityTable, slopesTable, trialsTable } from '../table/hypothesis.js';
import { consideredLines, recommendationTable } from '../table/recommendation.js';
import { regressionTable } from '../table/regression.js';
import type { TableView } from '../table/table.js';
import type { Report, ReportBlock } from './blocks.js';
import { methodLines } from './methods.js';
import { regionsTable } from './regions.js';

/** Pictures of a study by file name; the report places them, `aimaq run` writes them. */
export function studyFigures(result: StudyResult, reader: Reader): ReadonlyMap<string, Scene> {
  const figures = new Map<string, Scene>();
  figures.set('dendrogram', studyDendrogram(result, reader, { width: 760 }));
  const map = clusterMap(result, reader, { width: 760 });
  if (map !== null) figures.set('map', map);
  const tiles = clusterTiles(result, reader, { width: 420 });
  if (tiles !== null) figures.set('tiles', tiles);
  for (const { id } of result.hypotheses) {
    const forest = hypothesisForest(result, reader, id, 760);
    if (forest !== null) figures.set(`hypothesis-${id}`, forest);
  }
  if (result.correlation.pairs.length > 0) figures.set('correlations', correlationHeatmap(result, reader, 760));
  for (const variable of result.study.headline) {
    const scene = variableMap(result, reader, { variable, width: 760 });
    if (scene !== null) figures.set(`variable-${variable}`, scene);
  }
  return figures;
}

export function studyReport(result: StudyResult, reader: Reader, figureFile: (name: string) => string): Report {
  const figures = studyFigures(result, reader);
  const figure = (name: string): ReportBlock[] => {
    const scene = figures.get(name);
    return scene === undefined ? [] : [{ kind: 'figure', scene, file: figureFile(name) }];
  };
  const heading = (key: string): ReportBlock => ({
    kind: 'heading',
    level: 2,
    text: reader.words.text(`report.${key}`),
    id: key,
  });
  return {
    locale: reader.words.locale,
    title: reader.text('study.title') ?? result.study.id,
    subtitle: reader.words.text('report.subtitle', {
      from: reader.words.year(result.study.period.from),
      to: reader.words.year(result.study.period.to),
      units: result.panel.units.length,
    }),
    blocks: [
      ...paragraph(reader.text('study.question')),
      heading('summary'),
      { kind: 'list', items: result.hypotheses.map((one) => summaryLine(one, reader)) },
      heading('hypotheses'),
      ...result.hypotheses.flatMap((one) => hypothesisBlocks(one, reader, figure(`hypothesis-${one.id}`))),
      heading('models'),
      { kind: 'table', table: modelTable(result, reader) },
      heading('correlations'),
      ...figure('correlations'),
      { kind: 'table', table: correlationTable(result.correlation, reader.words, reader.variable) },
      heading('groups'),
      ...figure('map'),
      ...figure('dendrogram'),
      { kind: 'table', table: groupTable(result, reader) },
      { kind: 'paragraph', text: groupsReason(result.cluster, reader.words), tone: 'note' },
      ...result.study.headline.flatMap((variable) => figure(`variable-${variable}`)),
      heading('regionList'),
      { kind: 'table', table: regionsTable(result, reader) },
      heading('recommendations'),
      ...result.clusters.flatMap((cluster) => recommendationBlocks(result, reader, cluster.id)),
      heading('limits'),
      { kind: 'list', items: result.study.limitations.map((id) => reader.text(`limitation.${id}`) ?? id) },
      { kind: 'list', items: warningsOf(result, reader) },
      heading('methods'),
      { kind: 'list', items: methodLines(result, reader) },
      heading('sources'),
      {
        kind: 'list',
        items: result.sources.map(
          ({ id }) =>
            `${reader.source(id)}. ${reader.source(id, 'publisher')}, ${reader.source(id, 'identifier')}, ${reader.source(id, 'coverage')}`,
        ),
      },
      ...(result.map === null ? [] : paragraph(reader.text(result.map.credit) ?? result.map.credit)),
      heading('reproduction'),
      { kind: 'table', table: stampTable(result, reader) },
    ],
  };
}

export function modelTable(result: StudyResult, reader: Reader): TableView {
  return regressionTable(
    result.models.map((model) => ({ name: reader.model(model.id), estimate: model.estimate })),
    reader.words,
    { term: reader.term, note: reader.note },
  );
}

function summaryLine(hypothesis: HypothesisResult, reader: Reader): string {
  const claim = reader.text(`hypothesis.${hypothesis.id}.claim`) ?? hypothesis.id;
  return reader.words.text('report.summaryLine', { claim, verdict: verdictText(hypothesis, reader) });
}

function verdictText(hypothesis: HypothesisResult, reader: Reader): string {
  return reader.words.text(`evidence.verdict.${hypothesis.verdict}`);
}

function hypothesisBlocks(
  hypothesis: HypothesisResult,
  reader: Reader,
  picture: readonly ReportBlock[],
): ReportBlock[] {
  const { id } = hypothesis;
  const paper = reader.text(`hypothesis.${id}.paper`);
  return [
    { kind: 'heading', level: 3, text: reader.text(`hypothesis.${id}.title`) ?? id, id: `hypothesis-${id}` },
    ...paragraph(reader.text(`hypothesis.${id}.claim`)),
    ...(paper === undefined ? [] : paragraph(reader.words.text('report.paper', { paper }))),
    ...paragraph(reader.text(`hypothesis.${id}.differs`)),
    {
      kind: 'paragraph',
      text: reader.words.text('report.verdict', { verdict: verdictText(hypothesis, reader) }),
      tone: 'verdict',
    },
    { kind: 'list', items: hypothesis.reasons.map((reason) => reader.sentence(reason.message)) },
    ...picture,
    ...[estimatesTable, multiplicityTable, trialsTable, blocksTable, slopesTable].flatMap((make): ReportBlock[] => {
      const table = make(hypothesis, reader);
      return table === null ? [] : [{ kind: 'table', table }];
    }),
    ...titled(
      reader.words.text('views.hypothesis.readings'),
      hypothesis.readings.map((reading) => readingLine(id, reading, reader)),
    ),
    ...titled(
      reader.words.text('views.hypothesis.wouldTell'),
      hypothesis.wouldTell.map((reason) => reader.sentence(reason.message)),
    ),
  ];
}

function readingLine(id: string, reading: HypothesisResult['readings'][number], reader: Reader): string {
  const { estimate, confidenceInterval } = reading.estimate;
  const [low, high] = confidenceInterval.map((value) => reader.words.number(value));
  const text = reader.text(`hypothesis.${id}.reading.${reading.id}`) ?? reading.id;
  return reader.words.text('views.hypothesis.reading', { text, estimate, low: low ?? '', high: high ?? '' });
}

function titled(title: string, items: readonly string[]): ReportBlock[] {
  return items.length === 0 ? [] : [...paragraph(title), { kind: 'list', items }];
}

function groupTable(result: StudyResult, reader: Reader): TableView {
  const { words } = reader;
  return {
    title: words.text('views.cluster.title'),
    columns: [
      { heading: words.text('views.clusterColumn'), kind: 'text' },
      { heading: words.text('views.cluster.members'), kind: 'text' },
      { heading: words.text('views.cluster.medoid'), kind: 'text' },
      { heading: words.text('views.cluster.silhouette'), kind: 'number' },
      { heading: words.text('views.cluster.stability'), kind: 'number' },
      { heading: words.text('report.marked'), kind: 'text' },
    ],
    blocks: [
      result.clusters.map((cluster) => [
        cluster.id,
        cluster.units.map((unit) => reader.unit(unit, 'short')).join(', '),
        reader.unit(cluster.medoid, 'short'),
        words.number(cluster.silhouette, { digits: 2 }),
        words.number(cluster.stability, { digits: 2 }),
        cluster.profile
          .slice(0, 3)
          .map(
            (one) =>
              `${reader.variable(one.variable)} ${words.number(one.standardized, { digits: 1, sign: 'always' })}`,
          )
          .join('; '),
      ]),
    ],
    notes: [words.text('report.markedNote')],
  };
}

function recommendationBlocks(result: StudyResult, reader: Reader, cluster: string): ReportBlock[] {
  const set = result.recommendations.clusters[cluster];
  if (set === undefined) return [];
  const { words } = reader;
  const considered = consideredLines(set, reader);
  return [
    { kind: 'heading', level: 3, text: reader.cluster(cluster), id: `group-${cluster}` },
    ...(set.recommended.length === 0
      ? paragraph(words.text('report.noRecommendation'))
      : [{ kind: 'table' as const, table: recommendationTable(set, reader, { regions: true }) }]),
    ...(considered.length === 0
      ? []
      : [...paragraph(words.text('views.recommendation.considered')), { kind: 'list' as const, items: considered }]),
  ];
}

function warningsOf(result: StudyResult, reader: Reader): readonly string[] {
  const lines = result.warnings.map((warning) => {
    const { message, hint } = reader.note(warning);
    return `${message}; ${hint}.`;
  });
  return [...new Set(lines)];
}

function stampTable(result: StudyResult, reader: Reader): TableView {
  const { provenance } = result;
  return {
    title: reader.words.text('report.stamp'),
    columns: [
      { heading: reader.words.text('report.stampWhat'), kind: 'text' },
      { heading: 'SHA-256', kind: 'text' },
    ],
    blocks: [
      [
        [reader.words.text('report.stampInputs'), provenance.inputs],
        [reader.words.text('report.stampStudy'), provenance.spec],
        ...provenance.resources.map((resource) => [resource.path, resource.sha256]),
      ],
    ],
    notes: [reader.words.text('report.stampNote', { engine: provenance.engine, count: result.specifications })],
  };
}

function paragraph(text: string | undefined): ReportBlock[] {
  return text === undefined || text === '' ? [] : [{ kind: 'paragraph', text }];
}

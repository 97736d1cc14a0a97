/** Recommendations of an area as a table: verdict, grades, need, gain, place, reasons; and what was considered besides. */
import type { Recommendation, RecommendationSet, StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import type { TableView } from './table.js';

export interface RecommendationTableOptions {
  /** For a group: a column with its regions that meet the condition. */
  readonly regions?: boolean;
}

export function recommendationTable(
  set: RecommendationSet,
  reader: Reader,
  { regions = false }: RecommendationTableOptions = {},
): TableView {
  const { words } = reader;
  const t = (key: string) => words.text(`views.recommendation.${key}`);
  return {
    title: words.text('report.recommendations'),
    columns: [
      { heading: words.text('report.instrument'), kind: 'text' },
      { heading: words.text('report.verdictColumn'), kind: 'text' },
      { heading: t('grades'), kind: 'text' },
      { heading: t('need'), kind: 'text' },
      { heading: t('gain'), kind: 'text' },
      { heading: t('acceptability'), kind: 'number' },
      ...(regions ? [{ heading: words.text('report.regions'), kind: 'text' as const }] : []),
      { heading: words.text('report.why'), kind: 'text' },
    ],
    blocks: [
      set.recommended.map((one) => [
        reader.text(`instrument.${one.instrument}.name`) ?? one.instrument,
        words.text(`evidence.recommendation.${one.verdict}`),
        one.grade === null ? String(one.evidenceGrade) : `${one.grade.external} / ${one.grade.local}`,
        needText(one, reader),
        gainText(one, reader),
        one.acceptability === null ? '–' : words.percent(one.acceptability, { digits: 0 }),
        ...(regions ? [one.regions.map((region) => reader.region(region, 'short')).join(', ')] : []),
        one.reasons.map((reason) => reader.sentence(reason.message)).join('; '),
      ]),
    ],
    notes: set.recommended.length === 0 ? [words.text('report.noRecommendation')] : [t('note')],
  };
}

/** Considered and not among the first, by the reason. */
export function consideredLines(set: RecommendationSet, reader: Reader): string[] {
  const { words } = reader;
  const reasons = [...new Set(set.considered.map((one) => one.why))];
  return reasons.map((why) => {
    const names = set.considered
      .filter((one) => one.why === why)
      .map((one) => reader.text(`instrument.${one.instrument}.name`) ?? one.instrument);
    return `${words.text(`views.recommendation.why.${why}`)}: ${names.join('; ')}`;
  });
}

export interface BorderAdvice {
  readonly cluster: string;
  readonly probability: number;
  readonly recommended: readonly Recommendation[];
}

const BETWEEN = 2;

/** What the two groups between which a region stands are advised, the likelier first; empty when it is on no border. */
export function borderAdvice(result: StudyResult, region: string): BorderAdvice[] {
  return Object.entries(result.recommendations.regions[region]?.border ?? {})
    .sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1))
    .slice(0, BETWEEN)
    .map(([cluster, probability]) => ({
      cluster,
      probability,
      recommended: result.recommendations.clusters[cluster]?.recommended ?? [],
    }));
}

function needText({ need }: Recommendation, { words }: Reader): string {
  if (need === null) return '–';
  const digits = { digits: 1, sign: 'always' } as const;
  return `${words.number(need.gap, digits)} (${words.number(need.low, digits)} … ${words.number(need.high, digits)})`;
}

function gainText({ gain, effect }: Recommendation, { words }: Reader): string {
  if (gain === null) return words.text('evidence.effect.none');
  const digits = { digits: 2 };
  return `${words.percent(gain.median, digits)} (${words.percent(gain.low, digits)} … ${words.percent(gain.high, digits)}), ${words.text(`evidence.effect.${effect?.origin ?? 'none'}`)}`;
}

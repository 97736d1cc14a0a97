/**
 * Why an instrument is, or is not, recommended to an area: the chain from published figures to the verdict, and what
 * would change it. Everything stands in the result; this only puts it in order, the same for what is shown among the
 * first and for what was considered and not recommended.
 */
import type { Considered, Recommendation, RecommendationSet, RuleResult, StudyResult } from '../../result/index.js';
import { borderAdvice } from './recommendation.js';

export interface Observation {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly value: number;
  readonly source: string;
}

type Weighed = Pick<
  Recommendation,
  'rules' | 'reasons' | 'certainty' | 'need' | 'effect' | 'gain' | 'grade' | 'requirements' | 'wouldChange'
>;

export interface Explanation extends Weighed {
  readonly schema: 'aimaq/explanation@1';
  /** Region, or `cluster:A`. */
  readonly area: string;
  readonly instrument: string;
  readonly study: { readonly id: string; readonly inputs: string };
  readonly verdict: Considered['verdict'];
  /** Why it is not among the first; null when it is. */
  readonly considered: Considered['why'] | null;
  readonly observations: readonly Observation[];
  /** Counts without a published figure of the country: the sum of its regions stands in. */
  readonly summed: readonly { readonly indicator: string; readonly years: readonly number[] }[];
  /** Of what is shown among the first. */
  readonly acceptability: Recommendation['acceptability'];
  readonly pilot: Recommendation['pilot'];
  /** Of a region between two groups: what the instrument is to each of them, the likelier first. */
  readonly border: readonly {
    readonly cluster: string;
    readonly probability: number;
    readonly verdict: Considered['verdict'];
  }[];
  readonly policy: StudyResult['policy'];
  readonly evidence: StudyResult['instruments'][number]['evidence'];
}

/** null when the result has no such area or instrument. */
export function explanationOf(result: StudyResult, area: string, instrument: string): Explanation | null {
  const cluster = area.startsWith('cluster:') ? area.slice('cluster:'.length) : null;
  const set = cluster === null ? result.recommendations.regions[area] : result.recommendations.clusters[cluster];
  const record = result.instruments.find((one) => one.id === instrument);
  const { shown, considered } = weighedIn(set, instrument);
  const found = shown ?? considered;
  if (record === undefined || found === null) return null;
  const { rules, reasons, certainty, need, effect, gain, grade, requirements, wouldChange } = found;
  const regions = cluster === null ? [area] : (result.clusters.find((one) => one.id === cluster)?.regions ?? []);
  return {
    schema: 'aimaq/explanation@1',
    area,
    instrument,
    study: { id: result.study.id, inputs: result.provenance.inputs },
    verdict: found.verdict,
    considered: considered?.why ?? null,
    ...observationsOf(result, found, regions),
    rules,
    reasons,
    certainty,
    need,
    effect,
    gain,
    grade,
    requirements,
    wouldChange,
    acceptability: shown?.acceptability ?? null,
    pilot: shown?.pilot ?? null,
    border: borderAdvice(result, area).map(({ cluster: group, probability }) => {
      const own = weighedIn(result.recommendations.clusters[group], instrument);
      return { cluster: group, probability, verdict: (own.shown ?? own.considered)?.verdict ?? null };
    }),
    policy: result.policy,
    evidence: record.evidence,
  };
}

function weighedIn(
  set: RecommendationSet | undefined,
  instrument: string,
): { readonly shown: Recommendation | null; readonly considered: Considered | null } {
  const of = (one: { readonly instrument: string }) => one.instrument === instrument;
  return { shown: set?.recommended.find(of) ?? null, considered: set?.considered.find(of) ?? null };
}

/** Years before a rule's own that its comparison reads. */
const BACK: Readonly<Record<string, readonly number[]>> = { growth_3y: [3], mean_3y: [1, 2] };

/**
 * The published figures behind the numbers: of each rule, requirement and need the indicator and what its normalisation
 * divides by, in the years that it reads. The earlier years of a need are told for one region; for a group they would be
 * hundreds, and stand with the indicator.
 */
function observationsOf(
  result: StudyResult,
  { rules, requirements, need }: Weighed,
  regions: readonly string[],
): Pick<Explanation, 'observations' | 'summed'> {
  const measures: { readonly indicator: string; readonly normalise: string; readonly years: readonly number[] }[] = [
    ...[...rules, ...requirements.map((one) => one.rule)].map((rule) => ({ ...rule, years: yearsOf(rule) })),
    ...(need === null ? [] : [{ ...need, years: regions.length > 1 ? [need.year] : need.years }]),
  ];
  const parts = measures.flatMap(({ indicator, normalise, years }) => {
    const others = result.policy?.normalise[normalise]?.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    const names = [indicator, ...others.filter((name) => name !== 'value')];
    return names.flatMap((name) => years.map((year) => ({ indicator: name, year })));
  });
  const wanted = [...new Map(parts.map((one) => [`${one.indicator} ${one.year}`, one])).values()];
  const series = new Map(result.series.map((one) => [`${one.indicator} ${one.region}`, one]));
  const published = (indicator: string, region: string, year: number): Observation[] => {
    const found = series.get(`${indicator} ${region}`);
    const value = found?.values[found.years.indexOf(year)];
    return found === undefined || value === undefined ? [] : [{ indicator, region, year, value, source: found.source }];
  };
  return {
    observations: wanted.flatMap(({ indicator, year }) =>
      [...regions, result.nation].flatMap((region) => published(indicator, region, year)),
    ),
    summed: [...new Set(wanted.map((one) => one.indicator))].flatMap((indicator) => {
      const years = wanted
        .filter((one) => one.indicator === indicator)
        .map((one) => one.year)
        .filter(
          (year) =>
            published(indicator, result.nation, year).length === 0 &&
            regions.some((region) => published(indicator, region, year).length > 0),
        );
      return years.length === 0 ? [] : [{ indicator, years: years.sort((x, y) => x - y) }];
    }),
  };
}

function yearsOf({ year, compare }: RuleResult): number[] {
  return year === null ? [] : [...(BACK[compare] ?? []).map((back) => year - back), year];
}

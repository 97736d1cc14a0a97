/**
 * Why an instrument is, or is not, recommended to a region: the chain from published figures to the verdict, and what
 * would change it. Everything stands in the result; this only puts it in order.
 */
import type { Reason, Recommendation, RuleResult, StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import type { TableView } from './table.js';

export interface Observation {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly value: number;
  readonly source: string;
}

export interface Explanation {
  readonly schema: 'aimaq/explanation@1';
  /** Region, or `cluster:A`. */
  readonly area: string;
  readonly instrument: string;
  readonly study: { readonly id: string; readonly inputs: string };
  readonly verdict: string | null;
  /** Why it is not among the first; null when it is. */
  readonly considered: string | null;
  readonly observations: readonly Observation[];
  readonly rules: readonly RuleResult[];
  readonly reasons: readonly Reason[];
  readonly wouldChange: readonly Reason[];
  /** Need, effect, gain, requirements, acceptability, pilot: for what is shown among the first. */
  readonly recommendation: Recommendation | null;
  readonly evidence: StudyResult['instruments'][number]['evidence'];
}

/** null when the result has no such area or instrument. */
export function explanationOf(result: StudyResult, area: string, instrument: string): Explanation | null {
  const cluster = area.startsWith('cluster:') ? area.slice('cluster:'.length) : null;
  const set = cluster === null ? result.recommendations.regions[area] : result.recommendations.clusters[cluster];
  const record = result.instruments.find((one) => one.id === instrument);
  if (set === undefined || record === undefined) return null;
  const recommendation = set.recommended.find((one) => one.instrument === instrument) ?? null;
  const considered = set.considered.find((one) => one.instrument === instrument);
  const rules = recommendation?.rules ?? considered?.rules ?? [];
  const regions = cluster === null ? [area] : (result.clusters.find((one) => one.id === cluster)?.regions ?? []);
  return {
    schema: 'aimaq/explanation@1',
    area,
    instrument,
    study: { id: result.study.id, inputs: result.provenance.inputs },
    verdict: recommendation?.verdict ?? considered?.verdict ?? null,
    considered: recommendation === null ? (considered?.why ?? null) : null,
    observations: observationsOf(result, rules, [...regions, result.nation]),
    rules,
    reasons: recommendation?.reasons ?? considered?.reasons ?? [],
    wouldChange: recommendation?.wouldChange ?? considered?.wouldChange ?? [],
    recommendation,
    evidence: record.evidence,
  };
}

/** The published figures behind the rules: each rule's indicator and what its normalisation divides by, in its year. */
function observationsOf(result: StudyResult, rules: readonly RuleResult[], regions: readonly string[]): Observation[] {
  const found = new Map<string, Observation>();
  for (const rule of rules) {
    const { year } = rule;
    if (year === null) continue;
    const parts = result.policy?.normalise[rule.normalise]?.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    for (const indicator of [rule.indicator, ...parts.filter((name) => name !== 'value')]) {
      for (const region of regions) {
        const series = result.series.find((one) => one.indicator === indicator && one.region === region);
        const value = series?.values[series.years.indexOf(year)];
        if (series === undefined || value === undefined) continue;
        found.set(`${indicator} ${region} ${year}`, { indicator, region, year, value, source: series.source });
      }
    }
  }
  return [...found.values()];
}

/** The chain as tables, one a step. */
export function explanationTables(explanation: Explanation, reader: Reader): TableView[] {
  const { words } = reader;
  const t = (key: string, params?: Record<string, string | number>) => words.text(`views.explain.${key}`, params);
  const place = explanation.area.startsWith('cluster:')
    ? reader.cluster(explanation.area.slice('cluster:'.length))
    : reader.region(explanation.area);
  const name = reader.text(`instrument.${explanation.instrument}.name`) ?? explanation.instrument;
  const verdict = explanation.verdict === null ? '' : words.text(`evidence.recommendation.${explanation.verdict}`);
  const sentences = (title: string, reasons: readonly Reason[]): TableView[] =>
    reasons.length === 0
      ? []
      : [
          {
            title,
            columns: [{ heading: '', kind: 'text' }],
            blocks: [reasons.map((one) => [reader.sentence(one.message)])],
            notes: [],
          },
        ];
  return [
    {
      title: `${name} · ${place}: ${verdict}`,
      columns: [
        { heading: words.text('cli.profile.indicator'), kind: 'text' },
        { heading: t('area'), kind: 'text' },
        { heading: words.text('views.year'), kind: 'number' },
        { heading: words.text('views.value'), kind: 'number' },
        { heading: words.text('cli.profile.unit'), kind: 'text' },
        { heading: words.text('cli.profile.source'), kind: 'text' },
      ],
      blocks: [
        explanation.observations.map((one) => [
          reader.indicator(one.indicator),
          reader.region(one.region, 'short'),
          words.year(one.year),
          words.number(one.value),
          reader.indicatorUnit(one.indicator),
          reader.source(one.source),
        ]),
      ],
      notes: explanation.observations.length === 0 ? [t('noFigures')] : [],
    },
    {
      title: t('condition'),
      columns: [
        { heading: words.text('cli.profile.indicator'), kind: 'text' },
        { heading: words.text('views.year'), kind: 'number' },
        { heading: t('here'), kind: 'number' },
        { heading: words.text('views.country'), kind: 'number' },
        { heading: t('compared'), kind: 'number' },
        { heading: t('threshold'), kind: 'text' },
        { heading: t('met'), kind: 'text' },
      ],
      blocks: [
        explanation.rules.map((rule) => [
          [
            reader.indicator(rule.indicator),
            ...(rule.normalise === 'none' ? [] : [reader.text(`normalise.${rule.normalise}`) ?? rule.normalise]),
          ].join(', '),
          rule.year === null ? '' : words.year(rule.year),
          words.number(rule.value),
          words.number(rule.country),
          words.number(rule.compared),
          `${rule.op} ${words.number(rule.threshold)}`,
          rule.met === null ? t('notKnown') : t(rule.met ? 'yes' : 'no'),
        ]),
      ],
      notes: [t('judgement')],
    },
    ...numbersTable(explanation, reader),
    {
      title: t('evidence'),
      columns: [
        { heading: t('study'), kind: 'text' },
        { heading: t('finding'), kind: 'text' },
        { heading: t('strength'), kind: 'number' },
        { heading: t('checked'), kind: 'text' },
      ],
      blocks: [
        explanation.evidence.map((item) => [
          item.citation,
          `${item.finding} (${item.setting})`,
          String(item.strength),
          t(item.verification === 'search' ? 'yes' : 'no'),
        ]),
      ],
      notes: [],
    },
    ...sentences(t('reasons'), explanation.reasons),
    ...sentences(t('wouldChange'), explanation.wouldChange),
  ];
}

/** Need, effect, gain, place and pilot of what is shown among the first. */
function numbersTable({ recommendation: one }: Explanation, reader: Reader): TableView[] {
  if (one === null) return [];
  const { words } = reader;
  const t = (key: string, params?: Record<string, string | number>) => words.text(`views.explain.${key}`, params);
  const interval = (range: { readonly low: number; readonly high: number }, share = false) =>
    share
      ? `${words.percent(range.low)} … ${words.percent(range.high)}`
      : `${words.number(range.low, { digits: 2 })} … ${words.number(range.high, { digits: 2 })}`;
  const rows: [string, string, string][] = [];
  if (one.need != null)
    rows.push([
      t('need', { indicator: reader.indicator(one.need.indicator) }),
      words.number(one.need.gap, { digits: 2, sign: 'always' }),
      interval(one.need),
    ]);
  const local = one.effect?.local ?? null;
  if (local !== null)
    rows.push([
      t('local', { term: reader.term(local.term) }),
      words.number(local.estimate),
      `${words.number(local.low)} … ${words.number(local.high)}`,
    ]);
  const cited = one.effect?.cited ?? null;
  if (cited !== null)
    rows.push([
      t('cited', { outcome: words.text(`evidence.outcome.${cited.outcome}`) }),
      words.percent((cited.low + cited.high) / 2),
      interval(cited, true),
    ]);
  if (one.effect?.transport != null) rows.push([t('transport'), '', interval(one.effect.transport, true)]);
  if (cited?.reach != null) rows.push([t('reach'), '', interval(cited.reach, true)]);
  if (one.effect?.closing != null) rows.push([t('closing'), '', interval(one.effect.closing, true)]);
  if (one.gain != null)
    rows.push([
      t('gain', { origin: words.text(`evidence.effect.${one.effect?.origin ?? 'none'}`) }),
      words.percent(one.gain.median),
      interval(one.gain, true),
    ]);
  for (const requirement of one.requirements)
    rows.push([
      reader.text(`requirement.${requirement.id}`) ?? requirement.id,
      requirement.met === null ? t('notKnown') : t(requirement.met ? 'yes' : 'no'),
      '',
    ]);
  if (one.acceptability != null) rows.push([t('acceptability'), words.percent(one.acceptability), '']);
  if (one.pilot != null) {
    const { unit, design, perArm, detectable } = one.pilot;
    rows.push([words.text(`evidence.pilot.${design}.${unit}`, { perArm, detectable }), '', '']);
  }
  return [
    {
      title: t('numbers'),
      columns: [
        { heading: '', kind: 'text' },
        { heading: words.text('views.value'), kind: 'number' },
        { heading: t('interval'), kind: 'text' },
      ],
      blocks: [rows],
      notes: [t('needNote')],
    },
  ];
}

/**
 * The numbers of a recommendation, each with its interval and with what it rests on: need from figures, effect from the
 * panel or the cited study, the change assumed and the ranges of judgement, the gain that they give, what must hold first,
 * the place among all instruments.
 */
import type { Reader } from '../reader.js';
import type { Words } from '../words.js';
import type { Explanation } from './explanation.js';
import { cellsOf, type TableView, type WrittenCell } from './table.js';

/** What the number is, its value, from … to, what it rests on. */
type NumberRow = readonly [WrittenCell, string, string, WrittenCell];

interface Range {
  readonly low: number;
  readonly high: number;
}

export function numbersTable(explanation: Explanation, reader: Reader): TableView {
  const { words } = reader;
  const t = (key: string) => words.text(`views.explain.${key}`);
  const blocks = [
    needRows(explanation, reader),
    effectRows(explanation, reader),
    gainRows(explanation, reader),
    requirementRows(explanation, reader),
    placeRows(explanation, reader),
  ];
  return {
    title: t('numbers'),
    columns: [
      { heading: t('quantity'), kind: 'text' },
      { heading: words.text('views.value'), kind: 'number' },
      { heading: t('interval'), kind: 'text' },
      { heading: t('restsOn'), kind: 'text' },
    ],
    ...cellsOf(blocks.filter((rows) => rows.length > 0)),
    notes: [t('needNote')],
  };
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Words of the chain, and its ways to write an interval. */
function speech({ words }: Reader): {
  readonly t: Say;
  readonly percents: (range: Range) => string;
  readonly numbers: (range: Range, form?: { readonly digits?: number }) => string;
} {
  return {
    t: (key, params) => words.text(`views.explain.${key}`, params),
    percents: ({ low, high }) => `${words.percent(low)} … ${words.percent(high)}`,
    numbers: ({ low, high }, form) => `${words.number(low, form)} … ${words.number(high, form)}`,
  };
}

/** An indicator with what it is divided by. */
export function measureName(
  { indicator, normalise }: { readonly indicator: string; readonly normalise: string },
  reader: Reader,
): string {
  const divided = normalise === 'none' ? [] : [reader.text(`normalise.${normalise}`) ?? normalise];
  return [reader.indicator(indicator), ...divided].join(', ');
}

/** A condition as it is printed: ≥ 0.8. */
export function thresholdOf({ op, threshold }: Explanation['rules'][number], words: Words): string {
  const sign = { '>=': '≥', '<=': '≤' }[op as string] ?? op;
  return `${sign} ${words.number(threshold)}`;
}

function needRows({ need, certainty, rules }: Explanation, reader: Reader): NumberRow[] {
  const { words } = reader;
  const { t, numbers } = speech(reader);
  const rows: NumberRow[] = [];
  if (certainty !== null && rules.length > 0)
    rows.push([t('certainty'), words.percent(certainty), '', t('certaintyFrom')]);
  if (need === null) return rows;
  const years = need.years.map((year) => words.year(year)).join(', ');
  const breaks = need.breaks.length === 0 ? '' : t('breaks', { years: need.breaks.map(words.year).join(', ') });
  rows.push([
    t('need', { indicator: measureName(need, reader) }),
    words.number(need.gap, { digits: 2, sign: 'always' }),
    numbers(need, { digits: 2 }),
    [
      `${t('needFrom', { value: words.number(need.value), country: words.number(need.country), years })}${breaks}`,
      'indicator',
      need.indicator,
    ],
  ]);
  if (need.next !== null)
    rows.push([
      t('next'),
      words.number(need.next.gap, { digits: 2, sign: 'always' }),
      '',
      [`${reader.cluster(need.next.cluster)}: ${words.number(need.next.value)}`, 'cluster', need.next.cluster],
    ]);
  return rows;
}

function effectRows({ effect, evidence, need }: Explanation, reader: Reader): NumberRow[] {
  const { words } = reader;
  const { t, numbers, percents } = speech(reader);
  if (effect === null) return [];
  const { local, cited, origin } = effect;
  const rows: NumberRow[] = [];
  if (local !== null)
    rows.push([
      t('local', { term: reader.term(local.term) }),
      words.number(local.estimate),
      numbers(local),
      [
        [
          t('localFrom', {
            model: reader.model(local.model),
            error: words.number(local.standardError),
            df: words.number(local.degreesOfFreedom),
          }),
          t(local.told ? 'told' : 'notTold'),
          t(origin === 'panel' || origin === 'chain' ? 'used' : 'unused'),
        ].join('; '),
        'hypotheses',
        local.model,
      ],
    ]);
  if (cited === null) {
    rows.push([t('citedNone'), '–', '', t('citedNoneFrom')]);
    return rows;
  }
  const outcome = words.text(`evidence.outcome.${cited.outcome}`);
  const study = evidence[cited.evidence];
  const indicator = need === null ? '' : measureName(need, reader);
  const from = [
    study === undefined ? '' : `${study.citation} (${study.setting})`,
    t(cited.checked ? 'citedChecked' : 'citedUnchecked'),
    t(origin === 'transported' || origin === 'chain' ? 'used' : 'unused'),
  ].join('; ');
  rows.push([
    cited.kind === 'per-target' && cited.per !== null
      ? t('citedPer', { outcome, per: cited.per, indicator })
      : t(cited.kind === 'moves' ? 'citedMoves' : 'cited', { outcome }),
    words.percent((cited.low + cited.high) / 2),
    percents(cited),
    study?.doi?.startsWith('10.') === true ? [from, 'address', `https://doi.org/${study.doi}`] : from,
  ]);
  return rows;
}

function gainRows({ effect, gain, need, policy }: Explanation, reader: Reader): NumberRow[] {
  const { words } = reader;
  const { t, numbers, percents } = speech(reader);
  if (effect === null) return [];
  const { transport, closing, origin } = effect;
  const reach = origin === 'none' ? null : (effect.cited?.reach ?? null);
  const judgement = t('judgementFrom', { version: policy?.version ?? '–' });
  const rows: NumberRow[] = [];
  if (closing !== null) {
    rows.push([t('closing'), '', percents(closing), t('judgementEngine')]);
    if (need !== null) {
      const after = (share: number) => need.value + share * (need.country - need.value);
      rows.push([
        t('change', { indicator: measureName(need, reader) }),
        words.number(need.value),
        numbers({ low: after(closing.low), high: after(closing.high) }),
        [t('changeFrom', { country: words.number(need.country) }), 'indicator', need.indicator],
      ]);
    }
  }
  if (reach !== null && origin !== 'panel') rows.push([t('reach'), '', percents(reach), judgement]);
  if (transport !== null) rows.push([t('transport'), '', percents(transport), judgement]);
  rows.push(
    gain === null
      ? [t('gainNone'), '–', '', t('gainNoneFrom')]
      : [
          t('gain', { origin: words.text(`evidence.effect.${origin}`) }),
          words.percent(gain.median),
          percents(gain),
          t('gainFrom', {
            draws: gain.draws,
            product: t(`product.${origin === 'transported' ? (effect.cited?.kind ?? origin) : origin}`),
          }),
        ],
  );
  return rows;
}

function requirementRows({ requirements }: Explanation, reader: Reader): NumberRow[] {
  const { words } = reader;
  const { t } = speech(reader);
  return requirements.map(({ id, met, rule }) => [
    reader.text(`requirement.${id}`) ?? id,
    met === null ? t('notKnown') : t(met ? 'yes' : 'no'),
    '',
    [
      t('requirementFrom', {
        indicator: measureName(rule, reader),
        compare: t(`compare.${rule.compare}`),
        compared: words.number(rule.compared),
        threshold: thresholdOf(rule, words),
        year: rule.year === null ? '–' : words.year(rule.year),
      }),
      'indicator',
      rule.indicator,
    ],
  ]);
}

function placeRows({ grade, acceptability, pilot, border }: Explanation, reader: Reader): NumberRow[] {
  const { words } = reader;
  const { t } = speech(reader);
  const rows: NumberRow[] = [];
  if (grade !== null) rows.push([t('grade'), `${grade.external} / ${grade.local}`, '', t('gradeFrom')]);
  if (acceptability !== null) rows.push([t('acceptability'), words.percent(acceptability), '', t('acceptabilityFrom')]);
  for (const { cluster, probability, verdict } of border)
    rows.push([
      [t('border', { cluster: reader.cluster(cluster) }), 'cluster', cluster],
      verdict === null ? '–' : words.text(`evidence.recommendation.${verdict}`),
      '',
      t('borderFrom', { share: words.percent(probability) }),
    ]);
  if (pilot !== null) {
    const { unit, design, perArm, detectable, effect, neededPerArm } = pilot;
    const needed =
      effect === null || neededPerArm === null
        ? []
        : [words.text('evidence.pilot.needed', { effect, needed: neededPerArm })];
    const plan = words.text(`evidence.pilot.${design}.${unit}`, { perArm, detectable });
    rows.push([[plan, ...needed].join('; '), '', '', t('pilotFrom', { power: words.percent(pilot.power) })]);
  }
  return rows;
}

/** The chain of an explanation as tables, one a step: figures, condition, numbers, evidence, reasons, what would change it. */
import type { Reason } from '../../result/index.js';
import type { Reader } from '../reader.js';
import type { Explanation, Observation } from './explanation.js';
import { measureName, numbersTable, thresholdOf } from './explanationNumbers.js';
import { cellsOf, type TableView, type WrittenCell } from './table.js';

export function explanationTables(explanation: Explanation, reader: Reader): TableView[] {
  const { words } = reader;
  const place = explanation.area.startsWith('cluster:')
    ? reader.cluster(explanation.area.slice('cluster:'.length))
    : reader.region(explanation.area);
  const name = reader.text(`instrument.${explanation.instrument}.name`) ?? explanation.instrument;
  const verdict = explanation.verdict === null ? [] : [words.text(`evidence.recommendation.${explanation.verdict}`)];
  const why = explanation.considered === null ? [] : [words.text(`views.recommendation.why.${explanation.considered}`)];
  return [
    { ...figuresTable(explanation, reader), title: [`${name} · ${place}`, ...verdict, ...why].join(': ') },
    ...explanationSteps(explanation, reader),
  ];
}

/** The steps after the figures. */
export function explanationSteps(explanation: Explanation, reader: Reader): TableView[] {
  const t = (key: string) => reader.words.text(`views.explain.${key}`);
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
    ...conditionTable(explanation, reader),
    numbersTable(explanation, reader),
    ...evidenceTable(explanation, reader),
    ...sentences(t('reasons'), explanation.reasons),
    ...sentences(t('wouldChange'), explanation.wouldChange),
  ];
}

/** Every published figure that a number of the chain rests on, with its source; a row a series, a column a year. */
export function figuresTable(explanation: Explanation, reader: Reader): TableView {
  const { words } = reader;
  const t = (key: string, params?: Record<string, string>) => words.text(`views.explain.${key}`, params);
  const { observations } = explanation;
  const years = [...new Set(observations.map((one) => one.year))].sort((a, b) => a - b);
  const alike = (a: Observation) => (b: Observation) =>
    a.indicator === b.indicator && a.region === b.region && a.source === b.source;
  const series = observations.filter((one, i) => observations.findIndex(alike(one)) === i);
  return {
    title: t('figures'),
    columns: [
      { heading: words.text('cli.profile.indicator'), kind: 'text' },
      { heading: words.text('cli.profile.unit'), kind: 'text' },
      { heading: t('area'), kind: 'text' },
      ...years.map((year) => ({ heading: words.year(year), kind: 'number' as const })),
      { heading: words.text('cli.profile.source'), kind: 'text' },
    ],
    ...cellsOf([
      series.map((one): WrittenCell[] => {
        const { indicator, region, source } = one;
        const figures = observations.filter(alike(one));
        return [
          [reader.indicator(indicator), 'indicator', indicator],
          reader.indicatorUnit(indicator),
          reader.region(region, 'short'),
          ...years.map((year) => {
            const found = figures.find((figure) => figure.year === year);
            return found === undefined ? '' : words.number(found.value);
          }),
          [reader.source(source), 'source', source],
        ];
      }),
    ]),
    notes: [
      ...(observations.length === 0 ? [t('noFigures')] : []),
      ...explanation.summed.map(({ indicator, years }) =>
        t('summed', { indicator: reader.indicator(indicator), years: years.map(words.year).join(', ') }),
      ),
      ...(explanation.area.startsWith('cluster:') ? [t('together')] : []),
    ],
  };
}

function conditionTable(explanation: Explanation, reader: Reader): TableView[] {
  if (explanation.rules.length === 0) return [];
  const { words } = reader;
  const t = (key: string, params?: Record<string, string | number>) => words.text(`views.explain.${key}`, params);
  const stale = explanation.rules.some((rule) => rule.stale) ? [t('stale')] : [];
  return [
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
      ...cellsOf([
        explanation.rules.map((rule): WrittenCell[] => [
          [`${measureName(rule, reader)}, ${t(`compare.${rule.compare}`)}`, 'indicator', rule.indicator],
          rule.year === null ? '' : `${words.year(rule.year)}${rule.stale ? '*' : ''}`,
          words.number(rule.value),
          words.number(rule.country),
          words.number(rule.compared),
          thresholdOf(rule, words),
          rule.met === null ? t('notKnown') : t(rule.met ? 'yes' : 'no'),
        ]),
      ]),
      notes: [t('judgement'), ...stale],
    },
  ];
}

function evidenceTable(explanation: Explanation, reader: Reader): TableView[] {
  const { words } = reader;
  const t = (key: string, params?: Record<string, string>) => words.text(`views.explain.${key}`, params);
  if (explanation.evidence.length === 0) return [];
  return [
    {
      title: t('evidence'),
      columns: [
        { heading: t('study'), kind: 'text', lang: 'en' },
        { heading: t('finding'), kind: 'text', lang: 'en' },
        { heading: t('strength'), kind: 'number' },
        { heading: t('checked'), kind: 'text' },
      ],
      ...cellsOf([
        explanation.evidence.map((item): WrittenCell[] => [
          item.doi?.startsWith('10.') === true
            ? [item.citation, 'address', `https://doi.org/${item.doi}`]
            : item.citation,
          `${item.finding} (${item.setting})`,
          String(item.strength),
          checkedCell(item, t),
        ]),
      ]),
      notes: [],
    },
  ];
}

/** When the citation was seen, leading to where; or that it was not, and why. */
export function checkedCell(
  { verification, check }: Explanation['evidence'][number],
  t: (key: string, params?: Record<string, string>) => string,
): WrittenCell {
  if (verification === 'recalled') return check === null ? t('no') : t('notChecked', { note: check.note });
  if (check === null) return t('yes');
  const text = t('checkedOn', { date: check.date, note: check.note });
  return check.address === null ? text : [text, 'address', check.address];
}

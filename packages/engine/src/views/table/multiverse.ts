/** A multiverse as tables: the curve in numbers with the joint test; what moves the estimate; all specifications. */
import type { MultiverseDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import type { TableRow, TableView } from './table.js';

export interface MultiverseTableOptions {
  readonly hypothesis?: string;
}

export function multiverseTable(
  document: MultiverseDocument,
  words: Words,
  { hypothesis }: MultiverseTableOptions = {},
): TableView {
  const { summary } = document;
  const text = (key: string, params = {}) => words.text(`views.multiverse.${key}`, params);
  const number = (value: number | null) => words.number(value, { significant: 4 });
  const percent = (value: number | null) => words.number(value === null ? null : 100 * value, { digits: 1 });
  const level = summary.significance;
  const { joint } = summary;
  return {
    title: `${hypothesis === undefined ? '' : `${hypothesis}: `}${text('title', { term: document.term })}`,
    columns: [
      { heading: text('figure'), kind: 'text' },
      { heading: text('value'), kind: 'number' },
      ...(joint === null ? [] : [{ heading: text('jointP'), kind: 'number' as const }]),
    ],
    blocks: [
      [
        [text('specifications'), words.number(document.specifications, { digits: 0 })],
        [text('estimated'), words.number(summary.estimated, { digits: 0 })],
        [text('median'), number(summary.median), ...(joint === null ? [] : [words.pValue(joint.medianPValue)])],
        [text('quartiles'), `${number(summary.lowerQuartile)}; ${number(summary.upperQuartile)}`],
        [text('range'), `${number(summary.min)}; ${number(summary.max)}`],
        [text('positive'), percent(summary.positive)],
        [text('negative'), percent(summary.negative)],
        [text('significantPositive', { level }), percent(summary.significantPositive)],
        [text('significantNegative', { level }), percent(summary.significantNegative)],
        ...(joint === null
          ? []
          : [
              [text('significantShare'), percent(joint.significantShare), words.pValue(joint.significantSharePValue)],
              [
                text('meanStatistic'),
                words.number(joint.meanStatistic, { digits: 2 }),
                words.pValue(joint.meanStatisticPValue),
              ],
            ]),
      ].map((row): TableRow => (joint === null ? row : [...row, ...new Array(3 - row.length).fill('')])),
    ],
    notes: [
      ...(joint === null
        ? []
        : [
            text(joint.exact ? 'jointExact' : 'jointDrawn', {
              draws: joint.draws,
              specifications: joint.specifications,
            }),
          ]),
      Object.entries(document.fixed)
        .map(([name, value]) => `${nameOf(name, words)}: ${value}`)
        .join(' · '),
      ...document.warnings.map((warning) => {
        const { message, hint } = words.note(warning);
        return `${message}; ${hint}`;
      }),
    ].filter((note) => note !== ''),
  };
}

/** The choices, the one that moves the estimate most first. */
export function influenceTable(document: MultiverseDocument, words: Words): TableView {
  const text = (key: string) => words.text(`views.multiverse.${key}`);
  return {
    title: text('influence'),
    columns: [
      { heading: text('choice'), kind: 'text' },
      { heading: text('share'), kind: 'number' },
      { heading: text('levels'), kind: 'text' },
    ],
    blocks: [
      document.summary.influence.map((one) => [
        nameOf(one.choice, words),
        words.number(100 * one.share, { digits: 1 }),
        one.levels
          .map(({ level, median }) => `${levelOf(level, words)} ${words.number(median, { significant: 3 })}`)
          .join('; '),
      ]),
    ],
    notes: [],
  };
}

/** Every specification, a row each. */
export function specificationTable(document: MultiverseDocument, words: Words): TableView {
  const { columns, rows } = document.estimates;
  return {
    title: words.text('views.multiverse.title', { term: document.term }),
    columns: columns.map((heading, i) => ({ heading, kind: i < 3 ? 'number' : 'text' })),
    blocks: [rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))],
    notes: [],
  };
}

/** A control is called by its own name. */
function nameOf(choice: string, words: Words): string {
  const key = `views.multiverse.choice.${choice}`;
  return words.has(key) ? words.text(key) : choice;
}

function levelOf(level: string | number | boolean, words: Words): string {
  if (typeof level !== 'boolean') return String(level);
  return words.text(level ? 'views.multiverse.in' : 'views.multiverse.out');
}

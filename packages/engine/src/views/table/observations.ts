/** Rows of the table with what the model says about them, and average effects: what `estimate` prints when asked. */
import type { EstimateDocument } from '../../result/index.js';
import type { NumberForm, Words } from '../words.js';
import type { TableColumn, TableView } from './table.js';

/** What the document holds of rows: names of columns and a row a line; null where a number does not exist. */
interface RowsOfNumbers {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}
interface Average {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly confidenceInterval: readonly [number | null, number | null];
}
interface AverageEffect {
  readonly variable: string;
  readonly effect: Average;
  readonly elasticity: Average | null;
}

const HEADINGS: Readonly<Record<string, string>> = {
  row: 'views.residuals.row',
  response: 'views.observations.response',
  fitted: 'views.residuals.fitted',
  residual: 'views.residuals.residual',
  standardError: 'views.estimate.se',
  lower: 'views.observations.lower',
  upper: 'views.observations.upper',
};
/** Why a row has no prediction: a code in the document, words in a table. */
const REASON = 'reason';
const DIGITS: NumberForm = { significant: 6 };

/** Residuals, predictions and average effects of a document, those that were asked for and exist. */
export function askedTables(estimate: EstimateDocument, words: Words): TableView[] {
  const asked = estimate as unknown as {
    observations?: RowsOfNumbers | null;
    predictions?: RowsOfNumbers | null;
    marginalEffects?: readonly AverageEffect[];
  };
  return [
    ...(['observations', 'predictions'] as const).flatMap((kind) => {
      const found = asked[kind];
      return found === undefined ? [] : [rowsTable(kind, found, words)];
    }),
    ...(asked.marginalEffects === undefined ? [] : [effectsTable(asked.marginalEffects, words)]),
  ];
}

function rowsTable(kind: string, found: RowsOfNumbers | null, words: Words): TableView {
  const columns = found?.columns ?? [];
  return {
    title: words.text(`views.observations.${kind}`),
    columns: columns.map((name): TableColumn => {
      if (name === REASON) return { heading: words.text('views.observations.reason'), kind: 'text' };
      const heading = HEADINGS[name];
      return {
        heading: heading === undefined ? name : words.text(heading),
        kind: heading === undefined ? 'text' : 'number',
      };
    }),
    blocks: [
      (found?.rows ?? []).map((row) =>
        row.map((value, j) => {
          if (columns[j] === REASON) return value === null ? '' : words.text(`views.observations.reason.${value}`);
          return columns[j] in HEADINGS && columns[j] !== 'row'
            ? words.number(value as number | null, DIGITS)
            : String(value ?? '');
        }),
      ),
    ],
    notes: found === null ? [words.text('views.observations.none')] : [],
  };
}

function effectsTable(effects: readonly AverageEffect[], words: Words): TableView {
  const cells = (one: Average | null) => [
    words.number(one?.estimate ?? null, DIGITS),
    words.number(one?.standardError ?? null, DIGITS),
  ];
  const number = (heading: string): TableColumn => ({ heading, kind: 'number' });
  const se = words.text('views.estimate.se');
  return {
    title: words.text('views.observations.effects'),
    columns: [
      { heading: words.text('views.regression.term'), kind: 'text' },
      number(words.text('views.observations.effect')),
      number(se),
      number(words.text('views.observations.elasticity')),
      number(se),
    ],
    blocks: [effects.map(({ variable, effect, elasticity }) => [variable, ...cells(effect), ...cells(elasticity)])],
    notes: [],
  };
}

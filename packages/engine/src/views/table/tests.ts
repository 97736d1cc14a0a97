/** Specification tests: what each asks, of which residuals, and what came out; below, what the reader must know. */
import type { TestsDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import type { TableView } from './table.js';

export function testsTable(document: TestsDocument, words: Words): TableView {
  const heading = (key: string) => words.text(`views.tests.${key}`);
  const translated = (key: string, fallback: string) => (words.has(key) ? words.text(key) : fallback);
  const notes = new Map<string, string[]>();
  for (const test of document.tests) {
    for (const note of test.notes) {
      const { message, hint } = words.note(note);
      const line = `${message}; ${hint}`;
      const name = translated(`views.tests.name.${test.name}`, test.name);
      notes.set(line, [...new Set([...(notes.get(line) ?? []), name])]);
    }
  }
  return {
    title: words.text('views.tests.title', { formula: document.model.formula }),
    columns: [
      { heading: heading('test'), kind: 'text' },
      { heading: heading('variant'), kind: 'text' },
      { heading: heading('null'), kind: 'text' },
      { heading: heading('residuals'), kind: 'text' },
      { heading: heading('statistic'), kind: 'number' },
      { heading: words.text('views.estimate.df'), kind: 'number' },
      { heading: words.text('views.estimate.p'), kind: 'number' },
    ],
    blocks: [
      document.tests.map((test) => [
        translated(`views.tests.name.${test.name}`, test.name),
        [test.term, translated(`views.tests.variant.${test.variant}`, test.variant)]
          .filter((part) => part !== null)
          .join(', '),
        translated(`views.tests.null.${test.nullKey}`, test.null),
        translated(`views.tests.residuals.${test.residuals}`, test.residuals),
        words.number(test.statistic, { significant: 5 }),
        test.df.join('; '),
        words.pValue(test.pValue),
      ]),
    ],
    notes: [
      words.text('views.tests.sample', {
        used: document.sample.used,
        units: document.sample.units,
        periods: document.sample.periods,
      }),
      ...[...notes].map(([line, names]) => `${names.join(', ')}: ${line}`),
    ],
  };
}

/** Correlations pair by pair, strongest first as given; within and between units where there is a panel. */
import type { CorrelationDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import type { TableView } from './table.js';

export function correlationTable(
  correlation: CorrelationDocument,
  words: Words,
  name: (variable: string) => string = (id) => id,
): TableView {
  const partial = correlation.pairs.some((pair) => pair.partial !== null);
  const panel = correlation.pairs.some((pair) => pair.within !== null || pair.between !== null);
  const heading = (key: string) => words.text(key);
  return {
    title: words.text('views.correlation.title', {
      method: words.text(`views.correlation.method.${correlation.method}`),
    }),
    columns: [
      { heading: heading('views.heatmap.x'), kind: 'text' },
      { heading: heading('views.heatmap.y'), kind: 'text' },
      { heading: heading('views.heatmap.r'), kind: 'number' },
      { heading: heading('views.heatmap.p'), kind: 'number' },
      { heading: heading('views.heatmap.pAdjusted'), kind: 'number' },
      ...(panel
        ? [
            { heading: heading('views.correlation.within'), kind: 'number' as const },
            { heading: heading('views.correlation.between'), kind: 'number' as const },
            { heading: heading('views.correlation.withinTwoWays'), kind: 'number' as const },
          ]
        : []),
      ...(partial ? [{ heading: heading('views.correlation.partial'), kind: 'number' as const }] : []),
      { heading: heading('views.heatmap.n'), kind: 'number' },
    ],
    blocks: [
      correlation.pairs.map((pair) => [
        name(pair.x),
        name(pair.y),
        words.number(pair.estimate, { digits: 3 }),
        words.pValue(pair.pValue),
        words.pValue(pair.adjustedPValue),
        ...(panel ? [pair.within, pair.between, pair.withinTwoWays].map((r) => words.number(r, { digits: 3 })) : []),
        ...(partial ? [words.number(pair.partial, { digits: 3 })] : []),
        words.number(pair.n, { digits: 0 }),
      ]),
    ],
    notes: correlation.warnings.map((warning) => {
      const { message, hint } = words.note(warning);
      return `${message}; ${hint}`;
    }),
  };
}

/** What stands beside an estimate when clusters are few, and the tests asked for beyond single coefficients. */
import type { EstimateDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import { type EstimateTableOptions, interval } from './estimate.js';
import { termName } from './estimateParts.js';
import type { TableView } from './table.js';

/** Few-cluster inference beside the usual one: the same coefficients under CR2, CR3 and the wild bootstrap. */
export function fewClustersTable(
  estimate: EstimateDocument,
  words: Words,
  options: EstimateTableOptions = {},
): TableView | null {
  const few = estimate.fewClusters;
  if (few === null) return null;
  const { term = termName(words) } = options;
  const p = words.text('views.estimate.p');
  const se = words.text('views.estimate.se');
  return {
    title: words.text('views.fewClusters.title'),
    columns: [
      { heading: words.text('views.regression.term'), kind: 'text' },
      { heading: `CR2 ${se}`, kind: 'number' },
      { heading: `CR2 ${words.text('views.estimate.df')}`, kind: 'number' },
      { heading: `CR2 ${p}`, kind: 'number' },
      { heading: `CR3 ${p}`, kind: 'number' },
      { heading: words.text('views.fewClusters.wild'), kind: 'number' },
      { heading: words.text('views.fewClusters.leaveOneOut'), kind: 'number' },
      { heading: words.text('views.fewClusters.heaviest'), kind: 'text' },
      { heading: words.text('views.fewClusters.effective'), kind: 'number' },
    ],
    blocks: [
      few.terms.map((row) => [
        term(row.term),
        words.number(row.CR2.standardError, { significant: 4 }),
        words.number(row.CR2.degreesOfFreedom, { digits: 1 }),
        words.pValue(row.CR2.pValue),
        words.pValue(row.CR3?.pValue ?? null),
        words.pValue(row.wildBootstrap?.pValue ?? null),
        interval(rangeOf(row.leaveOneOut), { significant: 3 }, words),
        heaviest(row.partialLeverage, words),
        words.number(row.effectiveClusters, { maximumFractionDigits: 1 }),
      ]),
    ],
    notes: [words.text('views.fewClusters.about')],
  };
}

type FewTerm = NonNullable<EstimateDocument['fewClusters']>['terms'][number];

/** Smallest and largest estimate without one cluster. */
function rangeOf(path: FewTerm['leaveOneOut']): [number | null, number | null] {
  const values = path.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
  return values.length === 0 ? [null, null] : [Math.min(...values), Math.max(...values)];
}

/** The cluster that holds most of the coefficient's leverage, with its share. */
function heaviest(shares: FewTerm['partialLeverage'], words: Words): string {
  const [first, ...rest] = Object.entries(shares);
  if (first === undefined) return '';
  const [cluster, share] = rest.reduce((most, one) => (one[1] > most[1] ? one : most), first);
  return words.text('views.fewClusters.share', { cluster, share });
}

/** Joint test, adjusted p-values and randomisation inference; null when none was asked for. */
export function furtherTestsTable(
  estimate: EstimateDocument,
  words: Words,
  options: EstimateTableOptions = {},
): TableView | null {
  const { joint, multiplicity, randomization } = estimate;
  const { term = termName(words) } = options;
  const text = (key: string, values = {}) => words.text(`views.furtherTests.${key}`, values);
  const statistic = (value: number) => words.number(value, { significant: 5 });
  const count = (one: { readonly draws?: number | undefined; readonly exact?: boolean | undefined }) =>
    one.draws !== undefined ? text(one.exact === true ? 'exact' : 'drawn', { draws: one.draws }) : '';
  const rows = [
    ...(joint?.HTZ == null
      ? []
      : [
          [
            text('htz', { terms: joint.terms.map(term).join(', ') }),
            statistic(joint.HTZ.statistic),
            words.pValue(joint.HTZ.pValue),
            text('df', { first: joint.HTZ.df[0], second: joint.HTZ.df[1] }),
          ],
        ]),
    ...(joint?.wildBootstrap == null
      ? []
      : [
          [
            text('wild', { terms: joint.terms.map(term).join(', ') }),
            statistic(joint.wildBootstrap.statistic),
            words.pValue(joint.wildBootstrap.pValue),
            count(joint.wildBootstrap),
          ],
        ]),
    ...(multiplicity?.terms ?? []).map((row) => [
      text('adjusted', { term: term(row.term), method: multiplicity?.method }),
      '',
      words.pValue(row.adjustedPValue),
      count(multiplicity ?? {}),
    ]),
    ...(randomization ?? []).map((row) => [
      text('randomization', { term: term(row.term) }),
      statistic(row.statistic),
      words.pValue(row.pValue),
      count(row),
    ]),
  ];
  if (rows.length === 0) return null;
  return {
    title: text('title'),
    columns: [
      { heading: words.text('views.tests.test'), kind: 'text' },
      { heading: words.text('views.tests.statistic'), kind: 'number' },
      { heading: words.text('views.estimate.p'), kind: 'number' },
      { heading: text('basis'), kind: 'text' },
    ],
    blocks: [rows],
    notes: [],
  };
}

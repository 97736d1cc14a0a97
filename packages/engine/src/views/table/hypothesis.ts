/** A hypothesis in numbers: its estimates with everything that a verdict weighs, and its blocks, slopes and readings. */
import type { HypothesisEstimate, HypothesisResult, StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import { cellsOf, type TableView, type WrittenCell } from './table.js';

/** One row an estimate: its interval and its p-values by method. */
export function estimatesTable(hypothesis: Pick<HypothesisResult, 'estimates'>, reader: Reader): TableView | null {
  if (hypothesis.estimates.length === 0) return null;
  const { words } = reader;
  const t = (key: string) => words.text(`views.hypothesis.${key}`);
  return {
    title: t('title'),
    columns: [
      { heading: t('model'), kind: 'text' },
      { heading: t('term'), kind: 'text' },
      { heading: t('estimate'), kind: 'number' },
      { heading: t('interval'), kind: 'text' },
      { heading: t('pUsual'), kind: 'number' },
      { heading: t('pCR2'), kind: 'number' },
      { heading: t('pWild'), kind: 'number' },
    ],
    blocks: [
      hypothesis.estimates.map((one) => {
        const [low, high] = one.confidenceInterval;
        return [
          reader.model(one.model),
          reader.term(one.term),
          words.number(one.estimate),
          `${words.number(low)} … ${words.number(high)}`,
          words.pValue(one.pValue.CR1S),
          words.pValue(one.pValue.CR2),
          words.pValue(one.pValue.wildBootstrap),
        ];
      }),
    ],
    notes: [t('note')],
  };
}

/** One row an estimate that a verdict reads: its p-values after allowing for the number of tests. */
export function multiplicityTable(hypothesis: HypothesisResult, reader: Reader): TableView | null {
  const read = hypothesis.estimates.filter((one) => one.adjustedPValue !== null);
  if (read.length === 0) return null;
  const { words } = reader;
  const t = (key: string) => words.text(`views.hypothesis.${key}`);
  return {
    title: t('multiplicity'),
    columns: [
      { heading: t('term'), kind: 'text' },
      { heading: t('pHolm'), kind: 'number' },
      { heading: t('pBenjaminiHochberg'), kind: 'number' },
      { heading: t('pRomanoWolf'), kind: 'number' },
    ],
    blocks: [
      read.map((one) => [
        reader.term(one.term),
        words.pValue(one.adjustedPValue),
        words.pValue(one.multiplicity?.benjaminiHochberg ?? null),
        words.pValue(one.multiplicity?.romanoWolf ?? null),
      ]),
    ],
    notes: [t('multiplicityNote')],
  };
}

/** One row an estimate: leave-one-out range, power, placebo, sign share, leverage. */
export function trialsTable(hypothesis: HypothesisResult, reader: Reader): TableView | null {
  if (hypothesis.estimates.length === 0) return null;
  const { words } = reader;
  const t = (key: string) => words.text(`views.hypothesis.${key}`);
  return {
    title: t('trials'),
    columns: [
      { heading: t('model'), kind: 'text' },
      { heading: t('term'), kind: 'text' },
      { heading: t('leaveOneOut'), kind: 'text' },
      { heading: t('detectable'), kind: 'number' },
      { heading: t('placebo'), kind: 'number' },
      { heading: t('signShare'), kind: 'number' },
      { heading: t('heaviest'), kind: 'text' },
      { heading: t('effective'), kind: 'number' },
    ],
    blocks: [
      hypothesis.estimates.map((one) => {
        const path = one.leaveOneOut;
        const { placebo } = one;
        return [
          reader.model(one.model),
          reader.term(one.term),
          path === null
            ? '–'
            : `${words.number(path.min)} … ${words.number(path.max)} (${reader.unit(path.minWithout, 'short')}; ${reader.unit(path.maxWithout, 'short')})`,
          words.number(one.minimumDetectable),
          words.pValue(largest([placebo?.CR2, placebo?.wildBootstrap])),
          one.multiverse === null ? '–' : words.percent(one.multiverse.signShare),
          heaviestCell(one.leverage, reader),
          words.number(one.leverage?.effectiveClusters ?? null, { digits: 1 }),
        ];
      }),
    ],
    notes: [t('trialsNote')],
  };
}

/** The largest of the p-values that exist. */
function largest(pValues: readonly (number | null | undefined)[]): number | null {
  const known = pValues.filter((p) => p !== null && p !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** The region that holds most of the information about a coefficient, with its share. */
function heaviestCell(leverage: HypothesisEstimate['leverage'], { words, unit }: Reader): string {
  return leverage === null
    ? '–'
    : `${unit(leverage.cluster, 'short')} (${words.percent(leverage.share, { digits: 0 })})`;
}

/** How the tests of a study's hypotheses allow for their number, and which have no Romano–Wolf p. */
export function multiplicityLines({ multiplicity, hypotheses }: StudyResult, { words, text }: Reader): string[] {
  if (multiplicity === undefined) return [];
  const { tests, romanoWolf, withoutRomanoWolf } = multiplicity;
  const title = (id: string) => text(`hypothesis.${id}.title`) ?? id;
  const without = hypotheses.flatMap(({ id }) => (withoutRomanoWolf.includes(id) ? [title(id)] : []));
  return [
    words.text('views.multiplicity.holm', { tests }),
    ...(romanoWolf === null
      ? []
      : [
          words.text(romanoWolf.exact ? 'views.multiplicity.romanoWolf' : 'views.multiplicity.romanoWolfDrawn', {
            tests: romanoWolf.tests,
            clusters: romanoWolf.clusters,
            draws: romanoWolf.draws,
          }),
        ]),
    ...(without.length === 0 ? [] : [words.text('views.multiplicity.without', { hypotheses: without.join('; ') })]),
  ];
}

/** Shares of what the fixed effects leave, by block, with their bootstrap intervals. */
export function blocksTable(hypothesis: HypothesisResult, reader: Reader): TableView | null {
  if (hypothesis.blocks.length === 0) return null;
  const { words } = reader;
  const t = (key: string) => words.text(`views.hypothesis.${key}`);
  return {
    title: t('blocks'),
    columns: [
      { heading: t('block'), kind: 'text' },
      { heading: t('variables'), kind: 'text' },
      { heading: t('side'), kind: 'text' },
      { heading: t('share'), kind: 'number' },
      { heading: t('interval'), kind: 'text' },
    ],
    blocks: [
      hypothesis.blocks.map((block) => [
        words.has(`views.role.${block.id}`) ? words.text(`views.role.${block.id}`) : block.id,
        words.list(block.terms.map((term) => reader.term(term))),
        t(block.rival ? 'rival' : 'claim'),
        words.percent(block.share),
        `${words.percent(block.low)} … ${words.percent(block.high)}`,
      ]),
    ],
    notes: [t('blocksNote')],
  };
}

/** Slopes of each group. */
export function slopesTable(hypothesis: HypothesisResult, reader: Reader): TableView | null {
  if (hypothesis.slopes.length === 0) return null;
  const { words } = reader;
  const t = (key: string) => words.text(`views.hypothesis.${key}`);
  return {
    title: t('slopes'),
    columns: [
      { heading: t('term'), kind: 'text' },
      { heading: words.text('views.clusterColumn'), kind: 'text' },
      { heading: t('estimate'), kind: 'number' },
      { heading: t('interval'), kind: 'text' },
    ],
    ...cellsOf([
      hypothesis.slopes.map((slope): WrittenCell[] => [
        reader.term(slope.term),
        [slope.cluster, 'cluster', slope.cluster],
        words.number(slope.estimate),
        `${words.number(slope.low)} … ${words.number(slope.high)}`,
      ]),
    ]),
    notes: [],
  };
}

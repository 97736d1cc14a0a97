import { describe, expect, test } from 'vitest';
import { parseExpression } from '../data/expression.js';
import { chancesOf, type PanelEffect } from './gain.js';
import { CLOSING, type EffectInput, effectOf } from './instrumentEffect.js';
import type { InstrumentRecord } from './instruments.js';
import type { AreaFigures } from './screen.js';

/** Ten lines for a hundred people in 2020, none known in 2021. */
const AREA: AreaFigures = {
  years: (name) => (name === 'lines' ? [2019, 2020, 2021] : [2020]),
  value: (name, year) => ({ lines: 10, people: 100, none: 0 })[year === 2020 ? name : ''] ?? null,
};
const coefficient: PanelEffect = {
  model: 'm',
  term: 'llines',
  estimate: 0.2,
  standardError: 0.05,
  degreesOfFreedom: 8,
  told: true,
  leaveOneOutStable: true,
  low: 0.1,
  high: 0.3,
};
const DRAWS = 64;
const chances = chancesOf(7, DRAWS);
const closing = chances.range('closing i', CLOSING);
const beta = chances.coefficient(coefficient);
const panel = new Map([['lines', { effect: coefficient, expression: parseExpression('log(lines / people)') }]]);
type Cited = NonNullable<InstrumentRecord['effect']>;
const cited = (over: Partial<Cited> = {}): Cited => ({
  kind: 'reached',
  outcome: 'productivity',
  low: 0.1,
  high: 0.3,
  evidence: 0,
  ...over,
});
const found = (effect: Cited | null, over: Partial<EffectInput> = {}) =>
  effectOf({
    instrument: { id: 'i', effect, evidence: [{ verification: 'search' }] } as unknown as InstrumentRecord,
    target: { indicator: 'lines', year: 2020, value: 10, country: 40 },
    behind: true,
    area: AREA,
    panel: new Map(),
    transport: { low: 0.5, high: 0.5 },
    chances,
    ...over,
  });
const close = (ours: Float64Array | null, theirs: (draw: number) => number) => {
  expect(ours).toHaveLength(DRAWS);
  ours?.forEach((gain, d) => {
    expect(gain).toBeCloseTo(theirs(d), 12);
  });
};

describe('where the size of an effect comes from', () => {
  test('this panel, told from zero: its coefficient times what closing a part of the gap changes in its regressor', () => {
    const { effect, gain, identified, onReached } = found(cited(), { panel });
    expect(effect).toMatchObject({
      origin: 'panel',
      closing: CLOSING,
      transport: null,
      local: { estimate: 0.2, told: true },
    });
    // From 10 towards 40.
    close(gain, (d) => beta[d] * Math.log((10 + closing[d] * 30) / 10));
    expect([identified, onReached]).toEqual([true, null]);
  });

  test('a regressor that the indicator does not enter changes by nothing; one that is not finite is no panel effect', () => {
    const of = (text: string, over: Partial<EffectInput> = {}) =>
      found(null, { panel: new Map([['lines', { effect: coefficient, expression: parseExpression(text) }]]), ...over });
    close(of('log(people)').gain, () => 0);
    expect(of('log(none)')).toMatchObject({ effect: { origin: 'none' }, gain: null });
    // Of nothing no share can be closed by a factor.
    close(of('lines', { target: { indicator: 'lines', year: 2020, value: 0, country: 40 } }).gain, () => 0);
  });

  test.each<[string, Partial<EffectInput>]>([
    [
      'a coefficient that is not told from zero',
      {
        panel: new Map([['lines', { effect: { ...coefficient, told: false }, expression: parseExpression('lines') }]]),
      },
    ],
    ['an area that is not behind', { panel, behind: false }],
    ['no target', { panel, target: null }],
  ])('%s leaves it to the study that is cited', (_, over) => {
    expect(found(cited(), over).effect.origin).toBe('transported');
    expect(found(null, over)).toMatchObject({ effect: { origin: 'none' }, gain: null, identified: true });
  });

  test('the cited study on those reached: effect, transport and reach are multiplied', () => {
    const { effect, gain, onReached } = found(cited({ reach: [0.02, 0.1] }));
    const [e, reach] = [
      chances.range('effect i', { low: 0.1, high: 0.3 }),
      chances.range('reach i', { low: 0.02, high: 0.1 }),
    ];
    close(gain, (d) => e[d] * 0.5 * reach[d]);
    expect(onReached).toBeCloseTo(0.2, 15);
    expect(effect).toMatchObject({
      origin: 'transported',
      transport: { low: 0.5, high: 0.5 },
      closing: null,
      cited: { kind: 'reached', checked: true, per: null, reach: { low: 0.02, high: 0.1 } },
    });
    close(found(cited()).gain, (d) => e[d] * 0.5);
  });

  test('the cited study for each so many units of the target: for the part of the gap that closes, whichever side it is on', () => {
    const e = chances.range('effect i', { low: 0.1, high: 0.3 });
    close(found(cited({ kind: 'per-target', per: 10 })).gain, (d) => ((e[d] * closing[d] * 30) / 10) * 0.5);
    const above = { indicator: 'lines', year: 2020, value: 40, country: 10 };
    close(found(cited({ kind: 'per-target' }), { target: above }).gain, (d) => e[d] * closing[d] * 30 * 0.5);
    for (const over of [{ target: null }, { behind: false }])
      expect(found(cited({ kind: 'per-target' }), over)).toMatchObject({ effect: { origin: 'none' }, gain: null });
  });

  test('a chain: the study moves an indicator in the latest year known, the panel carries it on, told from zero or not', () => {
    const e = chances.range('effect i', { low: 0.1, high: 0.3 });
    const moves = cited({ kind: 'moves', moves: 'lines', reach: [0.5, 0.5] });
    const { effect, gain, onReached, identified } = found(moves, { panel });
    close(gain, (d) => beta[d] * Math.log(1 + e[d] * 0.5 * 0.5));
    expect(effect).toMatchObject({ origin: 'chain', local: { estimate: 0.2 }, transport: { low: 0.5, high: 0.5 } });
    expect([identified, onReached]).toEqual([true, expect.closeTo(0.2, 15)]);
    const silent = new Map([
      ['lines', { effect: { ...coefficient, told: false }, expression: parseExpression('lines') }],
    ]);
    expect(found(moves, { panel: silent }).identified).toBe(false);
  });

  test('a chain without its coefficient, its figures or a finite change is not known', () => {
    const none = { effect: { origin: 'none' }, gain: null, identified: true, onReached: null };
    const moves = cited({ kind: 'moves', moves: 'lines' });
    const of = (text: string) => new Map([['lines', { effect: coefficient, expression: parseExpression(text) }]]);
    expect(found(moves)).toMatchObject(none);
    expect(found(cited({ kind: 'moves' }), { panel })).toMatchObject(none);
    expect(found(moves, { panel: of('log(none)') })).toMatchObject(none);
    // Beyond the square root of zero for any rise of lines.
    expect(found(moves, { panel: of('sqrt(10 - lines)') })).toMatchObject(none);
  });
});

import { describe, expect, test } from 'vitest';
import { parseExpression } from '../data/expression.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { StudySpec } from '../result/documents/study.js';
import { estimateOf } from './hypothesisEstimate.js';
import { panelEffects } from './panelEffects.js';

interface Given {
  readonly estimate?: number;
  readonly CR2?: { standardError: number | null; degreesOfFreedom: number | null; pValue: number | null };
  readonly wild?: { pValue: number; confidenceInterval: [number, number] | null };
  readonly path?: (number | null)[];
}
const CR2 = { standardError: 0.1, degreesOfFreedom: 8, pValue: 0.01 };
const wild = { pValue: 0.02, confidenceInterval: null };

/** A document of one term, with the tests of few clusters beside it unless they are left out. */
const document = (terms: Record<string, Given | null>) =>
  ({
    coefficients: Object.entries(terms).map(([term, given]) => ({
      term,
      estimate: given?.estimate ?? 0.5,
      standardError: 0.2,
      pValue: 0.03,
      degreesOfFreedom: 9,
      confidenceInterval: [0.1, 0.9],
    })),
    fewClusters: {
      terms: Object.entries(terms).flatMap(([term, given]) =>
        given === null
          ? []
          : [
              {
                term,
                CR2: given.CR2 ?? CR2,
                wildBootstrap: given.wild ?? wild,
                leaveOneOut: (given.path ?? [0.4, 0.6]).map((estimate, i) => ({ cluster: `u${i}`, estimate })),
                partialLeverage: { u0: 0.2, u1: 0.7, u2: 0.1 },
                effectiveClusters: 2.5,
              },
            ],
      ),
    },
  }) as unknown as EstimateDocument;
// R: qt(0.975, 8)
const T8 = 2.306004135204166;
const spec = { significance: 0.05, power: 0.8 };

describe('one coefficient with what a verdict reads', () => {
  const of = (given: Given | null) => estimateOf(document({ x: given }), { model: 'm', term: 'x' }, spec);
  test('its interval is that of the bootstrap, else of CR2, else its own', () => {
    expect(of({ wild: { pValue: 0.02, confidenceInterval: [0.2, 0.7] } })?.confidenceInterval).toEqual([0.2, 0.7]);
    const [low, high] = of({})?.confidenceInterval ?? [];
    expect(low).toBeCloseTo(0.5 - T8 * 0.1, 12);
    expect(high).toBeCloseTo(0.5 + T8 * 0.1, 12);
    expect(of({ CR2: { ...CR2, standardError: null } })?.confidenceInterval).toEqual([0.1, 0.9]);
    expect(of(null)?.confidenceInterval).toEqual([0.1, 0.9]);
  });
  test('with the range without each cluster, the heaviest cluster and what could be seen', () => {
    expect(of({ path: [0.4, null, 0.6, -0.1] })).toMatchObject({
      leaveOneOut: { min: -0.1, minWithout: 'u3', max: 0.6, maxWithout: 'u2' },
      leverage: { cluster: 'u1', share: 0.7, effectiveClusters: 2.5 },
      pValue: { CR1S: 0.03, CR2: 0.01, wildBootstrap: 0.02 },
      degreesOfFreedom: 8,
      // R: (qt(0.975, 8) + qt(0.8, 8)) * 0.1
      minimumDetectable: expect.closeTo(0.3194893, 6),
    });
    expect(of({ path: [null] })?.leaveOneOut).toBeNull();
    expect(of(null)).toMatchObject({
      leaveOneOut: null,
      leverage: null,
      pValue: { CR1S: 0.03, CR2: null, wildBootstrap: null },
      degreesOfFreedom: 9,
    });
    expect(estimateOf(document({}), { model: 'm', term: 'x' }, spec)).toBeNull();
    expect(estimateOf(undefined, { model: 'm', term: 'x' }, spec)).toBeNull();
  });
});

describe('coefficients that instruments use', () => {
  const expressions = new Map([
    ['x', parseExpression('log(lines)')],
    ['z', parseExpression('roads')],
  ]);
  const effects = (terms: Record<string, Given | null>, asked = ['x']) =>
    panelEffects(
      {
        inference: { significance: 0.05 },
        recommendations: {
          effects: asked.map((term) => ({ indicator: term === 'z' ? 'roads' : 'lines', model: 'm', term })),
        },
      } as unknown as StudySpec,
      new Map([['m', document(terms)]]),
      expressions,
    );

  test('carry their CR2 error, its interval and the larger p, told below the level', () => {
    const effect = effects({ x: {} }).get('lines')?.effect;
    expect(effect).toMatchObject({
      estimate: 0.5,
      standardError: 0.1,
      degreesOfFreedom: 8,
      told: true,
      leaveOneOutStable: true,
    });
    expect(effect?.low).toBeCloseTo(0.5 - T8 * 0.1, 12);
    expect(effect?.high).toBeCloseTo(0.5 + T8 * 0.1, 12);
    const told = (p: number) =>
      effects({ x: { wild: { pValue: p, confidenceInterval: null } } }).get('lines')?.effect.told;
    expect([told(0.049), told(0.05)]).toEqual([true, false]);
    const stable = (...path: (number | null)[]) => effects({ x: { path } }).get('lines')?.effect.leaveOneOutStable;
    expect([stable(0.1, null), stable(0.1, 0), stable(0.1, -0.1)]).toEqual([true, false, false]);
  });

  test('pay for their number together, by Holm', () => {
    const p = (pValue: number) => ({ wild: { pValue, confidenceInterval: null } });
    const told = (a: number, b: number) =>
      [...effects({ x: p(a), z: p(b) }, ['x', 'z']).values()].map(({ effect }) => effect.told);
    expect(told(0.02, 0.04)).toEqual([true, true]);
    expect(told(0.03, 0.04)).toEqual([false, false]);
  });

  test('are left out without an error, without a term of that name, and where the indicator does not enter', () => {
    expect(effects({ x: { CR2: { ...CR2, standardError: null } } }).size).toBe(0);
    expect(effects({ x: { CR2: { ...CR2, degreesOfFreedom: null } } }).size).toBe(0);
    expect(effects({ x: null }).size).toBe(0);
    expect(effects({ y: {} }, ['y']).size).toBe(0);
    expect(effects({ x: {} }, ['z']).size).toBe(0);
  });
});

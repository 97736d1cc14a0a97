import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../numeric/random.js';
import { finish } from '../run.js';
import { components, rankOfDummies } from './absorb/components.js';
import { type EliminationOptions, sweepByElimination } from './absorb/elimination.js';
import { sweepExplicit } from './absorb/explicit.js';
import { type Factor, factorsOf } from './absorb/factor.js';
import { absorb } from './absorb.js';
import type { Effect } from './design.js';

const effect = (name: string, keys: ArrayLike<number>, slope?: Float64Array): Effect => {
  const seen = new Map<number, number>();
  const codes = Int32Array.from(keys, (key) => {
    if (!seen.has(key)) seen.set(key, seen.size);
    return seen.get(key) as number;
  });
  const made = { name, codes, levels: [...seen.keys()].map(String) };
  return slope === undefined ? made : { ...made, slope };
};

/** Unbalanced rows: levels of each factor drawn at random, weights or none, a few columns of noise. */
const problem = (sizes: readonly [number, number][], n: readonly [number, number] = [20, 90]) =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 1e6 }),
      n: fc.integer({ min: n[0], max: n[1] }),
      weighted: fc.boolean(),
      sizes: fc.tuple(...sizes.map(([min, max]) => fc.integer({ min, max }))),
    })
    .map(({ seed, n, weighted, sizes: levels }) => {
      const random = randomStream(seed);
      let draw = 0;
      const rows = Array.from({ length: n }, (_, i) => i);
      const keys = levels.map((count) => rows.map(() => random.integer(draw++, count)));
      const noise = () => Float64Array.from(rows, () => random.normal(draw++));
      const weights = weighted ? Float64Array.from(rows, () => 0.05 + 5 * random.uniform(draw++)) : undefined;
      // More than go abreast through a sparse pass.
      const columns = [noise(), noise().map((v) => 1000 + v), noise(), noise(), noise()];
      return { n, keys, columns, slope: noise(), weights };
    });

const agree = (ours: readonly Float64Array[], theirs: readonly Float64Array[], tolerance = 1e-9) => {
  ours.forEach((column, c) => {
    let worst = 0;
    for (let i = 0; i < column.length; i++) worst = Math.max(worst, Math.abs(column[i] - theirs[c][i]));
    expect(worst).toBeLessThan(tolerance);
  });
};

const eliminated = (factors: Factor[], columns: readonly Float64Array[], options: EliminationOptions) => {
  const copies = columns.map((column) => column.slice());
  return { columns: copies, ...finish(sweepByElimination(factors, copies, options)) };
};

const WAYS = { 'dense Schur complement': Number.POSITIVE_INFINITY, 'conjugate gradients': 0 };

describe('sweeping out: equals explicit dummies on unbalanced rows, connected or not, weighted or not', () => {
  for (const [way, denseCost] of Object.entries(WAYS)) {
    test(`two effects: ${way}`, () => {
      fc.assert(
        fc.property(
          problem([
            [2, 30],
            [2, 25],
          ]),
          ({ keys, columns, weights }) => {
            const effects = keys.map((k, f) => effect(`f${f}`, k));
            const ours = eliminated(factorsOf(effects, weights), columns, { weights, denseCost });
            const theirs = sweepExplicit(effects, columns, weights);
            agree(ours.columns, theirs.columns);
            expect(ours).toMatchObject({ rank: theirs.rank, rankExact: true, converged: true });
          },
        ),
        { numRuns: 60 },
      );
    });

    test(`three effects: ${way}`, () => {
      fc.assert(
        fc.property(
          problem([
            [5, 30],
            [4, 20],
            [2, 5],
          ]),
          ({ keys, columns, weights }) => {
            const effects = keys.map((k, f) => effect(`f${f}`, k));
            const ours = eliminated(factorsOf(effects, weights), columns, { weights, denseCost });
            const theirs = sweepExplicit(effects, columns, weights);
            agree(ours.columns, theirs.columns);
            if (ours.rankExact) expect(ours.rank).toBe(theirs.rank);
            else expect(ours.rank).toBeGreaterThanOrEqual(theirs.rank);
          },
        ),
        { numRuns: 60 },
      );
    });

    test(`a third effect in a panel that lacks a few rows: ${way}`, () => {
      fc.assert(
        fc.property(
          problem([
            [6, 20],
            [2, 6],
            [4, 12],
          ]),
          fc.integer({ min: 0, max: 3 }),
          ({ keys: [, , third], columns: [noise], weights }, lacking) => {
            const units = Math.floor(third.length / 6);
            const cells = Array.from({ length: 6 * units }, (_, i) => i).filter((i) => i % 7 >= lacking || i >= 6 * 6);
            const pick = (values: Float64Array) => Float64Array.from(cells, (i) => values[i]);
            const own = weights === undefined ? undefined : pick(weights);
            const effects = [
              cells.map((i) => Math.floor(i / 6)),
              cells.map((i) => i % 6),
              cells.map((i) => third[i]),
            ].map((keys, f) => effect(`f${f}`, keys));
            const ours = eliminated(factorsOf(effects, own), [pick(noise)], { weights: own, denseCost });
            agree(ours.columns, sweepExplicit(effects, [pick(noise)], own).columns);
          },
        ),
        { numRuns: 60 },
      );
    });

    test(`a constant and slopes of one factor, slopes of another: ${way}`, () => {
      let runs = 0;
      let converged = 0;
      // At least three rows a parameter: slopes that nearly fit every row are as close to dependent as one likes, and normal
      // equations square that. In use, slopes on so few rows go the explicit way, by QR.
      const rows = [120, 240] as const;
      fc.assert(
        fc.property(
          problem(
            [
              [3, 12],
              [2, 8],
            ],
            rows,
          ),
          ({ keys, columns, weights, slope }) => {
            const effects = [
              effect('a', keys[0]),
              effect('a[x]', keys[0], slope),
              effect('b', keys[1]),
              effect(
                'b[z]',
                keys[1],
                slope.map((v, i) => v * v + (i % 3)),
              ),
            ];
            const ours = eliminated(factorsOf(effects, weights), columns, { weights, denseCost });
            runs++;
            // Nearly as many slopes as rows can be too close to dependent for conjugate gradients: it must say so. In use
            // a problem of this size is never iterated.
            if (!ours.converged) {
              expect(way).toBe('conjugate gradients');
              return;
            }
            converged++;
            agree(ours.columns, sweepExplicit(effects, columns, weights).columns, 1e-7);
          },
        ),
        { numRuns: 40 },
      );
      expect(converged).toBeGreaterThan(0.8 * runs);
    });
  }

  test('one factor with slopes in closed form, its rank counted', () => {
    fc.assert(
      fc.property(problem([[2, 30]]), ({ keys, columns, weights, slope }) => {
        const effects = [effect('a', keys[0]), effect('a[x]', keys[0], slope)];
        const ours = absorb(effects, columns, weights);
        const theirs = sweepExplicit(effects, columns, weights);
        agree(ours.columns, theirs.columns);
        expect(ours).toMatchObject({ method: 'means', rank: theirs.rank });
      }),
    );
  });
});

/** Person p meets firms 3p … 3p + 3 on a ring: connected, by a thin thread. */
function ring(firms: number) {
  const person: number[] = [];
  const firm: number[] = [];
  for (let p = 0; p < firms; p++) {
    for (let t = 0; t < 4; t++) {
      person.push(p);
      firm.push((3 * p + t) % firms);
    }
  }
  const random = randomStream(firms);
  const columns = [0, 1].map((c) => Float64Array.from(person, (_, i) => random.normal(2 * i + c)));
  return { effects: [effect('person', person), effect('firm', firm)], columns };
}

describe('poorly connected effects', () => {
  test('on a ring the preconditioner is built, and the answer is that of the dense way', () => {
    const { effects, columns } = ring(400);
    const factors = factorsOf(effects);
    const ours = eliminated(factors, columns, { denseCost: 0 });
    const dense = eliminated(factors, columns, { denseCost: Number.POSITIVE_INFINITY });
    expect(ours).toMatchObject({ preconditioner: 'approximate-cholesky', converged: true, rank: 799 });
    expect(ours.iterations).toBeLessThan(50);
    agree(ours.columns, dense.columns, 1e-10);
  });

  test('the order of rows and the names of levels change nothing', () => {
    const { effects, columns } = ring(150);
    const order = randomStream(1).permutation(0, columns[0].length);
    const shuffled = effects.map((e) =>
      effect(
        e.name,
        Float64Array.from(order, (i) => 7 * e.codes[i]),
      ),
    );
    const moved = columns.map((column) => Float64Array.from(order, (i) => column[i]));
    const one = eliminated(factorsOf(effects), columns, { denseCost: 0 });
    const two = eliminated(factorsOf(shuffled), moved, { denseCost: 0 });
    agree(
      one.columns.map((column) => Float64Array.from(order, (i) => column[i])),
      two.columns,
      1e-10,
    );
  });

  test('a column that the effects absorb leaves nothing', () => {
    const { effects } = ring(300);
    const absorbed = Float64Array.from(effects[1].codes, (code, i) => code ** 1.5 + 10 * effects[0].codes[i]);
    const { columns } = eliminated(factorsOf(effects), [absorbed], { denseCost: 0 });
    expect(Math.max(...columns[0].map(Math.abs))).toBeLessThan(1e-9 * Math.max(...absorbed));
  });
});

describe('rank of the dummies', () => {
  test('two factors: levels less components', () => {
    const a = effect('a', [0, 0, 1, 2, 2]);
    const b = effect('b', [0, 1, 1, 2, 3]);
    const groups = [a, b].map(({ codes, levels }) => ({ codes, levels: levels.length }));
    expect(components(groups[0], groups[1]).count).toBe(2);
    expect(rankOfDummies(groups[0], groups[1], [])).toBe(5);
  });

  test('with small factors: equals that of QR, also where parities of firm and year coincide', () => {
    fc.assert(
      fc.property(
        problem([
          [3, 20],
          [3, 15],
          [2, 4],
          [1, 3],
        ]),
        fc.boolean(),
        ({ keys, columns }, linked) => {
          // A year with the parity of the firm: one more dependence than the usual count knows.
          const third = linked ? keys[2].map((year, i) => 2 * year + (keys[1][i] % 2)) : keys[2];
          const effects = [keys[0], keys[1], third, keys[3]].map((k, f) => effect(`f${f}`, k));
          const [a, b, ...small] = effects.map(({ codes, levels }) => ({ codes, levels: levels.length }));
          expect(rankOfDummies(a, b, small)).toBe(sweepExplicit(effects, columns.slice(0, 1), undefined).rank);
        },
      ),
    );
  });
});

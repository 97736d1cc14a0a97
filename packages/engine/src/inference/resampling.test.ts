import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { columnOf, numberColumn } from '../data/table.js';
import { parseFormula } from '../formula/index.js';
import { column, columnMatrix, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { randomStream } from '../numeric/random.js';
import { fitTable } from '../panel/fitTable.js';
import { clusterMoments, subclusterMoments, withCrossingEffects } from './clusterMoments.js';
import { covariance } from './covariance.js';
import { parseCovariance } from './covarianceSpec.js';
import type { LinearModel } from './linearModel.js';
import { adjust } from './multiplicity.js';
import { randomizationTest } from './randomization.js';
import { romanoWolf } from './romanoWolf.js';
import { allEqual, allZero } from './wald.js';
import { WILD_VARIANTS, type WildVariant, wildBootstrap } from './wildBootstrap.js';
import { wildWald } from './wildWald.js';

const panel = { unit: 'firm', time: 'year' };
const model = (formula: string, where?: string): LinearModel =>
  fitTable(oracleTable('grunfeld'), parseFormula(formula), { panel, ...(where === undefined ? {} : { where }) });

interface Resampling {
  readonly by?: string;
  /** Groups that get a value each; the clusters when not given. */
  readonly sub?: string;
  /** Values of the groups in each draw; all signs when not given. */
  readonly vectors?: readonly ArrayLike<number>[];
}

/** Number of draws at least as extreme as the data: rows are resampled, every sample is fitted, every cluster left out. */
function byRefitting(fit: LinearModel, j: number, variant: WildVariant, resampling: Resampling = {}): number {
  const { by = 'firm', sub = by } = resampling;
  const { codes, count: G } = fit.groups(by);
  const groups = fit.groups(sub).codes;
  const signs = (code: number) => Array.from({ length: G }, (_, g) => ((code >> g) & 1 ? -1 : 1));
  const vectors = resampling.vectors ?? Array.from({ length: 2 ** G }, (_, code) => signs(code));
  const { X } = withCrossingEffects(fit, codes);
  const n = X.rows;
  const restrictedColumns = Array.from({ length: X.cols }, (_, c) => c).filter((c) => c !== j);
  const rowsOf = (keep: (i: number) => boolean) => Array.from({ length: n }, (_, i) => i).filter(keep);
  const solve = (y: Float64Array, columns: readonly number[], rows: readonly number[]) => {
    const part = fromColumns(
      columns.map((c) => Float64Array.from(rows, (i) => column(X, c)[i])),
      rows.length,
    );
    const solved = leastSquares(
      part,
      Float64Array.from(rows, (i) => y[i]),
    );
    const coefficients = new Float64Array(X.cols);
    solved.kept.forEach((position, s) => {
      coefficients[columns[position]] = solved.coefficients[s];
    });
    return coefficients;
  };
  const all = Array.from({ length: X.cols }, (_, c) => c);
  const every = rowsOf(() => true);
  const fitted = (b: Float64Array) =>
    Float64Array.from({ length: n }, (_, i) => b.reduce((sum, value, c) => sum + value * column(X, c)[i], 0));
  const { bread } = leastSquares(X, fit.y);
  const squared = (y: Float64Array, against: number): number => {
    const b = solve(y, all, every);
    let variance = 0;
    if (variant[4] === '3') {
      for (let g = 0; g < G; g++)
        variance +=
          (solve(
            y,
            all,
            rowsOf((i) => codes[i] !== g),
          )[j] -
            b[j]) **
          2;
    } else {
      const hat = fitted(b);
      for (let g = 0; g < G; g++) {
        let influence = 0;
        for (const i of rowsOf((row) => codes[row] === g))
          for (const c of all) influence += bread.data[c * X.cols + j] * column(X, c)[i] * (y[i] - hat[i]);
        variance += influence ** 2;
      }
    }
    return (b[j] - against) ** 2 / variance;
  };
  const restricted = variant.startsWith('WCR');
  const columns = restricted ? restrictedColumns : all;
  const base = solve(fit.y, columns, every);
  const mean = fitted(base);
  const errors = fit.y.map((value, i) => value - mean[i]);
  if (variant[3] === '3') {
    for (let g = 0; g < G; g++) {
      const without = fitted(
        solve(
          fit.y,
          columns,
          rowsOf((i) => codes[i] !== g),
        ),
      );
      for (const i of rowsOf((row) => codes[row] === g)) errors[i] = fit.y[i] - without[i];
    }
  }
  const observed = squared(fit.y, 0);
  let extreme = 0;
  for (const v of vectors) {
    const y = mean.map((value, i) => value + errors[i] * v[groups[i]]);
    if (squared(y, restricted ? 0 : base[j]) >= observed * (1 - 1e-9) ** 2) extreme++;
  }
  return extreme;
}

test('wild bootstrap: every variant equals refitting every resampled panel', () => {
  for (const [formula, where] of [
    ['inv ~ value + capital', 'firm <= 6 & year >= 1948'],
    ['inv ~ value + capital | firm', 'firm > 4 & year >= 1946'],
    ['inv ~ value + capital | firm + year', 'firm <= 6 & year >= 1950'],
  ]) {
    const fit = model(formula, where);
    const moments = clusterMoments(fit, 'firm');
    const j = fit.names.indexOf('capital');
    for (const variant of WILD_VARIANTS)
      expect(wildBootstrap(moments, j, { variant }).pValue * 2 ** moments.count, `${formula} ${variant}`).toBe(
        byRefitting(fit, j, variant),
      );
  }
}, 120_000);

test("wild bootstrap of few clusters: Webb's six points for each, every panel refitted", () => {
  const points = [1.5, 1, 0.5].flatMap((square) => [Math.sqrt(square), -Math.sqrt(square)]);
  const vectors = points.flatMap((a) => points.flatMap((b) => points.flatMap((c) => points.map((d) => [a, b, c, d]))));
  const fit = model('inv ~ value + capital | firm', 'firm <= 4 & year >= 1950');
  const moments = clusterMoments(fit, 'firm');
  for (const variant of ['WCR11', 'WCU33'] as const)
    expect(wildBootstrap(moments, 0, { variant, interval: false }).pValue * 6 ** 4, variant).toBeCloseTo(
      byRefitting(fit, 0, variant, { vectors }),
      8,
    );
});

/** The signs of a seed: draw d gives its group s that of place d · S + s. */
const drawn = (S: number, draws: number, stream: ReturnType<typeof randomStream>) =>
  Array.from({ length: draws }, (_, d) => Array.from({ length: S }, (__, s) => stream.sign(d * S + s)));

describe('more than twenty clusters: signs drawn by a seed, the data counting as one draw', () => {
  const states = fitTable(oracleTable('produc'), parseFormula('log(gsp) ~ log(pcap) + unemp'), {
    panel: { unit: 'state', time: 'year' },
    where: 'year >= 1983',
  });
  const moments = clusterMoments(states, 'state');
  const [j, draws, seed] = [1, 99, 4];

  test('of one coefficient, every panel refitted', () => {
    const vectors = drawn(48, draws, randomStream(seed));
    for (const variant of ['WCR11', 'WCU11'] as const) {
      const { pValue, ...plan } = wildBootstrap(moments, j, { draws, seed, variant });
      expect(plan).toMatchObject({ exact: false, draws, weights: 'rademacher', confidenceInterval: null });
      const extreme = byRefitting(states, j, variant, { by: 'state', vectors });
      expect(pValue, variant).toBe((extreme + 1) / (draws + 1));
    }
  });

  test('of a joint hypothesis, every panel refitted', () => {
    const vectors = drawn(48, draws, randomStream(seed, 6));
    const found = wildWald(moments, allZero(3, [2]), { draws, seed });
    const extreme = byRefitting(states, 2, 'WCR11', { by: 'state', vectors });
    expect(found).toMatchObject({ pValue: (extreme + 1) / (draws + 1), draws, exact: false });
  });

  test('of Romano and Wolf: the same draws, their largest for all hypotheses', () => {
    const hypotheses = [1, 2].map((term) => ({ moments, term }));
    const found = romanoWolf(hypotheses, { draws, seed });
    expect(found).toMatchObject({ clusters: 48, draws, exact: false });
    expect(found.pValues).toEqual([1, 2].map((term) => wildBootstrap(moments, term, { draws, seed }).pValue));
    const holm = adjust(found.pValues, 'holm');
    found.adjusted.forEach((value, h) => {
      expect(value).toBeGreaterThanOrEqual(found.pValues[h]);
      expect(value).toBeLessThanOrEqual(holm[h] + 1 / (draws + 1));
    });
    expect(romanoWolf([])).toEqual({ pValues: [], adjusted: [], clusters: 0, draws: 0, exact: true });
  });
});

test('wild bootstrap: rows as groups of their own, and groups that are the clusters', () => {
  const fit = model('inv ~ value + capital | firm', 'firm <= 7 & year in (1940, 1945, 1950)');
  const moments = clusterMoments(fit, 'firm');
  const same = wildBootstrap(moments, 0, { sub: subclusterMoments(fit, 'firm', 'firm') });
  expect(same).toEqual(wildBootstrap(moments, 0));
  const finer = wildBootstrap(moments, 0, { sub: subclusterMoments(fit, 'firm', 'firm^year'), draws: 999, seed: 4 });
  expect(finer).toMatchObject({ exact: false, draws: 999 });
  const extreme = byRefitting(fit, 0, 'WCR11', { sub: 'firm^year', vectors: drawn(21, 999, randomStream(4)) });
  expect(finer.pValue).toBe((extreme + 1) / 1000);
  expect(() => subclusterMoments(fit, 'firm', 'year')).toThrow('not inside the clusters');
  expect(() => subclusterMoments(model('inv ~ value', 'firm <= 2'), 'firm', 'year')).toThrow('not inside the clusters');
  expect(() => wildBootstrap(moments, 0, { variant: 'WCR31', sub: subclusterMoments(fit, 'firm', 'firm') })).toThrow(
    'cannot draw signs inside them',
  );
});

test('wild bootstrap: the interval holds what the test does not reject, under six clusters Webb weights', () => {
  const fit = model('inv ~ value + capital | firm');
  const moments = clusterMoments(fit, 'firm');
  for (const variant of ['WCR11', 'WCR33'] as const) {
    const [low, high] = wildBootstrap(moments, 0, { variant }).confidenceInterval ?? [0, 0];
    const width = high - low;
    for (const inside of [low + 0.01 * width, high - 0.01 * width])
      expect(wildBootstrap(moments, 0, { variant, null: inside }).pValue).toBeGreaterThanOrEqual(0.05);
    for (const outside of [low - 0.01 * width, high + 0.01 * width])
      expect(wildBootstrap(moments, 0, { variant, null: outside }).pValue).toBeLessThan(0.05);
  }
  const few = clusterMoments(model('inv ~ value + capital | firm', 'firm <= 5'), 'firm');
  expect(wildBootstrap(few, 0, { interval: false })).toMatchObject({ weights: 'webb', exact: true, draws: 6 ** 5 });
});

test('joint wild bootstrap: one hypothesis is the test of one coefficient, two equal their definition', () => {
  const fit = model('inv ~ value + capital | firm + year');
  const moments = clusterMoments(fit, 'firm');
  for (const j of [0, 1]) {
    const one = wildWald(moments, allZero(2, [j]));
    expect(one).toMatchObject({ pValue: wildBootstrap(moments, j).pValue, exact: true });
  }
  expect(wildWald(moments, allEqual(2, [0, 1]))).toMatchObject({ exact: true, draws: 1024 });
  // Both slopes zero: the restricted model is a mean, every resampled panel is fitted and tested.
  const pooled = model('inv ~ value + capital', 'firm <= 6');
  const { codes } = pooled.groups('firm');
  const { bread } = leastSquares(pooled.X, pooled.y);
  const n = pooled.y.length;
  const wald = (y: Float64Array): number => {
    const { coefficients: b, residuals: e } = leastSquares(pooled.X, y);
    const V = [0, 0, 0];
    for (let g = 0; g < 6; g++) {
      const z = [1, 2].map((c) => {
        let sum = 0;
        for (let i = 0; i < n; i++)
          if (codes[i] === g) for (let p = 0; p < 3; p++) sum += bread.data[p * 3 + c] * column(pooled.X, p)[i] * e[i];
        return sum;
      });
      V[0] += z[0] ** 2;
      V[1] += z[0] * z[1];
      V[2] += z[1] ** 2;
    }
    return (V[2] * b[1] ** 2 - 2 * V[1] * b[1] * b[2] + V[0] * b[2] ** 2) / (V[0] * V[2] - V[1] ** 2);
  };
  const mean = pooled.y.reduce((sum, value) => sum + value, 0) / n;
  const observed = wald(pooled.y);
  let extreme = 0;
  for (let code = 0; code < 64; code++)
    if (
      wald(pooled.y.map((value, i) => mean + (value - mean) * ((code >> codes[i]) & 1 ? -1 : 1))) >=
      observed * (1 - 1e-9)
    )
      extreme++;
  const joint = wildWald(clusterMoments(pooled, 'firm'), allZero(3, [1, 2]));
  if ('unavailable' in joint) throw new Error(joint.unavailable);
  expect(joint.statistic).toBeCloseTo(observed, 6);
  expect(joint.pValue).toBe(extreme / 64);
  const twice = columnMatrix(2, 2);
  twice.data.set([1, 2, 0, 0]);
  expect(wildWald(moments, twice)).toMatchObject({ unavailable: 'inference-dependent-constraints' });
});

test('Romano–Wolf: every sample refitted in R, models on different clusters', () => {
  const theirs = oracle('inference/romano_wolf.json') as { pValues: number[]; adjusted: number[] };
  const at = (formula: string, where: string) => clusterMoments(model(`${formula} | firm + year`, where), 'firm');
  const both = at('inv ~ value + capital', 'firm <= 8');
  const hypotheses = [
    { moments: both, term: 0 },
    { moments: both, term: 1 },
    { moments: at('log(inv) ~ capital', 'firm <= 8'), term: 0 },
    { moments: at('inv ~ value', 'firm > 2 & firm <= 8'), term: 0 },
  ];
  const found = romanoWolf(hypotheses);
  expect(found).toMatchObject({ clusters: 8, draws: 256, exact: true });
  expect(found.pValues).toEqual(theirs.pValues);
  expect(found.adjusted).toEqual(theirs.adjusted);
  // A model whose clusters come last or in another order reads the same signs.
  const turned = [3, 2, 1, 0];
  expect(romanoWolf(turned.map((h) => hypotheses[h])).adjusted).toEqual(turned.map((h) => theirs.adjusted[h]));
});

test('Romano–Wolf: between the own p-value and Holm, equal to the own for one hypothesis and for copies', () => {
  const names = ['inv', 'log(inv)', 'value'];
  const hypotheses = names.map((outcome) => ({
    moments: clusterMoments(model(`${outcome} ~ capital | firm + year`), 'firm'),
    term: 0,
  }));
  const found = romanoWolf(hypotheses);
  const holm = adjust(found.pValues, 'holm');
  found.adjusted.forEach((value, h) => {
    expect(found.pValues[h]).toBe(wildBootstrap(hypotheses[h].moments, 0).pValue);
    expect(value).toBeGreaterThanOrEqual(found.pValues[h]);
    expect(value).toBeLessThanOrEqual(holm[h] + 1e-12);
  });
  expect(romanoWolf([hypotheses[0]]).adjusted).toEqual([found.pValues[0]]);
  expect(romanoWolf([hypotheses[0], hypotheses[0]]).adjusted).toEqual([found.pValues[0], found.pValues[0]]);
});

test('randomisation inference: the t of CR0, and the share of reassignments estimated from the table itself', () => {
  const whole = oracleTable('grunfeld');
  const numbers = (name: string) => {
    const found = columnOf(whole, name);
    if (found.kind !== 'number') throw new Error(name);
    return found.values;
  };
  const [value, firm, year] = [numbers('value'), numbers('firm'), numbers('year')];
  const at = new Map(Array.from(value, (x, row) => [`${firm[row]} ${year[row]}`, x]));
  const t = (order: ArrayLike<number>) => {
    const firms = order.length;
    const moved = Float64Array.from(value, (x, row) =>
      firm[row] > firms ? x : (at.get(`${order[firm[row] - 1]} ${year[row]}`) as number),
    );
    const table = { ...whole, columns: new Map(whole.columns).set('value', numberColumn(moved)) };
    const where = `firm <= ${firms}`;
    const fit = fitTable(table, parseFormula('inv ~ value + capital | firm + year'), { panel, where });
    return fit.coefficients[0] / Math.sqrt(covariance(fit, parseCovariance('CR0:firm'), 'clubSandwich').matrix.data[0]);
  };
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]));
  const all = orders([1, 2, 3, 4, 5]).map(t);
  const found = randomizationTest(model('inv ~ value + capital | firm + year', 'firm <= 5'), 0);
  expect(found.statistic).toBeCloseTo(all[0], 9);
  expect(found.draws).toBe(120);
  const extreme = all.filter((one) => Math.abs(one) >= Math.abs(all[0]) * (1 - 1e-9)).length;
  expect(found.pValue).toBeCloseTo(extreme / 120, 12);
  expect(extreme).toBeLessThan(120);
  // Of many units the seed draws orders, and the data count as one.
  const [draws, seed] = [39, 3];
  const stream = randomStream(seed, 5);
  const some = Array.from({ length: draws }, (_, d) => t(stream.permutation(d, 10).map((p) => p + 1)));
  const many = randomizationTest(model('inv ~ value + capital | firm + year'), 0, { draws, seed });
  const limit = Math.abs(many.statistic) * (1 - 1e-9);
  expect(many).toMatchObject({
    pValue: (some.filter((one) => Math.abs(one) >= limit).length + 1) / (draws + 1),
    draws,
    exact: false,
  });
});

test('randomisation inference: all reassignments of few units; the panel is balanced', () => {
  const few = randomizationTest(model('inv ~ value + capital | firm + year', 'firm <= 6'), 0);
  expect(few).toMatchObject({ exact: true, draws: 720 });
  expect(few.pValue * 720).toBeCloseTo(Math.round(few.pValue * 720), 9);
  expect(few.pValue).toBeGreaterThanOrEqual(1 / 720);
  expect(() => randomizationTest(model('inv ~ value | firm', 'firm > 1 | year > 1940'), 0)).toThrow('every unit');
});

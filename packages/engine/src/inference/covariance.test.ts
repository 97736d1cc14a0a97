import { describe, expect, test } from 'vitest';
import { Ledger, oracle, oracleTable } from '../../test/oracles.js';
import { parseTable } from '../data/csvTable.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../data/table.js';
import { studentTwoSided } from '../distribution/student.js';
import { parseFormula } from '../formula/index.js';
import { eigen } from '../numeric/symmetric.js';
import { type EstimateOptions, estimateTable } from '../panel/estimate.js';
import type { Fit } from '../panel/fit.js';
import { fitTable } from '../panel/fitTable.js';
import { adjustment, EXPONENTS } from './adjustment.js';
import { clusterMoments } from './clusterMoments.js';
import { covariance } from './covariance.js';
import { parseCovariance, printCovariance } from './covarianceSpec.js';
import { adjust } from './multiplicity.js';
import { CONVENTIONS, type Convention } from './smallSample.js';
import { allZero, waldTest } from './wald.js';
import { wildBootstrap } from './wildBootstrap.js';

/**
 * Every covariance of the reference: plm 2.6-2 (vcovHC, vcovBK, vcovSCC, vcovNW, vcovDC) on three estimators, fixest 0.12.2,
 * clubSandwich 0.5.8 and an enumerated wild bootstrap. Agreement is relative to the largest element of the row and column: 1e-8.
 */
type Vcov = { names: string[]; values: number[][] };

/** Largest deviation over the coefficients that the reference has, in units of the geometric mean of two variances. */
function apart(fit: Fit, text: string, convention: Convention, theirs: Vcov): number {
  const { matrix } = covariance(fit, parseCovariance(text), convention);
  let largest = 0;
  theirs.names.forEach((a, p) => {
    theirs.names.forEach((b, q) => {
      const [i, j] = [fit.names.indexOf(a), fit.names.indexOf(b)];
      const scale = Math.sqrt(theirs.values[p][p] * theirs.values[q][q]);
      largest = Math.max(largest, Math.abs(matrix.data[j * matrix.rows + i] - theirs.values[p][q]) / scale);
    });
  });
  return largest;
}

type Peer = Vcov | { readonly error: string };
type ClubSandwichType =
  | { readonly error: string }
  | Readonly<Record<'standardErrors' | 'dfSatterthwaite' | 'pValue', Record<string, number>>>;
interface WildPeer {
  readonly t: number;
  readonly combinations: number;
  readonly pSymmetric: number;
  readonly pEqualTail: number;
}
/** Ours is what CR3 stands for: every cluster left out in turn, tested below and in panel.test.ts. */
const FULL_LEVERAGE =
  'with a dummy for each cluster I − H is singular inside it; clubSandwich inverts its rounding (.19987 where leaving out one firm of Grunfeld in turn gives .32408)';

interface ClubSandwich {
  readonly standardErrors: Record<string, number>;
  readonly df: Record<string, number>;
  readonly htz: { readonly F: number; readonly df1: number; readonly df2: number; readonly p: number };
}
const near = (ours: number, theirs: number, tolerance: number) => {
  expect(Math.abs(ours - theirs) / Math.abs(theirs)).toBeLessThan(tolerance);
};

/** plm's calls by our names; what stands in none of them is named below. */
const plm = (unit: string, time: string): Record<string, string> => ({
  ...Object.fromEntries(
    ['HC0', 'HC1', 'HC2', 'HC3', 'HC4'].flatMap((type) => [
      [`vcovHC.white1.${type}`, type],
      [`vcovHC.arellano.${type}`, `${type}:${unit}`],
      [`vcovHC.white2.${type}`, `G${type}:${unit}`],
    ]),
  ),
  'vcovHC.arellano.sss': `CR1S:${unit}`,
  'vcovHC.arellano.HC1.time': `HC1:${time}`,
  // sss on single rows is HC1.
  'vcovHC.white1.sss': 'HC1',
  'vcovHC.white2.sss': `GHC1:${unit}`,
  'vcovBK.time.HC0': 'PCSE',
  'vcovBK.HC0': `PCSE:${unit}`,
  'vcovSCC.HC0': 'DK',
  'vcovSCC.HC0.maxlag2': 'DK:2',
  'vcovNW.HC0': 'NW',
  'vcovDC.HC0': `CR0:${unit}+${time}`,
  'vcovDC.HC1': `HC1:${unit}+${time}`,
});
const BK =
  'plm puts residuals at the wrong periods when the first unit lacks an early one; with the units in another order it agrees';

/** fixest's calls: our name and convention. */
const fixest = (unit: string, time: string): Record<string, [string, Convention]> => ({
  iid: ['iid', 'fixest-0.12'],
  hetero: ['HC1', 'fixest-0.12'],
  'cluster.entity': [`CR1S:${unit}`, 'fixest-0.12'],
  'cluster.time': [`CR1S:${time}`, 'fixest-0.12'],
  twoway: [`CR1S:${unit}+${time}`, 'fixest-0.12'],
  'cluster.entity.ssc.none': [`CR0:${unit}`, 'fixest-0.12'],
  // All levels counted: sandwich's K.
  'cluster.entity.ssc.fixef.full': [`CR1S:${unit}`, 'sandwich'],
  'NW(2)': ['NW:2', 'fixest-0.12'],
  'DK(2)': ['DK:2', 'fixest-0.12'],
});

const ledger = new Ledger('Covariances against plm, fixest, clubSandwich and an enumerated wild bootstrap');
for (const name of ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities']) {
  const reference = oracle(`panel/${name}.json`);
  const data = oracleTable(name);
  const panel = { unit: reference.entity as string, time: reference.time as string };
  const { unit, time } = panel;
  const formula = (reference.formula as string).replace(/^formula:\s*/, '');
  // On unbalanced two-way panels both peers sweep by the same iteration and stop early; the exact numbers stand below.
  const tolerance = (model: string) => (name === 'empl_uk' && model.endsWith('twoways') ? 1e-6 : 1e-8);

  describe(`${name}: equals plm`, () => {
    const estimators = {
      pooling: { estimator: 'pooling' },
      'within.individual': { estimator: 'within', effect: 'individual' },
      'within.twoways': { estimator: 'within', effect: 'twoways' },
    } as const;
    expect(Object.keys(reference.covariance)).toEqual(Object.keys(estimators));
    for (const [model, options] of Object.entries(estimators)) {
      test(model, () => {
        const fit = fitTable(data, parseFormula(formula), { panel, ...options });
        const names = plm(unit, time);
        for (const [call, theirs] of Object.entries(reference.covariance[model] as Record<string, Peer>)) {
          const key = `${model} ${call}`;
          if ('error' in theirs) ledger.peerFailed(name, key, `plm stops with "${theirs.error}"`);
          else if (call === 'vcovBK.HC0' && reference.panel.balanced === false) ledger.peerFailed(name, key, BK);
          else {
            expect(apart(fit, names[call], 'plm', theirs), call).toBeLessThan(tolerance(model));
            ledger.agreed(name, key);
          }
        }
      });
    }
  });

  describe(`${name}: equals fixest`, () => {
    const effects: Record<string, string> = {
      ols: '',
      'fe.entity': ` | ${unit}`,
      'fe.time': ` | ${time}`,
      'fe.twoways': ` | ${unit} + ${time}`,
    };
    expect(Object.keys(reference.fixest)).toEqual(Object.keys(effects));
    for (const [model, part] of Object.entries(effects)) {
      test(model, () => {
        const fit = fitTable(data, parseFormula(formula + part), { panel, keepSingletons: true });
        const names = fixest(unit, time);
        for (const [call, theirs] of Object.entries(reference.fixest[model].vcov as Record<string, Peer | null>)) {
          const key = `fixest ${model} ${call}`;
          if (theirs === null || 'error' in theirs)
            ledger.peerFailed(name, key, `fixest stops with "${theirs?.error ?? ''}"`);
          else {
            const [ours, convention] = names[call];
            expect(apart(fit, ours, convention, theirs), call).toBeLessThan(tolerance(model));
            ledger.agreed(name, key);
          }
        }
      });
    }
  });

  test(`${name}: equals clubSandwich on the dummy-variable model`, () => {
    const { types, error } = reference.clubSandwich;
    if (types === undefined) {
      ledger.peerFailed(name, 'clubSandwich', 'clubSandwich stops: "system is computationally singular"');
      expect(error).toContain('computationally singular');
      return;
    }
    const fit = fitTable(data, parseFormula(`${formula} | ${unit} + ${time}`), { panel, keepSingletons: true });
    for (const [type, theirs] of Object.entries(types as Record<string, ClubSandwichType>)) {
      const key = `clubSandwich ${type}`;
      if ('error' in theirs) ledger.peerFailed(name, key, `clubSandwich stops: "${theirs.error}"`);
      else if (type === 'CR3') ledger.peerFailed(name, key, FULL_LEVERAGE);
      else {
        const ours = covariance(fit, parseCovariance(`${type}:${unit}`), 'clubSandwich');
        fit.names.forEach((term, j) => {
          const standardError = Math.sqrt(ours.matrix.data[j * fit.names.length + j]);
          const df = ours.degreesOfFreedom[j] as number;
          near(standardError, theirs.standardErrors[term], 1e-8);
          near(df, theirs.dfSatterthwaite[term], 1e-6);
          near(studentTwoSided(fit.coefficients[j] / standardError, df), theirs.pValue[term], 1e-6);
        });
        ledger.agreed(name, key);
      }
    }
  });
}

describe('wild cluster bootstrap: equals the enumeration by refitting', () => {
  const { dataset, cluster, weights, note, ...models } = oracle('panel/wild_cluster_bootstrap.json');
  const formulas: Record<string, [string, Convention]> = {
    pooled: ['inv ~ value + capital', 'stata'],
    fixedEffectsLSDV: ['inv ~ value + capital | firm', 'sandwich'],
    fixedEffectsWithin: ['inv ~ value + capital | firm', 'plm'],
  };
  for (const [model, theirs] of Object.entries(models as Record<string, Record<string, WildPeer>>)) {
    test(model, () => {
      const [formula, convention] = formulas[model];
      const fit = fitTable(oracleTable('grunfeld'), parseFormula(formula), { panel: { unit: 'firm', time: 'year' } });
      const moments = clusterMoments(fit, 'firm');
      const { matrix } = covariance(fit, parseCovariance('CR1S:firm'), convention);
      for (const term of ['value', 'capital']) {
        const j = fit.names.indexOf(term);
        const peer = theirs[term];
        near(fit.coefficients[j] / Math.sqrt(matrix.data[j * matrix.rows + j]), peer.t, 1e-8);
        const ours = wildBootstrap(moments, j, { interval: false });
        expect(ours).toMatchObject({ exact: true, draws: peer.combinations, pValue: peer.pSymmetric });
        // All signs enumerated, t* is symmetric about 0: the p-value of two equal tails is the same number.
        expect(ours.pValue).toBe(peer.pEqualTail);
        for (const value of ['t', 'pSymmetric', 'pEqualTail'])
          ledger.agreed('wild_cluster_bootstrap', `${model} ${term} ${value}`);
      }
    });
  }
});

const reference = oracle('inference/inference.json');

describe('the dummy-variable model of other data: equals sandwich and clubSandwich', () => {
  for (const name of ['gasoline', 'labor_supply']) {
    const { dataset, unit, time, formula, where, ...models } = reference[name];
    const data = oracleTable(dataset.replace('.csv', ''));
    const effects: Record<string, string> = { pooling: '', individual: ` | ${unit}`, twoways: ` | ${unit} + ${time}` };
    for (const [model, theirs] of Object.entries(models as Record<string, Record<string, never>>)) {
      test(`${name}, ${model}`, () => {
        const fit = fitTable(data, parseFormula(formula + effects[model]), {
          panel: { unit, time },
          keepSingletons: true,
          ...(where === undefined || where === null ? {} : { where }),
        });
        expect(fit.degrees.n).toBe(theirs.n);
        const names: Record<string, string> = {
          HC0: 'HC0',
          HC1: 'HC1',
          HC2: 'HC2',
          HC3: 'HC3',
          HC4: 'HC4',
          'cluster.HC0': `CR1:${unit}`,
          'cluster.HC1': `CR1S:${unit}`,
          'twoway.HC0': `CR1:${unit}+${time}`,
          'twoway.HC1': `CR1S:${unit}+${time}`,
          'NW.auto': 'NW',
          'NW.3': 'NW:3',
          'DK.auto': 'DK',
          'DK.3': 'DK:3',
          'PC.pairwise': 'PCSE',
        };
        for (const [call, ours] of Object.entries(names)) {
          const peer = (theirs.sandwich as Record<string, Vcov>)[call];
          expect(apart(fit, ours, 'sandwich', peer), call).toBeLessThan(1e-8);
        }
        expect(apart(fit, `jackknife:${unit}`, 'stata', theirs.jackknife)).toBeLessThan(1e-8);
        for (const [type, peer] of Object.entries(theirs.clubSandwich as Record<string, ClubSandwich>)) {
          // With a dummy for each cluster I − H is singular inside it: clubSandwich inverts rounding or stops. The jackknife
          // above is what CR3 is, up to (G−1)/G.
          if (type === 'CR3' && model !== 'pooling') continue;
          const ours = covariance(fit, parseCovariance(`${type}:${unit}`), 'clubSandwich');
          // CR1S of clubSandwich counts all dummies, as ours does.
          for (const [term, se] of Object.entries(peer.standardErrors)) {
            const j = fit.names.indexOf(term);
            near(Math.sqrt(ours.matrix.data[j * fit.names.length + j]), se, 1e-8);
            near(ours.degreesOfFreedom[j] as number, peer.df[term], 1e-8);
          }
          if (type !== 'CR2' && type !== 'CR3') continue;
          const moments = clusterMoments(fit, unit);
          const slopes = Object.keys(peer.standardErrors).map((term) => fit.names.indexOf(term));
          const joint = waldTest(moments, adjustment(moments, EXPONENTS[type]), allZero(fit.names.length, slopes));
          if ('unavailable' in joint) throw new Error(joint.unavailable);
          near(joint.statistic, peer.htz.F, 1e-8);
          near(joint.df[1], peer.htz.df2, 1e-8);
          near(joint.pValue, peer.htz.p, 1e-8);
        }
      });
    }
  }
});

test('two-way effects on an unbalanced panel: equals the dummy-variable model to 1e-8', () => {
  const fit = fitTable(
    oracleTable('empl_uk'),
    parseFormula('log(emp) ~ log(wage) + log(capital) + log(output) | firm + year'),
    {
      panel: { unit: 'firm', time: 'year' },
    },
  );
  for (const [key, text] of [
    ['CR0', 'CR0:firm'],
    ['DK2', 'DK:2'],
    ['NW2', 'NW:2'],
  ])
    expect(apart(fit, text, 'plm', reference.empl_uk[key])).toBeLessThan(1e-10);
});

test('Conley: equals its definition on all pairs', () => {
  const fit = fitTable(
    oracleTable('produc_located'),
    parseFormula('log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp'),
    {},
  );
  expect(apart(fit, 'conley:300', 'stata', reference.conley.km300)).toBeLessThan(1e-10);
  // At 800 km the sum is not positive semi-definite: it is repaired, and says so.
  expect(apart(fit, 'conley:800', 'stata', reference.conley.km800)).toBeLessThan(1e-4);
  const { notes } = covariance(fit, parseCovariance('conley:800'), 'stata');
  expect(notes.map((one) => one.code)).toEqual(['inference-not-psd']);
});

test('PCSE inside units on an unbalanced panel: equals plm where the first unit has all periods', () => {
  const panel = { unit: 'firm', time: 'year' };
  const formula = 'log(emp) ~ log(wage) + log(capital) + log(output)';
  const fit = fitTable(oracleTable('empl_uk'), parseFormula(formula), { panel, estimator: 'pooling' });
  expect(apart(fit, 'PCSE:firm', 'plm', reference.empl_uk.BKgroup)).toBeLessThan(1e-8);
  expect(() => covariance(fit, parseCovariance('PCSE:sector'), 'plm')).toThrow('PCSE cannot be clustered by sector');
});

describe('two-way sums that are not positive semi-definite', () => {
  const fitted = (where: string) =>
    fitTable(oracleTable('rice_farms'), parseFormula('log(goutput) ~ log(seed) + log(totlabor) + log(size)'), {
      panel: { unit: 'id', time: 'time' },
      estimator: 'pooling',
      where,
    });
  const codes = (fit: Fit, convention: Convention) =>
    covariance(fit, parseCovariance('CR1S:id+time'), convention).notes.map((one) => one.code);

  test('with positive variances: left as fixest and sandwich leave it, repaired by default', () => {
    const fit = fitted('region == "wargabinangun"');
    const { fixest, sandwich } = reference.not_psd.positive;
    expect(apart(fit, 'CR1S:id+time', 'fixest-0.12', fixest)).toBeLessThan(1e-8);
    expect(apart(fit, 'CR1S:id+time', 'sandwich', sandwich)).toBeLessThan(1e-8);
    expect(codes(fit, 'fixest-0.12')).toEqual(['inference-not-psd-left']);
    expect(codes(fit, 'stata')).toEqual(['inference-not-psd']);
    const { matrix } = covariance(fit, parseCovariance('CR1S:id+time'), 'stata');
    expect(Math.min(...eigen(matrix).values)).toBeGreaterThan(-1e-12);
  });

  test('with a negative variance: repaired under every convention, as fixest does under its own', () => {
    const fit = fitted('region == "sukaambit" & time <= 3');
    expect(apart(fit, 'CR1S:id+time', 'fixest-0.12', reference.not_psd.negative.fixest)).toBeLessThan(1e-8);
    for (const convention of CONVENTIONS) {
      const { matrix } = covariance(fit, parseCovariance('CR1S:id+time'), convention);
      fit.names.forEach((_, j) => {
        expect(matrix.data[j * matrix.rows + j], convention).toBeGreaterThan(0);
      });
      expect(codes(fit, convention)).toEqual(['inference-not-psd']);
    }
  });
});

test('a difference that the effects absorb but for the rounding of the table is set aside', () => {
  // x − z is the same for all units of a year, written with nine digits, as a price beside the one relative to a base country.
  const rows = 'unit,year,y,x,z\n'.concat(
    ...['a', 'b', 'c', 'd'].flatMap((unit, i) =>
      [1, 2, 3, 4, 5].map((year, t) => {
        const x = Math.sin(3 * i + 7 * t) + i;
        return `${unit},${year},${Math.cos(i * t + i)},${x.toFixed(9)},${(x - Math.sqrt(year)).toFixed(9)}\n`;
      }),
    ),
  );
  const read = parseTable(rows);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const [{ removed, coefficients }] = estimateTable(read.value, 'y ~ x + z | year', {
    panel: { unit: 'unit', time: 'year' },
  });
  expect(removed.map(({ term }) => term)).toEqual(['z']);
  expect(coefficients).toHaveLength(1);
});

test("adjusted p-values: equal R's p.adjust", () => {
  const { p, ...methods } = reference.adjust;
  for (const [method, theirs] of Object.entries(methods as Record<string, number[]>)) {
    adjust(p, method as never).forEach((value, i) => {
      expect(value).toBeCloseTo(theirs[i], 14);
    });
  }
});

test('the automatic lag: ⌊T^¼⌋ of plm, sandwich and fixest, ⌊4(T/100)^(2/9)⌋ of the others', () => {
  const fit = fitTable(oracleTable('grunfeld'), parseFormula('inv ~ value + capital | firm + year'), {
    panel: { unit: 'firm', time: 'year' },
    where: 'year >= 1949',
  });
  const matrix = (text: string, convention: Convention) => covariance(fit, parseCovariance(text), convention).matrix;
  for (const convention of CONVENTIONS) {
    const short = ['plm', 'clubSandwich', 'sandwich'].includes(convention) || convention.startsWith('fixest');
    for (const kind of ['NW', 'DK'])
      expect(matrix(kind, convention), `${kind} ${convention}`).toEqual(matrix(`${kind}:${short ? 1 : 2}`, convention));
  }
});

test('degrees of freedom along time: those of the residuals in plm, sandwich and linearmodels, of the periods elsewhere', () => {
  const fit = fitTable(oracleTable('grunfeld'), parseFormula('inv ~ value + capital | firm'), {
    panel: { unit: 'firm', time: 'year' },
  });
  for (const convention of CONVENTIONS)
    for (const kind of ['NW', 'DK']) {
      // 200 rows, two slopes and ten firms; 20 years.
      const residuals = ['plm', 'clubSandwich', 'sandwich', 'linearmodels'].includes(convention);
      const { degreesOfFreedom } = covariance(fit, parseCovariance(kind), convention);
      expect(degreesOfFreedom, `${kind} ${convention}`).toEqual([0, 1].map(() => (residuals ? 188 : 19)));
    }
});

test('every covariance under every convention gives a symmetric matrix, its recipe and degrees of freedom', () => {
  const data = oracleTable('produc_located');
  const panel = { unit: 'state', time: 'year' };
  const fit = fitTable(data, parseFormula('log(gsp) ~ log(pcap) + unemp | state + year'), {
    panel,
    where: 'state in ("ALABAMA", "FLORIDA", "MAINE", "NEVADA", "OHIO", "TEXAS", "UTAH", "VERMONT")',
  });
  const names = [
    'iid',
    'HC0',
    'HC1',
    'HC2',
    'HC3',
    'HC4',
    'HC2:state',
    'PCSE:state',
    'HC1:state+year',
    'NW',
    'NW:0',
    'DK',
    'DK:3',
    'PCSE',
    'conley:500',
  ];
  const clustered = ['CR0', 'CR1', 'CR1S', 'CR2', 'CR3', 'jackknife'].map((type) => `${type}:state`);
  const twoWay = ['CR0', 'CR1', 'CR1S'].map((type) => `${type}:state+year`);
  for (const convention of CONVENTIONS) {
    for (const text of [...names, ...clustered, ...twoWay]) {
      const { matrix, recipe, degreesOfFreedom } = covariance(fit, parseCovariance(text), convention);
      expect(matrix.data[1], `${convention} ${text}`).toBeCloseTo(matrix.data[2], 15);
      expect(matrix.data[0]).toBeGreaterThan(0);
      expect(recipe.convention).toBe(convention);
      expect(recipe.factor).toBeGreaterThan(0);
      for (const df of degreesOfFreedom) expect(df).toBeGreaterThan(0);
      expect(printCovariance(parseCovariance(text))).toBe(text);
    }
  }
});

test('covariances that cannot be formed say what is missing', () => {
  const data = oracleTable('produc');
  const formula = 'log(gsp) ~ unemp';
  expect(() => estimateTable(data, formula, { covariance: 'DK' })).toThrow('the panel is not known');
  expect(() => estimateTable(data, formula, { covariance: 'conley:300' })).toThrow('lon');
  expect(() =>
    estimateTable(data, formula, { covariance: 'conley:300', coordinates: { longitude: 'pcap', latitude: 'pc' } }),
  ).toThrow('not a longitude or latitude');
  // A latitude ends at 90 degrees, a longitude at 180.
  const located = (place: readonly [number, number]) => {
    const located = tableOf({
      lon: numberColumn([place[0], 0, 10, 20]),
      lat: numberColumn([place[1], 1, 2, 3]),
      x: numberColumn([1, 2, 4, 3]),
      y: numberColumn([2, 1, 5, 3]),
    });
    return () => estimateTable(located, 'y ~ x', { covariance: 'conley:100' });
  };
  expect(located([-180, 90])).not.toThrow();
  expect(located([0, -90.5])).toThrow('column "lat" holds "-90.5"');
  expect(located([180.5, 0])).toThrow('column "lon" holds "180.5"');
  for (const text of ['DK:x', 'conley', 'CR9:state', 'CR1S:', 'jackknife:a+b', 'CR1S:a+', 'HC1:'])
    expect(() => parseCovariance(text), text).toThrow('is not a covariance');
});

test('leverages with slopes of their own are those of the dummies, whichever factor has more levels', () => {
  const data = oracleTable('grunfeld');
  const where = 'year >= 1948';
  const few = { where, covariance: 'HC3' };
  // Seven years with slopes, ten firms as constants; then slopes of the firms and constants of the years; then slopes alone.
  for (const [formula, dummies] of [
    ['inv ~ value | firm + year[capital]', 'inv ~ value + factor(firm) + factor(year) + i(year, capital)'],
    ['inv ~ value | year + firm[[capital]]', 'inv ~ value + factor(year) + i(firm, capital)'],
    ['inv ~ value | firm[[capital]]', 'inv ~ value + i(firm, capital)'],
  ]) {
    const [ours] = estimateTable(data, formula, few);
    const [theirs] = estimateTable(data, dummies, few);
    const of = ({ coefficients }: typeof ours) => coefficients.find(({ term }) => term === 'value')?.standardError ?? 0;
    expect(Math.abs(of(ours) / of(theirs) - 1), formula).toBeLessThan(1e-9);
  }
});

test('units of the regressors cost no digits of the adjusted covariances', () => {
  const grunfeld = oracleTable('grunfeld');
  const of = (table: Table, covariance: string) =>
    estimateTable(table, 'inv ~ value + capital', { covariance })[0].coefficients.map((one) => [
      one.standardError ?? 0,
      one.degreesOfFreedom ?? 0,
    ]);
  const scaled = (name: string, factor: number) => {
    const column = grunfeld.columns.get(name);
    if (column?.kind !== 'number') throw new Error(name);
    return [name, numberColumn(column.values.map((value) => value * factor))] as const;
  };
  // Powers of two, so that the values themselves stay exact.
  const [large, small] = [2 ** 30, 2 ** -30];
  const other: Table = {
    ...grunfeld,
    columns: new Map([...grunfeld.columns, scaled('value', large), scaled('capital', small)]),
  };
  for (const covariance of ['CR2:firm', 'CR3:firm']) {
    const [plain, moved] = [of(grunfeld, covariance), of(other, covariance)];
    [1, large, small].forEach((factor, j) => {
      expect(Math.abs((moved[j][0] * factor) / plain[j][0] - 1), covariance).toBeLessThan(1e-9);
      expect(Math.abs(moved[j][1] / plain[j][1] - 1), covariance).toBeLessThan(1e-9);
    });
  }
});

test('few clusters: the document names the cluster that holds a coefficient, and the one without which it turns', () => {
  const g = ['a', 'b', 'c', 'd'].flatMap((name) => [name, name, name, name]);
  const x = [0, 10, 20, 30, 1, 2, 1, 2, 2, 1, 2, 1, 1, 1, 2, 2];
  // Rises in a, falls elsewhere.
  const y = x.map((value, i) => (i < 4 ? value : -2 * value) + Math.sin(i));
  const data = tableOf({ g: categoryColumn(g), x: numberColumn(x), y: numberColumn(y) });
  const [{ warnings, fewClusters: few }] = estimateTable(data, 'y ~ x | g', {
    covariance: 'CR1S:g',
    fewClusters: true,
  });
  const named = (code: string) => warnings.filter((one) => one.code === code).map(({ params }) => params);
  const share = few?.terms[0].partialLeverage.a ?? 0;
  expect(share).toBeGreaterThan(0.5);
  expect(named('inference-one-region-leverage')).toEqual([{ cluster: 'a', term: 'x', share: 100 * share }]);
  const without = few?.terms[0].leaveOneOut.find(({ cluster }) => cluster === 'a')?.estimate;
  expect(without).toBeLessThan(0);
  expect(named('inference-one-region-carries')).toEqual([
    { cluster: 'a', term: 'x', estimate: few && expect.any(Number), without },
  ]);
  const even = tableOf({ g: categoryColumn(g), x: numberColumn(g.map((_, i) => Math.cos(i))), y: numberColumn(y) });
  const [{ warnings: none }] = estimateTable(even, 'y ~ x | g', { covariance: 'CR1S:g', fewClusters: true });
  expect(none.map(({ code }) => code)).not.toContain('inference-one-region-leverage');
});

test('small-sample corrections that would need a column for each of very many levels are refused', () => {
  const rows = Array.from({ length: 1206 }, (_, i) => i);
  const data = tableOf({
    // Three hundred pairs of rows in each period of three; 402 levels cross the clusters.
    level: numberColumn(rows.map((i) => Math.floor(i / 3))),
    cluster: numberColumn(rows.map((i) => i % 3)),
    x: numberColumn(rows.map((i) => Math.sin(i * i))),
    y: numberColumn(rows.map((i) => Math.cos(3 * i))),
  });
  const of = (covariance: string, options: EstimateOptions = {}) =>
    estimateTable(data, 'y ~ x | level', { covariance, ...options })[0];
  for (const type of ['CR3', 'jackknife']) expect(() => of(`${type}:cluster`), type).toThrow('402 levels');
  expect(() => of('CR2:cluster')).toThrow('402 levels');
  const { fewClusters, warnings } = of('CR1S:cluster', { fewClusters: true });
  expect(fewClusters).toBeNull();
  expect(warnings).toContainEqual(
    expect.objectContaining({ code: 'inference-too-many-columns', params: { columns: 402 } }),
  );
});

test('the ledger of the reference', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/covariances.md');
});

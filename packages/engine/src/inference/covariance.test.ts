import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { parseTable } from '../data/csvTable.js';
import type { Table } from '../data/table.js';
import { parseFormula } from '../formula/index.js';
import { estimateTable } from '../panel/estimate.js';
import type { Fit } from '../panel/fit.js';
import { fitTable } from '../panel/fitTable.js';
import { adjustment, EXPONENTS } from './adjustment.js';
import { clusterMoments } from './clusterMoments.js';
import { covariance } from './covariance.js';
import { parseCovariance, printCovariance } from './covarianceSpec.js';
import { adjust } from './multiplicity.js';
import { CONVENTIONS, type Convention } from './smallSample.js';
import { allZero, waldTest } from './wald.js';

/**
 * Every covariance matrix of the reference: plm 2.6-2 (vcovHC, vcovBK, vcovSCC, vcovNW, vcovDC) on three estimators and
 * fixest 0.12.2 (NW, DK) on six panels. Agreement is relative to the largest element of the row and column: 1e-8.
 */
const oracles = new URL('../../../../oracles/', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, oracles), 'utf8'));
const table = (name: string): Table => {
  const read = parseTable(readFileSync(new URL(`data/${name}.csv`, oracles), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
type Vcov = { names: string[]; values: number[][] };

/** Largest deviation over the coefficients that the reference has, in units of the geometric mean of two variances. */
function distance(fit: Fit, text: string, convention: Convention, theirs: Vcov): number {
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

interface ClubSandwich {
  readonly standardErrors: Record<string, number>;
  readonly df: Record<string, number>;
  readonly htz: { readonly F: number; readonly df1: number; readonly df2: number; readonly p: number };
}
const near = (ours: number, theirs: number, tolerance: number) => {
  expect(Math.abs(ours - theirs) / Math.abs(theirs)).toBeLessThan(tolerance);
};

/** plm's calls by our names; `null`: another definition, said in the comment. */
const plm = (unit: string, time: string): Record<string, string | null> => ({
  'vcovHC.arellano.HC0': `CR0:${unit}`,
  'vcovHC.arellano.sss': `CR1S:${unit}`,
  'vcovHC.white1.HC0': 'HC0',
  'vcovHC.white1.HC1': 'HC1',
  'vcovHC.white1.HC2': 'HC2',
  'vcovHC.white1.HC3': 'HC3',
  'vcovHC.white1.HC4': 'HC4',
  'vcovBK.time.HC0': 'PCSE',
  'vcovSCC.HC0': 'DK',
  'vcovSCC.HC0.maxlag2': 'DK:2',
  'vcovNW.HC0': 'NW',
  'vcovDC.HC0': `CR0:${unit}+${time}`,
  // Clustered, with a factor for rows only, or with the leverage of single rows: CR1S, CR2 and CR3 take their place.
  'vcovHC.arellano.HC1': null,
  'vcovHC.arellano.HC2': null,
  'vcovHC.arellano.HC3': null,
  'vcovHC.arellano.HC4': null,
  'vcovHC.arellano.HC1.time': null,
  'vcovDC.HC1': null,
  // sss on single rows is HC1.
  'vcovHC.white1.sss': 'HC1',
  // One variance a unit, errors independent inside it: not offered.
  'vcovHC.white2.HC0': null,
  'vcovHC.white2.HC1': null,
  'vcovHC.white2.HC2': null,
  'vcovHC.white2.HC3': null,
  'vcovHC.white2.HC4': null,
  'vcovHC.white2.sss': null,
  // One T×T matrix for all units instead of one N×N matrix for all periods.
  'vcovBK.HC0': null,
});

const counted = { agreed: 0, definition: 0, peerFailed: 0 };
afterAll(() => {
  // The ledger of this file: a reference that appears or goes away shows here.
  expect(counted).toEqual({ agreed: 270, definition: 234, peerFailed: 0 });
});

for (const name of ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities']) {
  const reference = json(`panel/${name}.json`);
  const data = table(name);
  const panel = { unit: reference.entity as string, time: reference.time as string };
  const formula = (reference.formula as string).replace(/^formula:\s*/, '');
  // On unbalanced two-way panels both peers sweep by the same iteration and stop early; the exact numbers stand below.
  const tolerance = (model: string) => (name === 'empl_uk' && model.endsWith('twoways') ? 1e-6 : 1e-8);

  describe(`${name}: equals plm`, () => {
    const estimators = {
      pooling: { estimator: 'pooling' },
      'within.individual': { estimator: 'within', effect: 'individual' },
      'within.twoways': { estimator: 'within', effect: 'twoways' },
    } as const;
    for (const [model, options] of Object.entries(estimators)) {
      test(model, () => {
        const fit = fitTable(data, parseFormula(formula), { panel, ...options });
        for (const [call, ours] of Object.entries(plm(panel.unit, panel.time))) {
          const theirs = reference.covariance[model][call];
          if (theirs === undefined || 'error' in theirs) counted.peerFailed++;
          else if (ours === null) counted.definition++;
          else {
            expect(distance(fit, ours, 'plm', theirs), call).toBeLessThan(tolerance(model));
            counted.agreed++;
          }
        }
      });
    }
  });

  describe(`${name}: equals fixest along time`, () => {
    const effects = { ols: '', 'fe.entity': ` | ${panel.unit}`, 'fe.twoways': ` | ${panel.unit} + ${panel.time}` };
    for (const [model, part] of Object.entries(effects)) {
      test(model, () => {
        const fit = fitTable(data, parseFormula(formula + part), { panel, keepSingletons: true });
        for (const [call, ours] of [
          ['NW(2)', 'NW:2'],
          ['DK(2)', 'DK:2'],
        ]) {
          const theirs = reference.fixest[model].vcov[call];
          if (theirs === undefined || theirs === null || 'error' in theirs) counted.peerFailed++;
          else {
            expect(distance(fit, ours, 'fixest-0.12', theirs), call).toBeLessThan(tolerance(model));
            counted.agreed++;
          }
        }
      });
    }
  });
}

const reference = json('inference/inference.json');

describe('the dummy-variable model of other data: equals sandwich and clubSandwich', () => {
  for (const name of ['gasoline', 'labor_supply']) {
    const { dataset, unit, time, formula, where, ...models } = reference[name];
    const data = table(dataset.replace('.csv', ''));
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
          expect(distance(fit, ours, 'sandwich', peer), call).toBeLessThan(1e-8);
        }
        expect(distance(fit, `jackknife:${unit}`, 'stata', theirs.jackknife)).toBeLessThan(1e-8);
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
    table('empl_uk'),
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
    expect(distance(fit, text, 'plm', reference.empl_uk[key])).toBeLessThan(1e-10);
});

test('Conley: equals its definition on all pairs', () => {
  const fit = fitTable(table('produc_located'), parseFormula('log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp'), {});
  expect(distance(fit, 'conley:300', 'stata', reference.conley.km300)).toBeLessThan(1e-10);
  // At 800 km the sum is not positive semi-definite: it is repaired, and says so.
  expect(distance(fit, 'conley:800', 'stata', reference.conley.km800)).toBeLessThan(1e-4);
  const { notes } = covariance(fit, parseCovariance('conley:800'), 'stata');
  expect(notes.map((one) => one.code)).toEqual(['inference-not-psd']);
});

test("adjusted p-values: equal R's p.adjust", () => {
  const { p, ...methods } = reference.adjust;
  for (const [method, theirs] of Object.entries(methods as Record<string, number[]>)) {
    adjust(p, method as never).forEach((value, i) => {
      expect(value).toBeCloseTo(theirs[i], 14);
    });
  }
});

test('every covariance under every convention gives a symmetric matrix, its recipe and degrees of freedom', () => {
  const data = table('produc_located');
  const panel = { unit: 'state', time: 'year' };
  const fit = fitTable(data, parseFormula('log(gsp) ~ log(pcap) + unemp | state + year'), {
    panel,
    where: 'state in ("ALABAMA", "FLORIDA", "MAINE", "NEVADA", "OHIO", "TEXAS", "UTAH", "VERMONT")',
  });
  const names = ['iid', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'NW', 'NW:0', 'DK', 'DK:3', 'PCSE', 'conley:500'];
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
  const data = table('produc');
  const formula = 'log(gsp) ~ unemp';
  expect(() => estimateTable(data, formula, { covariance: 'DK' })).toThrow('the panel is not known');
  expect(() => estimateTable(data, formula, { covariance: 'conley:300' })).toThrow('lon');
  expect(() =>
    estimateTable(data, formula, { covariance: 'conley:300', coordinates: { longitude: 'pcap', latitude: 'pc' } }),
  ).toThrow('not a longitude or latitude');
  for (const text of ['DK:x', 'conley', 'PCSE:3', 'CR9:state', 'CR1S:', 'jackknife:a+b', 'CR1S:a+'])
    expect(() => parseCovariance(text), text).toThrow('is not a covariance');
});

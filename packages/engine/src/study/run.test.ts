import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AimaqError } from '../errors.js';
import { check } from '../result/check.js';
import { StudyResultSchema } from '../result/documents/studyResult.js';
import { readerOf } from '../views/reader.js';
import { explanationOf } from '../views/table/explanation.js';
import { borderAdvice } from '../views/table/recommendation.js';
import type { Words } from '../views/words.js';
import { StudyRejected } from './rejected.js';
import { runStudy } from './run.js';
import { readStudySpec } from './spec.js';

const data = new URL('../../../../data/', import.meta.url);
const filesIn = (folder: string, as: string) =>
  readdirSync(new URL(folder, data), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = `${entry.parentPath}/${entry.name}`;
      const path = as + full.slice(new URL(folder, data).pathname.length).replace(/^\//, '');
      return [path, new Uint8Array(readFileSync(full))] as const;
    });
const files = new Map([...filesIn('kazakhstan/', ''), ...filesIn('policy/', '../policy/')]);

/** A small study on the shipped data: few regressors, few simulations. */
const spec = {
  schema: 'aimaq/study@1',
  id: 'small',
  country: 'kazakhstan',
  instruments: '../policy/datapackage.json',
  territory: { exclude: ['u-atyrau', 'u-mangystau', 'u-west-kazakhstan', 'u-kyzylorda', 'u-aktobe', 'u-ulytau'] },
  period: { from: 2018, to: 2023 },
  variables: {
    outcome: { expression: 'log(grp_nominal / employed)', role: 'outcome' },
    users: { expression: 'internet_users', role: 'digital-competency', standsFor: 'digital-competencies' },
    investment: { expression: 'log(fixed_investment / employed)', role: 'macro' },
    urban: { expression: '100 * population_urban / population', role: 'profile' },
  },
  correlation: { variables: ['outcome', 'users'] },
  models: { baseline: { formula: 'outcome ~ users + investment | unit + year', role: 'baseline' } },
  hypotheses: {
    users: {
      kind: 'effect',
      model: 'baseline',
      terms: ['users'],
      sign: 'positive',
      readings: [{ id: 'other', model: 'baseline', term: 'investment' }],
    },
    macro: { kind: 'dominance', model: 'baseline', terms: ['investment'], rivals: ['users'] },
    targeting: { kind: 'heterogeneity', model: 'baseline', terms: ['users', 'investment'] },
  },
  multiverse: { users: { outcomes: ['outcome'], terms: ['users'], controls: ['investment'], lags: [0, 1] } },
  clustering: { variables: ['users', 'urban'], years: { from: 2021, to: 2023 }, stability: 0, k: 2 },
  recommendations: {
    draws: 100,
    effects: [{ indicator: 'fixed_investment', model: 'baseline', term: 'investment' }],
  },
};
const run = (change: Record<string, unknown> = {}) => {
  const read = readStudySpec({ ...spec, ...change });
  if (!read.ok) throw new Error(read.issues.map((one) => one.message).join('; '));
  return runStudy({ spec: read.value, files });
};

describe('a study', () => {
  const result = run();

  test('the same inputs give the same bytes, and they keep the schema', () => {
    const text = JSON.stringify(result);
    expect(JSON.stringify(run())).toBe(text);
    expect(check(StudyResultSchema, JSON.parse(text))).toMatchObject({ ok: true });
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  test('tests of all hypotheses are adjusted together', () => {
    const [users, macro, targeting] = result.hypotheses;
    const raw = [
      Math.max(users.estimates[0].pValue.CR2 ?? 0, users.estimates[0].pValue.wildBootstrap ?? 0),
      macro.figures.pValue ?? 0,
      targeting.figures.slopesPValue ?? 0,
    ];
    const adjusted = [
      users.estimates[0].adjustedPValue,
      macro.figures.adjustedPValue,
      targeting.figures.adjustedPValue,
    ];
    // Holm by hand: the smallest of three times three, and so on, never decreasing.
    const order = [0, 1, 2].sort((a, b) => raw[a] - raw[b]);
    let running = 0;
    order.forEach((i, place) => {
      running = Math.max(running, Math.min(1, (3 - place) * raw[i]));
      expect(adjusted[i]).toBeCloseTo(running, 12);
    });
    expect(users.estimates[0].multiplicity?.holm).toBe(adjusted[0]);
    // Benjamini–Hochberg by hand, from the largest down.
    let ceiling = 1;
    [...order].reverse().forEach((i, place) => {
      ceiling = Math.min(ceiling, (3 / (3 - place)) * raw[i]);
      const found = [users.estimates[0].multiplicity, macro.figures, targeting.figures][i];
      expect(found?.benjaminiHochberg ?? (found as typeof macro.figures).benjaminiHochbergPValue).toBeCloseTo(
        ceiling,
        12,
      );
    });
    // One wild bootstrap: nothing to share its signs with.
    expect(users.estimates[0].multiplicity?.romanoWolf).toBe(users.estimates[0].pValue.wildBootstrap);
    expect(result.multiplicity).toMatchObject({
      tests: 3,
      romanoWolf: { tests: 1 },
      withoutRomanoWolf: ['macro', 'targeting'],
    });
  });

  test('Romano–Wolf: coefficients of several models on different units share the signs, never above Holm', () => {
    const several = run({
      models: {
        ...spec.models,
        few: { formula: 'outcome ~ investment | unit + year', where: 'unit != "u-almaty"' },
      },
      hypotheses: {
        ...spec.hypotheses,
        few: { kind: 'effect', model: 'few', terms: ['investment'], sign: 'positive' },
        both: { kind: 'effect', model: 'baseline', terms: ['users', 'investment'], sign: 'positive' },
      },
    });
    const tested = several.hypotheses.flatMap((one) => (one.kind === 'effect' ? one.estimates : []));
    const units = several.panel.units.length;
    expect(several.multiplicity?.romanoWolf).toEqual({ tests: 4, clusters: units, draws: 2 ** units, exact: true });
    // Holm over the four bootstrap p-values: the step-down minimum is never larger.
    const ps = tested.map((one) => one.pValue.wildBootstrap ?? 1);
    for (const [i, one] of tested.entries()) {
      const joint = one.multiplicity?.romanoWolf ?? Number.NaN;
      expect(joint).toBeGreaterThanOrEqual(ps[i]);
      expect(joint).toBeLessThanOrEqual(Math.min(1, 4 * ps[i]) + 1e-12);
      expect(one.leverage?.share).toBeGreaterThanOrEqual(1 / units);
      expect(one.leverage?.effectiveClusters).toBeLessThanOrEqual(units);
    }
  });

  test('every verdict carries what it was weighed by', () => {
    const [users] = result.hypotheses;
    expect(users.estimates[0].multiverse?.specifications).toBe(4);
    expect(users.multiverse?.curve).toHaveLength(4);
    expect(users.estimates[0].placebo?.term).toContain('users');
    expect(users.readings[0].estimate.term).toBe('investment');
    expect(users.estimates[0].minimumDetectable).toBeGreaterThan(0);
    // One model, its two placebos, four specifications.
    expect(result.specifications).toBe(7);
    for (const one of result.hypotheses) {
      expect(one.reasons.length).toBeGreaterThan(0);
      if (one.verdict !== 'supported' && one.verdict !== 'contradicted')
        expect([one.id, one.wouldTell.length]).not.toEqual([one.id, 0]);
      for (const { pValue, leaveOneOut, minimumDetectable, placebo } of one.estimates)
        for (const number of [pValue.CR1S, pValue.CR2, pValue.wildBootstrap, leaveOneOut, minimumDetectable, placebo])
          expect(number).not.toBeNull();
    }
  });

  test('a warning in the words of the engine names units and variables, not their ids', () => {
    const words: Words = {
      locale: 'en',
      text: (message) => (typeof message === 'string' ? message : message.key),
      has: () => false,
      note: ({ message, hint }) => ({ message, hint }),
      number: String,
      percent: String,
      pValue: String,
      list: (items) => items.join(' and '),
      year: String,
      compare: (x, y) => x.localeCompare(y),
    };
    const note = {
      code: 'inference-one-region-carries',
      message: 'without u-akmola the coefficient of users would change its sign',
      hint: 'look at u-akmola, not at u-akmola-x',
      params: { cluster: 'u-akmola', term: 'users', estimate: 1, without: -1 },
    };
    expect(readerOf(result, words).note(note)).toEqual({
      message: 'without Akmola the coefficient of users would change its sign',
      hint: 'look at Akmola, not at u-akmola-x',
    });
  });

  test('recommendations cite figures that are there', () => {
    const cites = Object.values(result.recommendations.regions).flatMap((set) =>
      [...set.recommended, ...set.considered].flatMap((one) => one.reasons.flatMap((reason) => reason.cites)),
    );
    expect(cites.length).toBeGreaterThan(0);
    for (const pointer of cites) {
      const found = pointer
        .slice(1)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], result);
      expect([pointer, found === undefined]).toEqual([pointer, false]);
    }
  });

  test('every instrument opens in every area, down to figures, whether it is shown or not', () => {
    const areas = [
      ...Object.keys(result.recommendations.regions),
      ...Object.keys(result.recommendations.clusters).map((id) => `cluster:${id}`),
    ];
    for (const area of areas)
      for (const { id, evidence } of result.instruments) {
        const found = explanationOf(result, area, id);
        expect(found).toMatchObject({ area, instrument: id, verdict: expect.any(String), evidence });
        if (found === null) continue;
        const told = new Set(found.observations.map((one) => `${one.indicator} ${one.year}`));
        const without = [...found.rules, ...found.requirements.map((one) => one.rule)].filter(
          (rule) => rule.year !== null && !told.has(`${rule.indicator} ${rule.year}`),
        );
        expect([area, id, without]).toEqual([area, id, []]);
        for (const { indicator, region, year, value, source } of found.observations) {
          const series = result.series.find((one) => one.indicator === indicator && one.region === region);
          expect([series?.values[series.years.indexOf(year)], series?.source]).toEqual([value, source]);
        }
      }
    expect(explanationOf(result, 'nowhere', result.instruments[0].id)).toBeNull();
  });

  test('a region between groups is told what both are advised', () => {
    // Pavlodar: urban as the first group, fewer users; its silhouette is below zero.
    const [member] = result.memberships.filter((one) => one.border);
    expect(member).toMatchObject({ unit: 'u-pavlodar', cluster: 'B' });
    expect(member.silhouette).toBeLessThan(0);
    const advice = borderAdvice(result, 'pavlodar');
    expect(advice.map((one) => [one.cluster, one.probability])).toEqual(
      ['B', 'A'].map((id) => [id, member.probability?.[id]]),
    );
    for (const { cluster, recommended } of advice)
      expect(recommended).toEqual(result.recommendations.clusters[cluster].recommended);
    expect(advice.every((one) => one.recommended.length > 0)).toBe(true);
    const [first] = advice[1].recommended;
    expect(explanationOf(result, 'pavlodar', first.instrument)?.border[1]).toMatchObject({
      cluster: 'A',
      verdict: first.verdict,
    });
    expect(borderAdvice(result, 'astana')).toEqual([]);
  });

  test('terms and rivals of a claim must stand in its model', () => {
    const users = { ...spec.hypotheses.users, terms: ['users', 'urban'] };
    const macro = { ...spec.hypotheses.macro, rivals: ['urban'] };
    const read = readStudySpec({ ...spec, hypotheses: { ...spec.hypotheses, users, macro } });
    expect(read.ok ? [] : read.issues.map((one) => [one.code, one.path])).toEqual([
      ['study-unknown-term', '/hypotheses/users/terms/1'],
      ['study-unknown-term', '/hypotheses/macro/rivals/0'],
    ]);
  });

  test('a model that a reading asks for must exist', () => {
    const users = { ...spec.hypotheses.users, readings: [{ id: 'other', model: 'nothing', term: 'users' }] };
    expect(() => run({ hypotheses: { users } })).toThrow('/hypotheses/users/readings/0/model');
  });
});

test('how many regressions were run, and that none of them shows a cause, is said in every result', () => {
  const { warnings, specifications } = run();
  const said = (code: string) => warnings.filter((one) => one.code === code).map(({ params }) => params);
  expect(said('study-specifications')).toEqual([{ count: specifications }]);
  expect(specifications).toBeGreaterThan(1);
  expect(said('study-no-causal-wording')).toEqual([{}]);
});

describe('what a study cannot be', () => {
  const issuesOf = (change: Record<string, unknown>) => {
    try {
      run(change);
    } catch (error) {
      if (error instanceof StudyRejected) return error.issues.map(({ code, path }) => [code, path]);
      if (error instanceof AimaqError) return [[error.code, error.params]];
      throw error;
    }
    return [];
  };
  test('expressions that cannot be read, indicators that there are none, all at once', () => {
    const { outcome, users } = spec.variables;
    const variables = {
      ...spec.variables,
      users: { ...users, expression: 'internet_user / nothing' },
      outcome: { ...outcome, expression: 'log(grp_nominal' },
    };
    expect(issuesOf({ variables })).toEqual([
      ['study-invalid', '/variables/outcome/expression'],
      ['study-unknown-indicator', '/variables/users/expression'],
      ['study-unknown-indicator', '/variables/users/expression'],
    ]);
  });
  test('without the file of its instruments', () => {
    expect(issuesOf({ instruments: '../elsewhere/datapackage.json' })).toEqual([['data-missing-file', undefined]]);
  });
  test('a clustering of fewer than three complete units', () => {
    const variables = { ...spec.variables, gone: { expression: 'log(0 * population)', role: 'profile' } };
    expect(issuesOf({ variables, clustering: { ...spec.clustering, variables: ['users', 'gone'] } })).toEqual([
      ['study-few-units', { units: 0 }],
    ]);
  });
});

test('a profile of a group begins with what is farthest from the whole, in whichever direction', () => {
  const { clusters } = run();
  for (const { profile } of clusters) {
    const distances = profile.map(({ standardized }) => Math.abs(standardized));
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
  }
  expect(clusters.some(({ profile }) => profile[0].standardized < 0)).toBe(true);
});

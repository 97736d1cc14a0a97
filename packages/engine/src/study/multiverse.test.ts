import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from '../result/check.js';
import { StudyMultiverseDocumentSchema } from '../result/documents/multiverse.js';
import { joinMultiverse, runMultiverse } from './multiverse.js';
import { readStudySpec } from './spec.js';

const folder = new URL('../../../../data/kazakhstan/', import.meta.url);
const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, '');
      return [path, new Uint8Array(readFileSync(new URL(path, folder)))] as const;
    }),
);
const choices = {
  outcomes: ['productivity'],
  terms: ['users'],
  controls: ['investment'],
  periods: [
    { from: 2018, to: 2023 },
    { from: 2019, to: 2023 },
  ],
  without: [[], ['u-astana', 'u-almaty']],
};
const study = (multiverse: unknown) => ({
  schema: 'aimaq/study@1',
  id: 'small',
  country: 'kazakhstan',
  territory: {},
  period: { from: 2018, to: 2023 },
  variables: {
    productivity: { expression: 'log(grp_nominal / employed)', role: 'outcome' },
    users: { expression: 'internet_users', role: 'digital-competency' },
    investment: { expression: 'log(fixed_investment / employed)', role: 'macro' },
  },
  correlation: { variables: ['productivity', 'users'] },
  models: { baseline: { formula: 'productivity ~ users + investment | unit + year' } },
  hypotheses: {
    first: { kind: 'effect', model: 'baseline', terms: ['users'], sign: 'positive' },
    second: { kind: 'effect', model: 'baseline', terms: ['investment'], sign: 'positive' },
  },
  multiverse,
  clustering: { variables: ['users'], years: { from: 2021, to: 2023 } },
});
const specOf = (multiverse: unknown) => {
  const read = readStudySpec(study(multiverse));
  if (!read.ok) throw new Error(read.issues.map((one) => one.message).join('; '));
  return read.value;
};

test('a study: every declared choice makes its row, and every option moves the estimate', () => {
  const [[, document]] = runMultiverse(specOf({ first: choices }), files);
  expect(document.specifications).toBe(8);
  expect(new Set(document.estimates.rows.map((row) => row[0])).size).toBe(8);
  expect(document.estimates.columns.slice(3)).toEqual(['period', 'territory', 'investment']);
  expect(document.summary.joint).toMatchObject({ exact: false, draws: 999, specifications: 8 });
});

test('several hypotheses: one table with a column that names them, a summary for each', () => {
  const second = { outcomes: ['productivity'], terms: ['investment'], lags: [0, 1] };
  const joined = joinMultiverse(runMultiverse(specOf({ first: choices, second }), files));
  expect(check(StudyMultiverseDocumentSchema, JSON.parse(JSON.stringify(joined)))).toMatchObject({ ok: true });
  expect(joined.specifications).toBe(10);
  expect(Object.keys(joined.summary.hypotheses)).toEqual(['first', 'second']);
  const { columns, rows } = joined.estimates;
  expect(rows.map((row) => row[columns.indexOf('hypothesis')]).slice(7, 9)).toEqual(['first', 'second']);
  expect(rows[0][columns.indexOf('lag')]).toBe(0);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

test('a hypothesis, a variable or a unit that does not exist is named with its place', () => {
  expect(() => specOf({ third: choices })).toThrow('/multiverse/third: the study has no hypothesis "third"');
  expect(() => specOf({ first: { ...choices, controls: ['log(nothing)'] } })).toThrow('"nothing"');
  expect(() => runMultiverse(specOf({ first: { ...choices, without: [['astana']] } }), files)).toThrow('faults');
});

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { check } from './check.js';
import { compareResults } from './compare.js';
import { DiffDocumentSchema } from './documents/diff.js';
import type { StudyResult } from './documents/studyResult.js';
import { migrate, readResult } from './read.js';
import { joinSections, sectionsOf } from './sections.js';

/** Written by the first engine that wrote results, cut down to two regions: nothing of what was added later is in it. */
const text = readFileSync(new URL('../../../../oracles/documents/study-result-1-first.json', import.meta.url), 'utf8');
const read = (): StudyResult => {
  const outcome = readResult(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues.slice(0, 3)));
  return outcome.value;
};

test('a value of another shape is told by the place of each fault, as a JSON pointer', () => {
  const outcome = check(v.strictObject({ 'a/b': v.number(), list: v.array(v.string()) }), {
    'a/b': 'x',
    list: ['y', 2],
  });
  expect(outcome.ok ? [] : outcome.issues.map(({ code, path, params }) => [code, path, params.path])).toEqual([
    ['document-invalid', '/a~1b', '/a~1b'],
    ['document-invalid', '/list/1', '/list/1'],
  ]);
  const whole = check(v.number(), 'x', 'study-invalid');
  expect(whole.ok ? [] : whole.issues.map(({ code, params }) => [code, params.path])).toEqual([['study-invalid', '/']]);
});

describe('an older result', () => {
  test('opens, with nothing invented for what was not known then', () => {
    const result = read();
    const [hypothesis] = result.hypotheses;
    expect(hypothesis.wouldTell).toEqual([]);
    expect(hypothesis.estimates[0].adjustedPValue).toBeNull();
    const [recommendation] = result.recommendations.clusters.B.recommended;
    expect(recommendation).toMatchObject({ gain: null, need: null, effect: null, rankHolds: true });
    expect(result.policy).toBeNull();
  });

  test('a newer one is refused, something else as well', () => {
    const outcome = readResult(text.replace('"aimaq/study-result@1"', '"aimaq/study-result@99"'));
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'document-too-new' }] });
    expect(readResult('{"schema":"aimaq/estimate@1"}')).toMatchObject({ ok: false });
    expect(readResult('{')).toMatchObject({ ok: false, issues: [{ code: 'document-not-json' }] });
  });

  test('steps are applied in order, each once', () => {
    const steps = {
      1: (old: Record<string, unknown>) => ({ ...old, path: [...(old.path as string[]), 'one'] }),
      2: (old: Record<string, unknown>) => ({ ...old, path: [...(old.path as string[]), 'two'] }),
    };
    expect(migrate({ path: [] }, { from: 1, to: 3 }, steps)).toEqual({
      path: ['one', 'two'],
      schema: 'aimaq/study-result@3',
    });
  });
});

test('sections together are the result, and none of them is another', () => {
  const result = read();
  const sections = sectionsOf(result);
  const joined = joinSections(sections);
  expect(joined.ok && joined.value).toEqual(result);
  const keys = [...sections].filter(([name]) => !name.startsWith('texts.')).flatMap(([, part]) => Object.keys(part));
  expect(new Set(keys).size).toBe(keys.length);
  expect([...keys, 'texts'].sort()).toEqual(Object.keys(result).sort());
});

describe('difference of two results', () => {
  const change = (edit: (copy: StudyResult) => void): StudyResult => {
    const copy = structuredClone(read());
    edit(copy);
    return copy;
  };

  test('nothing differs from itself', () => {
    expect(compareResults(read(), read())).toMatchObject({
      changes: [],
      observations: [],
      causes: { data: [], instruments: [], study: [], engine: null },
    });
  });

  test('a figure that was revised is named, and the coefficient that moved with it is laid to the data', () => {
    const diff = compareResults(
      read(),
      change((copy) => {
        copy.series[0].values[0] += 1;
        copy.provenance.resources[1].sha256 = 'sha256:other';
        copy.models[0].estimate.coefficients[0].estimate *= 1.1;
        copy.hypotheses[0].verdict = 'contradicted';
      }),
    );
    expect(diff.observations).toHaveLength(1);
    expect(diff.causes.data).toEqual([{ resource: 'observations', change: 'changed' }]);
    expect(diff.changes.map((one) => [one.kind, one.because])).toEqual([
      ['verdict', ['data']],
      ['coefficient', ['data']],
    ]);
    expect(check(DiffDocumentSchema, JSON.parse(JSON.stringify(diff)))).toMatchObject({ ok: true });
  });

  test('a figure of a verdict that moved is a change, the verdict standing', () => {
    const diff = compareResults(
      read(),
      change((copy) => {
        copy.hypotheses[0].estimates[0].pValue.wildBootstrap = 0.123;
      }),
    );
    expect(diff.changes).toHaveLength(1);
    expect(diff.changes[0].subject.at(-1)).toBe('pValue.wildBootstrap');
  });

  test('a unit that changed its company is told by the typical units of its groups, one that left or came by one side', () => {
    const [a, b] = [read(), read()];
    const [first, second] = a.clusters;
    const [unit] = second.units.filter((one) => one !== second.medoid);
    const moved = unit ?? second.units[0];
    b.clusters[0].units.push(moved);
    b.clusters[1].units = b.clusters[1].units.filter((one) => one !== moved);
    b.memberships = b.memberships.map((one) => (one.unit === moved ? { ...one, cluster: first.id } : one));
    const told = (from: StudyResult, to: StudyResult) =>
      compareResults(from, to).changes.flatMap(({ kind, subject, from: was, to: is }) =>
        kind === 'cluster' && subject[0] === moved ? [[was, is]] : [],
      );
    const names = [second, first].map(({ id, medoid }) => `${id} (${medoid})`);
    expect(told(a, b)).toEqual([names]);
    const without = {
      ...b,
      memberships: b.memberships.filter((one) => one.unit !== moved),
      clusters: a.clusters.map((one) => ({ ...one, units: one.units.filter((own) => own !== moved) })),
    };
    expect(told(a, without)).toEqual([[names[0], null]]);
    expect(told(without, a)).toEqual([[null, names[0]]]);
  });

  test('a choice of the study is laid only to what rests on it', () => {
    const diff = compareResults(
      read(),
      change((copy) => {
        const spec = copy.study.spec as { clustering: { k: unknown } };
        spec.clustering.k = 3;
        copy.models[0].estimate.coefficients[0].estimate *= 1.1;
        const [first] = copy.clusters;
        first.units = first.units.slice(1);
      }),
    );
    expect(diff.causes.study).toEqual(['/clustering/k']);
    expect(diff.changes.find((one) => one.kind === 'coefficient')?.because).toEqual([]);
    expect(diff.changes.filter((one) => one.kind === 'cluster').every((one) => one.because.join() === 'study')).toBe(
      true,
    );
  });

  test('an instrument that changed is laid to the instruments, the last digits of another runtime are no change', () => {
    const diff = compareResults(
      read(),
      change((copy) => {
        const policy = copy.provenance.resources.find((one) => one.name.startsWith('policy/'));
        if (policy !== undefined) policy.sha256 = 'sha256:other';
        copy.recommendations.clusters.B.recommended[0].verdict = 'cannot-tell';
        copy.models[0].estimate.coefficients[0].estimate *= 1 + 1e-12;
      }),
    );
    expect(diff.changes).toHaveLength(1);
    expect(diff.changes[0]).toMatchObject({ kind: 'recommendation', to: 'cannot-tell', because: ['instruments'] });
  });
});

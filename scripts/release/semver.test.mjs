/** `node --test scripts/release/semver.test.mjs`: what kind of release a difference asks for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaReport } from './schemaReport.mjs';
import { bump, compareReports, strongest } from './semver.mjs';

const kindOf = (before, after) => strongest(compareReports(before, after).map((reason) => reason.kind));
const ofSchemas = (before, after, options) =>
  kindOf(schemaReport('kind', before, options).join('\n'), schemaReport('kind', after, options).join('\n'));
const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const number = { type: 'number' };

test('an export: gone or declared otherwise breaks, new does not', () => {
  assert.equal(kindOf('f: function f(): void;\n', 'f: function f(): void;\n'), 'none');
  assert.equal(kindOf('f: function f(): void;\n', ''), 'major');
  assert.equal(kindOf('f: function f(): void;\n', 'f: function f(a: number): void;\n'), 'major');
  assert.equal(kindOf('f: function f(): void;\n', 'f: function f(): void;\ng: const g = 1;\n'), 'minor');
});

test('on the tag of a release its version says what the changesets said', () => {
  assert.deepEqual(
    ['0.1.0', '0.1.1', '0.2.0', '1.0.0'].map((version) => bump('0.1.0', version)),
    ['none', 'patch', 'minor', 'major'],
  );
});

test('a document: a place that is gone, of another type, no longer certain or no longer a number breaks', () => {
  const before = object({ rows: number, coefficients: { type: 'array', items: object({ estimate: number }) } });
  assert.equal(ofSchemas(before, before), 'none');
  assert.equal(ofSchemas(before, object({ rows: number })), 'major');
  assert.equal(ofSchemas(before, { ...before, required: ['coefficients'] }), 'major');
  const change = (estimate) =>
    object({ ...before.properties, coefficients: { type: 'array', items: object({ estimate }) } });
  assert.equal(ofSchemas(before, change({ type: 'string' })), 'major');
  assert.equal(ofSchemas(before, change({ anyOf: [number, { type: 'null' }] })), 'major');
  assert.equal(ofSchemas(before, object({ ...before.properties, periods: number })), 'minor');
});

test('a document that users write: a field that must now be given breaks, one that may be given does not', () => {
  const before = object({ id: { type: 'string' } });
  const fields = { ...before.properties, country: { type: 'string' } };
  assert.equal(ofSchemas(before, object(fields), { written: true }), 'major');
  assert.equal(ofSchemas(before, object(fields, ['id']), { written: true }), 'minor');
});

test('choices: a value that is gone or new is declared otherwise; branches share their places', () => {
  const verdict = (...values) => object({ verdict: { enum: values } });
  assert.equal(ofSchemas(verdict('mixed', 'supported'), verdict('mixed')), 'major');
  assert.deepEqual(
    schemaReport('kind', { anyOf: [object({ a: number }), object({ a: { type: 'null' }, b: number }, ['a'])] }),
    ['kind /: object', 'kind /a: null | number', 'kind /b: number?'],
  );
});

/** The recipes for developers, followed: their files and lines are put into a copy of the built engine, which must then know what is new. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Cluster from '@aimaq/engine/cluster';
import { parseTable } from '@aimaq/engine/data';
import type * as Panel from '@aimaq/engine/panel';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = readFileSync(join(root, 'apps/docs/src/app/develop/extend/page.mdx'), 'utf8');

/** Blocks of a section with the file that was named last before each. */
function recipe(section: string) {
  const text = page.split(/^## /m).find((one) => one.startsWith(section)) ?? '';
  let file = '';
  return [...text.matchAll(/`(packages\/[\w./]+\.ts)`|^```ts (new|after)\n([\s\S]*?)^```/gm)].flatMap(
    ([, named, kind, code = '']) => {
      if (named !== undefined) file = named;
      return kind === undefined ? [] : [{ file, kind, code }];
    },
  );
}

const table = (name: string) => {
  const read = parseTable(readFileSync(join(root, 'oracles/data', name), 'utf8'), { file: name });
  if (!read.ok) throw new Error(name);
  return read.value;
};

describe('a recipe', () => {
  const engine = mkdtempSync(join(tmpdir(), 'aimaq-extend-'));
  const room = async <T>(name: string): Promise<T> =>
    import(pathToFileURL(join(engine, 'dist', name, 'index.js')).href);

  beforeAll(() => {
    const from = join(root, 'packages/engine');
    for (const part of ['dist', 'package.json']) cpSync(join(from, part), join(engine, part), { recursive: true });
    symlinkSync(join(from, 'node_modules'), join(engine, 'node_modules'));
    for (const section of ['An estimator', 'A covariance', 'A linkage'])
      for (const step of recipe(section)) follow(step);
  });
  afterAll(() => rmSync(engine, { recursive: true, force: true }));

  const sources = new Map<string, string>();

  /** A new file is written; of lines `after`, the first stands in the file and the others follow it. */
  function follow({ file, kind, code }: { file: string; kind: string; code: string }): void {
    if (kind === 'new') expect(existsSync(join(root, file)), `${file} is there already`).toBe(false);
    const before = sources.get(file) ?? (kind === 'new' ? '' : readFileSync(join(root, file), 'utf8'));
    const [first = ''] = code.split('\n');
    if (kind === 'after') expect(before.split(`${first}\n`).length, `${file} has one line: ${first}`).toBe(2);
    const source = kind === 'new' ? code : before.replace(`${first}\n`, () => code);
    sources.set(file, source);
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    writeFileSync(join(engine, file.replace('packages/engine/src', 'dist').replace(/\.ts$/, '.js')), outputText);
  }

  it('of an estimator: it is asked for by its name', async () => {
    const { ESTIMATORS, estimateTable } = await room<typeof Panel>('panel');
    expect(Object.keys(ESTIMATORS)).toContain('between-periods');
    const ask = (estimator: string, options = {}) =>
      estimateTable(table('grunfeld.csv'), 'inv ~ value + capital', {
        panel: { unit: 'firm', time: 'year' },
        estimator,
        ...options,
      })[0];
    const [own, known] = [ask('between-periods'), ask('between', { effect: 'time' })];
    expect(own.model.estimator).toBe('between-periods');
    expect(own.coefficients.map((one) => one.estimate)).toEqual(known.coefficients.map((one) => one.estimate));
  });

  it('of a covariance: White’s is the sum of the scores of single rows', async () => {
    const { estimateTable } = await room<typeof Panel>('panel');
    const errors = (covariance: string) =>
      estimateTable(table('grunfeld.csv'), 'inv ~ value + capital', { covariance })[0].coefficients.map(
        (one) => one.standardError,
      );
    const white = errors('HC0');
    errors('scores').forEach((error, i) => {
      expect(error).toBeCloseTo(white[i] ?? Number.NaN, 12);
    });
  });

  it('of a linkage: heights are those of R’s agnes', async () => {
    const { clusterTable } = await room<typeof Cluster>('cluster');
    const columns = ['Murder', 'Assault', 'UrbanPop', 'Rape'];
    const options = { id: 'name', columns, standardize: 'zscore', method: 'flexible', stability: 0, k: 4 } as const;
    const { tree } = clusterTable(table('usarrests.csv'), options as unknown as Parameters<typeof clusterTable>[1]);
    // cluster 2.1.4: agnes(dist(scale(USArrests)), method = "flexible", par.method = 0.625), the last four heights.
    const agnes = [3.84314470100028, 5.65805679409146, 6.7235977330296, 12.72473203435112];
    tree.height.slice(-4).forEach((height, i) => {
      expect(height).toBeCloseTo(agnes[i] ?? Number.NaN, 10);
    });
  });
});

it('every file and folder that a recipe names is there, or is what it makes', () => {
  const made = new Set(
    ['An estimator', 'A covariance']
      .flatMap((one) => recipe(one))
      .flatMap(({ file, kind }) => (kind === 'new' ? [file] : [])),
  );
  const named = [...page.matchAll(/`((?:packages|data)\/[\w./]+)`/g)].map((found) => found[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !made.has(path) && !existsSync(join(root, path)))).toEqual([]);
});

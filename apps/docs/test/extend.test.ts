/**
 * The recipes for developers, followed: their files and lines are put into a copy of the built engine, of the words or of the
 * data, which must then know what is new.
 */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Cluster from '@aimaq/engine/cluster';
import { parseTable, readDataPackage } from '@aimaq/engine/data';
import type * as Panel from '@aimaq/engine/panel';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = readFileSync(join(root, 'apps/docs/src/app/develop/extend/page.mdx'), 'utf8');

/** Blocks of a section with the file that was named last before each. */
function recipe(section: string) {
  const text = page.split(/^## /m).find((one) => one.startsWith(section)) ?? '';
  let file = '';
  return [
    ...text.matchAll(
      /`((?:packages|apps|data)\/[\w./[\]]+\.(?:tsx?|csv|yaml))`|^```(?:ts|csv|yaml) (new|after|instead|rows)\n([\s\S]*?)^```/gm,
    ),
  ].flatMap(([, named, kind, code = '']) => {
    if (named !== undefined) file = named;
    return kind === undefined ? [] : [{ file, kind, code }];
  });
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

it('a recipe of an indicator: the package with its rows is valid, without its line in the list it is not', () => {
  const steps = recipe('An indicator');
  expect(steps.map((step) => step.kind)).toEqual(['rows', 'rows', 'rows']);
  const checked = (left: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'aimaq-indicator-'));
    try {
      cpSync(join(root, 'data/kazakhstan'), folder, { recursive: true });
      for (const { file, code } of steps) {
        if (left.includes(file)) continue;
        const path = file.replace('data/kazakhstan/', '');
        // A name stands in every language.
        const files = path.startsWith('locales/') ? ['kk', 'ru', 'en'].map((one) => `locales/${one}.csv`) : [path];
        for (const one of files) appendFileSync(join(folder, one), code);
      }
      const command = join(root, 'packages/cli/bin/aimaq.js');
      return execFileSync(process.execPath, [command, 'validate', folder, '--json'], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  expect(JSON.parse(checked([]))).toMatchObject({ valid: true });
  expect(() => checked(['data/kazakhstan/indicators.csv'])).toThrow('co2_emissions');
});

it('a recipe of a language: its words and signs are spoken', async () => {
  const folder = mkdtempSync(join(root, 'packages/locales/.language-'));
  try {
    for (const part of ['src', 'scripts'])
      cpSync(join(root, 'packages/locales', part), join(folder, part), { recursive: true });
    const words = readdirSync(join(folder, 'src')).filter((name) => name.endsWith('.ru.json'));
    expect(words.length).toBe(8);
    for (const name of words) cpSync(join(folder, 'src', name), join(folder, 'src', name.replace('.ru.', '.uz.')));
    for (const { file, code } of recipe('A language')) {
      const path = file.startsWith('packages/locales/')
        ? join(folder, file.replace('packages/locales/', ''))
        : join(root, file);
      const [first = '', ...rest] = code.split('\n');
      const before = readFileSync(path, 'utf8');
      expect(before.split(`${first}\n`).length, `${file} has one line: ${first}`).toBe(2);
      // The lines of the site and of a study stand there as shown; the compiler and the reader of studies ask for the rest.
      if (!path.startsWith(folder)) continue;
      writeFileSync(
        path,
        before.replace(`${first}\n`, () => (code.startsWith('  ru:') ? code : rest.join('\n'))),
      );
    }
    execFileSync(process.execPath, [join(folder, 'scripts/merge.mjs')]);
    for (const name of readdirSync(join(folder, 'src'), { recursive: true }).map(String)) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(folder, 'src', name), 'utf8'), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
      });
      writeFileSync(join(folder, 'src', name.replace(/\.ts$/, '.js')), outputText);
    }
    const { LOCALES, wordsOf } = await import(pathToFileURL(join(folder, 'src/index.js')).href);
    expect(LOCALES).toContain('uz');
    expect(wordsOf('uz').text('views.map.title')).toBe(wordsOf('ru').text('views.map.title'));
    expect(wordsOf('uz').percent(0.125)).toBe('12,5%');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('a recipe of a language: a country speaks it once the file of its names is listed', () => {
  const place = join(root, 'data/kazakhstan');
  const files = new Map(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(place, file), readFileSync(file)]),
  );
  const names = files.get('locales/ru.csv');
  const descriptor = JSON.parse(String(files.get('datapackage.json'))) as { resources: Record<string, unknown>[] };
  const russian = descriptor.resources.find((one) => one.path === 'locales/ru.csv');
  if (names === undefined || russian === undefined) throw new Error('the Russian names are not where they were');
  const spoken = () => {
    const read = readDataPackage(files);
    return read.ok ? [...read.value.texts.keys()] : read.issues.map((issue) => issue.message);
  };
  files.set('locales/uz.csv', names);
  expect(spoken()).not.toContain('uz');
  descriptor.resources.push({ ...russian, name: 'locale-uz', path: 'locales/uz.csv' });
  files.set('datapackage.json', Buffer.from(JSON.stringify(descriptor)));
  expect(spoken()).toContain('uz');
});

it('every file and folder that a recipe names is there, or is what it makes', () => {
  const made = new Set(
    ['An estimator', 'A covariance']
      .flatMap((one) => recipe(one))
      .flatMap(({ file, kind }) => (kind === 'new' ? [file] : [])),
  );
  const named = [...page.matchAll(/`((?:packages|apps|data)\/[\w./[\]]+)`/g)].map((found) => found[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !made.has(path) && !existsSync(join(root, path)))).toEqual([]);
});

/** The recipes of the page "Extend it" that need no code, followed on a copy of the shipped data. */
import { appendFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Dictionary, dictionaryOf, language } from '@aimaq/locales';
import { expect, it } from 'vitest';
import { aimaq, folderWith } from './command.js';

/** Two tables as an office prints them: regions in rows, years in columns; the figures are made of their place. */
const YEARS = [2018, 2019, 2020, 2021, 2022, 2023];
const NAMES = ['Abai', 'Akmola', 'Aktobe', 'Atyrau', 'Zhambyl', 'Kostanay', 'Mangystau', 'Pavlodar'];
const tableOf = (figure: (region: number, year: number) => number) =>
  [
    `Region,${YEARS.join(',')}`,
    ...NAMES.map((name, i) => `${name},${YEARS.map((_, t) => figure(i, t)).join(',')}`),
  ].join('\n');
const home = folderWith({
  'output.csv': tableOf((i, t) => 100 + 10 * i + 3 * t + ((i * 7 + t * 5) % 11)),
  'internet.csv': tableOf((i, t) => 50 + 2 * i + t + ((i * 5 + t * 3) % 7)),
});

it('an indicator: its figures are refused until it is listed, then every command knows it', async () => {
  const country = join(home, 'country');
  cpSync(fileURLToPath(new URL('../../../data/kazakhstan', import.meta.url)), country, { recursive: true });
  for (const [year, value] of [
    [2022, 11],
    [2023, 12],
  ])
    appendFileSync(join(country, 'observations.csv'), `new_one,abai,${year},${value},number,sdg-17.6.2\n`);
  const unlisted = await aimaq(['validate', 'country'], { cwd: home });
  expect(unlisted.exit).toBe(3);
  expect(unlisted.err).toContain('"new_one" in "indicator" does not occur in indicators');

  appendFileSync(join(country, 'indicators.csv'), 'new_one,number,outcome,higher_is_better,sum,,,true,sdg-17.6.2\n');
  const nameless = await aimaq(['validate', 'country'], { cwd: home });
  expect(nameless.exit).toBe(3);
  expect(nameless.err).toContain('"new_one" has no name in locales/kk.csv, locales/ru.csv, locales/en.csv');
  for (const locale of ['kk', 'ru', 'en'])
    appendFileSync(join(country, `locales/${locale}.csv`), 'indicator.new_one.name,New one\n');
  expect((await aimaq(['validate', 'country'], { cwd: home })).exit).toBe(0);
  const { out } = await aimaq(['describe', 'country', '--json', '--quiet'], { cwd: home });
  const { columns } = JSON.parse(out) as { columns: { name: string; n: number; mean: number }[] };
  expect(columns.find(({ name }) => name === 'new_one')).toMatchObject({ n: 2, mean: 11.5 });
});

it('a country: tables become a package, the package a study, the study a result', async () => {
  const run = async (...args: string[]) => {
    const { exit, err } = await aimaq([...args, '--quiet'], { cwd: home });
    expect({ args, exit, err: exit === 0 ? '' : err }).toEqual({ args, exit: 0, err: '' });
  };
  const list = fileURLToPath(new URL('../../../data/kazakhstan', import.meta.url));
  await run('import', 'output.csv', 'internet.csv', '--regions', list, '--out', 'land');
  await run('validate', 'land');
  const panel = ['--unit', 'region', '--time', 'year', '--outcome', 'output', '--regressors', 'internet'];
  await run('init', 'inquiry', '--from', 'land', ...panel);
  // Names are those of the list, in each language.
  expect(readFileSync(join(home, 'inquiry/locales/ru.csv'), 'utf8')).toContain(
    'region.akmola.name,Акмолинская область',
  );
  expect(readFileSync(join(home, 'inquiry/locales/en.csv'), 'utf8')).toContain('region.abai.name,Abai Region');
  await run('run', 'inquiry/study.yaml', '--out', 'results');
  const result = JSON.parse(readFileSync(join(home, 'results/study-result.json'), 'utf8')) as {
    models: { estimate: { sample: { used: number } } }[];
    series: unknown[];
  };
  expect(result.series).toHaveLength(2 * NAMES.length);
  expect(result.models[0]?.estimate.sample.used).toBe(NAMES.length * YEARS.length);
});

it('a language: its words, its plural forms, its lists, and English where it has no words yet', () => {
  const dictionary: Dictionary = {
    'views.year': 'Rok',
    'views.count': { one: '{count} kraj', few: '{count} kraje', other: '{count} krajů' },
  };
  const czech = language({ locale: 'cs', dictionary, fallback: () => dictionaryOf('en') });
  expect(czech.text('views.year')).toBe('Rok');
  expect([1, 3, 5].map((count) => czech.text('views.count', { count }))).toEqual(['1 kraj', '3 kraje', '5 krajů']);
  expect(czech.text('views.region')).toBe(dictionaryOf('en')['views.region']);
  expect(czech.list(['a', 'b', 'c']).replace('\u00a0', ' ')).toBe('a, b a c');
});

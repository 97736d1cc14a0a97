/** The recipes of the page "Extend it" that need no code, followed on a copy of the shipped data. */
import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { aimaq, folderWith } from './command.js';

const home = folderWith({});
afterAll(() => rmSync(home, { recursive: true, force: true }));

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

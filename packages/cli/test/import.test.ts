import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aimaq, folderWith } from './command.js';

const REGIONS = fileURLToPath(new URL('../../../data/kazakhstan', import.meta.url));
const home = folderWith({
  'ru.csv': [
    'Показатель, тыс. тенге;;;',
    ';2020 год;2021 год;2022*',
    'Республика Казахстан;3 766,8;4 412,3;5 272,4',
    'Акмолинская область;2 799,0;3 435,4;4 200,1',
    'г. Алматы;6 800,5;7 700,1;9 100,2',
    'Алматинская;1 700,2;2 000,0;…',
    'Шымкент г.а.;1 500,0;1 700,0;x',
    'Костанайская обл.;2 500,1;2 900,5;3 500,7',
    'город Нур-Султан;7 000,1;8 000,2;9 000,3',
    'Костонайская обл;1;2;3',
    'Примечание: предварительные данные;;;',
  ].join('\r\n'),
  'two.csv': 'Показатель;;;;\n;2020;;2021;\n;млн тенге;в %;млн тенге;в %\nАбай;10,5;1;11;2\n',
  // Turned: years in rows; Kazakh names.
  'kk.csv': 'Жыл,Ақмола облысы,Алматы қаласы,Алматы облысы,ШҚО\n2020,1.5,2.5,3.5,4.5\n2021,1.25,-,3,4\n',
});

it('import: matches Russian and Kazakh names, counts marks, reports what did not match, writes a valid package', async () => {
  const args = ['import', 'ru.csv', 'kk.csv', '--regions', REGIONS, '--out', 'package', '--json', '--quiet'];
  const { exit, out, err } = await aimaq(args, { cwd: home });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const { tables } = JSON.parse(out) as { tables: Record<string, unknown>[] };
  expect(tables[0]).toMatchObject({
    indicator: 'ru',
    title: 'Показатель, тыс. тенге',
    years: [2020, 2021, 2022],
    regions: 7,
    figures: 19,
    marks: { '…': 1, x: 1 },
    unmatched: [{ name: 'Костонайская обл', suggestion: 'Костанайская область' }],
  });
  expect(tables[1]).toMatchObject({ indicator: 'kk', regions: 4, figures: 7, marks: { '-': 1 }, unmatched: [] });
  const observations = readFileSync(join(home, 'package/observations.csv'), 'utf8');
  for (const row of [
    'ru,kazakhstan,2022,5272.4',
    'ru,almaty,2020,6800.5',
    'ru,almaty-region,2021,2000',
    'ru,shymkent,2020,1500',
    'ru,astana,2022,9000.3',
    'kk,almaty,2020,2.5',
    'kk,almaty-region,2021,3',
    'kk,east-kazakhstan,2021,4',
  ])
    expect(observations).toContain(`${row},as published,`);
  expect((await aimaq(['validate', 'package'], { cwd: home })).exit).toBe(0);
  expect((await aimaq(['describe', 'package'], { cwd: home })).out).toContain('ru');
});

it('import: refuses a second figure under a year instead of taking the first', async () => {
  const { exit, err } = await aimaq(['import', 'two.csv', '--regions', REGIONS, '--out', 'two'], { cwd: home });
  expect(exit).toBe(3);
  expect(err).toContain('two.csv:2: column 3 holds figures, but no year stands over it');
  expect(existsSync(join(home, 'two'))).toBe(false);
});

it('import: does not write over a package', async () => {
  const { exit, err } = await aimaq(['import', 'kk.csv', '--regions', REGIONS, '--out', 'package'], { cwd: home });
  expect(existsSync(join(home, 'package/datapackage.json'))).toBe(true);
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('is there already') });
});

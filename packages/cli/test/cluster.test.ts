import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aimaq, folderWith } from './command.js';

/** Six places in two groups over three years; the last goes over. */
let home = '';
beforeAll(() => {
  const rows = [2019, 2020, 2021].flatMap((year) =>
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => {
      const high = i < 3 || (i === 5 && year === 2021);
      return `${id},${year},${(high ? 9 : 0) + 0.3 * i},${(high ? 4 : -4) + 0.2 * ((i * 5) % 3)}`;
    }),
  );
  home = folderWith({ 'panel.csv': `id,year,x,y\n${rows.join('\n')}\n` });
  writeFileSync(join(home, 'table.csv'), `id,year,x,y\n${rows.slice(0, 6).join('\n')}\n`);
});

const run = async (...args: string[]) => {
  const columns = ['--id', 'id', '--columns', 'x,y', '--k', '2', '--stability', '40'];
  const { out, exit, err } = await aimaq(['cluster', ...args, ...columns, '--quiet'], { cwd: home });
  return { out, exit, err };
};

describe('aimaq cluster', () => {
  it('takes a panel: groups by means, then by year', async () => {
    const { out, exit } = await run('panel.csv', '--time', 'year', '--json');
    expect(exit).toBe(0);
    const document = JSON.parse(out);
    expect(document.partition).toEqual([1, 1, 1, 2, 2, 2]);
    expect(document.years.years[2].partition).toEqual([1, 1, 1, 2, 2, 1]);
    expect((await run('panel.csv', '--time', 'year')).out).toContain('f 2021');
  });

  it('compares with an earlier result, and refuses what is none', async () => {
    writeFileSync(join(home, 'ward.json'), (await run('table.csv', '--json')).out);
    const { out } = await run('table.csv', '--method', 'single', '--compare', 'ward.json', '--json');
    expect(JSON.parse(out).comparison).toMatchObject({
      with: { method: 'ward', k: 2 },
      partitions: { adjustedRand: 1 },
    });
    expect((await run('table.csv', '--compare', 'ward.json')).out).toContain('Entanglement');
    expect(await run('table.csv', '--compare', 'table.csv')).toMatchObject({ exit: 2 });
  });
});

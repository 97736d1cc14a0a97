import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aimaq, BIN, folderWith } from './command.js';

/** Two studies of one small table made by the command itself, and one that cannot be read. */
let home = '';
const out = (name: string) => join(home, name);
const leftovers = () => readdirSync(home).filter((name) => name.includes('.writing-'));

beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [unit, year] = [i % 10, 2015 + Math.floor(i / 10)];
    return `r${unit},${year},${(unit * 3 + year - 2014 + Math.sin(i * 7)).toFixed(4)},${(unit + Math.cos(i * 5)).toFixed(4)}`;
  });
  home = folderWith({ 'table.csv': `region,year,output,roads\n${rows.join('\n')}\n` });
  for (const name of ['one', 'two']) {
    const made = await aimaq(
      [
        'init',
        name,
        '--from',
        'table.csv',
        '--unit',
        'region',
        '--time',
        'year',
        '--outcome',
        'output',
        '--regressors',
        'roads',
      ],
      { cwd: home },
    );
    expect(made).toMatchObject({ exit: 0, err: '' });
  }
  writeFileSync(join(home, 'broken.yaml'), 'schema: aimaq/study@1\nid: broken\n');
});

describe('aimaq run', () => {
  it('writes a whole folder, returns at once when nothing changed, computes again by force', async () => {
    const args = ['run', 'one/study.yaml', '--out', 'single', '--format', 'md,docx', '--json'];
    const first = await aimaq(args, { cwd: home });
    expect(first.exit).toBe(0);
    const document = JSON.parse(first.out) as {
      studies: { unchanged: boolean; clusters: number }[];
      failed: unknown[];
    };
    expect(document).toMatchObject({ studies: [{ unchanged: false }], failed: [] });
    expect(first.err).toMatch(/^one: started\none: data \(1 of \d+\)\n/);
    const manifest = JSON.parse(readFileSync(out('single/manifest.json'), 'utf8')) as { files: { path: string }[] };
    const names = manifest.files.map((file) => file.path);
    expect(names).toEqual(
      expect.arrayContaining(['study-result.json', 'report.kk.docx', 'report.ru.md', 'tables/panel.csv']),
    );
    for (const name of names) expect(existsSync(out(join('single', name)))).toBe(true);
    expect(readFileSync(out('single/report.en.docx')).subarray(0, 2).toString()).toBe('PK');

    const before = statSync(out('single/study-result.json')).mtimeMs;
    const second = await aimaq(args, { cwd: home });
    expect(JSON.parse(second.out)).toMatchObject({
      studies: [{ unchanged: true, clusters: document.studies[0]?.clusters }],
    });
    expect(statSync(out('single/study-result.json')).mtimeMs).toBe(before);

    const forced = await aimaq([...args, '--force', '--quiet'], { cwd: home });
    expect(JSON.parse(forced.out)).toMatchObject({ studies: [{ unchanged: false }] });
    expect(forced.err).toBe('');
  });

  it('removes what the last run wrote and this one does not, and nothing else', async () => {
    mkdirSync(out('narrow'), { recursive: true });
    writeFileSync(out('narrow/mine.txt'), 'kept');
    await aimaq(['run', 'one/study.yaml', '--out', 'narrow', '--format', 'md,html', '--quiet'], { cwd: home });
    expect(existsSync(out('narrow/report.en.html'))).toBe(true);
    await aimaq(['run', 'one/study.yaml', '--out', 'narrow', '--format', 'md', '--quiet'], { cwd: home });
    expect(existsSync(out('narrow/report.en.html'))).toBe(false);
    expect(readFileSync(out('narrow/mine.txt'), 'utf8')).toBe('kept');
  });

  it('goes on after a study that fails, and the exit code tells', async () => {
    const args = [
      'run',
      'one/study.yaml',
      'broken.yaml',
      'two/study.yaml',
      '--out',
      'batch',
      '--format',
      'md',
      '--jobs',
      '2',
    ];
    const ran = await aimaq(args, { cwd: home });
    expect(ran.exit).toBe(3);
    expect(ran.err).toContain('broken.yaml');
    expect(ran.err).toContain('1 of 3 studies failed: broken.yaml');
    expect(ran.out).toMatch(/one +written/);
    expect(ran.out).toMatch(/broken\.yaml +failed/);
    expect(existsSync(out('batch/two/manifest.json'))).toBe(true);
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('leaves no half output after %s, and --resume goes on', async (signal) => {
    const folder = `killed-${signal}`;
    const ran = await aimaq(
      ['run', 'one/study.yaml', 'two/study.yaml', '--out', folder, '--format', 'md', '--jobs', '1'],
      {
        cwd: home,
        watch: (err, kill) => {
          if (err.includes('two: model')) kill(signal);
        },
      },
    );
    expect(ran.exit).toBe(signal === 'SIGINT' ? 130 : null);
    if (signal === 'SIGINT') expect(ran.err).toContain('nothing was left half written');
    expect(existsSync(out(`${folder}/one/manifest.json`))).toBe(true);
    expect(existsSync(out(`${folder}/two`))).toBe(false);
    const resumed = await aimaq(['run', '--resume', '--out', folder, '--json', '--quiet'], { cwd: home });
    expect(resumed.exit).toBe(0);
    const { studies } = JSON.parse(resumed.out) as { studies: { id: string; unchanged: boolean }[] };
    expect(studies.map(({ id, unchanged }) => [id, unchanged])).toEqual([
      ['one', true],
      ['two', false],
    ]);
    expect(readdirSync(out(folder)).sort()).toEqual(['one', 'two']);
  });

  it('says that a folder is a file, and that the disk is full, and leaves nothing', async () => {
    writeFileSync(out('file'), '');
    const closed = await aimaq(['run', 'one/study.yaml', '--out', 'file/results', '--quiet'], { cwd: home });
    expect(closed).toMatchObject({ exit: 2, err: expect.stringContaining('is a file, not a folder') });
    // A limit on the size of files is a disk that fills up in the middle of a run.
    const full = spawnSync(
      'sh',
      ['-c', `ulimit -f 8; exec "${process.execPath}" "${BIN}" run one/study.yaml --out full --format md --quiet`],
      {
        cwd: home,
        encoding: 'utf8',
      },
    );
    expect(full.status).toBe(2);
    expect(full.stderr).toContain('larger than this system lets it be');
    expect(existsSync(out('full'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it.runIf(existsSync('/dev/full'))('says that standard output is full', async () => {
    const full = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" describe table.csv > /dev/full`], {
      cwd: home,
      encoding: 'utf8',
    });
    expect({ status: full.status, err: full.stderr }).toEqual({
      status: 2,
      err: expect.stringContaining('the disk is full'),
    });
  });

  it.runIf(process.getuid?.() === 0)('says that a folder may not be written', () => {
    const folder = folderWith({});
    chmodSync(folder, 0o555);
    // Not as root, whom nothing is forbidden.
    const denied = spawnSync(process.execPath, [BIN, 'describe', '-', '--out', join(folder, 'x.md')], {
      uid: 65534,
      encoding: 'utf8',
      input: readFileSync(out('table.csv')),
    });
    expect(denied.stderr).toContain('x.md');
    expect(denied.stderr).toContain('no permission');
    expect(denied.status).toBe(2);
  });
});

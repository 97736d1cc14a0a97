import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { aimaq, BIN, folderWith } from './command.js';

const GRUNFELD = fileURLToPath(new URL('../../../oracles/data/grunfeld.csv', import.meta.url));
const MODEL = ['--formula', 'inv ~ value + capital | firm + year', '--panel', 'firm,year'];
/** Where LaTeX comes without booktabs, its rules are plain lines: the table itself must compile either way. */
const BOOKTABS =
  '\\IfFileExists{booktabs.sty}{\\usepackage{booktabs}}{\\let\\toprule\\hline\\let\\midrule\\hline\\let\\bottomrule\\hline}';
const home = folderWith({});

const numbers = async (args: readonly string[], options = {}) => {
  const { out, exit, err } = await aimaq([...args, '--json', '--quiet'], { cwd: home, ...options });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const document = JSON.parse(out) as { coefficients: { estimate: number }[]; provenance: { data: string } };
  return document.coefficients.map((row) => row.estimate);
};

describe('one table in many dresses gives one estimate', () => {
  const text = readFileSync(GRUNFELD, 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  let plain: number[] = [];
  beforeAll(async () => {
    plain = await numbers(['estimate', GRUNFELD, ...MODEL]);
    // Baltagi (2013): the two-way within estimates of the Grunfeld data.
    expect(plain[0]).toBeCloseTo(0.117716, 6);
    expect(plain[1]).toBeCloseTo(0.357916, 6);
  });

  it.each([
    ['semicolons and decimal commas', rows.map((row) => row.join(';').replaceAll('.', ',')).join('\r\n')],
    ['tabs', rows.map((row) => row.join('\t')).join('\n')],
    ['a byte-order mark and sep=', `\ufeffsep=|\n${rows.map((row) => row.join('|')).join('\n')}\n||||\n`],
    ['every field in quotes', rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')],
  ])('%s', async (name, content) => {
    const file = `${name.replaceAll(' ', '-')}.csv`;
    writeFileSync(join(home, file), content);
    expect(await numbers(['estimate', file, ...MODEL])).toEqual(plain);
  });

  it('standard input', async () => {
    expect(await numbers(['estimate', '-', ...MODEL], { stdin: text })).toEqual(plain);
  });

  it('Windows-1251 with Cyrillic names', async () => {
    const cyrillic = text.replace('firm,year,inv,value,capital', 'фирма,год,инв,стоимость,капитал');
    // All Cyrillic letters of the header lie in one block: 0xC0 + distance from "А".
    const bytes = Buffer.from(
      [...cyrillic].map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    writeFileSync(join(home, 'cp1251.csv'), bytes);
    const model = ['--formula', 'инв ~ стоимость + капитал | фирма + год', '--panel', 'фирма,год'];
    expect(await numbers(['estimate', 'cp1251.csv', ...model])).toEqual(plain);
  });

  it('a workbook, and a wide table', async () => {
    const { default: writeWorkbook } = await import('write-excel-file/node');
    const typed = rows.map((row, i) => row.map((cell) => (i === 0 ? cell : Number(cell))));
    await writeWorkbook(typed).toFile(join(home, 'table.xlsx'));
    expect(await numbers(['estimate', 'table.xlsx', ...MODEL])).toEqual(plain);
    const years = [...new Set(rows.slice(1).map((row) => row[1]))];
    const firms = [...new Set(rows.slice(1).map((row) => row[0]))];
    const of = (firm: unknown, year: unknown) => rows.find((row) => row[0] === firm && row[1] === year) ?? [];
    const wide = [
      ['firm', ...['inv', 'value', 'capital'].flatMap((name) => years.map((year) => `${name}_${year}`))],
      ...firms.map((firm) => [firm, ...[2, 3, 4].flatMap((j) => years.map((year) => of(firm, year)[j]))]),
    ];
    writeFileSync(join(home, 'wide.csv'), wide.map((row) => row.join(',')).join('\n'));
    expect(await numbers(['estimate', 'wide.csv', '--wide', 'year', ...MODEL])).toEqual(plain);
  });

  it('Parquet', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`copy (select * from read_csv('${GRUNFELD}')) to '${join(home, 'table.parquet')}'`);
    connection.closeSync();
    expect(await numbers(['estimate', 'table.parquet', ...MODEL])).toEqual(plain);
  });
});

describe('formats', () => {
  const table = (file: string) => aimaq(['estimate', GRUNFELD, ...MODEL, '--out', file], { cwd: home });

  it('writes numbers as numbers into a workbook', async () => {
    expect((await table('table.xlsx')).exit).toBe(0);
    const [sheet] = await readWorkbook(join(home, 'table.xlsx'));
    expect(sheet?.data[1]?.slice(0, 3)).toEqual(['value', 0.1177, 0.0108]);
  });

  it('writes a document, a page that needs nothing else, Markdown and CSV', async () => {
    for (const name of ['table.docx', 'table.html', 'table.md', 'table.csv']) expect((await table(name)).exit).toBe(0);
    expect(readFileSync(join(home, 'table.docx')).subarray(0, 2).toString()).toBe('PK');
    const page = readFileSync(join(home, 'table.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(readFileSync(join(home, 'table.md'), 'utf8')).toContain('| value | 0.1177 | 0.0108 |');
    expect(readFileSync(join(home, 'table.csv'), 'utf8')).toContain('value,0.1177,0.0108');
  });

  it('lays the sheet of a DOCX across for a table that does not fit upright, and only then', async () => {
    const sheet = async (models: number) => {
      const file = join(home, `models-${models}.docx`);
      const formulas = new Array<string>(models).fill('inv ~ value + capital | firm').flatMap((one) => ['-f', one]);
      expect((await aimaq(['estimate', GRUNFELD, ...formulas, '-p', 'firm,year', '-o', file])).exit).toBe(0);
      return strFromU8(unzipSync(readFileSync(file))['word/document.xml'] ?? new Uint8Array());
    };
    expect(await sheet(3)).not.toContain('w:orient="landscape"');
    expect(await sheet(14)).toContain('w:orient="landscape"');
  });

  it.runIf(spawnSync('pdflatex', ['--version']).status === 0)('writes LaTeX that compiles', async () => {
    expect((await table('table.tex')).exit).toBe(0);
    const body = readFileSync(join(home, 'table.tex'), 'utf8');
    expect(body).toContain('\\toprule');
    writeFileSync(
      join(home, 'main.tex'),
      `\\documentclass{article}\\usepackage[utf8]{inputenc}${BOOKTABS}\\begin{document}\n${body}\\end{document}\n`,
    );
    const made = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'main.tex'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(made.status, made.stdout).toBe(0);
    expect(existsSync(join(home, 'main.pdf'))).toBe(true);
  });

  it('puts models side by side, states the stars, the errors and the clusters', async () => {
    const { out } = await aimaq(['estimate', GRUNFELD, '-f', 'inv ~ csw(value, capital) | firm', '-p', 'firm,year']);
    expect(out).toMatch(/value +0\.1899\*\*\* +0\.1101\*\*\*/);
    expect(out.replaceAll('\n', ' ')).toContain('*** below 0.01, ** below 0.05, * below 0.1');
    expect(out).toMatch(/Clusters +10 +10/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('fits the width it is given', async () => {
    const { out } = await aimaq(['describe', GRUNFELD], { env: { COLUMNS: '60' } });
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(120);
  });

  it('draws coefficients, residuals and influence', async () => {
    const figures = ['c.svg', 'residuals=r.svg', 'influence=i.png'].flatMap((figure) => ['--figure', figure]);
    const { exit } = await aimaq(['estimate', GRUNFELD, ...MODEL, '--few-clusters', '--quiet', ...figures], {
      cwd: home,
    });
    expect(exit).toBe(0);
    expect(readFileSync(join(home, 'c.svg'), 'utf8')).toContain('<title id="picture-title">');
    expect(readFileSync(join(home, 'r.svg'), 'utf8')).toContain('1 1954');
    expect(readFileSync(join(home, 'i.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('predicts the rows of another table and prints the residuals', async () => {
    const home = folderWith({ 'new.csv': 'firm,year,value,capital\n1,1955,6000,2300\n11,1955,6000,2300\n' });
    const args = [
      'estimate',
      GRUNFELD,
      '-f',
      'inv ~ value + capital | firm',
      '-p',
      'firm,year',
      '--predict',
      'new.csv',
    ];
    const { predictions } = JSON.parse((await aimaq([...args, '--json', '--quiet'], { cwd: home })).out);
    expect(predictions.columns.slice(0, 4)).toEqual(['row', 'firm', 'year', 'fitted']);
    // −70.2967 + 0.110124·6000 + 0.310065·2300, and nothing for a firm that the sample does not know.
    expect(predictions.rows[0][3]).toBeCloseTo(1303.6, 1);
    expect(predictions.rows[1].slice(3)).toEqual([null, null, null, null, 'unknown-level']);
    const { out } = await aimaq([...args, '--residuals', '--marginal-effects'], { cwd: home });
    for (const words of ['Predictions', 'Fitted values and residuals', 'Average effects', 'Elasticity'])
      expect(out).toContain(words);
    expect(out).toContain('unknown unit, period or category');
    const russian = await aimaq([...args, '--locale', 'ru'], { cwd: home });
    expect(russian.out).toContain('единица, период или');
  });

  it('keeps singletons where it is told to', async () => {
    const home = folderWith({ 'd.csv': 'g,x,y\na,1,2\na,2,3\na,4,4\nb,1,3\nb,3,6\nc,1,1\n' });
    const used = async (...more: string[]) => {
      const { out } = await aimaq(['estimate', 'd.csv', '-f', 'y ~ x | g', '--json', '--quiet', ...more], {
        cwd: home,
      });
      return JSON.parse(out).sample.used;
    };
    expect(await used()).toBe(5);
    expect(await used('--keep-singletons')).toBe(6);
  });

  it('exits 1 without standard errors where the fixed effects do not converge', async () => {
    // Nearly as many slopes as rows, hardly to be told apart.
    let state = 1;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    const level = (count: number) => Math.floor(random() * count);
    const row = () => [random(), random(), `a${level(620)}`, `b${level(600)}`, random(), 1000 + random()].join(',');
    const home = folderWith({ 'd.csv': ['y,x,a,b,z,w', ...Array.from({ length: 2450 }, row)].join('\n') });
    const { exit, out, err } = await aimaq(['estimate', 'd.csv', '-f', 'y ~ x | a[z] + b[w]', '--json'], { cwd: home });
    const { solver, coefficients } = JSON.parse(out);
    expect(exit).toBe(1);
    expect(solver.converged).toBe(false);
    expect(coefficients[0]).toMatchObject({ standardError: null, pValue: null, confidenceInterval: [null, null] });
    expect(err).toContain('no convergence');
  });

  it('explains in words', async () => {
    const { out } = await aimaq(['estimate', GRUNFELD, ...MODEL, '--explain', '--where', 'year > 1936']);
    expect(out).toContain('20 rows were left out by --where.');
    expect(out).toContain('The standard errors are CR1S, clustered by firm (10) (stata).');
  });
});

describe.skipIf(process.platform === 'win32')('a pipe with a name', () => {
  it('is written to, not replaced by a file', async () => {
    const pipe = join(home, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const reader = spawn('cat', [pipe]);
    let read = '';
    reader.stdout.on('data', (bytes) => {
      read += bytes;
    });
    const closed = new Promise((done) => reader.on('close', done));
    expect((await aimaq(['describe', GRUNFELD, '--out', pipe])).exit).toBe(0);
    await closed;
    expect(read).toContain('capital');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });
});

describe('on a terminal and off it', () => {
  it('writes no colour into a pipe, and colour where it is forced', async () => {
    expect((await aimaq(['describe', 'nowhere'])).err).not.toContain('\u001b');
    expect((await aimaq(['describe', 'nowhere'], { env: { FORCE_COLOR: '1' } })).err).toContain('\u001b[31m');
    expect((await aimaq(['describe', 'nowhere'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).err).not.toContain(
      '\u001b',
    );
  });

  it('keeps standard error empty with --quiet', async () => {
    expect((await aimaq(['estimate', GRUNFELD, ...MODEL, '--json', '--quiet'])).err).toBe('');
  });

  it('prints a stack only with --debug', async () => {
    expect((await aimaq(['describe', 'nowhere', '--debug'])).err).toMatch(/^ +at |ENOENT/m);
  });

  it('helps on commands and topics, each of which it lists', async () => {
    const topics = (await aimaq(['help', 'topics'])).out
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    expect(topics).toContain('formula');
    for (const topic of topics) expect((await aimaq(['help', topic])).exit).toBe(0);
  });

  it('completes in bash', async () => {
    const { out } = await aimaq(['completion', 'bash']);
    const script = `${out}\nCOMP_WORDS=(aimaq estimate --form); COMP_CWORD=2; _aimaq; echo "\${COMPREPLY[*]}"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim()).toBe('--formula --format');
    expect((await aimaq(['completion', 'zsh'])).out).toMatch(/^#compdef aimaq/);
    expect((await aimaq(['completion', 'fish'])).out).toContain('complete -c aimaq');
  });
});

describe('the packed command', () => {
  it('runs from a copy of what is published, with nothing beside it', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const copy = folderWith({});
    spawnSync('cp', ['-r', join(root, 'package.json'), join(root, 'bin'), join(root, 'dist'), copy]);
    const bin = join(copy, 'bin', 'aimaq.js');
    const version = spawnSync(process.execPath, [bin, '--version'], { cwd: copy, encoding: 'utf8' });
    const estimate = spawnSync(process.execPath, [bin, 'estimate', GRUNFELD, ...MODEL, '--json', '--quiet'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(BIN).not.toBe(bin);
    expect(version.stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(estimate.status).toBe(0);
    expect(JSON.parse(estimate.stdout)).toMatchObject({ schema: 'aimaq/estimate@1' });
  });
});

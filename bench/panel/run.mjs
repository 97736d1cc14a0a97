/**
 * The table of RESULTS.md: node bench/panel/run.mjs [SIZES] [DESIGNS], such as 1e5,1e6 simple,akm, after `npm run build`.
 * R's packages and SciPy run beside where they are installed; every program sees the same columns, one thread each. Ours
 * is the best of five calls, with the first one, which pays for compilation, beside it; R's are the best of two.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESIGNS } from './designs.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sizes = (process.argv[2] ?? '1e4,1e5,1e6').split(',').map(Number);
const kinds = process.argv[3]?.split(',') ?? DESIGNS;
const EFFECTS = {
  simple: ['person', 'person + year', 'person + firm', 'person + year + firm'],
  difficult: ['person + firm', 'person + year + firm'],
  akm: ['person + firm', 'person + year + firm'],
};
/** SciPy's dummies are slow: an independent check of the coefficients, not a race. */
const CHECKED = 1e5;

const lines = (command, args) => {
  try {
    const text = execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 900_000,
    });
    return text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
};
const seconds = (value) => (value === undefined ? '–' : value < 10 ? value.toFixed(2) : value.toFixed(1));
const distance = (a, b) => Math.max(...a.map((value, j) => Math.abs(value - b[j]))).toExponential(1);

const rows = [];
for (const kind of kinds) {
  for (const n of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'panel-'));
    execFileSync('node', [join(here, 'write.mjs'), kind, String(n), folder]);
    for (const effects of EFFECTS[kind]) {
      const [ours] = lines('node', ['--expose-gc', join(here, 'engine.mjs'), kind, String(n), effects, '5']);
      const peers = lines('Rscript', [join(here, 'peers.R'), folder, effects, '2']);
      if (n <= CHECKED) peers.push(...lines('python3', [join(here, 'peers.py'), folder, effects]));
      const { solver } = ours;
      const how = `${solver.method}${solver.iterations > 0 ? `, ${solver.iterations} iterations` : ''}`;
      rows.push([
        kind,
        n.toExponential(0).replace('+', ''),
        effects,
        'aimaq',
        seconds(ours.seconds),
        `${seconds(ours.processor)} (${seconds(ours.first)})`,
        ours.peak.toFixed(1),
        '',
        how,
      ]);
      for (const peer of peers)
        rows.push([
          '',
          '',
          '',
          peer.peer,
          seconds(peer.seconds),
          seconds(peer.processor),
          '',
          distance(peer.coefficients, ours.coefficients),
          '',
        ]);
      console.error(
        rows
          .slice(-1 - peers.length)
          .map((row) => row.join(' '))
          .join('\n'),
      );
    }
    rmSync(folder, { recursive: true });
  }
}
const header = ['design', 'rows', 'effects', 'program', 'seconds', 'processor s', 'numbers a row', 'distance', 'how'];
const table = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}\n\n${table}`);

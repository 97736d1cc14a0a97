// node bench/cluster/run.mjs [most seconds per program, default 120] — Ward beside its peers, writes RESULTS.md. What was
// measured in a run of its own is told by hand at the end of that file, until a whole run leaves nothing to tell.
// Each program is a process of its own on one core. What is compared is processor time (user + system) with distances
// included, so that a busy machine does not decide; warm where n ≤ 5000 (ours) or n ≤ 2000 (R, scipy).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkData } from './data.mjs';

const here = import.meta.dirname;
const limit = Number(process.argv[2] ?? 120);
const folder = mkdtempSync(join(tmpdir(), 'ward-'));
const python = process.env.PYTHON ?? '/usr/bin/python3';
const programs = {
  ours: (args) => [process.execPath, join(here, 'ours.mjs'), ...args],
  'hclust.vector': (args) => ['Rscript', join(here, 'peers.R'), ...args, 'vector'],
  fastcluster: (args) => ['Rscript', join(here, 'peers.R'), ...args, 'matrix'],
  hclust: (args) => ['Rscript', join(here, 'peers.R'), ...args, 'hclust'],
  scipy: (args) => [python, join(here, 'peers.py'), ...args],
  'ml-hclust': (args) => [process.execPath, join(here, 'mlhclust.mjs'), ...args],
};
/** Most observations for which a program is asked: a matrix of 20,000 takes 3 GB, ml-hclust is cubic. */
const most = { ours: 1e6, 'hclust.vector': 1e5, fastcluster: 2e4, hclust: 2e4, scipy: 2e4, 'ml-hclust': 1000 };
const sizes = [1000, 2000, 5000, 10_000, 20_000].flatMap((n) => [2, 8, 32].map((d) => [n, d, 'blobs']));
sizes.push(
  [10_000, 8, 'uniform'],
  [100_000, 2, 'blobs'],
  [100_000, 2, 'uniform'],
  [1_000_000, 2, 'blobs'],
  [100_000, 8, 'blobs'],
);
const names = Object.keys(programs);
const lines = [];
const memory = [];
const slow = new Set();
for (const [n, d, kind] of sizes) {
  const file = join(folder, 'data.bin');
  writeFileSync(file, Buffer.from(benchmarkData(n, d, kind).buffer));
  const found = names.map((name) => (n > most[name] || slow.has(`${name} ${d}`) ? null : measure(name, [file, n, d])));
  names.forEach((name, i) => {
    // A program that ran out of time is not asked for more points of that dimension.
    if (found[i]?.late) slow.add(`${name} ${d}`);
  });
  const own = found[0]?.seconds;
  const best = Math.min(...found.slice(1).map((one) => one?.seconds ?? Number.POSITIVE_INFINITY));
  for (const one of found.slice(1))
    if (one?.last && Math.abs(one.last / found[0].last - 1) > 1e-9)
      throw new Error(`heights differ at n = ${n}, d = ${d}`);
  const cell = (one) =>
    one === null ? '–' : one.late ? `> ${limit}` : one.missing ? 'not installed' : one.seconds.toPrecision(3);
  const ratio = own && best < Number.POSITIVE_INFINITY ? `${(best / own).toPrecision(3)}×` : '–';
  lines.push(`| ${n} | ${d} | ${kind} | ${found.map(cell).join(' | ')} | ${ratio} |`);
  memory.push(
    `| ${n} | ${d} | ${kind} | ${found.map((one) => (one?.megabytes ? one.megabytes.toFixed(0) : '–')).join(' | ')} |`,
  );
  console.error(lines.at(-1));
  write();
}
rmSync(folder, { recursive: true });

function measure(name, args) {
  const [program, ...rest] = programs[name](args.map(String));
  try {
    return JSON.parse(
      execFileSync(program, rest, { timeout: limit * 1000, stdio: ['ignore', 'pipe', 'pipe'] }).toString(),
    );
  } catch (cause) {
    return cause.code === 'ETIMEDOUT' || cause.signal ? { late: true } : { missing: true };
  }
}

function write() {
  const head = (last) =>
    `| n | d | data | ${names.join(' | ')} |${last}\n|${' --- |'.repeat(3 + names.length + (last === '' ? 0 : 1))}`;
  writeFileSync(
    join(here, 'RESULTS.md'),
    `# Ward beside its peers

\`node bench/cluster/run.mjs ${limit}\` after \`npm run build\`; Node ${process.version}, ${cpus()[0].model}. Each program a process of its own, processor time in seconds with distances included;
"> ${limit}" = stopped after that many seconds of the clock. Last column: the quickest peer over ours. Heights of the last merge
agree to 1e-9 in every row (the run stops otherwise). ${new Date().toISOString().slice(0, 10)}. Programs: Ward from points (this package), fastcluster's \`hclust.vector\`
(O(n·d) memory) and \`hclust\` (matrix), R's \`hclust\`, scipy's \`linkage\`, ml-hclust's \`agnes\`.

## Seconds

${head(' quickest peer / ours |')}
${lines.join('\n')}

## Peak memory of the process, MB

${head('')}
${memory.join('\n')}

## What limits it

In two dimensions the search prunes nearly everything and the time goes into building and refitting the kd-tree. The more
dimensions, the more boxes overlap: there the early exit of the distance does most of the work and growth approaches n².
From 10,000 points on a row of ours is the first call of its process: about a quarter of a second of it is interpretation and
compilation.
Blobs flatter the tree; the whole run has uniform data, too. Data on which a round of reciprocal neighbours
joins one pair only (geometric gaps, chains) use up their budget of searches and go to the nearest-neighbour chain on the
same tree; equal points are joined first. The test \`wardPoints.test.ts\` holds those cases.
`,
  );
}

/**
 * How many two-way fixed-effects specifications a second, with clustered standard errors, on the 17 × 6 panel of
 * Kazakhstan; the peer (peer.R: plm with vcovHC, and a hand-written lm.fit on demeaned columns) fits a sample of the same
 * specifications in the same run, and its numbers are compared with ours.
 *
 *   node bench/multiverse/multiverse.mjs        needs built packages, Rscript with plm
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { multiverse } from '../../packages/engine/dist/evidence/index.js';
import { panel, spec } from '../kazakhstan.mjs';

const SAMPLE = 300;
const here = new URL('.', import.meta.url);
// ICT value added per worker less its share of the product is productivity itself.
const OUT = ['internet_users', 'log_ict_per_worker'];
// Without gaps, so that the peer can demean its columns once.
const outcomes = ['log_real_productivity', 'log_nominal_productivity', 'log_income'];
const controls = Object.keys(spec.variables)
  .filter((name) => !['outcome', 'profile'].includes(spec.variables[name].role) && !OUT.includes(name))
  .concat(['fast_broadband', 'mobile_users', 'research_share', 'broadband', 'ict_share'])
  .filter((name) => panel.table.columns.get(name).values.every((value) => Number.isFinite(value)))
  .slice(0, 10);
const space = {
  outcomes,
  terms: ['internet_users'],
  controls,
  effects: ['unit + year'],
  periods: [
    { label: '2018–2023' },
    { label: '2019–2023', where: 'year >= 2019' },
    { label: '2018–2022', where: 'year <= 2022' },
  ],
};
const options = { panel: { unit: 'unit', time: 'year' } };
const timed = (f) => {
  const start = process.hrtime.bigint();
  const value = f();
  return { value, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
};
multiverse(panel.table, space, { ...options, draws: 0 });
const runs = Array.from({ length: 5 }, () => timed(() => multiverse(panel.table, space, { ...options, draws: 0 })));
const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b)[2];
const document = runs[0].value;
const joint = timed(() => multiverse(panel.table, space, options));

// The peer fits every n-th specification of the whole period.
const { columns, rows } = document.estimates;
const whole = rows.flatMap((row, i) => (row[columns.indexOf('period')] === '2018–2023' ? [{ row, i }] : []));
const step = Math.floor(whole.length / SAMPLE);
const chosen = whole.filter((_, i) => i % step === 0);
const folder = mkdtempSync(join(tmpdir(), 'multiverse-'));
const names = [...panel.table.columns.keys()];
const cell = (name, row) => {
  const column = panel.table.columns.get(name);
  return column.kind === 'number' ? column.values[row] : column.levels[column.codes[row]];
};
writeFileSync(
  join(folder, 'panel.csv'),
  [
    names.join(),
    ...Array.from({ length: panel.table.rows }, (_, row) => names.map((name) => cell(name, row)).join()),
  ].join('\n'),
);
writeFileSync(
  join(folder, 'specifications.csv'),
  [
    'outcome,right',
    ...chosen.map(({ row }) =>
      [
        row[columns.indexOf('outcome')],
        ['internet_users', ...space.controls.filter((name) => row[columns.indexOf(name)])].join(' + '),
      ].join(),
    ),
  ].join('\n'),
);
execFileSync('Rscript', [new URL('peer.R', here).pathname, folder], { stdio: ['ignore', 'inherit', 'inherit'] });
const peer = JSON.parse(readFileSync(join(folder, 'peer.json'), 'utf8'));
rmSync(folder, { recursive: true });
const furthest = Math.max(
  ...chosen.flatMap(({ row }, i) => [
    Math.abs(row[0] / peer.estimate[i] - 1),
    Math.abs(row[1] / peer.standardError[i] - 1),
    Math.abs(row[0] / peer.plmEstimate[i] - 1),
  ]),
);
const rate = document.specifications / seconds;
const line = (name, count, time) =>
  `| ${name} | ${count} | ${time.toFixed(3)} | ${Math.round(count / time).toLocaleString('en')} | ${(rate / (count / time)).toFixed(0)} |`;
const report = `# Specifications a second

17 units × 6 years, two-way effects, standard errors clustered by unit (CR1S, t(G−1)), ${controls.length} controls in or out, three
outcomes, three periods. Node ${process.version}, ${peer.version}, plm ${peer.plm}, ${cpus()[0].model}. Median of five runs;
\`node bench/multiverse/multiverse.mjs\`.

| | specifications | seconds | a second | Aimaq is faster by |
| --- | ---: | ---: | ---: | ---: |
${line('Aimaq, all specifications as a document', document.specifications, seconds)}
${line('Aimaq, with the joint test (999 draws)', document.specifications, joint.seconds)}
${line('R, lm.fit on columns demeaned once, cluster sums by hand', chosen.length, peer.lmSeconds)}
${line('R, plm(within, twoways) and vcovHC(arellano, sss)', chosen.length, peer.plmSeconds)}

Largest relative difference of estimate and standard error between Aimaq and R over the ${chosen.length} specifications that
both fitted: ${furthest.toExponential(1)}.
`;
writeFileSync(new URL('RESULTS.md', here), report);
process.stdout.write(report);

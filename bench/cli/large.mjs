/**
 * A table of ten million rows and ten columns, read and estimated by the command; peak of memory and time are printed.
 * The rows are a panel of a million units over ten years: three regressors, the response with known slopes 1, −2, 0.5.
 *
 *   node bench/cli/large.mjs [rows] [folder]      writes large.csv there (once: about 1 GB), then estimates
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROWS = Number(process.argv[2] ?? 1e7);
const file = join(process.argv[3] ?? tmpdir(), `large-${ROWS}.csv`);
const YEARS = 10;
const bin = fileURLToPath(new URL('../../packages/cli/bin/aimaq.js', import.meta.url));

if (!existsSync(file)) write();
console.log(`${file}: ${ROWS} rows, 10 columns, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`);
const since = performance.now();
const formula = 'y ~ x1 + x2 + x3 | unit + year';
const ran = spawnSync('/usr/bin/time', ['-v', process.execPath, bin, 'estimate', file, '--formula', formula], {
  encoding: 'utf8',
});
console.log(ran.stdout);
const peak = /Maximum resident set size \(kbytes\): (\d+)/.exec(ran.stderr)?.[1];
console.log(`${((performance.now() - since) / 1000).toFixed(1)} s, peak ${(Number(peak) / 2 ** 20).toFixed(1)} GB`);
process.exitCode = ran.status ?? 1;

/** A stream of uniform numbers (xorshift), so that every run has the same table. */
function write() {
  let state = 88_675_123;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32 - 0.5;
  };
  const target = openSync(file, 'w');
  let text = 'unit,year,group,weight,y,x1,x2,x3,z1,z2\n';
  for (let row = 0; row < ROWS; row++) {
    const unit = Math.floor(row / YEARS);
    const [x1, x2, x3, z1, z2] = [uniform(), uniform(), uniform(), uniform(), uniform()];
    const y = (unit % 97) / 97 + x1 - 2 * x2 + 0.5 * x3 + uniform();
    const figures = [y, x1, x2, x3, z1, z2].map((value) => value.toFixed(6)).join(',');
    text += `${unit},${2015 + (row % YEARS)},${unit % 100},${1 + (unit % 3)},${figures}\n`;
    if (text.length > 1 << 22 || row === ROWS - 1) {
      writeSync(target, text);
      text = '';
    }
  }
  closeSync(target);
}

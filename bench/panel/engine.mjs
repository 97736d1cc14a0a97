/**
 * One timing of the engine, in a process of its own: node --expose-gc engine.mjs KIND N EFFECTS [RUNS]
 * Prints JSON: seconds of the whole estimate (levels, design, sweeping out, least squares, errors clustered by person),
 * of processor time and of the wall, coefficients, and the peak of memory above the table in numbers (8 bytes) a row.
 */
import { estimateTable } from '../../packages/engine/dist/panel/index.js';
import { design } from './designs.mjs';

const [kind, size, effects, runs = '3'] = process.argv.slice(2);
const n = Number(size);
const columns = design(kind, n);
const table = {
  rows: n,
  columns: new Map(Object.entries(columns).map(([name, values]) => [name, { kind: 'number', values }])),
};
globalThis.gc?.();
const before = process.memoryUsage().rss;
let best;
let first;
for (let run = 0; run < Number(runs); run++) {
  const cpu = process.cpuUsage();
  const since = performance.now();
  const [document] = estimateTable(table, `y ~ x1 + x2 | ${effects}`, { covariance: 'CR1S:person' });
  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = run === 0 ? process.resourceUsage().maxRSS * 1024 - before : best.peak;
  const processor = (user + system) / 1e6;
  first ??= processor;
  if (best === undefined || seconds < best.seconds) {
    best = {
      seconds,
      processor,
      peak,
      coefficients: document.coefficients.map((one) => one.estimate),
      standardErrors: document.coefficients.map((one) => one.standardError),
      solver: document.solver,
      degreesOfFreedom: document.fit.residualDegreesOfFreedom,
    };
  }
}
console.log(JSON.stringify({ ...best, first, peak: best.peak / 8 / n }));

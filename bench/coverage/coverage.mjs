/**
 * How often each method rejects a true null at 5 %: 17 units × 6 years, the regressors of the study of Kazakhstan with unit
 * and year effects, outcomes made of errors alone. Errors: AR(1) inside units, standard deviations that differ by unit.
 *
 *   node bench/coverage/coverage.mjs [replications]        needs built packages; seeded, so the table is the same everywhere
 */
import { writeFileSync } from 'node:fs';
import { normalTwoSided } from '../../packages/engine/dist/distribution/normal.js';
import { studentTwoSided } from '../../packages/engine/dist/distribution/student.js';
import { parseFormula } from '../../packages/engine/dist/formula/index.js';
import {
  clusterMoments,
  covariance,
  parseCovariance,
  wildBootstrap,
} from '../../packages/engine/dist/inference/index.js';
import { randomStream } from '../../packages/engine/dist/numeric/random.js';
import { fitTable } from '../../packages/engine/dist/panel/index.js';
import { spec, panel as study } from '../kazakhstan.mjs';

const REPLICATIONS = Number(process.argv[2] ?? 800);
const LEVEL = 0.05;
const TERMS = ['log_broadband', 'internet_users'];
const here = new URL('.', import.meta.url);
const { table, areas, years } = study;
const right = spec.models.baseline.formula.split('~')[1];
const formula = parseFormula(`y ~ ${right}`);
const panel = { unit: 'unit', time: 'year' };
const G = areas.length;

const DESIGNS = {
  'independent, equal variances': { correlation: 0, spread: 0 },
  'AR(1) 0.5, equal variances': { correlation: 0.5, spread: 0 },
  'AR(1) 0.5, variances differ (log sd 0.5)': { correlation: 0.5, spread: 0.5 },
  'AR(1) 0.8, variances differ (log sd 1)': { correlation: 0.8, spread: 1 },
};

const plain =
  (text, convention = 'stata') =>
  (fit, j) => {
    const { matrix, degreesOfFreedom } = covariance(fit, parseCovariance(text), convention);
    return studentTwoSided(fit.coefficients[j] / Math.sqrt(matrix.data[j * matrix.rows + j]), degreesOfFreedom[j]);
  };
const METHODS = {
  'iid, t(n−K)': plain('iid'),
  'HC1, t(n−K)': plain('HC1'),
  'CR1S, normal': (fit, j) => {
    const { matrix } = covariance(fit, parseCovariance('CR1S:unit'), 'stata');
    return normalTwoSided(fit.coefficients[j] / Math.sqrt(matrix.data[j * matrix.rows + j]));
  },
  'CR1S, t(n−K)': plain('CR1S:unit', 'sandwich'),
  'CR1S, t(G−1)': plain('CR1S:unit'),
  'CR2, Satterthwaite': plain('CR2:unit'),
  'CR3, t(G−1)': plain('CR3:unit'),
  'jackknife CV3, t(G−1)': plain('jackknife:unit'),
  'Driscoll–Kraay, t(T−1)': plain('DK'),
  'wild bootstrap WCR11, exact': (_, j, moments) => wildBootstrap(moments, j, { interval: false }).pValue,
};

const rates = {};
for (const [d, [design, { correlation, spread }]] of Object.entries(DESIGNS).entries()) {
  const stream = randomStream(20260101, d);
  const rejected = Object.fromEntries(Object.keys(METHODS).map((method) => [method, []]));
  let draw = 0;
  for (let r = 0; r < REPLICATIONS; r++) {
    const y = new Float64Array(table.rows);
    for (let unit = 0; unit < G; unit++) {
      const scale = Math.exp(spread * stream.normal(draw++));
      let e = stream.normal(draw++);
      for (let t = 0; t < years.length; t++) {
        y[unit * years.length + t] = scale * e;
        e = correlation * e + Math.sqrt(1 - correlation ** 2) * stream.normal(draw++);
      }
    }
    const columns = new Map(table.columns).set('y', { kind: 'number', values: y });
    const fit = fitTable({ rows: table.rows, columns }, formula, { panel });
    const moments = clusterMoments(fit, 'unit');
    const terms = TERMS.map((term) => fit.names.indexOf(term));
    for (const [method, p] of Object.entries(METHODS))
      rejected[method].push(terms.filter((j) => p(fit, j, moments) < LEVEL).length / terms.length);
  }
  rates[design] = Object.fromEntries(
    Object.entries(rejected).map(([method, shares]) => {
      const rate = shares.reduce((sum, share) => sum + share, 0) / REPLICATIONS;
      const variance = shares.reduce((sum, share) => sum + (share - rate) ** 2, 0) / (REPLICATIONS - 1);
      return [method, `${rate.toFixed(3)} ± ${Math.sqrt(variance / REPLICATIONS).toFixed(4)}`];
    }),
  );
  process.stderr.write(`${design}\n`);
}
const designs = Object.keys(DESIGNS);
const rows = Object.keys(METHODS).map(
  (method) => `| ${method} | ${designs.map((design) => rates[design][method]).join(' | ')} |`,
);
const report = `# Rejections of a true null at 5 %

17 units × 6 years, the seven regressors of the baseline model of \`data/kazakhstan/study.yaml\` with unit and year effects;
outcomes are errors alone, so that every rejection is false. ${REPLICATIONS} outcomes a column, the coefficients of
${TERMS.join(' and ')} tested in each. Behind ± stands the Monte Carlo standard error (the outcome is the
unit: its two coefficients hang together). Seeded: \`node bench/coverage/coverage.mjs ${REPLICATIONS}\`.

| method | ${designs.join(' | ')} |
| --- | ${designs.map(() => '---:').join(' | ')} |
${rows.join('\n')}
`;
writeFileSync(new URL('RESULTS.md', here), report);
process.stdout.write(report);

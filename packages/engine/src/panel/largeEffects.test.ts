import { expect, test } from 'vitest';
import { numberColumn, tableOf } from '../data/table.js';
import { parseFormulas } from '../formula/index.js';
import { randomStream } from '../numeric/random.js';
import { estimate, estimateTable } from './estimate.js';
import { fitTable } from './fitTable.js';

/** Workers who seldom leave their firm, firms on a ring: n rows, unbalanced. */
function workers(n: number, firms: number) {
  const random = randomStream(n);
  let draw = 0;
  const columns: Record<string, Float64Array> = {};
  for (const name of ['y', 'x1', 'x2', 'person', 'firm', 'year', 'w']) columns[name] = new Float64Array(n);
  let firm = 0;
  let person = 0;
  for (let i = 0, year = 0; i < n; i++, year++) {
    if (year > 4 || random.uniform(draw++) < 0.1) {
      year = 0;
      person++;
      firm = (firm + random.integer(draw++, 3)) % firms;
    } else if (random.uniform(draw++) < 0.3) firm = (firm + 1) % firms;
    columns.person[i] = person;
    columns.firm[i] = firm;
    columns.year[i] = year;
    columns.x1[i] = random.normal(draw++) + firm / firms;
    columns.x2[i] = columns.x1[i] ** 2 + random.normal(draw++);
    columns.y[i] = columns.x1[i] - columns.x2[i] + person / 50 + firm + random.normal(draw++);
    columns.w[i] = 0.2 + random.uniform(draw++);
  }
  return tableOf(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, numberColumn(values)])));
}

test('within: two and three effects give what dummies give, with weights and without', () => {
  const table = workers(400, 25);
  for (const weights of [undefined, { kind: 'analytic', name: 'w' } as const]) {
    for (const [effects, dummies] of [
      ['person + firm', 'factor(firm)'],
      ['person + firm + year', 'factor(firm) + factor(year)'],
    ]) {
      const options = { covariance: 'HC1', ...(weights === undefined ? {} : { weights }) };
      const [ours] = estimateTable(table, `y ~ x1 + x2 | ${effects}`, options);
      const [theirs] = estimateTable(table, `y ~ x1 + x2 + ${dummies} | person`, options);
      expect(ours.solver).toMatchObject({ converged: true, rankExact: true });
      expect(ours.fit.residualDegreesOfFreedom).toBe(theirs.fit.residualDegreesOfFreedom);
      for (const j of [0, 1]) {
        const [a, b] = [ours.coefficients[j], theirs.coefficients[j]];
        expect(Math.abs(a.estimate - b.estimate)).toBeLessThan(1e-9);
        expect(Math.abs((a.standardError ?? 0) - (b.standardError ?? 1))).toBeLessThan(1e-9);
      }
    }
  }
});

test('within: two large, poorly connected effects are iterated to 1e-10 and give clustered errors', () => {
  const table = workers(60_000, 6000);
  const [ours] = estimateTable(table, 'y ~ x1 + x2 | person + firm', { covariance: 'CR1S:person' });
  expect(ours.solver).toMatchObject({ method: 'conjugate-gradients', preconditioner: 'approximate-cholesky' });
  expect(ours.solver?.residual).toBeLessThan(1e-10);
  // A factor that is a little off still converges, in ten times as many.
  expect(ours.solver?.iterations).toBeLessThan(25);
  expect(Math.abs(ours.coefficients[0].estimate - 1)).toBeLessThan(0.05);
  expect(ours.coefficients.every((one) => one.standardError !== null && one.standardError > 0)).toBe(true);
  expect(ours.warnings.map((warning) => warning.code)).toContain('panel-effects-not-listed');
});

test('within: without convergence no standard errors, and a warning', () => {
  const fit = fitTable(workers(400, 25), parseFormulas('y ~ x1 | person + firm')[0]);
  if (fit.solver === undefined) throw new Error('no solver');
  const document = estimate({ ...fit, solver: { ...fit.solver, converged: false, iterations: 5000, residual: 1e-3 } });
  expect(document.coefficients[0]).toMatchObject({ standardError: null, pValue: null });
  expect(document.warnings.map((warning) => warning.code)).toContain('numeric-not-converged');
});

/** Wooldridge's tests: serial correlation by auxiliary regressions with clustered errors, and unobserved effects. */
import { fisherTail } from '../../distribution/fisher.js';
import { normalTwoSided } from '../../distribution/normal.js';
import { AimaqError } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import { neighbours, type TestPanel } from './testPanel.js';

export const wooldridgeTests: readonly SpecificationTest[] = [
  {
    name: 'wooldridge-within',
    variant: 'AR(1) of within residuals',
    null: 'no-serial-correlation',
    residuals: 'within units',
    reference: 'F',
    run: withinResiduals,
  },
  {
    name: 'wooldridge-first-difference',
    variant: 'differenced errors',
    null: 'no-serial-correlation-differenced',
    residuals: 'first differences',
    reference: 'F',
    run: (panel) => differencedResiduals(panel, 0),
  },
  {
    name: 'wooldridge-first-difference',
    variant: 'original errors',
    null: 'no-serial-correlation',
    residuals: 'first differences',
    reference: 'F',
    run: (panel) => differencedResiduals(panel, -0.5),
  },
  {
    name: 'wooldridge-xtserial',
    variant: 'without constant, G − 1 degrees of freedom',
    null: 'no-serial-correlation',
    residuals: 'first differences',
    reference: 'F',
    run: xtserial,
  },
  {
    name: 'wooldridge-effects',
    variant: 'individual',
    null: 'no-unit-effects',
    residuals: 'pooled',
    reference: 'normal',
    run: (panel) => unobserved(panel, panel.index.unit, panel.index.units.length),
  },
  {
    name: 'wooldridge-effects',
    variant: 'time',
    null: 'no-time-effects',
    residuals: 'pooled',
    reference: 'normal',
    run: (panel) => unobserved(panel, panel.index.time, panel.index.times.length),
  },
];

/**
 * ρ of e_it on e_i,t−1 is −1/(T − 1) under the null; F with Arellano's standard error. Wooldridge (2010), §10.5.4.
 * Checked against plm `pwartest`; lags follow the periods, plm's follow the rows. With two periods the residuals are each
 * other's negative whatever the errors do.
 */
function withinResiduals(panel: TestPanel): Outcome {
  if (panel.longest < 3) throw new AimaqError('panel-test-short', { periods: panel.longest, needed: 3 });
  return lagRegression(
    panel,
    panel.withinIndividual().residuals,
    neighbours(panel),
    -1 / (panel.index.times.length - 1),
  );
}

/** Wooldridge (2010), §10.6.3. Checked against plm `pwfdtest`. */
function differencedResiduals(panel: TestPanel, rho: number): Outcome {
  const { index } = panel;
  const { residuals } = panel.differenced();
  // The differenced model has one row for each but a unit's first, in the order of the index.
  const rowOf = new Map<number, number>();
  for (let p = 1; p < index.order.length; p++)
    if (index.unit[index.order[p - 1]] === index.unit[index.order[p]]) rowOf.set(index.order[p], rowOf.size);
  const units = Int32Array.from(rowOf.keys(), (row) => index.unit[row]);
  const steps = neighbours(panel);
  const isStep = new Set(steps.map(([, later]) => later));
  const pairs = steps.flatMap(([earlier, later]): [number, number][] =>
    isStep.has(earlier) ? [[rowOf.get(earlier) as number, rowOf.get(later) as number]] : [],
  );
  return lagRegression(panel, residuals, pairs, rho, units);
}

function lagRegression(
  panel: TestPanel,
  e: Float64Array,
  pairs: readonly (readonly [number, number])[],
  rho: number,
  units: Int32Array = panel.index.unit,
): Outcome {
  if (pairs.length < 3) throw new AimaqError('panel-test-short', { periods: panel.longest, needed: 3 });
  const now = Float64Array.from(pairs, ([, row]) => e[row]);
  const before = Float64Array.from(pairs, ([row]) => e[row]);
  const fit = regress([new Float64Array(now.length).fill(1), before], now);
  const variance = fit.clustered(Int32Array.from(pairs, ([, row]) => units[row])).data[3];
  const statistic = (fit.coefficients[1] - rho) ** 2 / variance;
  const df = [1, fit.residualDegrees];
  return { statistic, df, pValue: fisherTail(statistic, 1, fit.residualDegrees) };
}

/**
 * The same idea as Drukker (2003, Stata Journal 3:168–177) implements it: differences and the lag regression both
 * without constant, standard errors clustered by unit with the factor G/(G−1)·(n−1)/(n−k), F with G − 1 degrees of
 * freedom. gretl 2022c prints F(1, 9) = 263.592 on Grunfeld's data.
 */
function xtserial(panel: TestPanel): Outcome {
  const { design, index } = panel;
  const pairs = neighbours(panel);
  const difference = (values: Float64Array) => Float64Array.from(pairs, ([a, b]) => values[b] - values[a]);
  const slopes = design.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [difference(column(design.X, j))]));
  const { residuals } = regress(slopes, difference(design.y));
  const at = new Map(pairs.map(([, later], p) => [later, p]));
  const lagged = pairs.flatMap(([earlier], p): [number, number][] => {
    const q = at.get(earlier);
    return q === undefined ? [] : [[q, p]];
  });
  if (lagged.length < 2) throw new AimaqError('panel-test-short', { periods: panel.longest, needed: 3 });
  const fit = regress(
    [Float64Array.from(lagged, ([q]) => residuals[q])],
    Float64Array.from(lagged, ([, p]) => residuals[p]),
  );
  const codes = Int32Array.from(lagged, ([, p]) => index.unit[pairs[p][1]]);
  const G = new Set(codes).size;
  if (G < 2) throw new AimaqError('panel-test-units', { units: G, needed: 2 });
  // One coefficient: (n−1)/(n−k) is 1.
  const statistic = (fit.coefficients[0] + 0.5) ** 2 / ((G / (G - 1)) * fit.clustered(codes).data[0]);
  return { statistic, df: [1, G - 1], pValue: fisherTail(statistic, 1, G - 1) };
}

/**
 * W = Σ_i Σ_{s<t} û_is û_it over its standard error √Σ_i(Σ_{s<t} û_is û_it)². Wooldridge (2010), §10.4.4.
 * Checked against plm `pwtest`.
 */
function unobserved(panel: TestPanel, codes: Int32Array, levels: number): Outcome {
  const u = panel.pooled().residuals;
  const sums = new Float64Array(levels);
  const squares = new Float64Array(levels);
  u.forEach((e, i) => {
    sums[codes[i]] += e;
    squares[codes[i]] += e * e;
  });
  const crossed = sums.map((sum, g) => (sum * sum - squares[g]) / 2);
  const statistic =
    crossed.reduce((sum, value) => sum + value, 0) / Math.sqrt(crossed.reduce((sum, value) => sum + value * value, 0));
  return { statistic, df: [], pValue: normalTwoSided(statistic) };
}

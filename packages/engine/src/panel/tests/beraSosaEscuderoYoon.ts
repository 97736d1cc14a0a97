/**
 * Tests for AR(1) errors and random effects that are robust to the other's presence, from pooled residuals, balanced or
 * not: Bera, Sosa-Escudero & Yoon (2001), Sosa-Escudero & Bera (2008); jointly: Baltagi & Li (1991).
 * Checked against plm `pbsytest`, whose autocorrelation B divides by the squares of the rows that have a lag.
 */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { normalTail } from '../../distribution/normal.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import { neighbours, type TestPanel } from './testPanel.js';

const shared = { name: 'bera-sosa-escudero-yoon', residuals: 'pooled' } as const;

export const beraSosaEscuderoYoonTests: readonly SpecificationTest[] = [
  {
    ...shared,
    variant: 'AR(1), robust to random effects',
    null: 'no-serial-correlation',
    reference: 'chi-squared',
    run: (panel) => {
      const { A, B, n, N, a } = moments(panel);
      const statistic = (B + ((n - N) / (a - n)) * A) ** 2 * (((a - n) * n ** 2) / ((n - N) * (a - 3 * n + 2 * N)));
      return chi(statistic, 1);
    },
  },
  {
    ...shared,
    variant: 'random effects, robust to AR(1), one-sided',
    null: 'no-unit-effects',
    reference: 'normal',
    run: (panel) => {
      const { A, B, n, N, a } = moments(panel);
      const statistic = -Math.sqrt(n ** 2 / (2 * (a - 3 * n + 2 * N))) * (A + 2 * B);
      return { statistic, df: [], pValue: normalTail(statistic) };
    },
  },
  {
    ...shared,
    variant: 'joint',
    null: 'no-serial-correlation-no-effects',
    reference: 'chi-squared',
    run: (panel) => {
      const { A, B, n, N, a } = moments(panel);
      return chi(n ** 2 * ((A + 2 * B) ** 2 / (2 * (a - 3 * n + 2 * N)) + B ** 2 / (n - N)), 2);
    },
  },
];

const chi = (statistic: number, df: number): Outcome => ({
  statistic,
  df: [df],
  pValue: chiSquaredTail(statistic, df),
});

/** A = 1 − Σ_i(Σ_t u)²/Σu², B = Σ u_it u_i,t−1/Σ u_it² over rows with a lag; n rows, N units, a = ΣT_i². */
function moments(panel: TestPanel) {
  const u = panel.pooled().residuals;
  let sums = 0;
  let squares = 0;
  let a = 0;
  for (const { rows } of panel.units) {
    sums += rows.reduce((sum, row) => sum + u[row], 0) ** 2;
    squares += rows.reduce((sum, row) => sum + u[row] ** 2, 0);
    a += rows.length ** 2;
  }
  let product = 0;
  let later = 0;
  for (const [before, row] of neighbours(panel)) {
    product += u[row] * u[before];
    later += u[row] ** 2;
  }
  return { A: 1 - sums / squares, B: product / later, n: u.length, N: panel.units.length, a };
}

/** Hausman's test of random against fixed effects, in the three ways that go by his name. */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { covariance } from '../../inference/covariance.js';
import { column, columnMatrix } from '../../numeric/columnMatrix.js';
import { type Auxiliary, regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';
import { block, wald } from './wald.js';

const shared = {
  name: 'hausman',
  null: 'effects-uncorrelated',
  residuals: 'random effects',
  reference: 'chi-squared',
} as const;

export const hausmanTests: readonly SpecificationTest[] = [
  { ...shared, variant: 'chi-squared', run: contrast },
  { ...shared, variant: 'auxiliary', run: (panel) => augmented(panel, (fit) => fit.covariance) },
  { ...shared, variant: 'robust', run: (panel) => augmented(panel, (fit) => fit.clustered(panel.index.unit)) },
];

/**
 * q'(V_within − V_random)⁻¹q with q the difference of the common slopes, random effects by Swamy & Arora. A negative
 * value is what the formula gives when the difference of the covariances is not positive definite: it is kept, without a
 * p-value. Hausman (1978). Checked against plm `phtest`, which prints its absolute value.
 */
function contrast(panel: TestPanel): Outcome {
  const within = panel.withinIndividual();
  const random = panel.random();
  const common = within.names.filter((name) => name !== '(Intercept)' && random.names.includes(name));
  if (common.length === 0) throw new AimaqError('panel-test-no-slopes');
  const [w, r] = [within, random].map((fit) => {
    const positions = common.map((name) => fit.names.indexOf(name));
    return {
      b: positions.map((j) => fit.coefficients[j]),
      V: block(covariance(fit, { kind: 'iid' }, 'plm').matrix, positions),
    };
  });
  const difference = columnMatrix(common.length, common.length);
  difference.data.set(w.V.data.map((value, i) => value - r.V.data[i]));
  const { statistic, rank } = wald(
    w.b.map((value, j) => value - r.b[j]),
    difference,
  );
  const notes: Note[] = [];
  if (rank < common.length) notes.push(note('panel-test-rank', { rank, terms: common.length }));
  if (statistic < 0) notes.push(note('panel-test-negative'));
  return { statistic, df: [rank], pValue: statistic < 0 ? null : chiSquaredTail(statistic, rank), notes };
}

/**
 * Wald test of the within-transformed regressors added to the random-effects regression of quasi-demeaned rows; robust:
 * with standard errors clustered by unit (Arellano, 1993; Wooldridge, 2010, §10.7.3). Checked against plm
 * `phtest(method = "aux")`. gretl's regression has unit means in their place and other standard errors.
 */
function augmented(panel: TestPanel, covarianceOf: (fit: Auxiliary) => ReturnType<Auxiliary['clustered']>): Outcome {
  const random = panel.random();
  const within = panel.withinIndividual();
  const slopes = random.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [column(random.X, j)]));
  const added = within.names.map((_, j) => column(within.X, j));
  const fit = regress([new Float64Array(random.y.length).fill(1), ...slopes, ...added], random.y);
  const first = 1 + slopes.length;
  const positions = fit.kept.flatMap((j, position) => (j >= first ? [position] : []));
  if (positions.length === 0) throw new AimaqError('panel-test-no-slopes');
  const { statistic, rank } = wald(
    positions.map((j) => fit.coefficients[j]),
    block(covarianceOf(fit), positions),
  );
  return { statistic, df: [rank], pValue: chiSquaredTail(statistic, rank) };
}

import { describe, expect, test } from 'vitest';
import { comparing, estimateOf, leaves, type Ours, type Vcov } from '../../../test/estimators.js';
import { distance, Ledger, oracle, oracleTable } from '../../../test/oracles.js';
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import type { EstimateDocument } from '../../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from '../estimate.js';
import type { Observations } from '../observations.js';

/**
 * Every value that plm 2.6-2 and fixest 0.12.2 give for an estimator (oracles/R/panel.R), each counted
 * once; covariance matrices of fixest are counted with the covariances.
 */
const ledger = new Ledger('Estimators against plm and fixest');
const { enter, enterVcov } = comparing(ledger);

interface Test {
  readonly statistic: Record<string, number>;
  readonly parameter: Record<string, number> | null;
  readonly pValue: number;
}
interface Model {
  readonly error?: string;
  readonly coefficients: Record<string, number>;
  readonly vcov?: Vcov;
  readonly fStatistic?: Test;
  readonly fixedEffects?: Record<string, unknown>;
  readonly sigma2?: Record<string, number>;
  readonly theta?: number | Record<string, number>;
  readonly [scalar: string]: unknown;
}

const PLM: Readonly<Record<string, EstimateOptions>> = {
  pooling: { estimator: 'pooling' },
  'within.individual': { estimator: 'within', effect: 'individual', observations: true },
  'within.time': { estimator: 'within', effect: 'time', observations: true },
  'within.twoways': { estimator: 'within', effect: 'twoways' },
  between: { estimator: 'between' },
  firstDifference: { estimator: 'first-difference' },
  'random.swar': { estimator: 'random', varianceComponents: 'swar' },
  'random.walhus': { estimator: 'random', varianceComponents: 'walhus' },
  'random.amemiya': { estimator: 'random', varianceComponents: 'amemiya' },
  'random.nerlove': { estimator: 'random', varianceComponents: 'nerlove' },
  'random.twoways.swar': { estimator: 'random', effect: 'twoways' },
  'random.time.swar': { estimator: 'random', effect: 'time' },
  meanGroup: { estimator: 'mean-group' },
  commonCorrelatedEffects: { estimator: 'cce-mean-group' },
  'fgls.within': { estimator: 'fgls' },
};
const OWN = new Set(['meanGroup', 'commonCorrelatedEffects', 'fgls.within']);

const names = ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities'];
for (const name of names) {
  const reference = oracle(`panel/${name}.json`);
  const panel = { unit: reference.entity as string, time: reference.time as string };
  const data = oracleTable(name);
  const of = (options: EstimateOptions) => estimateTable(data, reference.formula, { panel, ...options })[0];

  describe(`${name}: equals plm`, () => {
    for (const [model, theirs] of Object.entries(reference.plm as Record<string, Model>)) {
      test(model, () => {
        if (theirs.error !== undefined) return ledger.peerFailed(name, model, `plm stops with "${theirs.error}"`);
        const options: EstimateOptions = OWN.has(model) ? PLM[model] : { covariance: 'iid', ...PLM[model] };
        if (model === 'commonCorrelatedEffects') return commonCorrelatedEffects(theirs, options);
        const ours = of(options);
        const twoWays = reference.panel.balanced === false && model === 'random.twoways.swar';
        for (const [key, value] of leaves(theirs)) {
          if (key[0] === 'vcov') continue;
          if (twoWays && /^(rss|rSquared|adjRSquared)$/.test(key[0])) {
            ledger.differs(name, `${model}.${key[0]}`, UNTRANSFORMED);
          } else if (twoWays && key[0] === 'fStatistic' && key[1] !== 'parameter') {
            ledger.peerFailed(name, `${model}.${key.join('.')}`, NO_VARIANCE);
          } else
            enter(
              name,
              `${model}.${key.join('.')}`,
              counterpart(ours, model, key),
              value,
              key.at(-1) === 'pValue' ? 1e-6 : 1e-8,
            );
        }
        if (theirs.vcov === undefined) return;
        if (!twoWays) return enterVcov(name, model, ours, theirs.vcov);
        // What plm leaves out, put back: its matrix is right up to σ².
        const s2 = (ours.fit.sigma as number) ** 2;
        const scaled = { names: theirs.vcov.names, values: theirs.vcov.values.map((row) => row.map((v) => v * s2)) };
        const { terms, values } = ours.covariance;
        scaled.names.forEach((a, i) => {
          scaled.names.slice(0, i + 1).forEach((b, j) => {
            const size = Math.sqrt(scaled.values[i][i] * scaled.values[j][j]);
            const own = values[terms.indexOf(a)][terms.indexOf(b)];
            expect(Math.abs(own - scaled.values[i][j]) / size).toBeLessThan(1e-8);
            ledger.peerFailed(name, `${model}.vcov.${a},${b}`, NO_VARIANCE);
          });
        });
      });
    }

    function commonCorrelatedEffects(theirs: Model, options: EstimateOptions) {
      const model = 'commonCorrelatedEffects';
      const all = [...leaves(theirs)].filter(([key]) => key[0] === 'coefficients').map(([key]) => key.join('.'));
      const vcov = theirs.vcov as Vcov;
      const triangle = vcov.names.flatMap((a, i) => vcov.names.slice(0, i + 1).map((b) => `vcov.${a},${b}`));
      const failed = (reason: string) => {
        for (const key of [...all, ...triangle]) ledger.peerFailed(name, `${model}.${key}`, reason);
      };
      if (name === 'crime') {
        expect(() => of(options)).toThrow(/at least 8/);
        return failed('7 periods and 7 averages leave nothing of any unit: the coefficients are rounding');
      }
      const ours = of(options);
      if (name === 'cigar') {
        expect(ours.removed.map((one) => one.term)).toEqual(['log(cpi)']);
        return failed(
          'the price index is the same in all states: its coefficient 4e-10 and what goes with it are rounding',
        );
      }
      const byQr = oracle('panel/estimators.json').reference[name] as Model;
      for (const [term, value] of Object.entries(byQr.coefficients))
        expect(distance(estimateOf(ours, term) as number, value)).toBeLessThan(1e-8);
      // plm inverts X'MX by a generalised inverse that leaves up to 2e-4 of rounding where units are short.
      const exact = Object.entries(theirs.coefficients).every(
        ([term, value]) => distance(estimateOf(ours, term) as number, value) < 1e-8,
      );
      if (!exact) return failed('plm inverts X′MX with 2e-4 to 1e-7 of rounding; by QR in R the agreement is 1e-8');
      for (const [key, value] of leaves(theirs))
        if (key[0] === 'coefficients') enter(name, `${model}.${key.join('.')}`, estimateOf(ours, key[1]), value);
      enterVcov(name, model, ours, vcov);
    }
  });

  describe(`${name}: equals fixest`, () => {
    const effects: Readonly<Record<string, string>> = {
      ols: '',
      'fe.entity': ` | ${panel.unit}`,
      'fe.time': ` | ${panel.time}`,
      'fe.twoways': ` | ${panel.unit} + ${panel.time}`,
    };
    for (const [model, theirs] of Object.entries(reference.fixest as Record<string, Model>)) {
      test(model, () => {
        const options = { panel, covariance: 'iid', keepSingletons: true, convention: 'fixest-0.12' };
        const [ours] = estimateTable(data, `${reference.formula}${effects[model]}`, options);
        for (const [key, value] of leaves(theirs)) {
          if (key[0] === 'vcov' || key[0] === 'fixedEffects') continue;
          enter(`${name}, fixest`, `${model}.${key.join('.')}`, counterpart(ours, model, key), value);
        }
        for (const [factor, values] of Object.entries(
          (theirs.fixedEffects ?? {}) as Record<string, Record<string, number>>,
        )) {
          const found = ours.fixedEffects.find((effect) => effect.factor === factor)?.values ?? {};
          const all = Object.entries(values);
          // Which level of the second effect is zero depends on the order of levels in fixest: differences are compared.
          const shift = all[0][1] - found[all[0][0]];
          for (const [level, value] of all) {
            expect(Math.abs(found[level] + shift - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
            if (Math.abs(shift) < 1e-6) ledger.agreed(`${name}, fixest`, `${model}.${factor}.${level}`);
            else
              ledger.differs(
                `${name}, fixest`,
                `${model}.${factor}.${level}`,
                'another level of the year is zero: the differences agree',
              );
          }
        }
      });
    }
  });
}

const UNTRANSFORMED =
  'plm takes the residuals y − Xb of an unbalanced two-way model, elsewhere (and here) those of the transformed rows';
const NO_VARIANCE = 'plm leaves σ² out of the covariance of an unbalanced two-way model; put back, it agrees';

function counterpart(ours: EstimateDocument, model: string, [key, part, inner]: readonly string[]): Ours {
  const { fit } = ours;
  const n = ours.sample.used;
  const k = ours.coefficients.length;
  const within = model.startsWith('within');
  const components = fit.varianceComponents as unknown as {
    idiosyncratic: number;
    effects: { name: string; variance: number; theta: Record<string, number> }[];
  } | null;
  switch (key) {
    case 'coefficients':
      return estimateOf(ours, part);
    case 'nobs':
      return model === 'between' || model === 'firstDifference' ? (fit.residualDegreesOfFreedom as number) + k : n;
    case 'dfResidual':
      return fit.residualDegreesOfFreedom;
    case 'rss':
      return fit.residualSumOfSquares;
    case 'rSquared':
      return within ? fit.rSquared.within : fit.rSquared.full;
    case 'adjRSquared': {
      if (!within) return fit.rSquared.adjusted;
      const degrees = fit.residualDegreesOfFreedom as number;
      return {
        value: fit.rSquared.adjustedWithin as number,
        theirs: (value) => 1 - ((1 - value) * (degrees + k)) / (n - 1),
        reason:
          'plm compares the residual variance with that of all rows, as if the effects took no degrees of freedom; fixest’s adjusted within R² agrees',
      };
    }
    case 'fStatistic': {
      const f = fit.fStatistic;
      if (part === 'pValue') {
        return model.startsWith('random')
          ? {
              value: chiSquaredTail((f?.statistic as number) * (f?.df[0] as number), f?.df[0] as number),
              theirs: (value) => value,
              reason: 'plm reads the same statistic as χ² where this is F with the residual degrees of freedom',
            }
          : f?.pValue;
      }
      if (part === 'statistic') return (f?.statistic ?? Number.NaN) * (inner === 'Chisq' ? (f?.df[0] ?? 0) : 1);
      return inner === 'df2' ? f?.df[1] : f?.df[0];
    }
    case 'fixedEffects':
      return ours.fixedEffects[0].values?.[part];
    case 'overallIntercept':
      return meanEffect(ours);
    case 'sigma2':
      return part === 'idios'
        ? components?.idiosyncratic
        : components?.effects[part === 'time' && components.effects.length > 1 ? 1 : 0].variance;
    case 'theta':
      return part === undefined ? fit.theta : components?.effects[0].theta[part];
    case 'r2':
      return fit.rSquared.full;
    case 'adjR2':
      return fit.rSquared.adjusted;
    case 'withinR2':
      return fit.rSquared.within;
    case 'adjWithinR2':
      return fit.rSquared.adjustedWithin;
    case 'rmse':
      return Math.sqrt(fit.residualSumOfSquares / n);
    default:
      return fit[key as 'logLikelihood'] ?? (key === 'logLik' ? fit.logLikelihood : undefined);
  }
}

/** The constant that plm gives to a within model: the mean of the effects over the rows. */
function meanEffect(ours: EstimateDocument): number {
  const [effect] = ours.fixedEffects;
  const { columns, rows } = ours.observations as unknown as Observations;
  const at = columns.indexOf(effect.factor);
  return rows.reduce((sum, row) => sum + (effect.values?.[String(row[at])] ?? Number.NaN) / rows.length, 0);
}

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../../oracles/coverage/estimators.md');
});

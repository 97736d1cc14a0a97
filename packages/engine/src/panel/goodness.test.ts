import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle, oracleTable } from '../../test/oracles.js';
import { estimateTable } from './estimate.js';

/** The R² block by its definitions in R 4.2.2 (oracles/R/goodness.R). */
const reference = oracle('panel/goodness.json');
const MODELS: Readonly<Record<string, Record<string, string>>> = {
  pooling: { estimator: 'pooling' },
  between: { estimator: 'between' },
  fd: { estimator: 'first-difference' },
  'random.swar': { estimator: 'random' },
  'random.walhus': { estimator: 'random', varianceComponents: 'walhus' },
  'random.amemiya': { estimator: 'random', varianceComponents: 'amemiya' },
  'random.nerlove': { estimator: 'random', varianceComponents: 'nerlove' },
  'within.individual': { estimator: 'within', effect: 'individual' },
  'within.time': { estimator: 'within', effect: 'time' },
  'within.twoways': { estimator: 'within', effect: 'twoways' },
};
const ledger = new Ledger('The R² block against R');

for (const name of ['grunfeld', 'grunfeld_gaps', 'produc', 'cigar', 'empl_uk', 'crime', 'fatalities']) {
  const { formula, entity: unit, time } = oracle(`panel/${name.replace('_gaps', '')}.json`);
  describe(`${name}: R² block`, () => {
    for (const [model, theirs] of Object.entries(reference[name] as Record<string, Record<string, number>>)) {
      test(model, () => {
        const [{ fit }] = estimateTable(oracleTable(name), formula, {
          panel: { unit, time },
          fewClusters: false,
          ...MODELS[model],
        });
        const { rSquared } = fit;
        for (const [key, value] of Object.entries(theirs)) {
          // Where effects are swept out `within` is the share of variance; the correlation has the same value for one effect.
          if (key === 'withinCorrelation' && !model.startsWith('random')) continue;
          const ours = rSquared[key.replace('Correlation', '') as keyof typeof rSquared];
          expect(distance(ours as number, value), key).toBeLessThan(1e-8);
          ledger.agreed(name, `${model}: ${key}`);
        }
        const { full, fixedEffectsOnly, within } = rSquared;
        if (full !== null && fixedEffectsOnly !== null && within !== null)
          expect(distance(1 - (1 - fixedEffectsOnly) * (1 - within), full)).toBeLessThan(1e-12);
      });
    }
  });
}

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/r-squared.md');
});

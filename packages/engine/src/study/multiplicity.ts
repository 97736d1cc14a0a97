/**
 * Allowance for the number of tests, over all hypotheses of a study at once. Holm (1979), by which verdicts are drawn, and
 * Benjamini & Hochberg (1995) take every test by its p-value. Romano & Wolf (2005) needs draws that the tests share: it
 * runs over the coefficients whose test is the wild cluster bootstrap, all read from the same vectors of signs; a test by
 * permutation or by resampling of units has no such draws and stays with the other two.
 */
import type { StudyPanel } from '../data/panelTable.js';
import { parseFormula } from '../formula/index.js';
import { clusterMoments } from '../inference/clusterMoments.js';
import { adjust } from '../inference/multiplicity.js';
import { romanoWolf } from '../inference/romanoWolf.js';
import { fitTable } from '../panel/fitTable.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { StudySpec } from '../result/documents/study.js';
import type { HypothesisEstimate, StudyMultiplicity } from '../result/documents/studyResult.js';
import { modelOptions } from './modelOptions.js';

/** One test of one hypothesis. */
export interface Test {
  readonly pValue: number | null;
  /** The coefficient, where the test is that of one. */
  readonly estimate?: HypothesisEstimate;
}

export interface AdjustedTest {
  readonly holm: number | null;
  readonly benjaminiHochberg: number | null;
  readonly romanoWolf: number | null;
}

export interface Adjusted {
  /** The shape of the lists is kept. */
  readonly tests: readonly (readonly AdjustedTest[])[];
  readonly joint: Pick<StudyMultiplicity, 'tests' | 'romanoWolf'>;
}

interface Given {
  readonly spec: StudySpec;
  readonly panel: StudyPanel;
  readonly models: ReadonlyMap<string, EstimateDocument>;
}

/** `lists`: the tests of each hypothesis. */
export function adjustTogether(lists: readonly (readonly Test[])[], given: Given): Adjusted {
  const all = lists.flat();
  const known = all.flatMap((test) => (test.pValue === null ? [] : [test.pValue]));
  const by = { holm: adjust(known, 'holm'), benjaminiHochberg: adjust(known, 'bh') };
  const drawn = all.flatMap((test) =>
    test.estimate === undefined || test.estimate.pValue.wildBootstrap === null ? [] : [test.estimate],
  );
  const joint = drawn.length === 0 ? null : sharedSigns(drawn, given);
  let next = 0;
  const tests = lists.map((list) =>
    list.map(({ pValue, estimate }): AdjustedTest => {
      const at = pValue === null ? null : next++;
      const draw = estimate === undefined ? -1 : drawn.indexOf(estimate);
      return {
        holm: at === null ? null : by.holm[at],
        benjaminiHochberg: at === null ? null : by.benjaminiHochberg[at],
        romanoWolf: joint === null || draw < 0 ? null : joint.adjusted[draw],
      };
    }),
  );
  return {
    tests,
    joint: {
      tests: known.length,
      romanoWolf:
        joint === null
          ? null
          : { tests: drawn.length, clusters: joint.clusters, draws: joint.draws, exact: joint.exact },
    },
  };
}

function sharedSigns(estimates: readonly HypothesisEstimate[], { spec, panel, models }: Given) {
  const moments = new Map(
    [...new Set(estimates.map((one) => one.model))].map((id) => {
      const model = spec.models[id];
      const fit = fitTable(panel.table, parseFormula(model.formula), modelOptions(model));
      return [id, clusterMoments(fit, models.get(id)?.fewClusters?.by ?? 'unit')] as const;
    }),
  );
  return romanoWolf(
    estimates.flatMap(({ model, term }) => {
      const own = moments.get(model);
      return own === undefined ? [] : [{ moments: own, term: own.names.indexOf(term) }];
    }),
  );
}

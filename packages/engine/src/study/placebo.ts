/**
 * Placebo by a lead: next year's value of a regressor is put beside this year's. What has not happened yet cannot have an
 * effect; if the lead speaks, the regressor follows the outcome or both follow something else. Source: Granger (1969);
 * Angrist & Pischke (2009), §5.2.
 */
import type { Table } from '../data/table.js';
import { AimaqError } from '../errors.js';
import { parseFormula, printFormula, printTerm } from '../formula/index.js';
import { estimateTable } from '../panel/estimate.js';
import type { ModelSpec } from '../result/documents/study.js';
import type { HypothesisEstimate } from '../result/documents/studyResult.js';
import { modelOptions } from './modelOptions.js';

export type Placebo = NonNullable<HypothesisEstimate['placebo']>;

/** null when the panel is too short for a lead, or the model has no such term. */
export function placeboOf(table: Table, model: ModelSpec, term: string): Placebo | null {
  const formula = parseFormula(model.formula);
  const regressor = formula.regressors.find((one) => printTerm(one) === term);
  if (regressor === undefined) return null;
  const lead = { kind: 'call', name: 'f', args: [regressor], options: {} } as const;
  try {
    const [document] = estimateTable(table, printFormula({ ...formula, regressors: [...formula.regressors, lead] }), {
      ...modelOptions(model),
      covariance: model.covariance,
      convention: model.convention,
      fewClusters: true,
    });
    // The lead is the last regressor, whatever its column is called.
    const found = document.coefficients.at(-1);
    if (found === undefined || found.term === term) return null;
    const few = document.fewClusters?.terms.find((one) => one.term === found.term);
    return {
      term: found.term,
      estimate: found.estimate,
      CR2: few?.CR2.pValue ?? null,
      wildBootstrap: few?.wildBootstrap.pValue ?? null,
    };
  } catch (thrown) {
    if (thrown instanceof AimaqError) return null;
    throw thrown;
  }
}

/** Coefficients that the study lets instruments use: from the model's document, adjusted together for their number. */
import { type Expression, namesOf } from '../data/expression.js';
import { studentQuantile } from '../distribution/student.js';
import { larger } from '../evidence/effect.js';
import type { PanelEffects } from '../evidence/instrumentEffect.js';
import { adjust } from '../inference/multiplicity.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { StudySpec } from '../result/documents/study.js';

/** By indicator. A term that is not a variable of the study, or has no CR2 error, is left out. */
export function panelEffects(
  spec: StudySpec,
  models: ReadonlyMap<string, EstimateDocument>,
  expressions: ReadonlyMap<string, Expression>,
): PanelEffects {
  const { significance } = spec.inference;
  const found = spec.recommendations.effects.flatMap(({ indicator, model, term }) => {
    const document = models.get(model);
    const coefficient = document?.coefficients.find((one) => one.term === term);
    const few = document?.fewClusters?.terms.find((one) => one.term === term);
    const expression = expressions.get(term);
    const standardError = few?.CR2.standardError ?? null;
    const degreesOfFreedom = few?.CR2.degreesOfFreedom ?? null;
    if (coefficient === undefined || expression === undefined || standardError === null || degreesOfFreedom === null)
      return [];
    if (!namesOf(expression).includes(indicator)) return [];
    const half = studentQuantile(1 - significance / 2, degreesOfFreedom) * standardError;
    const path = (few?.leaveOneOut ?? []).flatMap((one) => (one.estimate === null ? [] : [one.estimate]));
    return [
      {
        indicator,
        expression,
        pValue: larger(few?.CR2.pValue ?? null, few?.wildBootstrap.pValue ?? null) ?? 1,
        effect: {
          model,
          term,
          estimate: coefficient.estimate,
          standardError,
          degreesOfFreedom,
          leaveOneOutStable: path.every((value) => value * coefficient.estimate > 0),
          low: coefficient.estimate - half,
          high: coefficient.estimate + half,
        },
      },
    ];
  });
  const adjusted = adjust(
    found.map((one) => one.pValue),
    'holm',
  );
  return new Map(
    found.map(({ indicator, expression, effect }, i) => [
      indicator,
      { expression, effect: { ...effect, told: adjusted[i] < significance } },
    ]),
  );
}

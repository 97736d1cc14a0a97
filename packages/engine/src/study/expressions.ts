/** The variables of a study as expressions over the indicators of its data package. */
import type { Dataset } from '../data/dataset.js';
import { type Expression, namesOf, parseExpression } from '../data/expression.js';
import { AimaqError, type Issue, note } from '../errors.js';
import type { StudySpec } from '../result/documents/study.js';
import { StudyRejected } from './rejected.js';

/** All expressions parsed, every indicator known. Errors: StudyRejected. */
export function expressionsOf(spec: StudySpec, dataset: Dataset): Map<string, Expression> {
  const issues: Issue[] = [];
  const expressions = new Map<string, Expression>();
  for (const [id, variable] of Object.entries(spec.variables)) {
    const path = `/variables/${id}/expression`;
    try {
      const expression = parseExpression(variable.expression);
      expressions.set(id, expression);
      for (const indicator of namesOf(expression)) {
        if (!dataset.indicators.has(indicator))
          issues.push({ ...note('study-unknown-indicator', { path, indicator }), path });
      }
    } catch (cause) {
      if (!(cause instanceof AimaqError)) throw cause;
      issues.push({ ...note('study-invalid', { path, problem: cause.message }), path });
    }
  }
  if (issues.length > 0) throw new StudyRejected(issues);
  return expressions;
}

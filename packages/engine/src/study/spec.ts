/**
 * Reads a study (`aimaq/study@1`): fills in defaults and checks that every name it uses is declared.
 * All problems are returned at once, each with its JSON pointer; the edge turns pointers into lines.
 */
import { type Issue, issue, type Outcome } from '../errors.js';
import { parseFormula, printTerm, variablesOf } from '../formula/index.js';
import { check, pointer } from '../result/check.js';
import { type StudySpec, StudySpecSchema } from '../result/documents/study.js';

export function readStudySpec(value: unknown): Outcome<StudySpec> {
  const read = check(StudySpecSchema, value, 'study-invalid');
  if (!read.ok) return read;
  const issues = undeclared(read.value);
  return issues.length > 0 ? { ok: false, issues } : read;
}

function undeclared(spec: StudySpec): Issue[] {
  const variables = Object.keys(spec.variables);
  const models = Object.keys(spec.models);
  const issues: Issue[] = [];
  const needVariable = (variable: string, keys: readonly (string | number)[]) => {
    if (variables.includes(variable)) return;
    const path = pointer(keys);
    issues.push(issue('study-unknown-variable', { path, variable, known: variables.join(', ') }, { path }));
  };
  spec.correlation.variables.forEach((variable, i) => {
    needVariable(variable, ['correlation', 'variables', i]);
  });
  spec.clustering.variables.forEach((variable, i) => {
    needVariable(variable, ['clustering', 'variables', i]);
  });

  const termsOf = new Map<string, string[]>();
  for (const [id, model] of Object.entries(spec.models)) {
    const keys = ['models', id, 'formula'];
    try {
      const formula = parseFormula(model.formula);
      termsOf.set(id, formula.regressors.map(printTerm));
    } catch (cause) {
      const path = pointer(keys);
      issues.push(
        issue('study-invalid', { path, problem: cause instanceof Error ? cause.message : String(cause) }, { path }),
      );
    }
  }
  for (const [id, hypothesis] of Object.entries(spec.hypotheses)) {
    if (hypothesis.kind === 'effect') {
      for (const field of ['also', 'readings'] as const) {
        hypothesis[field].forEach((other, i) => {
          if (models.includes(other.model)) return;
          const at = pointer(['hypotheses', id, field, i, 'model']);
          issues.push(
            issue('study-unknown-model', { path: at, model: other.model, known: models.join(', ') }, { path: at }),
          );
        });
      }
    }
    const path = pointer(['hypotheses', id, 'model']);
    if (!models.includes(hypothesis.model)) {
      issues.push(issue('study-unknown-model', { path, model: hypothesis.model, known: models.join(', ') }, { path }));
      continue;
    }
    const known = termsOf.get(hypothesis.model);
    if (known === undefined) continue;
    const rivals = hypothesis.kind === 'dominance' ? hypothesis.rivals : [];
    for (const [field, terms] of [
      ['terms', hypothesis.terms],
      ['rivals', rivals],
    ] as const) {
      terms.forEach((term, i) => {
        if (known.includes(term)) return;
        const at = pointer(['hypotheses', id, field, i]);
        issues.push(
          issue(
            'study-unknown-term',
            { path: at, model: hypothesis.model, term, known: known.join(', ') },
            { path: at },
          ),
        );
      });
    }
  }
  for (const [id, choices] of Object.entries(spec.multiverse)) {
    const at = pointer(['multiverse', id]);
    if (!(id in spec.hypotheses)) {
      const known = Object.keys(spec.hypotheses).join(', ');
      issues.push(issue('study-unknown-hypothesis', { path: at, hypothesis: id, known }, { path: at }));
    }
    for (const field of ['outcomes', 'terms', 'controls', 'always'] as const) {
      choices[field].forEach((text, i) => {
        const keys = ['multiverse', id, field, i];
        try {
          for (const term of parseFormula(`y ~ ${text}`).regressors)
            for (const variable of variablesOf(term)) needVariable(variable, keys);
        } catch (cause) {
          const path = pointer(keys);
          const problem = cause instanceof Error ? cause.message : String(cause);
          issues.push(issue('study-invalid', { path, problem }, { path }));
        }
      });
    }
    choices.weights.forEach((name, i) => {
      if (name !== 'none') needVariable(name, ['multiverse', id, 'weights', i]);
    });
  }
  return issues;
}

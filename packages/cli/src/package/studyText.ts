/** A study as YAML with comments that say what to change: outcome on regressors within regions and years, groups. */
export interface StudyDraft {
  readonly id: string;
  readonly period: { readonly from: number; readonly to: number };
  readonly outcome: string;
  readonly regressors: readonly { readonly id: string; readonly sign: 'positive' | 'negative' }[];
  readonly locales: readonly string[];
}

export function studyText({ id, period, outcome, regressors, locales }: StudyDraft): string {
  const ids = regressors.map((one) => one.id);
  const all = [outcome, ...ids].join(', ');
  return `# Made by aimaq init. Check it with: aimaq validate study.yaml; run it with: aimaq run study.yaml
# Names and texts stand in locales/*.csv; aimaq help study says more.
schema: aimaq/study@1
id: ${id}
country: ${id}
data: datapackage.json
locales: [${locales.join(', ')}]

territory: { units: present }
period: { from: ${period.from}, to: ${period.to} }

# An expression may use any indicators of the data package, such as log(output / workers).
variables:
${[outcome, ...ids]
  .map((name) => `  ${name}:\n    expression: ${name}\n    role: ${name === outcome ? 'outcome' : 'macro'}`)
  .join('\n')}

correlation:
  variables: [${all}]

# The baseline carries the verdicts; the others are shown beside it.
models:
  baseline:
    formula: ${outcome} ~ ${ids.join(' + ')} | unit + year
    covariance: CR1S:unit
    role: baseline
  no_year_effects:
    formula: ${outcome} ~ ${ids.join(' + ')} | unit
    role: illustration
  pooled:
    formula: ${outcome} ~ ${ids.join(' + ')}
    estimator: pooling
    role: illustration

# One claim for each regressor; write down the sign you expect before you look at the result.
hypotheses:
${regressors
  .map(
    ({ id: name, sign }) =>
      `  ${name}:\n    kind: effect\n    model: baseline\n    terms: [${name}]\n    sign: ${sign}`,
  )
  .join('\n')}

clustering:
  variables: [${all}]
  years: { from: ${Math.max(period.from, period.to - 2)}, to: ${period.to} }
  k: auto

headline: [${[outcome, ...ids].slice(0, 4).join(', ')}]
`;
}

/** What was estimated, from what, what was left out and why, by which convention: one sentence a fact. */
import type { EstimateDocument } from '../../result/index.js';
import { covarianceText, estimatorText, removedText } from '../table/estimateParts.js';
import type { Words } from '../words.js';

/** The model, its sample, what was left out and why, its standard errors. */
export function estimationFacts(estimate: EstimateDocument, words: Words): readonly string[] {
  const say = (key: string, params = {}) => words.text(`views.explain.${key}`, params);
  const { model, sample, covariance } = estimate;
  const lines = [say('model', { formula: model.formula, estimator: estimatorText(estimate, words) })];
  if (estimate.fixedEffects.length > 0) {
    const effects = estimate.fixedEffects.map(
      ({ factor, levels }) => `${factor} (${words.number(levels, { digits: 0 })})`,
    );
    lines.push(say('effects', { effects: words.list(effects) }));
  }
  lines.push(say('sample', { used: sample.used, rows: sample.rows }));
  if (sample.units !== null && sample.periods !== null)
    lines.push(
      say(sample.balanced === true ? 'balanced' : 'unbalanced', { units: sample.units, periods: sample.periods }),
    );
  if (model.weights !== null)
    lines.push(say('weights', { name: model.weights.name, kind: say(`weightsKind.${model.weights.kind}`) }));
  for (const { reason, count } of sample.dropped) {
    const known = words.has(`views.explain.dropped.${reason}`);
    lines.push(known ? say(`dropped.${reason}`, { count }) : say('dropped.other', { count, reason }));
  }
  lines.push(...removedText(estimate, words, (term) => term));
  lines.push(say('errors', { covariance: covarianceText(estimate, words) }), ...recipeLines(covariance.recipe, words));
  const known = estimate.coefficients.flatMap(({ term, degreesOfFreedom }) =>
    degreesOfFreedom === null ? [] : [{ term, degreesOfFreedom }],
  );
  const [first] = known;
  const shown = (df: number) => words.number(df, { maximumFractionDigits: 1 });
  if (first !== undefined)
    lines.push(
      known.every((one) => one.degreesOfFreedom === first.degreesOfFreedom)
        ? say('freedom', { df: shown(first.degreesOfFreedom), convention: covariance.convention })
        : say('freedomEach', {
            degrees: known.map((one) => `${one.term} ${shown(one.degreesOfFreedom)}`).join(', '),
          }),
    );
  return lines;
}

/** The small-sample recipe in words and numbers: the factor, what it counts, and the model that the adjustments assume. */
function recipeLines(recipe: EstimateDocument['covariance']['recipe'], words: Words): readonly string[] {
  const say = (key: string, params = {}) => words.text(`views.explain.${key}`, params);
  const { formula, factor, rule, lag, clusters, parts, workingModel } = recipe;
  const spoken = words.has(`views.explain.rule.${rule}`) ? say(`rule.${rule}`) : recipe.words;
  if (typeof formula !== 'string' || typeof factor !== 'number' || typeof spoken !== 'string' || rule === null)
    return [];
  const counts = [
    ['n', recipe.n],
    [formula.includes('k') ? 'k' : 'K', recipe.K],
    [formula.includes('T') ? 'T' : 'G', clusters],
  ].flatMap(([symbol, value]) =>
    typeof value === 'number' && formula.includes(String(symbol))
      ? [`${symbol} = ${words.number(value, { digits: 0 })}`]
      : [],
  );
  const params = {
    formula,
    factor: words.number(factor, { significant: 5 }),
    counts: counts.join(', '),
    words: typeof lag === 'number' ? `${say('lag', { lag })}; ${spoken}` : spoken,
  };
  return [
    say(formula === '1' ? 'noFactor' : factor === 1 ? 'formula' : 'factor', params),
    ...(typeof parts === 'string' ? [say(`parts.${parts}`)] : []),
    ...(typeof workingModel === 'string' ? [say(`working.${workingModel}`)] : []),
  ];
}

export function explainEstimate(estimate: EstimateDocument, words: Words, level = 0.95): readonly string[] {
  const say = (key: string, params = {}) => words.text(`views.explain.${key}`, params);
  const { model, fit } = estimate;
  const lines = [...estimationFacts(estimate, words)];
  for (const row of estimate.coefficients) {
    const [low, high] = row.confidenceInterval;
    if (row.term === '(Intercept)' || low === null || high === null) continue;
    lines.push(
      say(low * high > 0 ? 'clear' : 'unclear', {
        term: row.term,
        response: model.response,
        estimate: words.number(row.estimate, { significant: 3, sign: 'always' }),
        low: words.number(low, { significant: 3 }),
        high: words.number(high, { significant: 3 }),
        level,
      }),
    );
  }
  const { within, fixedEffectsOnly, full } = fit.rSquared;
  if (estimate.fixedEffects.length > 0 && within !== null && fixedEffectsOnly !== null)
    lines.push(say('withinFit', { within, effects: fixedEffectsOnly }));
  else if (full !== null) lines.push(say('fit', { full }));
  for (const warning of estimate.warnings) {
    const { message, hint } = words.note(warning);
    lines.push(say('warning', { message, hint }));
  }
  return [...new Set(lines)];
}

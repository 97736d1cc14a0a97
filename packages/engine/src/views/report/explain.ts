/** What was estimated, from what, what was left out and why, by which convention: one sentence a fact. */
import type { EstimateDocument } from '../../result/index.js';
import { covarianceText, estimatorText } from '../table/estimateParts.js';
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
  for (const { reason, count } of sample.dropped) {
    const known = words.has(`views.explain.dropped.${reason}`);
    lines.push(known ? say(`dropped.${reason}`, { count }) : say('dropped.other', { count, reason }));
  }
  for (const { term, reason } of estimate.removed) lines.push(words.text('views.regression.removed', { term, reason }));
  lines.push(say('errors', { covariance: covarianceText(estimate, words) }));
  const [first] = estimate.coefficients;
  if (first?.degreesOfFreedom != null)
    lines.push(
      say('freedom', {
        df: words.number(first.degreesOfFreedom, { maximumFractionDigits: 1 }),
        convention: covariance.convention,
      }),
    );
  return lines;
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

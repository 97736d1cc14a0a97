/** Hypotheses of the study: their estimates collected from the models, then judged by the rules of the evidence room. */
import type { StudyPanel } from '../data/panelTable.js';
import { cubeOf } from '../evidence/balancedPanel.js';
import { judgeDominance } from '../evidence/dominance.js';
import { type Judgement, judgeEffect } from '../evidence/effect.js';
import { judgeHeterogeneity } from '../evidence/heterogeneity.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { HypothesisSpec, StudySpec } from '../result/documents/study.js';
import type { HypothesisEstimate, HypothesisResult } from '../result/documents/studyResult.js';
import type { Typology } from './typology.js';

export interface HypothesisInput {
  readonly spec: StudySpec;
  readonly models: ReadonlyMap<string, EstimateDocument>;
  readonly panel: StudyPanel;
  readonly typology: Typology;
}

export function hypotheses(input: HypothesisInput): HypothesisResult[] {
  return Object.entries(input.spec.hypotheses).map(([id, hypothesis]) => {
    const own = hypothesis.terms.map((term) => estimateOf(input, hypothesis.model, term));
    const also =
      hypothesis.kind === 'effect' ? hypothesis.also.map((other) => estimateOf(input, other.model, other.term)) : [];
    const known = (list: (HypothesisEstimate | null)[]) =>
      list.filter((one): one is HypothesisEstimate => one !== null);
    const judgement = judge(hypothesis, input, known(own), known(also));
    return {
      id,
      kind: hypothesis.kind,
      paper: hypothesis.paper,
      estimates: [...known(own), ...known(also)],
      figures: judgement.figures,
      verdict: judgement.verdict,
      reasons: judgement.reasons.map((reason) => ({
        ...reason,
        cites: citesOf(input.spec, hypothesis, reason.message.params.term),
      })),
    };
  });
}

function judge(
  hypothesis: HypothesisSpec,
  input: HypothesisInput,
  terms: HypothesisEstimate[],
  also: HypothesisEstimate[],
): Judgement {
  const { spec, models, panel } = input;
  const { significance } = spec.inference;
  const seed = spec.clustering.seed;
  if (hypothesis.kind === 'effect') return judgeEffect({ sign: hypothesis.sign, significance, terms, also });
  const document = models.get(hypothesis.model);
  const outcome = document?.model.response ?? '';
  const rSquared = document?.fit.rSquared;
  if (hypothesis.kind === 'dominance') {
    const complete = cubeOf(panel.values, [outcome, ...hypothesis.terms, ...hypothesis.rivals]);
    if (complete === null) return incomplete();
    return judgeDominance({
      cube: complete.cube,
      block: hypothesis.terms.length,
      rivals: hypothesis.rivals.length,
      fixedEffectsOnly: rSquared?.fixedEffectsOnly ?? null,
      full: rSquared?.full ?? null,
      significance,
      seed,
    });
  }
  const others = (document?.coefficients ?? [])
    .map((coefficient) => coefficient.term)
    .filter((term) => !hypothesis.terms.includes(term));
  const complete = cubeOf(panel.values, [outcome, ...hypothesis.terms, ...others]);
  const { document: cluster } = input.typology;
  const partition = complete?.units.map((unit) => input.typology.partition[unit]) ?? [];
  if (complete === null || partition.some((c) => c < 0)) return incomplete();
  return judgeHeterogeneity({
    cube: complete.cube,
    terms: hypothesis.terms.length,
    partition,
    structurePValue: cluster.structure?.pValue ?? null,
    significance,
    seed,
  });
}

function incomplete(): Judgement {
  return {
    verdict: 'cannot-tell',
    reasons: [
      { rule: 'panel-incomplete', message: { key: 'evidence.reason.panel-incomplete', params: {} }, cites: [] },
    ],
    figures: {},
  };
}

function estimateOf({ models }: HypothesisInput, model: string, term: string): HypothesisEstimate | null {
  const document = models.get(model);
  const coefficient = document?.coefficients.find((one) => one.term === term);
  if (coefficient === undefined) return null;
  const few = document?.fewClusters?.terms.find((one) => one.term === term);
  const path = (few?.leaveOneOut ?? []).filter(
    (one): one is { cluster: string; estimate: number } => one.estimate !== null,
  );
  const smallest = path.reduce<(typeof path)[number] | null>(
    (a, b) => (a === null || b.estimate < a.estimate ? b : a),
    null,
  );
  const largest = path.reduce<(typeof path)[number] | null>(
    (a, b) => (a === null || b.estimate > a.estimate ? b : a),
    null,
  );
  const wild = few?.wildBootstrap;
  return {
    model,
    term,
    estimate: coefficient.estimate,
    confidenceInterval: wild === undefined ? coefficient.confidenceInterval : wild.confidenceInterval,
    pValue: { CR1S: coefficient.pValue, CR2: few?.CR2.pValue ?? null, wildBootstrap: wild?.pValue ?? null },
    degreesOfFreedom: few?.CR2.degreesOfFreedom ?? coefficient.degreesOfFreedom,
    leaveOneOut:
      smallest === null || largest === null
        ? null
        : { min: smallest.estimate, minWithout: smallest.cluster, max: largest.estimate, maxWithout: largest.cluster },
  };
}

/** Pointers to the numbers behind a sentence. */
function citesOf(spec: StudySpec, hypothesis: HypothesisSpec, term: unknown): string[] {
  const model = Object.keys(spec.models).indexOf(hypothesis.model);
  const base = `/models/${model}/estimate`;
  return typeof term === 'string' ? [`${base}/coefficients`, `${base}/fewClusters`] : [`${base}/fit/rSquared`];
}

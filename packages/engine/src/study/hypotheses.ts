/**
 * Hypotheses of the study: their estimates collected from the models, all tests adjusted together for their number, then
 * judged by the rules of the evidence room.
 */
import { STUDY_INDEX, type StudyPanel } from '../data/panelTable.js';
import { AimaqError } from '../errors.js';
import { cubeOf } from '../evidence/balancedPanel.js';
import { type Block, type Dominance, judgeDominance, measureDominance } from '../evidence/dominance.js';
import { judgeEffect, larger, type VerdictRules } from '../evidence/effect.js';
import {
  type EqualSlopes,
  type Heterogeneity,
  judgeHeterogeneity,
  measureHeterogeneity,
} from '../evidence/heterogeneity.js';
import { type Judgement, reason } from '../evidence/judgement.js';
import { slopesByCluster, splitByTime } from '../evidence/slopesByCluster.js';
import { CARRIES } from '../inference/fewClusters.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { MultiverseDocument } from '../result/documents/multiverse.js';
import type { Reason } from '../result/documents/note.js';
import type { HypothesisSpec, StudySpec } from '../result/documents/study.js';
import type { HypothesisEstimate, HypothesisResult, StudyMultiplicity } from '../result/documents/studyResult.js';
import { estimateOf } from './hypothesisEstimate.js';
import { type AdjustedTest, adjustTogether, type Test } from './multiplicity.js';
import { curveOf, signShareOf } from './multiverseShare.js';
import type { Placebo } from './placebo.js';
import type { Typology } from './typology.js';

export interface HypothesisInput {
  readonly spec: StudySpec;
  readonly models: ReadonlyMap<string, EstimateDocument>;
  readonly panel: StudyPanel;
  readonly typology: Typology;
  /** By model and term. */
  readonly placebo: (model: string, term: string) => Placebo | null;
  readonly withinShare: ReadonlyMap<string, number>;
  /** By hypothesis. */
  readonly multiverses: ReadonlyMap<string, MultiverseDocument>;
}

/** What one hypothesis rests on, before multiplicity is known. */
type Measured = { readonly tests: readonly Test[] } & (
  | { readonly kind: 'effect'; readonly terms: HypothesisEstimate[] }
  | { readonly kind: 'dominance'; readonly measured: Dominance | null | 'incomplete' }
  | {
      readonly kind: 'heterogeneity';
      readonly measured: Heterogeneity | 'incomplete';
      readonly equalSlopes?: EqualSlopes;
    }
);

export interface JudgedHypotheses {
  readonly hypotheses: HypothesisResult[];
  readonly multiplicity: StudyMultiplicity;
}

export function hypotheses(input: HypothesisInput): JudgedHypotheses {
  const { spec } = input;
  const rules: VerdictRules = { significance: spec.inference.significance, ...spec.verdicts };
  const entries = Object.entries(spec.hypotheses);
  const measured = entries.map(([id, hypothesis]) => measure(id, hypothesis, { input, rules }));
  const { tests, joint } = adjustTogether(
    measured.map((one) => one.tests),
    input,
  );
  const results = entries.map(([id, hypothesis], i): HypothesisResult => {
    const also = hypothesis.kind === 'effect' ? hypothesis.also.flatMap((other) => estimate(input, rules, other)) : [];
    const own = measured[i];
    const terms =
      own.kind === 'effect'
        ? own.terms.map((term, t) => ({ ...term, adjustedPValue: tests[i][t].holm, multiplicity: { ...tests[i][t] } }))
        : hypothesis.terms
            .flatMap((term) => estimate(input, rules, { model: hypothesis.model, term }))
            .map((term) => ({ ...term, placebo: input.placebo(term.model, term.term) }));
    const judgement = judge({ hypothesis, own, terms, also, adjusted: tests[i] }, input, rules);
    const cited = (reasons: Judgement['reasons']) =>
      reasons.map((one) => ({ ...one, cites: citesOf(spec, hypothesis, one.message.params.term) }));
    return {
      id,
      kind: hypothesis.kind,
      paper: hypothesis.paper,
      estimates: [...terms, ...also],
      figures: {
        ...judgement.figures,
        ...(own.kind === 'effect' ? {} : { benjaminiHochbergPValue: tests[i][0]?.benjaminiHochberg ?? null }),
      },
      verdict: judgement.verdict,
      reasons: cited([...judgement.reasons, ...leaning(terms)]),
      wouldTell: cited(judgement.wouldTell ?? []),
      readings:
        hypothesis.kind === 'effect'
          ? hypothesis.readings.flatMap(({ id: reading, ...asked }) =>
              estimate(input, rules, asked).map((found) => ({ id: reading, estimate: found })),
            )
          : [],
      blocks: judgement.blocks ?? [],
      slopes: judgement.slopes ?? [],
      targeting: judgement.targeting ?? null,
      multiverse: curveOf(input.multiverses.get(id)),
      rules: { ...rules },
    };
  });
  const without = entries.flatMap(([id], i) => (tests[i].some((test) => test.romanoWolf === null) ? [id] : []));
  return { hypotheses: results, multiplicity: { rule: 'holm', ...joint, withoutRomanoWolf: without } };
}

function measure(
  id: string,
  hypothesis: HypothesisSpec,
  { input, rules }: { readonly input: HypothesisInput; readonly rules: VerdictRules },
): Measured {
  const { models, panel, spec, typology } = input;
  const { significance } = rules;
  const { seed } = spec.clustering;
  if (hypothesis.kind === 'effect') {
    const terms = hypothesis.terms.flatMap((term) => estimate(input, rules, { model: hypothesis.model, term }));
    const tested = terms.map((term) => ({
      ...term,
      placebo: input.placebo(term.model, term.term),
      multiverse: signShareOf(input.multiverses.get(id), { term: term.term, sign: hypothesis.sign, ...rules }),
    }));
    return {
      kind: 'effect',
      terms: tested,
      tests: tested.map((term) => ({
        pValue: larger(term.pValue.CR2, term.pValue.wildBootstrap),
        estimate: term,
      })),
    };
  }
  const document = models.get(hypothesis.model);
  const outcome = document?.model.response ?? '';
  if (hypothesis.kind === 'dominance') {
    const blocks = [...blocksOf(hypothesis.terms, false, spec), ...blocksOf(hypothesis.rivals, true, spec)];
    const complete = cubeOf(panel.values, [outcome, ...blocks.flatMap((block) => block.terms)]);
    if (complete === null) return { kind: 'dominance', measured: 'incomplete', tests: [] };
    const measured = measureDominance({ cube: complete.cube, blocks, significance, seed });
    return { kind: 'dominance', measured, tests: [{ pValue: measured?.pValue ?? null }] };
  }
  const others = (document?.coefficients ?? [])
    .map((coefficient) => coefficient.term)
    .filter((term) => !hypothesis.terms.includes(term));
  const complete = cubeOf(panel.values, [outcome, ...hypothesis.terms, ...others]);
  const partition = complete?.units.map((unit) => typology.partition[unit]) ?? [];
  if (complete === null || partition.some((cluster) => cluster < 0))
    return { kind: 'heterogeneity', measured: 'incomplete', tests: [] };
  const measured = measureHeterogeneity(
    { cube: complete.cube, terms: hypothesis.terms.length, partition, significance, seed },
    hypothesis.terms,
    typology.clusters.map((cluster) => cluster.id),
  );
  const equalSlopes = equalSlopesOf(input, { outcome, terms: hypothesis.terms, others, seed });
  return { kind: 'heterogeneity', measured, equalSlopes, tests: [{ pValue: measured.pValue }] };
}

/** Tests of equal slopes with the groups of the typology, and with groups of the first half of the period on the second. */
function equalSlopesOf(
  { panel, spec, typology }: HypothesisInput,
  question: {
    readonly outcome: string;
    readonly terms: readonly string[];
    readonly others: readonly string[];
    readonly seed: number;
  },
): EqualSlopes {
  const clusterOf = new Map(panel.areas.map((area, a) => [area.id, String(typology.partition[a])]));
  const whole = ifPossible(() => slopesByCluster(panel.table, { ...question, panel: STUDY_INDEX }, clusterOf));
  const until = panel.years[Math.ceil(panel.years.length / 2) - 1] ?? 0;
  const later = ifPossible(() => splitByTime(panel, question, { ...spec.clustering, until, k: typology.document.k }));
  const pValues = (found: typeof whole) => ({
    HTZ: found?.wald?.pValue ?? null,
    wildBootstrap: found?.wildBootstrap?.pValue ?? null,
  });
  return { ...pValues(whole), later: later === null ? null : { until, ...pValues(later) } };
}

/** A test that the data do not allow (a group of one unit, slopes that cannot be told apart) does not exist. */
function ifPossible<T>(test: () => T): T | null {
  try {
    return test();
  } catch (error) {
    if (error instanceof AimaqError) return null;
    throw error;
  }
}

interface Judged {
  readonly hypothesis: HypothesisSpec;
  readonly own: Measured;
  readonly terms: readonly HypothesisEstimate[];
  readonly also: readonly HypothesisEstimate[];
  readonly adjusted: readonly AdjustedTest[];
}

function judge(
  { hypothesis, own, terms, also, adjusted }: Judged,
  input: HypothesisInput,
  rules: VerdictRules,
): Judgement {
  const document = input.models.get(hypothesis.model);
  if (own.kind === 'effect') {
    return judgeEffect({
      sign: hypothesis.kind === 'effect' ? hypothesis.sign : 'positive',
      rules,
      terms,
      also,
      units: document?.sample.units ?? 0,
      proxies: new Set(
        Object.entries(input.spec.variables).flatMap(([id, one]) => (one.standsFor === undefined ? [] : [id])),
      ),
      withinShare: input.withinShare,
    });
  }
  if (own.measured === 'incomplete')
    return { verdict: 'cannot-tell', reasons: [reason('panel-incomplete')], figures: {} };
  const adjustedPValue = adjusted[0]?.holm ?? null;
  if (own.kind === 'dominance') {
    const rSquared = document?.fit.rSquared;
    return judgeDominance({
      measured: own.measured,
      fixedEffectsOnly: rSquared?.fixedEffectsOnly ?? null,
      full: rSquared?.full ?? null,
      adjustedPValue,
      rules,
    });
  }
  return judgeHeterogeneity({
    measured: own.measured,
    adjustedPValue,
    structurePValue: input.typology.document.structure?.pValue ?? null,
    ...(own.equalSlopes === undefined ? {} : { equalSlopes: own.equalSlopes }),
    significance: rules.significance,
  });
}

/** Terms by the role of their variable, in the order of first mention; a term that is no variable is its own block. */
function blocksOf(terms: readonly string[], rival: boolean, spec: StudySpec): Block[] {
  const groups = new Map<string, string[]>();
  for (const term of terms) {
    const id = spec.variables[term]?.role ?? term;
    groups.set(id, [...(groups.get(id) ?? []), term]);
  }
  return [...groups].map(([id, own]) => ({ id, terms: own, rival }));
}

function estimate(
  input: HypothesisInput,
  rules: VerdictRules,
  asked: { readonly model: string; readonly term: string },
): HypothesisEstimate[] {
  const found = estimateOf(input.models.get(asked.model), asked, rules);
  return found === null ? [] : [found];
}

/** Terms whose coefficient is largely that of one unit, whatever the verdict. */
function leaning(terms: readonly HypothesisEstimate[]): Reason[] {
  return terms.flatMap(({ term, leverage }) =>
    leverage === null || leverage.share <= CARRIES
      ? []
      : [reason('leans-on-one-region', { term, region: leverage.cluster, share: leverage.share })],
  );
}

/** Pointers to the numbers behind a sentence. */
function citesOf(spec: StudySpec, hypothesis: HypothesisSpec, term: unknown): string[] {
  const model = Object.keys(spec.models).indexOf(hypothesis.model);
  const base = `/models/${model}/estimate`;
  return typeof term === 'string' ? [`${base}/coefficients`, `${base}/fewClusters`] : [`${base}/fit/rSquared`];
}

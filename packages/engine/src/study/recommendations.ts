/** Recommendations for every cluster and every present region, with what a region on the border of clusters needs to know. */
import { chancesOf } from '../evidence/gain.js';
import type { PanelEffects } from '../evidence/instrumentEffect.js';
import type { Instruments } from '../evidence/instruments.js';
import { landscapeOf } from '../evidence/landscape.js';
import type { PowerSpec } from '../evidence/power.js';
import { type RecommendInput, recommend } from '../evidence/recommendation.js';
import type { AreaFigures, ScreenOptions } from '../evidence/screen.js';
import type { Reason } from '../result/documents/note.js';
import type { Considered, Recommendation, RecommendationSet } from '../result/documents/recommendation.js';
import type { Membership, StudyResult } from '../result/documents/studyResult.js';

export interface RecommendationsInput {
  readonly policy: Instruments;
  readonly clusters: readonly { readonly id: string; readonly regions: readonly string[] }[];
  readonly regions: readonly string[];
  readonly figuresOf: (regions: readonly string[]) => AreaFigures;
  readonly country: AreaFigures;
  readonly screening: ScreenOptions;
  readonly directionOf: RecommendInput['directionOf'];
  readonly breaksOf: (indicator: string, regions: readonly string[]) => readonly number[];
  readonly membershipOf: (region: string) => Membership | undefined;
  readonly panel: PanelEffects;
  readonly contradicted: ReadonlySet<string>;
  readonly power: PowerSpec;
  readonly options: {
    readonly draws: number;
    readonly seed: number;
    readonly limit: number;
    readonly perLever: number;
  };
  /** JSON pointers of published series, and of a model's coefficients. */
  readonly seriesAt: (indicator: string, region: string) => string | null;
  readonly modelAt: (model: string) => string;
}

export function recommendations(input: RecommendationsInput): StudyResult['recommendations'] {
  const everywhere = new Map(input.regions.map((region) => [region, input.figuresOf([region])]));
  const clusters = new Map(input.clusters.map((cluster) => [cluster.id, input.figuresOf(cluster.regions)]));
  const landscape = landscapeOf(everywhere, input.country, input.screening);
  const chances = chancesOf(input.options.seed, input.options.draws);
  const forArea = (regions: readonly string[]): RecommendationSet =>
    cited(
      recommend({
        policy: input.policy,
        area: input.figuresOf(regions),
        regions: new Map(
          regions.flatMap((region) => {
            const figures = everywhere.get(region);
            return figures === undefined ? [] : [[region, figures] as const];
          }),
        ),
        clusters,
        landscape,
        directionOf: input.directionOf,
        breaksOf: (indicator) => input.breaksOf(indicator, regions),
        panel: input.panel,
        contradicted: input.contradicted,
        chances,
        power: input.power,
        ...input.options,
      }),
      regions,
      input,
    );
  return {
    clusters: Object.fromEntries(input.clusters.map((cluster) => [cluster.id, forArea(cluster.regions)])),
    regions: Object.fromEntries(
      input.regions.map((region) => {
        const membership = input.membershipOf(region);
        const border = membership?.border === true ? membership.probability : null;
        return [region, { ...forArea([region]), border: border === null ? null : { ...border } }];
      }),
    ),
  };
}

/** Which numbers of this document a sentence rests on, by its rule. */
function cited(set: RecommendationSet, regions: readonly string[], input: RecommendationsInput): RecommendationSet {
  const withCites = <T extends Recommendation | Considered>(one: T): T => {
    const figures = one.rules.flatMap((rule) =>
      regions.flatMap((region) => input.seriesAt(rule.indicator, region) ?? []),
    );
    const instrument = input.policy.instruments.findIndex((other) => other.id === one.instrument);
    const evidence = `/instruments/${instrument}/evidence`;
    const gain = [
      ...(one.effect?.local == null ? [] : [`${input.modelAt(one.effect.local.model)}/coefficients`]),
      ...(one.effect?.cited == null ? [] : [`${evidence}/${one.effect.cited.evidence}`]),
    ];
    const cites: Readonly<Record<string, readonly string[]>> = {
      'condition-met': figures,
      'condition-not-met': figures,
      'near-threshold': figures,
      'old-figures': figures,
      'transported-evidence': [evidence],
      'no-evidence': [evidence],
      'weak-evidence': [evidence],
      'evidence-unchecked': [evidence],
      'weak-size': gain,
      'expected-gain': gain,
      'no-effect-found': gain,
      'panel-not-told': gain,
    };
    return { ...one, reasons: one.reasons.map((why): Reason => ({ ...why, cites: [...(cites[why.rule] ?? [])] })) };
  };
  return { ...set, recommended: set.recommended.map(withCites), considered: set.considered.map(withCites) };
}

/**
 * `aimaq/study-result@1`: everything that a page, a report or another team needs from one run of a study, in one
 * self-contained document. Apps read this and nothing else. No time stamp, no machine: same inputs, same bytes.
 * Objects are loose: readers keep what newer engines add.
 */
import * as v from 'valibot';
import { ClusterDocumentSchema } from './cluster.js';
import { CorrelationDocumentSchema } from './correlation.js';
import { EstimateDocumentSchema } from './estimate.js';
import { MultiverseSummarySchema } from './multiverse.js';
import { NoteSchema, ReasonSchema } from './note.js';
import { InstrumentSchema, PolicySchema, RecommendationSetSchema } from './recommendation.js';

const MaybeNumber = v.nullable(v.number());

/** Flat dictionary of one language: `region.abai.name`, `indicator.grp_nominal.unit`, … */
const Texts = v.record(v.string(), v.string());

export const RegionSchema = v.looseObject({
  id: v.string(),
  type: v.string(),
  iso: v.nullable(v.string()),
  lon: MaybeNumber,
  lat: MaybeNumber,
  /** Years in which the region exists on its present boundaries; null = not limited within the data. */
  validFrom: MaybeNumber,
  validTo: MaybeNumber,
  /** Constant unit that it belongs to. */
  unit: v.nullable(v.string()),
});

export const UnitSchema = v.looseObject({ id: v.string(), members: v.array(v.string()) });

export const IndicatorSchema = v.looseObject({
  id: v.string(),
  theme: v.string(),
  direction: v.picklist(['higher_is_better', 'lower_is_better', 'neutral']),
  aggregation: v.picklist(['sum', 'weighted_mean', 'chain_index']),
  weight: v.nullable(v.string()),
  sources: v.array(v.string()),
});

export const SourceSchema = v.looseObject({
  id: v.string(),
  publisher: v.string(),
  identifier: v.string(),
  coverage: v.string(),
  /** Where it is published; absent when no address is known. */
  address: v.optional(v.string()),
});

/** Values of one indicator in one region, as published; a year without a value is absent. */
export const SeriesSchema = v.looseObject({
  indicator: v.string(),
  region: v.string(),
  source: v.string(),
  years: v.array(v.number()),
  values: v.array(v.number()),
});

/** Which region was split off which, and when. */
export const ChangeSchema = v.looseObject({ year: v.number(), from: v.string(), to: v.string() });

/** A variable of the study in a present region, the country, or a cluster (`cluster:A`: its regions taken together). */
export const FigureSchema = v.looseObject({
  variable: v.string(),
  region: v.string(),
  /** Indicators on which it rests; their sources are its sources. */
  indicators: v.array(v.string()),
  years: v.array(v.number()),
  values: v.array(v.number()),
});

export const BreakSchema = v.looseObject({
  indicator: v.nullable(v.string()),
  source: v.nullable(v.string()),
  region: v.nullable(v.string()),
  year: v.number(),
  kind: v.string(),
  /** Key of the text that explains it. */
  text: v.string(),
});

export const VariableSchema = v.looseObject({
  id: v.string(),
  expression: v.string(),
  role: v.string(),
  indicators: v.array(v.string()),
  standsFor: v.nullable(v.string()),
  /** Share of its variance that unit and year effects leave; null for a variable that does not vary. */
  withinShare: MaybeNumber,
});

export const PanelSchema = v.looseObject({
  units: v.array(v.string()),
  times: v.array(v.number()),
  balanced: v.boolean(),
  /** variable → unit × time, null = missing. */
  values: v.record(v.string(), v.array(v.array(MaybeNumber))),
});

export const ModelResultSchema = v.looseObject({
  id: v.string(),
  role: v.picklist(['baseline', 'alternative', 'illustration']),
  estimate: EstimateDocumentSchema,
});

export const ClusterProfileSchema = v.looseObject({
  /** A, B, C … in order of first appearance along the dendrogram's leaves. */
  id: v.string(),
  units: v.array(v.string()),
  regions: v.array(v.string()),
  /** The typical unit: smallest total distance to the others of its cluster. */
  medoid: v.string(),
  silhouette: MaybeNumber,
  stability: MaybeNumber,
  /** Deviation of the cluster from all units, most marked first. */
  profile: v.array(
    v.looseObject({ variable: v.string(), mean: v.number(), overall: v.number(), standardized: v.number() }),
  ),
});

/** How one unit stands to the clusters. */
export const MembershipSchema = v.looseObject({
  unit: v.string(),
  cluster: v.string(),
  silhouette: MaybeNumber,
  /** Share of the clusterings one could have run instead (linkage, scale, variables, year) that put it into each cluster. */
  probability: v.nullable(v.record(v.string(), v.number())),
  border: v.boolean(),
  /** Nearest units with the distance and each variable's share of its square. */
  neighbors: v.array(
    v.looseObject({
      unit: v.string(),
      distance: v.number(),
      shares: v.array(v.looseObject({ variable: v.string(), share: v.number() })),
    }),
  ),
});

/** The typology year by year under the letters of the whole, and who moved. */
export const ClusterYearsSchema = v.looseObject({
  years: v.array(v.looseObject({ year: v.number(), clusters: v.record(v.string(), v.nullable(v.string())) })),
  moves: v.array(
    v.looseObject({
      unit: v.string(),
      from: v.nullable(v.string()),
      to: v.nullable(v.string()),
      year: v.number(),
      /** Both years are firm: the move is more than noise. */
      beyondNoise: v.boolean(),
    }),
  ),
});

export const HypothesisEstimateSchema = v.looseObject({
  model: v.string(),
  term: v.string(),
  estimate: v.number(),
  confidenceInterval: v.tuple([MaybeNumber, MaybeNumber]),
  /** p-values by method; null = not available. */
  pValue: v.looseObject({ CR1S: MaybeNumber, CR2: MaybeNumber, wildBootstrap: MaybeNumber }),
  degreesOfFreedom: MaybeNumber,
  /** Smallest and largest estimate when each unit is left out in turn, with the unit that gives it. */
  leaveOneOut: v.nullable(
    v.looseObject({ min: v.number(), minWithout: v.string(), max: v.number(), maxWithout: v.string() }),
  ),
  /** The larger of the CR2 and the bootstrap p, adjusted by Holm over all tests of the study's hypotheses. */
  adjustedPValue: v.optional(MaybeNumber, null),
  /** That p by Holm again and by Benjamini & Hochberg, and the bootstrap p by Romano & Wolf; null for a coefficient beside. */
  multiplicity: v.optional(
    v.nullable(v.looseObject({ holm: MaybeNumber, benjaminiHochberg: MaybeNumber, romanoWolf: MaybeNumber })),
    null,
  ),
  /** The cluster that holds most of the information about the coefficient (its share of the partial leverage). */
  leverage: v.optional(
    v.nullable(v.looseObject({ cluster: v.string(), share: v.number(), effectiveClusters: v.number() })),
    null,
  ),
  /** Smallest size of effect that this design finds with the study's power. */
  minimumDetectable: v.optional(MaybeNumber, null),
  /** Next year's value of the regressor beside this year's: it should show nothing. */
  placebo: v.optional(
    v.nullable(v.looseObject({ term: v.string(), estimate: v.number(), CR2: MaybeNumber, wildBootstrap: MaybeNumber })),
    null,
  ),
  /** The same coefficient over all defensible specifications. */
  multiverse: v.optional(
    v.nullable(
      v.looseObject({
        specifications: v.number(),
        /** Share with the sign that the hypothesis claims. */
        signShare: v.number(),
        /** Share with a two-sided p below the study's significance, whatever the sign. */
        significantShare: MaybeNumber,
        min: v.number(),
        median: v.number(),
        max: v.number(),
      }),
    ),
    null,
  ),
});

/** A block of regressors and its share of what the fixed effects leave (Shapley value over the blocks). */
export const BlockShareSchema = v.looseObject({
  id: v.string(),
  terms: v.array(v.string()),
  /** On the side of the claim, or one of its rivals. */
  rival: v.boolean(),
  share: v.number(),
  low: v.number(),
  high: v.number(),
});

export const ClusterSlopeSchema = v.looseObject({
  term: v.string(),
  cluster: v.string(),
  estimate: v.number(),
  low: MaybeNumber,
  high: MaybeNumber,
});

/** Simulated gain in the outcome of choosing per cluster over one choice for all, at equal cost. */
export const TargetingValueSchema = v.looseObject({
  gain: v.number(),
  low: v.number(),
  high: v.number(),
  /** Share of simulations in which it is above zero. */
  positive: v.number(),
  draws: v.number(),
});

export const VERDICTS = ['supported', 'mixed', 'contradicted', 'cannot-tell'] as const;
export type VerdictGrade = (typeof VERDICTS)[number];

export const HypothesisResultSchema = v.looseObject({
  id: v.string(),
  kind: v.picklist(['effect', 'dominance', 'heterogeneity']),
  paper: v.record(v.string(), v.union([v.number(), v.string()])),
  estimates: v.array(HypothesisEstimateSchema),
  /** Further numbers of the kind: R² by block, test of equal slopes, … */
  figures: v.record(v.string(), MaybeNumber),
  verdict: v.picklist(VERDICTS),
  reasons: v.array(ReasonSchema),
  /** What would tell, when these data cannot. */
  wouldTell: v.optional(v.array(ReasonSchema), []),
  /** Rival explanations that the study declares, each with its check; words are the texts `hypothesis.ID.reading.READING`. */
  readings: v.optional(v.array(v.looseObject({ id: v.string(), estimate: HypothesisEstimateSchema })), []),
  blocks: v.optional(v.array(BlockShareSchema), []),
  slopes: v.optional(v.array(ClusterSlopeSchema), []),
  targeting: v.optional(v.nullable(TargetingValueSchema), null),
  /** All defensible specifications of its question, in numbers; null where the study declares no choices. */
  multiverse: v.optional(
    v.nullable(
      v.looseObject({
        specifications: v.number(),
        summary: MultiverseSummarySchema,
        /** Quantiles of the estimates from the smallest to the largest, evenly spaced in probability. */
        curve: v.array(v.number()),
      }),
    ),
    null,
  ),
  /** The thresholds by which the verdict was reached. */
  rules: v.optional(v.record(v.string(), v.number()), {}),
});

/** How many tests of the hypotheses were adjusted together. */
export const StudyMultiplicitySchema = v.looseObject({
  /** The adjustment that verdicts read. */
  rule: v.literal('holm'),
  /** Over which Holm and Benjamini & Hochberg run. */
  tests: v.number(),
  /** Over which Romano & Wolf run: those that are a wild bootstrap, with the same signs of the clusters; null without any. */
  romanoWolf: v.nullable(
    v.looseObject({ tests: v.number(), clusters: v.number(), draws: v.number(), exact: v.boolean() }),
  ),
  /** Hypotheses with a test that has no such draws. */
  withoutRomanoWolf: v.array(v.string()),
});

export const StudyResultSchema = v.looseObject({
  schema: v.literal('aimaq/study-result@1'),
  study: v.looseObject({
    id: v.string(),
    country: v.string(),
    locales: v.array(v.string()),
    period: v.looseObject({ from: v.number(), to: v.number() }),
    reference: v.nullable(v.looseObject({ doi: v.string() })),
    headline: v.array(v.string()),
    limitations: v.array(v.string()),
    /** The study as run, defaults filled in. */
    spec: v.record(v.string(), v.unknown()),
  }),
  provenance: v.looseObject({
    engine: v.string(),
    spec: v.string(),
    resources: v.array(v.looseObject({ name: v.string(), path: v.string(), sha256: v.string(), rows: MaybeNumber })),
    /** Hash of spec, resources and engine version: the name of this result. */
    inputs: v.string(),
  }),
  texts: v.record(v.string(), Texts),
  /** Id of the national row. */
  nation: v.string(),
  regions: v.array(RegionSchema),
  units: v.array(UnitSchema),
  changes: v.array(ChangeSchema),
  indicators: v.array(IndicatorSchema),
  sources: v.array(SourceSchema),
  breaks: v.array(BreakSchema),
  series: v.array(SeriesSchema),
  figures: v.array(FigureSchema),
  variables: v.array(VariableSchema),
  panel: PanelSchema,
  correlation: CorrelationDocumentSchema,
  models: v.array(ModelResultSchema),
  cluster: ClusterDocumentSchema,
  clusters: v.array(ClusterProfileSchema),
  memberships: v.array(MembershipSchema),
  clusterYears: v.optional(ClusterYearsSchema),
  hypotheses: v.array(HypothesisResultSchema),
  /** Absent in results of earlier versions. */
  multiplicity: v.optional(StudyMultiplicitySchema),
  instruments: v.array(InstrumentSchema),
  policy: v.optional(v.nullable(PolicySchema), null),
  recommendations: v.looseObject({
    clusters: v.record(v.string(), RecommendationSetSchema),
    regions: v.record(v.string(), RecommendationSetSchema),
  }),
  map: v.nullable(
    v.looseObject({
      credit: v.string(),
      /** TopoJSON with object `regions`, feature id = region id; null: there are only tiles. */
      regions: v.nullable(v.record(v.string(), v.unknown())),
      tiles: v.array(v.looseObject({ region: v.string(), row: v.number(), column: v.number() })),
    }),
  ),
  /** How many regressions were run for this result. */
  specifications: v.number(),
  warnings: v.array(NoteSchema),
});

export interface StudyResult extends v.InferOutput<typeof StudyResultSchema> {}
export type Region = v.InferOutput<typeof RegionSchema>;
export type Indicator = v.InferOutput<typeof IndicatorSchema>;
export type Series = v.InferOutput<typeof SeriesSchema>;
export type Variable = v.InferOutput<typeof VariableSchema>;
export type ClusterProfile = v.InferOutput<typeof ClusterProfileSchema>;
export type ClusterYears = v.InferOutput<typeof ClusterYearsSchema>;
export type Membership = v.InferOutput<typeof MembershipSchema>;
export type HypothesisResult = v.InferOutput<typeof HypothesisResultSchema>;
export type HypothesisEstimate = v.InferOutput<typeof HypothesisEstimateSchema>;
export type StudyMultiplicity = v.InferOutput<typeof StudyMultiplicitySchema>;
export type BlockShare = v.InferOutput<typeof BlockShareSchema>;
export type ClusterSlope = v.InferOutput<typeof ClusterSlopeSchema>;
export type TargetingValue = v.InferOutput<typeof TargetingValueSchema>;

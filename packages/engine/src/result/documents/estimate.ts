/** `aimaq/estimate@1`: one estimated model. */
import * as v from 'valibot';
import { NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());
const Interval = v.tuple([MaybeNumber, MaybeNumber]);

const SmallSampleTestSchema = v.looseObject({
  standardError: MaybeNumber,
  degreesOfFreedom: MaybeNumber,
  pValue: MaybeNumber,
});

export const CoefficientSchema = v.looseObject({
  term: v.string(),
  estimate: v.number(),
  standardError: MaybeNumber,
  statistic: MaybeNumber,
  degreesOfFreedom: MaybeNumber,
  pValue: MaybeNumber,
  confidenceInterval: Interval,
  /** Clustered with fewer than 50 clusters: what holds with few of them. */
  beside: v.optional(
    v.looseObject({
      CR2: SmallSampleTestSchema,
      wildBootstrap: v.looseObject({ pValue: MaybeNumber, draws: v.number(), exact: v.boolean() }),
    }),
  ),
});

export const FewClustersSchema = v.looseObject({
  by: v.string(),
  terms: v.array(
    v.looseObject({
      term: v.string(),
      CR2: SmallSampleTestSchema,
      CR3: SmallSampleTestSchema,
      wildBootstrap: v.looseObject({
        pValue: MaybeNumber,
        draws: v.number(),
        exact: v.boolean(),
        weights: v.string(),
        /** Absent in documents of earlier versions: WCR11. */
        variant: v.optional(v.string()),
        confidenceInterval: Interval,
      }),
      leaveOneOut: v.array(v.looseObject({ cluster: v.string(), estimate: MaybeNumber })),
      partialLeverage: v.record(v.string(), v.number()),
      effectiveClusters: v.number(),
    }),
  ),
  leverage: v.record(v.string(), v.number()),
  effectiveClusters: v.number(),
});

export const EstimateDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/estimate@1'),
  model: v.looseObject({
    estimator: v.string(),
    effect: v.nullable(v.string()),
    formula: v.string(),
    response: v.string(),
    varianceComponents: v.nullable(v.string()),
    /** Column and kind (analytic, frequency, sampling). Absent in documents of earlier versions. */
    weights: v.optional(v.nullable(v.looseObject({ kind: v.string(), name: v.string() })), null),
  }),
  sample: v.looseObject({
    rows: v.number(),
    used: v.number(),
    units: v.nullable(v.number()),
    periods: v.nullable(v.number()),
    balanced: v.nullable(v.boolean()),
    dropped: v.array(v.looseObject({ reason: v.string(), count: v.number() })),
  }),
  coefficients: v.array(CoefficientSchema),
  removed: v.array(
    v.looseObject({
      term: v.string(),
      reason: v.string(),
      code: v.optional(v.picklist(['absorbed', 'constant', 'collinear', 'common'])),
      by: v.optional(v.array(v.string())),
    }),
  ),
  covariance: v.looseObject({
    type: v.string(),
    /** The type with its clusters, groups or lag, as it is asked for. */
    spec: v.optional(v.string()),
    clusters: v.array(v.string()),
    clusterCounts: v.array(v.number()),
    convention: v.string(),
    recipe: v.record(v.string(), v.unknown()),
    terms: v.array(v.string()),
    values: v.array(v.array(v.number())),
  }),
  fit: v.looseObject({
    residualSumOfSquares: v.number(),
    residualDegreesOfFreedom: v.number(),
    sigma: MaybeNumber,
    logLikelihood: MaybeNumber,
    aic: MaybeNumber,
    bic: MaybeNumber,
    rSquared: v.looseObject({
      full: MaybeNumber,
      adjusted: MaybeNumber,
      fixedEffectsOnly: MaybeNumber,
      within: MaybeNumber,
      adjustedWithin: MaybeNumber,
      between: MaybeNumber,
      overall: MaybeNumber,
    }),
    /** Why a figure of the block is null, by its name. */
    rSquaredAbsent: v.optional(v.record(v.string(), v.string())),
    theta: MaybeNumber,
    fStatistic: v.nullable(
      v.looseObject({ statistic: v.number(), df: v.tuple([v.number(), v.number()]), pValue: v.number() }),
    ),
  }),
  fixedEffects: v.array(
    v.looseObject({ factor: v.string(), levels: v.number(), values: v.nullable(v.record(v.string(), v.number())) }),
  ),
  /** How the fixed effects were swept out. Not converged: no standard errors. Absent in documents of earlier versions. */
  solver: v.optional(
    v.looseObject({
      method: v.string(),
      preconditioner: v.nullable(v.string()),
      iterations: v.number(),
      converged: v.boolean(),
      residual: v.number(),
      rankExact: v.boolean(),
      leastSquares: v.string(),
    }),
  ),
  fewClusters: v.nullable(FewClustersSchema),
  /** All terms zero at once; absent when not asked for, as the two below. */
  joint: v.optional(
    v.looseObject({
      terms: v.array(v.string()),
      by: v.string(),
      HTZ: v.nullable(
        v.looseObject({ statistic: v.number(), df: v.tuple([v.number(), v.number()]), pValue: v.number() }),
      ),
      wildBootstrap: v.nullable(
        v.looseObject({ statistic: v.number(), pValue: v.number(), draws: v.number(), exact: v.boolean() }),
      ),
    }),
  ),
  /** p-values for all slopes taken together; with `romano-wolf` both are those of the wild bootstrap. */
  multiplicity: v.optional(
    v.looseObject({
      method: v.string(),
      /** Of romano-wolf. */
      draws: v.optional(v.number()),
      exact: v.optional(v.boolean()),
      terms: v.array(v.looseObject({ term: v.string(), pValue: MaybeNumber, adjustedPValue: MaybeNumber })),
    }),
  ),
  /** Paths of the term reassigned between units. */
  randomization: v.optional(
    v.array(
      v.looseObject({
        term: v.string(),
        statistic: v.number(),
        pValue: v.number(),
        draws: v.number(),
        exact: v.boolean(),
      }),
    ),
  ),
  instruments: v.nullable(v.looseObject({})),
  warnings: v.array(NoteSchema),
  provenance: v.optional(v.looseObject({ engine: v.string(), data: v.nullable(v.string()) })),
});

export interface EstimateDocument extends v.InferOutput<typeof EstimateDocumentSchema> {}
export type CoefficientDocument = v.InferOutput<typeof CoefficientSchema>;
export type FewClustersDocument = v.InferOutput<typeof FewClustersSchema>;

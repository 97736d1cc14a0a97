/** `aimaq/cluster@1`: a tree in R's convention, its cut, and what speaks for the cut. */
import * as v from 'valibot';
import { MessageSchema, NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());

const LeftOutSchema = v.looseObject({
  k: v.number(),
  mean: v.number(),
  least: v.number(),
  changed: v.number(),
  each: v.array(v.looseObject({ name: v.string(), adjustedRand: v.number() })),
});

const Interval = v.tuple([v.number(), v.number()]);

const ProfileSchema = v.looseObject({
  /** Share of each variable's variance between the groups, with a 95 % interval. */
  variables: v.array(
    v.looseObject({ column: v.string(), etaSquared: v.number(), interval: Interval, fStatistic: MaybeNumber }),
  ),
  clusters: v.array(
    v.looseObject({
      cluster: v.number(),
      size: v.number(),
      medoid: v.string(),
      means: v.array(
        v.looseObject({ column: v.string(), mean: v.number(), standardized: v.number(), interval: Interval }),
      ),
    }),
  ),
});

/** The clusterings that one could have run instead. */
export const ClusterMultiverseSchema = v.looseObject({
  specifications: v.array(
    v.looseObject({
      linkage: v.string(),
      standardize: v.string(),
      without: v.nullable(v.string()),
      year: MaybeNumber,
      adjustedRand: v.number(),
    }),
  ),
  /** Share of the specifications that put two observations together. */
  coassignment: v.array(v.array(MaybeNumber)),
  /** Share of the specifications in which each observation falls to each group. */
  membership: v.array(v.array(v.number())),
  /** Observations that stay in their group in less than two thirds of the specifications. */
  border: v.array(v.string()),
});

const ComparisonSchema = v.looseObject({
  with: v.looseObject({ method: v.string(), distance: v.string(), standardize: v.string(), k: v.number() }),
  partitions: v.looseObject({
    rand: v.number(),
    adjustedRand: v.number(),
    fowlkesMallows: v.number(),
    /** In nats. */
    variationOfInformation: v.number(),
    adjustedMutualInformation: v.number(),
  }),
  /** Null where there are too many observations. */
  trees: v.nullable(
    v.looseObject({
      copheneticCorrelation: MaybeNumber,
      bakersGamma: MaybeNumber,
      /** Of the two orders of leaves: 0 the same, 1 reversed. */
      entanglement: v.number(),
      /** For each number of groups, with mean and deviation for unrelated trees. */
      fowlkesMallows: v.array(
        v.looseObject({ k: v.number(), index: v.number(), expected: v.number(), deviation: v.number() }),
      ),
    }),
  ),
});

export const ClusterDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/cluster@1'),
  method: v.string(),
  distance: v.string(),
  standardize: v.string(),
  labels: v.array(v.string()),
  columns: v.array(v.string()),
  /** −i is observation i (from 1), +i the cluster made in row i. */
  tree: v.looseObject({
    merge: v.array(v.tuple([v.number(), v.number()])),
    height: v.array(v.number()),
    order: v.array(v.number()),
  }),
  k: v.number(),
  kReason: v.string(),
  /** The same reason as a sentence for other languages. */
  kReasonMessage: v.optional(MessageSchema),
  /** Cluster of each observation, numbered in order of first appearance. */
  partition: v.array(v.number()),
  /** Silhouette width of each observation under this partition. */
  silhouetteWidths: v.optional(v.array(v.number())),
  /** The typical observation of each cluster. */
  medoids: v.optional(v.array(v.string())),
  /** For each observation the share of bootstrap draws in which it fell to each cluster. */
  membership: v.optional(v.nullable(v.array(v.array(v.number())))),
  /** `matrix` (ties as R breaks them) or `points` (Ward without distances). */
  algorithm: v.optional(v.string()),
  /** `contiguity` or `mixture` where space had a say. */
  constraint: v.optional(v.nullable(v.string())),
  /** Leaves in the order with the shortest path through neighbours; `tree.order` is R's. */
  optimalOrder: v.optional(v.nullable(v.array(v.number()))),
  /** What speaks for each number of groups. */
  choice: v.optional(
    v.array(
      v.looseObject({
        k: v.number(),
        silhouette: MaybeNumber,
        aboveNull: v.nullable(v.boolean()),
        worstJaccard: MaybeNumber,
        withoutObservation: MaybeNumber,
        withoutVariable: MaybeNumber,
        supported: v.boolean(),
      }),
    ),
  ),
  /** What each of the usual rules would choose; shown, not counted. */
  votes: v.optional(v.array(v.looseObject({ rule: v.string(), k: MaybeNumber }))),
  inversions: v.optional(v.number()),
  gap: v.optional(
    v.nullable(v.array(v.looseObject({ k: v.number(), logWithin: v.number(), gap: v.number(), gapSE: v.number() }))),
  ),
  /** Agreement (adjusted Rand) with the whole when each observation or variable is left out; `each` names those that matter. */
  leaveOneOut: v.optional(
    v.looseObject({ observations: v.nullable(v.array(LeftOutSchema)), variables: v.nullable(v.array(LeftOutSchema)) }),
  ),
  profile: v.optional(v.nullable(ProfileSchema)),
  neighbors: v.optional(
    v.nullable(
      v.array(
        v.looseObject({
          label: v.string(),
          near: v.array(
            v.looseObject({
              label: v.string(),
              distance: v.number(),
              shares: v.nullable(v.array(v.looseObject({ column: v.string(), share: v.number() }))),
            }),
          ),
        }),
      ),
    ),
  ),
  multiverse: v.optional(v.nullable(ClusterMultiverseSchema)),
  /** Curve of the share α of space in a mixture, and the α that was used. */
  mixing: v.optional(
    v.nullable(
      v.looseObject({
        alpha: v.number(),
        groups: v.number(),
        curve: v.array(v.looseObject({ alpha: v.number(), attributes: v.number(), space: v.number() })),
      }),
    ),
  ),
  /** Multiscale bootstrap of the variables: AU and BP of each row of the tree. */
  multiscale: v.optional(v.nullable(v.array(v.looseObject({ node: v.number(), au: MaybeNumber, bp: MaybeNumber })))),
  /** Each year's groups under the names of the whole (null: no figures, or no counterpart), and who moved. */
  years: v.optional(
    v.looseObject({
      years: v.array(v.looseObject({ year: v.number(), partition: v.array(MaybeNumber) })),
      moves: v.array(
        v.looseObject({
          label: v.string(),
          from: MaybeNumber,
          to: MaybeNumber,
          year: v.number(),
          /** Both years are firm: the move is more than noise. */
          beyondNoise: v.boolean(),
        }),
      ),
    }),
  ),
  /** Agreement with an earlier clustering of the same observations. */
  comparison: v.optional(ComparisonSchema),
  /** For each row of the tree the mean Jaccard similarity to its best match when observations are resampled. */
  nodeSupport: v.optional(v.nullable(v.array(v.number()))),
  /** Observations × columns on the scale of the tree. */
  values: v.optional(v.nullable(v.array(v.array(v.number())))),
  copheneticCorrelation: MaybeNumber,
  agglomerativeCoefficient: MaybeNumber,
  validity: v.array(
    v.looseObject({
      k: v.number(),
      silhouette: MaybeNumber,
      calinskiHarabasz: v.optional(MaybeNumber),
      dunn: v.optional(MaybeNumber),
      daviesBouldin: v.optional(MaybeNumber),
      gap: v.optional(MaybeNumber),
      gapSE: v.optional(MaybeNumber),
    }),
  ),
  stability: v.nullable(v.array(v.looseObject({ cluster: v.number(), jaccard: MaybeNumber }))),
  structure: v.nullable(
    v.looseObject({
      statistic: MaybeNumber,
      pValue: MaybeNumber,
      /** False: no cluster structure beyond the correlation of the variables. */
      found: v.optional(v.boolean()),
      draws: v.optional(v.number()),
      statisticName: v.optional(v.string()),
      null: v.optional(v.string()),
      /** Of permuted columns: dependence of the variables, not clusters. */
      dependencePValue: v.optional(MaybeNumber),
      bands: v.optional(
        v.array(
          v.looseObject({ k: v.number(), index: v.string(), value: MaybeNumber, low: MaybeNumber, high: MaybeNumber }),
        ),
      ),
      jaccardBands: v.optional(
        v.nullable(v.array(v.looseObject({ k: v.number(), low: v.number(), high: v.number() }))),
      ),
    }),
  ),
  warnings: v.array(NoteSchema),
});

export interface ClusterDocument extends v.InferOutput<typeof ClusterDocumentSchema> {}

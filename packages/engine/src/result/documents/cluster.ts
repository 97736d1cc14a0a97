/** `aimaq/cluster@1`: a tree in R's convention, its cut, and what speaks for the cut. */
import * as v from 'valibot';
import { MessageSchema, NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());

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
  structure: v.nullable(v.looseObject({ statistic: MaybeNumber, pValue: MaybeNumber })),
  warnings: v.array(NoteSchema),
});

export type ClusterDocument = v.InferOutput<typeof ClusterDocumentSchema>;

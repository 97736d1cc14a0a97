/** One coefficient of one model with all that a verdict reads: intervals, p-values, leave-one-out range, power. */
import { studentQuantile } from '../distribution/student.js';
import { minimumDetectable, type PowerSpec } from '../evidence/power.js';
import type { EstimateDocument, FewClustersDocument } from '../result/documents/estimate.js';
import type { HypothesisEstimate } from '../result/documents/studyResult.js';

/** null when the model was not estimated or has no such term. */
export function estimateOf(
  document: EstimateDocument | undefined,
  { model, term }: { readonly model: string; readonly term: string },
  spec: PowerSpec,
): HypothesisEstimate | null {
  const coefficient = document?.coefficients.find((one) => one.term === term);
  if (coefficient === undefined) return null;
  const few = document?.fewClusters?.terms.find((one) => one.term === term);
  const wild = few?.wildBootstrap;
  return {
    model,
    term,
    estimate: coefficient.estimate,
    confidenceInterval: intervalOf(document, term, spec.significance) ?? coefficient.confidenceInterval,
    pValue: { CR1S: coefficient.pValue, CR2: few?.CR2.pValue ?? null, wildBootstrap: wild?.pValue ?? null },
    degreesOfFreedom: few?.CR2.degreesOfFreedom ?? coefficient.degreesOfFreedom,
    leaveOneOut: rangeOf(few?.leaveOneOut ?? []),
    adjustedPValue: null,
    multiplicity: null,
    leverage: few === undefined ? null : heaviest(few),
    minimumDetectable: minimumDetectable(
      few?.CR2.standardError ?? coefficient.standardError,
      few?.CR2.degreesOfFreedom ?? coefficient.degreesOfFreedom,
      spec,
    ),
    placebo: null,
    multiverse: null,
  };
}

/** By inversion of the bootstrap test where that was bounded, else CR2 with Satterthwaite's degrees of freedom. */
function intervalOf(
  document: EstimateDocument | undefined,
  term: string,
  significance: number,
): [number, number] | null {
  const few = document?.fewClusters?.terms.find((one) => one.term === term);
  const [low, high] = few?.wildBootstrap.confidenceInterval ?? [null, null];
  if (low !== null && high !== null) return [low, high];
  const estimate = document?.coefficients.find((one) => one.term === term)?.estimate;
  const { standardError = null, degreesOfFreedom = null } = few?.CR2 ?? {};
  if (estimate === undefined || standardError === null || degreesOfFreedom === null) return null;
  const half = studentQuantile(1 - significance / 2, degreesOfFreedom) * standardError;
  return [estimate - half, estimate + half];
}

/** The cluster on which the coefficient leans most. */
function heaviest({
  partialLeverage,
  effectiveClusters,
}: FewClustersDocument['terms'][number]): HypothesisEstimate['leverage'] {
  const shares = Object.entries(partialLeverage);
  const [first] = shares;
  if (first === undefined) return null;
  const [cluster, share] = shares.reduce((a, b) => (b[1] > a[1] ? b : a), first);
  return { cluster, share, effectiveClusters };
}

function rangeOf(
  path: readonly { readonly cluster: string; readonly estimate: number | null }[],
): HypothesisEstimate['leaveOneOut'] {
  const known = path.flatMap((one) => (one.estimate === null ? [] : [{ ...one, estimate: one.estimate }]));
  const [first] = known;
  if (first === undefined) return null;
  const smallest = known.reduce((a, b) => (b.estimate < a.estimate ? b : a), first);
  const largest = known.reduce((a, b) => (b.estimate > a.estimate ? b : a), first);
  return {
    min: smallest.estimate,
    minWithout: smallest.cluster,
    max: largest.estimate,
    maxWithout: largest.cluster,
  };
}

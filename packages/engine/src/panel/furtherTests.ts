/**
 * What is asked of an estimate beyond single coefficients: a joint test with few clusters (HTZ under CR2 and the wild
 * bootstrap), p-values adjusted for the number of coefficients, and randomisation inference.
 */
import { AimaqError, type Note, note } from '../errors.js';
import { adjustment } from '../inference/adjustment.js';
import { clusterMoments } from '../inference/clusterMoments.js';
import { ADJUSTMENTS, adjust } from '../inference/multiplicity.js';
import { randomizationTest } from '../inference/randomization.js';
import { romanoWolf } from '../inference/romanoWolf.js';
import { allZero, waldTest } from '../inference/wald.js';
import { wildWald } from '../inference/wildWald.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import type { Fit } from './fit.js';

export interface FurtherTests {
  /** Terms that are zero together under the null. */
  readonly joint?: readonly string[];
  /** `holm`, `bh`, … on the p-values of the coefficients, or `romano-wolf` on the wild bootstrap. */
  readonly adjust?: string;
  /** Terms whose paths are reassigned between units. */
  readonly randomize?: readonly string[];
}

interface Given {
  /** Cluster variable; undefined without one. */
  readonly by: string | undefined;
  readonly pValues: readonly (number | null)[];
  readonly draws?: number;
  readonly seed?: number;
}

type Found = Pick<EstimateDocument, 'joint' | 'multiplicity' | 'randomization'>;

/** Errors: panel-few-clusters-instruments, panel-few-clusters-own, panel-unknown-term, panel-unknown-adjustment, panel-test-needs-clusters, inference-needs-panel, -unbalanced. */
export function furtherTests(fit: Fit, asked: FurtherTests, given: Given, notes: Note[]): Found {
  const { by, pValues, ...chance } = given;
  const at = (term: string): number => {
    const j = fit.names.indexOf(term);
    if (j < 0) throw new AimaqError('panel-unknown-term', { term, terms: fit.names.join(', ') });
    return j;
  };
  const clusters = (test: string): string => {
    if (by === undefined) throw new AimaqError('panel-test-needs-clusters', { test });
    return by;
  };
  const resampled = asked.joint !== undefined || asked.randomize !== undefined || asked.adjust === 'romano-wolf';
  if (resampled && fit.twoStage !== undefined) throw new AimaqError('panel-few-clusters-instruments');
  if (resampled && (fit.own !== undefined || fit.normal === true))
    throw new AimaqError('panel-few-clusters-own', { estimator: fit.estimator });
  const found: Found = {};
  if (asked.joint !== undefined) {
    const moments = clusterMoments(fit, clusters('joint'));
    const C = allZero(fit.names.length, asked.joint.map(at));
    const htz = waldTest(moments, adjustment(moments, 0.5), C);
    const wild = wildWald(moments, C, chance);
    for (const one of [htz, wild]) if ('unavailable' in one) notes.push(note(one.unavailable, one.params, '/joint'));
    found.joint = {
      terms: [...asked.joint],
      by: clusters('joint'),
      HTZ: 'unavailable' in htz ? null : { ...htz, df: [...htz.df] },
      wildBootstrap: 'unavailable' in wild ? null : { ...wild },
    };
  }
  if (asked.adjust !== undefined) {
    const terms = fit.names.filter((name) => name !== '(Intercept)');
    found.multiplicity = { method: asked.adjust, ...adjusted(asked.adjust, terms) };
  }
  if (asked.randomize !== undefined)
    found.randomization = asked.randomize.map((term) => ({ term, ...randomizationTest(fit, at(term), chance) }));
  return found;

  function adjusted(method: string, terms: readonly string[]) {
    if (method === 'romano-wolf') {
      const moments = clusterMoments(fit, clusters('romano-wolf'));
      const {
        pValues: plain,
        adjusted: stepped,
        ...rest
      } = romanoWolf(
        terms.map((term) => ({ moments, term: at(term) })),
        chance,
      );
      return { ...rest, terms: terms.map((term, i) => ({ term, pValue: plain[i], adjustedPValue: stepped[i] })) };
    }
    const known = ADJUSTMENTS.find((one) => one === method);
    if (known === undefined)
      throw new AimaqError('panel-unknown-adjustment', { method, known: [...ADJUSTMENTS, 'romano-wolf'].join(', ') });
    const tested = terms.filter((term) => pValues[at(term)] !== null);
    const values = adjust(
      tested.map((term) => pValues[at(term)] as number),
      known,
    );
    return {
      terms: terms.map((term) => {
        const i = tested.indexOf(term);
        return { term, pValue: pValues[at(term)], adjustedPValue: i < 0 ? null : values[i] };
      }),
    };
  }
}

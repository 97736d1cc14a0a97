/**
 * Expected gain of an instrument in an area, as a share of the outcome, by seeded simulation. Three ways, never mixed
 * silently; the result says which:
 *   panel         this study's coefficient × the change of its regressor when part of the gap to the country is closed
 *   transported   the effect of the cited study, discounted for the transport, on those reached or per unit of the measure
 *   chain         the cited study moves an indicator, this study's coefficient carries it to the outcome
 * Every range is drawn uniformly, a coefficient from Student's t with Satterthwaite's degrees of freedom around its
 * estimate with its CR2 standard error. Draws are common to all areas, so that areas are compared on the same chances.
 */
import { studentQuantile } from '../distribution/student.js';
import { randomStream } from '../numeric/random.js';
import type { Gain } from '../result/documents/recommendation.js';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A coefficient of the panel by which a change of an indicator reaches the outcome. */
export interface PanelEffect {
  readonly model: string;
  readonly term: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** After multiplicity over all coefficients that instruments use. */
  readonly told: boolean;
  readonly leaveOneOutStable: boolean;
  readonly low: number;
  readonly high: number;
}

export interface Chances {
  readonly draws: number;
  /** Uniform draws: of a range, by name of what is drawn. */
  range(name: string, range: Range): Float64Array;
  coefficient(effect: PanelEffect): Float64Array;
}

/** One table of chances for the whole study. */
export function chancesOf(seed: number, draws: number): Chances {
  const held = new Map<string, Float64Array>();
  const uniforms = (name: string): Float64Array => {
    let known = held.get(name);
    if (known === undefined) {
      const stream = randomStream(seed, streamOf(name));
      known = Float64Array.from({ length: draws }, (_, d) => stream.uniform(d));
      held.set(name, known);
    }
    return known;
  };
  const coefficients = new Map<string, Float64Array>();
  return {
    draws,
    range: (name, { low, high }) => uniforms(name).map((u) => low + u * (high - low)),
    coefficient(effect) {
      const key = `${effect.model} ${effect.term}`;
      let known = coefficients.get(key);
      if (known === undefined) {
        // Stratified: the quantiles of a grid, in random order, so that a thousand draws suffice and tails are kept.
        const order = randomStream(seed, streamOf(key)).permutation(0, draws);
        known = Float64Array.from(
          order,
          (rank) =>
            effect.estimate + effect.standardError * studentQuantile((rank + 0.5) / draws, effect.degreesOfFreedom),
        );
        coefficients.set(key, known);
      }
      return known;
    },
  };
}

/** A number for a stream from a name: names, not positions, so that order does not matter (FNV-1a). */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** Median and central interval of the draws. */
export function summaryOf(draws: Float64Array, significance: number): Gain {
  const sorted = Float64Array.from(draws).sort();
  const at = (p: number) => sorted[Math.round(p * (sorted.length - 1))];
  return {
    low: at(significance / 2),
    median: at(0.5),
    high: at(1 - significance / 2),
    draws: draws.length,
  };
}

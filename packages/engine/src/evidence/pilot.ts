/**
 * How a pilot should be evaluated: by lot among applicants (firms, people), or by drawing the order in which districts
 * start. Sizes by the usual formula for two equal arms with a baseline measurement,
 *   MDE = M · σ · √(2 (1 − ρ²) (1 + (m − 1) ICC) / (n m)),   n = 2 (1 − ρ²) (1 + (m − 1) ICC) (M σ / δ)² / m,
 * with σ the standard deviation of the outcome's logarithm, ρ its correlation with the baseline, m members observed in
 * each unit, and M = z_{1−α/2} + z_{power}. Source: Bloom (1995); McKenzie (2012) for the baseline.
 */
import type { Pilot } from '../result/documents/recommendation.js';
import { multiplier, type PowerSpec } from './power.js';

export interface PilotDesign {
  readonly unit: string;
  readonly design: string;
  /** Units in each arm that the design proposes to begin with. */
  readonly perArm: number;
  readonly sd: number;
  readonly correlation: number;
  readonly icc: number;
  readonly members: number;
}

/** `effect`: relative effect on those reached that the evidence promises; null when no size is known. */
export function pilotOf(design: PilotDesign, effect: number | null, power: PowerSpec): Pilot {
  const variance =
    (2 * design.sd ** 2 * (1 - design.correlation ** 2) * (1 + (design.members - 1) * design.icc)) / design.members;
  const M = multiplier(Number.POSITIVE_INFINITY, power);
  return {
    unit: design.unit,
    design: design.design,
    perArm: design.perArm,
    detectable: M * Math.sqrt(variance / design.perArm),
    effect,
    neededPerArm: effect === null || effect <= 0 ? null : Math.ceil(variance * (M / effect) ** 2),
    power: power.power,
    significance: power.significance,
    sd: design.sd,
    correlation: design.correlation,
    icc: design.icc,
    members: design.members,
  };
}

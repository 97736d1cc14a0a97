/**
 * What a design can show. The smallest effect that a two-sided test of level α finds with the stated power is
 * (t_{1−α/2} + t_{power}) · s.e., both quantiles with the test's degrees of freedom (Bloom, 1995; Djimeu & Houndolo, 2016,
 * for the t version). Here the standard error is CR2 and the degrees of freedom are Satterthwaite's.
 */
import { studentQuantile } from '../distribution/student.js';

export interface PowerSpec {
  readonly significance: number;
  readonly power: number;
}

/** In the unit of the coefficient; null when the standard error is not known. */
export function minimumDetectable(
  standardError: number | null,
  degreesOfFreedom: number | null,
  spec: PowerSpec,
): number | null {
  if (standardError === null || degreesOfFreedom === null || !(standardError > 0) || !(degreesOfFreedom > 0))
    return null;
  return multiplier(degreesOfFreedom, spec) * standardError;
}

/** t_{1−α/2} + t_{power}; about 2.8 with many degrees of freedom at the usual 5 % and 80 %. */
export function multiplier(degreesOfFreedom: number, { significance, power }: PowerSpec): number {
  return studentQuantile(1 - significance / 2, degreesOfFreedom) + studentQuantile(power, degreesOfFreedom);
}

/**
 * Units like these that would be needed to find an effect of a given size: the standard error shrinks with the root of
 * their number. A rough answer by design: it says "a few more" or "out of reach".
 */
export function unitsNeeded(units: number, detectable: number, effect: number): number {
  return Math.ceil(units * (detectable / Math.abs(effect)) ** 2);
}

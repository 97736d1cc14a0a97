/** Published tables of adjustment moments, read at a length between two entries by linear interpolation. */
import { AimaqError, type Note, note } from '../../../errors.js';
import type { Deterministic } from './series.js';

/** Levin, Lin & Chu (2002), table 2: mean and standard deviation of the adjusted t by T. */
const LLC_LENGTHS = [25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 250, 500];
const LLC: Readonly<Record<Deterministic, { mean: number[]; deviation: number[] }>> = {
  intercept: {
    mean: [-0.554, -0.546, -0.541, -0.537, -0.533, -0.531, -0.527, -0.524, -0.521, -0.52, -0.518, -0.509, -0.5],
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: the table prints 0.707
    deviation: [0.919, 0.889, 0.867, 0.85, 0.837, 0.826, 0.81, 0.798, 0.789, 0.782, 0.776, 0.742, 0.707],
  },
  trend: {
    mean: [-0.703, -0.674, -0.653, -0.637, -0.624, -0.614, -0.598, -0.587, -0.578, -0.571, -0.566, -0.533, -0.5],
    deviation: [1.003, 0.949, 0.906, 0.871, 0.842, 0.818, 0.78, 0.751, 0.728, 0.71, 0.695, 0.603, 0.5],
  },
};

/** Im, Pesaran & Shin (2003), table 3: mean and variance of the t statistic, by length, with one lagged difference. */
const IPS_LENGTHS = [10, 15, 20, 25, 30, 40, 50, 60, 70, 100];
const IPS: Readonly<Record<Deterministic, { mean: number[]; variance: number[] }>> = {
  intercept: {
    mean: [-1.488, -1.503, -1.516, -1.514, -1.519, -1.52, -1.524, -1.519, -1.522, -1.53],
    variance: [1.255, 1.011, 0.915, 0.861, 0.831, 0.803, 0.781, 0.77, 0.753, 0.745],
  },
  trend: {
    mean: [-2.173, -2.169, -2.172, -2.172, -2.173, -2.177, -2.18, -2.178, -2.176, -2.179],
    variance: [1.453, 0.975, 0.845, 0.769, 0.734, 0.687, 0.654, 0.641, 0.627, 0.605],
  },
};

export function levinLinChuMoments(length: number, deterministic: Deterministic) {
  const { mean, deviation } = LLC[deterministic];
  return {
    mean: interpolate(LLC_LENGTHS, mean, length),
    deviation: interpolate(LLC_LENGTHS, deviation, length),
    notes: edge(length, LLC_LENGTHS),
  };
}

/** Errors: panel-test-short below the table. */
export function imPesaranShinMoments(length: number, deterministic: Deterministic) {
  if (length < IPS_LENGTHS[0]) throw new AimaqError('panel-test-short', { periods: length, needed: IPS_LENGTHS[0] });
  const { mean, variance } = IPS[deterministic];
  return { mean: interpolate(IPS_LENGTHS, mean, length), variance: interpolate(IPS_LENGTHS, variance, length) };
}

/** Between entries linearly, beyond them the nearest. */
export function interpolate(at: readonly number[], values: readonly number[], x: number): number {
  if (x <= at[0]) return values[0];
  for (let i = 1; i < at.length; i++) {
    if (x > at[i]) continue;
    return values[i - 1] + ((x - at[i - 1]) / (at[i] - at[i - 1])) * (values[i] - values[i - 1]);
  }
  return values[at.length - 1];
}

function edge(length: number, at: readonly number[]): Note[] {
  const nearest = Math.min(Math.max(length, at[0]), at[at.length - 1]);
  return nearest === length ? [] : [note('panel-test-table-edge', { length, nearest })];
}

/** Linear scales and round tick values (1, 2 or 5 times a power of ten). */
import { round } from './scene.js';

export type Scale = (value: number) => number;

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const span = domain[1] - domain[0];
  return (value) =>
    round(span === 0 ? (range[0] + range[1]) / 2 : range[0] + ((value - domain[0]) / span) * (range[1] - range[0]));
}

/** About `count` round values that lie inside [from, to], two at least: the step is the first with `count` + 1 or fewer in the span. */
export function ticks(from: number, to: number, count = 5): readonly number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = ([1, 2, 5].find((multiple) => span / (power * multiple) <= count + 1) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // A tick is a whole multiple of the step; twelve digits drop the dust of the multiplication.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Smallest and largest of the finite values, widened by a share of their span on both sides. */
export function extent(values: readonly (number | null)[], margin = 0): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const pad = high > low ? (high - low) * margin : Math.abs(high || 1) * 0.1;
  return [low - pad, high + pad];
}

/** Decimals that tell the ticks apart. */
export function decimalsOf(values: readonly number[]): number {
  if (values.length < 2) return 2;
  const step = Math.abs(values[1] - values[0]);
  return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
}

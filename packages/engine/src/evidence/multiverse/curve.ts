/** The specification curve in numbers: where the estimates lie, their signs, and which choice moves them most. */

export interface Choice {
  readonly name: string;
  /** Level of each specification. */
  readonly levels: ArrayLike<string | number | boolean>;
}

export type Influence = {
  readonly choice: string;
  /** Share of the variance of the estimates that lies between the levels of the choice. */
  readonly share: number;
  readonly levels: { level: string | number | boolean; specifications: number; median: number }[];
};

export type Curve = {
  readonly estimated: number;
  readonly median: number | null;
  readonly lowerQuartile: number | null;
  readonly upperQuartile: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Shares of the estimated specifications. */
  readonly positive: number | null;
  readonly negative: number | null;
  readonly significantPositive: number | null;
  readonly significantNegative: number | null;
  /** Choice that moves the estimate most first. */
  readonly influence: Influence[];
};

/** `estimates`: NaN where there is none; `pValues` likewise. */
export function curveOf(
  estimates: Float64Array,
  pValues: Float64Array,
  choices: readonly Choice[],
  significance: number,
): Curve {
  const known = Array.from(estimates.keys()).filter((i) => Number.isFinite(estimates[i]));
  const values = Float64Array.from(known, (i) => estimates[i]);
  const sorted = values.slice().sort();
  const n = known.length;
  const at = (p: number) => (n === 0 ? null : quantile(sorted, p));
  const share = (holds: (i: number) => boolean) => (n === 0 ? null : known.filter(holds).length / n);
  return {
    estimated: n,
    median: at(0.5),
    lowerQuartile: at(0.25),
    upperQuartile: at(0.75),
    min: at(0),
    max: at(1),
    positive: share((i) => estimates[i] > 0),
    negative: share((i) => estimates[i] < 0),
    significantPositive: share((i) => estimates[i] > 0 && pValues[i] < significance),
    significantNegative: share((i) => estimates[i] < 0 && pValues[i] < significance),
    influence: choices
      .map((choice) => influenceOf(choice, known, estimates))
      .sort((a, b) => b.share - a.share || (a.choice < b.choice ? -1 : 1)),
  };
}

function influenceOf(choice: Choice, known: readonly number[], estimates: Float64Array): Influence {
  const byLevel = new Map<string | number | boolean, number[]>();
  for (const i of known) {
    const level = choice.levels[i];
    const list = byLevel.get(level);
    if (list === undefined) byLevel.set(level, [estimates[i]]);
    else list.push(estimates[i]);
  }
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const all = mean(known.map((i) => estimates[i]));
  const total = known.reduce((sum, i) => sum + (estimates[i] - all) ** 2, 0);
  let between = 0;
  for (const list of byLevel.values()) between += list.length * (mean(list) - all) ** 2;
  return {
    choice: choice.name,
    share: total > 0 ? between / total : 0,
    levels: [...byLevel].map(([level, list]) => ({
      level,
      specifications: list.length,
      median: quantile(Float64Array.from(list).sort(), 0.5),
    })),
  };
}

/** R's type 7 of sorted values. */
function quantile(sorted: Float64Array, p: number): number {
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  return sorted[low] + (h - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

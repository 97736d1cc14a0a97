/** What makes a group: its standardised means, and how much of each variable's spread lies between the groups. */

export interface VarianceRatio {
  /** Between over within mean square, as an analysis of variance. No p-value: the groups were made from these data. */
  readonly fStatistic: number | null;
  /** η²: share of the variance that lies between the groups. */
  readonly etaSquared: number;
}

export function varianceRatio(values: readonly number[], partition: readonly number[]): VarianceRatio {
  const k = Math.max(...partition);
  const n = values.length;
  const size = new Float64Array(k);
  const sums = new Float64Array(k);
  values.forEach((value, i) => {
    size[partition[i] - 1]++;
    sums[partition[i] - 1] += value;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let [within, between] = [0, 0];
  values.forEach((value, i) => {
    within += (value - sums[partition[i] - 1] / size[partition[i] - 1]) ** 2;
  });
  for (let c = 0; c < k; c++) if (size[c] > 0) between += size[c] * (sums[c] / size[c] - mean) ** 2;
  const total = within + between;
  return {
    fStatistic: k > 1 && n > k && within > 0 ? between / (k - 1) / (within / (n - k)) : null,
    etaSquared: total > 0 ? between / total : 0,
  };
}

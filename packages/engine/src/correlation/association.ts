/** What every coefficient of association gives; null = does not exist for these data. */
export interface Association {
  readonly n: number;
  readonly estimate: number | null;
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly confidenceInterval: readonly [number, number] | null;
}

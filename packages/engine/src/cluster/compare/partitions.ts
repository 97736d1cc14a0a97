/**
 * Agreement of two partitions of the same observations, from their cross table: Rand (1971), Hubert & Arabie's (1985)
 * adjusted Rand, Fowlkes & Mallows (1983), Meilă's (2007) variation of information, Vinh, Epps & Bailey's (2010) mutual
 * information adjusted for chance (maximum normalisation).
 */

export interface PartitionAgreement {
  readonly rand: number;
  /** 1 when both are trivial in the same way. */
  readonly adjustedRand: number;
  readonly fowlkesMallows: number;
  /** In nats; 0 = the same partition. */
  readonly variationOfInformation: number;
  readonly adjustedMutualInformation: number;
}

export function comparePartitions(a: readonly number[], b: readonly number[]): PartitionAgreement {
  const n = a.length;
  const table = crossTable(a, b);
  const pairs = (n * (n - 1)) / 2;
  const both = sum(table.cells, choose2);
  const ofA = sum(table.rows, choose2);
  const ofB = sum(table.columns, choose2);
  const expected = pairs > 0 ? (ofA * ofB) / pairs : 0;
  const most = (ofA + ofB) / 2;
  const entropyA = entropyOf(table.rows, n);
  const entropyB = entropyOf(table.columns, n);
  const shared = entropyA + entropyB - entropyOf(table.cells, n);
  const chance = expectedMutualInformation(table.rows, table.columns, n);
  const larger = Math.max(entropyA, entropyB);
  return {
    rand: pairs > 0 ? (pairs + 2 * both - ofA - ofB) / pairs : 1,
    adjustedRand: most === expected ? 1 : (both - expected) / (most - expected),
    fowlkesMallows: ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : ofA === ofB ? 1 : 0,
    variationOfInformation: Math.max(0, entropyA + entropyB - 2 * shared),
    adjustedMutualInformation: Math.abs(larger - chance) < 1e-14 ? 1 : (shared - chance) / (larger - chance),
  };
}

export function adjustedRand(a: readonly number[], b: readonly number[]): number {
  const table = crossTable(a, b);
  const both = sum(table.cells, choose2);
  const ofA = sum(table.rows, choose2);
  const ofB = sum(table.columns, choose2);
  const expected = (ofA * ofB) / choose2(a.length);
  const most = (ofA + ofB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** Mean and variance of the Fowlkes–Mallows index when the two partitions have nothing to do with each other. */
export function fowlkesMallowsByChance(a: readonly number[], b: readonly number[]) {
  const n = a.length;
  const table = crossTable(a, b);
  const p = sum(table.rows, (m) => m * m) - n;
  const q = sum(table.columns, (m) => m * m) - n;
  const p3 = sum(table.rows, (m) => m * (m - 1) * (m - 2));
  const q3 = sum(table.columns, (m) => m * (m - 1) * (m - 2));
  const mean = Math.sqrt(p * q) / (n * (n - 1));
  const variance =
    2 / (n * (n - 1)) +
    (4 * p3 * q3) / (n * (n - 1) * (n - 2) * p * q) +
    ((p - 2 - (4 * p3) / p) * (q - 2 - (4 * q3) / q)) / (n * (n - 1) * (n - 2) * (n - 3)) -
    (p * q) / (n * n * (n - 1) ** 2);
  return { mean, variance };
}

function crossTable(a: readonly number[], b: readonly number[]) {
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  const cells = new Map<string, number>();
  a.forEach((one, i) => {
    rows.set(one, (rows.get(one) ?? 0) + 1);
    columns.set(b[i], (columns.get(b[i]) ?? 0) + 1);
    const key = `${one},${b[i]}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  });
  return { rows: [...rows.values()], columns: [...columns.values()], cells: [...cells.values()] };
}

function choose2(m: number): number {
  return (m * (m - 1)) / 2;
}

function sum(counts: readonly number[], f: (count: number) => number): number {
  return counts.reduce((total, count) => total + f(count), 0);
}

function entropyOf(counts: readonly number[], n: number): number {
  return -sum(counts, (count) => (count / n) * Math.log(count / n));
}

/** Expected mutual information under the hypergeometric model, by a walk over each cell's possible counts. */
function expectedMutualInformation(rows: readonly number[], columns: readonly number[], n: number): number {
  const logFactorial = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
  let expected = 0;
  for (const a of rows) {
    for (const b of columns) {
      const fixed = logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b] - logFactorial[n];
      for (let m = Math.max(1, a + b - n); m <= Math.min(a, b); m++) {
        const probability = Math.exp(
          fixed - logFactorial[m] - logFactorial[a - m] - logFactorial[b - m] - logFactorial[n - a - b + m],
        );
        expected += (m / n) * Math.log((n * m) / (a * b)) * probability;
      }
    }
  }
  return expected;
}

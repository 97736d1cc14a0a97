/**
 * Linkages as rows of coefficients of the Lance & Williams (1967) recurrence
 * d(k, i∪j) = αᵢ d(k,i) + αⱼ d(k,j) + β d(i,j) + γ |d(k,i) − d(k,j)|, with cluster sizes nᵢ, nⱼ, nₖ.
 * `squared` linkages run on squared distances and give back the root of the height: `ward` is Ward's (1963) criterion, R's
 * ward.D2; `ward.D` is the same recurrence on the distances as they come (Murtagh & Legendre 2014).
 */

export interface Linkage {
  /** d(k, i∪j) from d(k,i), d(k,j), d(i,j) and the three sizes. */
  update(ki: number, kj: number, ij: number, sizes: { i: number; j: number; k: number }): number;
  readonly squared?: true;
  /** Heights never decrease; centroid and median may turn back (inversions). */
  readonly monotone: boolean;
}

const ward: Linkage['update'] = (ki, kj, ij, { i, j, k }) => ((i + k) * ki + (j + k) * kj - k * ij) / (i + j + k);

export const LINKAGES = {
  ward: { update: ward, squared: true, monotone: true },
  'ward.D': { update: ward, monotone: true },
  single: { update: (ki, kj) => Math.min(ki, kj), monotone: true },
  complete: { update: (ki, kj) => Math.max(ki, kj), monotone: true },
  average: { update: (ki, kj, _, { i, j }) => (i * ki + j * kj) / (i + j), monotone: true },
  mcquitty: { update: (ki, kj) => 0.5 * ki + 0.5 * kj, monotone: true },
  centroid: {
    update: (ki, kj, ij, { i, j }) => (i * ki + j * kj - (i * j * ij) / (i + j)) / (i + j),
    monotone: false,
  },
  median: { update: (ki, kj, ij) => (ki + kj - ij / 2) / 2, monotone: false },
} as const satisfies Record<string, Linkage>;

export type LinkageId = keyof typeof LINKAGES;

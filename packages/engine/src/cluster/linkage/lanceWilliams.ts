/**
 * Linkages as rows of coefficients of the Lance & Williams (1967) recurrence
 * d(k, i∪j) = αᵢ d(k,i) + αⱼ d(k,j) + β d(i,j) + γ |d(k,i) − d(k,j)|, with cluster sizes nᵢ, nⱼ, nₖ.
 * `squared` linkages run on squared distances and give back the root of the height: `ward` is Ward's (1963) criterion, R's
 * ward.D2; `ward.D` is the same recurrence on the distances as they come (Murtagh & Legendre 2014). The order of the
 * operations is R's, so that ties stay ties.
 */

/** d(k, i∪j) from d(k,i), d(k,j), d(i,j) and the three sizes (sums of weights). */
export type Update = (ki: number, kj: number, ij: number, ni: number, nj: number, nk: number) => number;

export interface Linkage {
  /** Missing for minimax, which follows no recurrence. */
  readonly update?: Update;
  readonly squared?: true;
  /** The height of two single observations grows with their weights: 2·nᵢnⱼ/(nᵢ+nⱼ) times their distance. */
  readonly inertia?: true;
  /** Heights never decrease; centroid and median may turn back (inversions). */
  readonly monotone: boolean;
}

const ward: Update = (ki, kj, ij, ni, nj, nk) => ((ni + nk) * ki + (nj + nk) * kj - nk * ij) / (ni + nj + nk);

export const LINKAGES = {
  ward: { update: ward, squared: true, inertia: true, monotone: true },
  'ward.D': { update: ward, inertia: true, monotone: true },
  single: { update: (ki, kj) => Math.min(ki, kj), monotone: true },
  complete: { update: (ki, kj) => Math.max(ki, kj), monotone: true },
  average: { update: (ki, kj, _, ni, nj) => (ni * ki + nj * kj) / (ni + nj), monotone: true },
  mcquitty: { update: (ki, kj) => 0.5 * ki + 0.5 * kj, monotone: true },
  centroid: {
    update: (ki, kj, ij, ni, nj) => (ni * ki + nj * kj - (ni * nj * ij) / (ni + nj)) / (ni + nj),
    monotone: false,
  },
  median: { update: (ki, kj, ij) => (ki + kj - ij / 2) / 2, monotone: false },
  minimax: { monotone: true },
} as const satisfies Record<string, Linkage>;

export type LinkageId = keyof typeof LINKAGES;

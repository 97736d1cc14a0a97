/**
 * p-values adjusted for the number of hypotheses: Bonferroni; Holm (1979); Hochberg (1988); Benjamini & Hochberg (1995);
 * Benjamini & Yekutieli (2001). The same numbers as R's p.adjust.
 */
export const ADJUSTMENTS = ['none', 'bonferroni', 'holm', 'hochberg', 'bh', 'by'] as const;
export type AdjustmentMethod = (typeof ADJUSTMENTS)[number];

export function adjust(p: readonly number[], method: AdjustmentMethod): number[] {
  const m = p.length;
  if (method === 'none') return [...p];
  if (method === 'bonferroni') return p.map((value) => Math.min(1, m * value));
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b] || a - b);
  const adjusted = new Array<number>(m);
  if (method === 'holm') {
    let running = 0;
    order.forEach((i, rank) => {
      running = Math.max(running, Math.min(1, (m - rank) * p[i]));
      adjusted[i] = running;
    });
    return adjusted;
  }
  const harmonic = method === 'by' ? p.reduce((sum, _, i) => sum + 1 / (i + 1), 0) : 1;
  let running = 1;
  for (let rank = m - 1; rank >= 0; rank--) {
    const i = order[rank];
    const factor = method === 'hochberg' ? m - rank : (m / (rank + 1)) * harmonic;
    running = Math.min(running, factor * p[i]);
    adjusted[i] = running;
  }
  return adjusted;
}

/**
 * The largest factor eliminated exactly, the small ones as a dense Schur complement: with M the residual maker of the
 * largest factor and D the functions of the others, S = D'MD. When all others are small, S⁻¹ sweeps them out without
 * iteration, whatever the unbalance; otherwise S is the dense corner of the system that is iterated.
 */
import type { Factor } from './factor.js';
import type { RowsByLevel } from './rowsByLevel.js';
import type { Terms } from './terms.js';

export interface SchurBlocks {
  /** m×m, symmetric. */
  readonly small: Float64Array;
  /** Large terms by small ones, by rows of length m. */
  readonly coupling: Float64Array;
  /** Diagonal of the block of the large terms. */
  readonly diagonal: Float64Array;
}

export interface Elimination {
  readonly eliminated: Factor;
  readonly rows: RowsByLevel;
  readonly large: Terms;
  readonly small: Terms;
  readonly weights: Float64Array | undefined;
}

export function schurBlocks({ eliminated, rows, large, small, weights }: Elimination): SchurBlocks {
  const m = small.size;
  const blocks = {
    small: new Float64Array(m * m),
    coupling: new Float64Array(large.size * m),
    diagonal: large.squares.slice(),
  };
  const list = [...large.list, ...small.list.map((term) => ({ ...term, offset: term.offset + large.size }))];
  const functions = [...(eliminated.constant ? [undefined] : []), ...eliminated.slopes];
  // Σ w q_p d over the level's rows, for each function p of the eliminated factor and each column d that occurs.
  const moments = functions.map(() => new Float64Array(large.size + m));
  const position = new Int32Array(list.length);
  const value = new Float64Array(list.length);
  const seen = new Int32Array(large.size + m).fill(-1);
  const touched = new Int32Array(large.size + m);
  for (let g = 0; g < eliminated.levels; g++) {
    let count = 0;
    for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      const w = weights === undefined ? 1 : weights[i];
      for (let t = 0; t < list.length; t++) {
        const term = list[t];
        const p = term.offset + term.codes[i];
        position[t] = p;
        value[t] = term.values === undefined ? 1 : term.values[i];
        if (seen[p] !== g) {
          seen[p] = g;
          touched[count++] = p;
        }
        for (let f = 0; f < functions.length; f++) {
          const q = functions[f];
          moments[f][p] += w * value[t] * (q === undefined ? 1 : q[i]);
        }
      }
      for (let s = large.list.length; s < list.length; s++) {
        const column = position[s] - large.size;
        const ws = w * value[s];
        for (let t = 0; t < list.length; t++) {
          if (position[t] < large.size) blocks.coupling[position[t] * m + column] += ws * value[t];
          else blocks.small[(position[t] - large.size) * m + column] += ws * value[t];
        }
      }
    }
    for (let f = 0; f < functions.length; f++) {
      const scale = functions[f] === undefined ? 1 / eliminated.totals[g] : 1;
      const own = moments[f];
      for (let b = 0; b < count; b++) {
        const column = touched[b];
        const along = own[column] * scale;
        if (column < large.size) blocks.diagonal[column] -= own[column] * along;
        else {
          for (let a = 0; a < count; a++) {
            const p = touched[a];
            if (p < large.size) blocks.coupling[p * m + column - large.size] -= own[p] * along;
            else blocks.small[(p - large.size) * m + column - large.size] -= own[p] * along;
          }
        }
      }
      for (let a = 0; a < count; a++) own[touched[a]] = 0;
    }
  }
  return blocks;
}

/** Operations that the blocks cost: for each level of the eliminated factor, pairs of small columns that meet in it. */
export function schurCost(rows: RowsByLevel, terms: Terms): number {
  let cost = terms.size ** 3 / 3;
  for (let g = 0; g + 1 < rows.start.length; g++) {
    cost += Math.min((rows.start[g + 1] - rows.start[g]) * terms.list.length, terms.size) ** 2;
  }
  return cost;
}

/**
 * The largest factor eliminated exactly, the small ones as a dense Schur complement: with M the residual maker of the
 * largest factor and D the functions of the others, S = D'MD. When all others are small, S⁻¹ sweeps them out without
 * iteration, whatever the unbalance; otherwise S is the dense corner of the system that is iterated.
 */
import type { Factor } from './factor.js';
import type { RowsByLevel } from './rowsByLevel.js';
import type { Term, Terms } from './terms.js';

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
  if (eliminated.constant && eliminated.slopes.length === 0 && [...large.list, ...small.list].every(isConstant)) {
    constantBlocks({ eliminated, rows, large, small, weights }, blocks);
    return blocks;
  }
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

const isConstant = ({ values }: Term) => values === undefined;

/**
 * Dummies only: with n_g the weights of the small columns in level g, each of its rows adds to the line of its large column
 * the row's own small columns and takes the shares n_g/N_g away, a short stretch of memory at a time. Levels with the
 * shares of the fullest one, all of them in a balanced panel, are only counted, and taken away together.
 */
function constantBlocks({ eliminated, rows, large, small, weights }: Elimination, blocks: SchurBlocks): void {
  const m = small.size;
  const { coupling, diagonal } = blocks;
  const ofSmall = new Float64Array(m);
  const ofLarge = new Float64Array(large.size);
  const touched = new Int32Array(m);
  const share = new Float64Array(m);
  const usual = new Float64Array(m);
  const usualOfLarge = new Float64Array(large.size);
  let usualTotal = 0;
  const seen = new Int32Array(m).fill(-1);
  const [larges, smalls] = [large.list, small.list];
  // Positions of the row at hand among the small columns.
  const own = new Int32Array(smalls.length);
  const place = (i: number) => {
    for (let s = 0; s < own.length; s++) own[s] = smalls[s].offset + smalls[s].codes[i];
  };
  const fullest = fullestLevel(rows);
  for (let r = rows.start[fullest]; r < rows.start[fullest + 1]; r++) {
    const i = rows.order === undefined ? r : rows.order[r];
    place(i);
    for (let s = 0; s < own.length; s++) usual[own[s]] += weights === undefined ? 1 : weights[i];
  }
  for (let p = 0; p < m; p++) usual[p] /= eliminated.totals[fullest];
  const usualCount = usual.reduce((count, value) => count + Number(value > 0), 0);
  for (let g = 0; g < eliminated.levels; g++) {
    const low = rows.start[g];
    const high = rows.start[g + 1];
    const total = eliminated.totals[g];
    let count = 0;
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      const w = weights === undefined ? 1 : weights[i];
      place(i);
      for (let s = 0; s < own.length; s++) {
        const p = own[s];
        if (seen[p] !== g) {
          seen[p] = g;
          touched[count++] = p;
          ofSmall[p] = 0;
        }
        ofSmall[p] += w;
        for (let t = 0; t < own.length; t++) blocks.small[p * m + own[t]] += w;
      }
      for (let t = 0; t < larges.length; t++) ofLarge[larges[t].offset + larges[t].codes[i]] += w;
    }
    let isUsual = count === usualCount;
    for (let a = 0; a < count; a++) {
      share[a] = ofSmall[touched[a]] / total;
      if (share[a] !== usual[touched[a]]) isUsual = false;
    }
    if (isUsual) usualTotal += total;
    else {
      for (let a = 0; a < count; a++) {
        const line = touched[a] * m;
        for (let b = 0; b < count; b++) blocks.small[line + touched[b]] -= share[a] * ofSmall[touched[b]];
      }
    }
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      const w = weights === undefined ? 1 : weights[i];
      place(i);
      for (let t = 0; t < larges.length; t++) {
        const p = larges[t].offset + larges[t].codes[i];
        const line = p * m;
        for (let s = 0; s < own.length; s++) coupling[line + own[s]] += w;
        if (isUsual) usualOfLarge[p] += w;
        else for (let a = 0; a < count; a++) coupling[line + touched[a]] -= w * share[a];
        diagonal[p] -= (w / total) * ofLarge[p];
      }
    }
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      for (let t = 0; t < larges.length; t++) ofLarge[larges[t].offset + larges[t].codes[i]] = 0;
    }
  }
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) blocks.small[a * m + b] -= usualTotal * usual[a] * usual[b];
    for (let p = 0; p < large.size; p++) coupling[p * m + a] -= usualOfLarge[p] * usual[a];
  }
}

function fullestLevel({ start }: RowsByLevel): number {
  let fullest = 0;
  for (let g = 1; g + 1 < start.length; g++)
    if (start[g + 1] - start[g] > start[fullest + 1] - start[fullest]) fullest = g;
  return fullest;
}

/** Operations that the blocks cost: for each level of the eliminated factor, pairs of small columns that meet in it. */
export function schurCost(rows: RowsByLevel, terms: Terms): number {
  let cost = terms.size ** 3 / 3;
  for (let g = 0; g + 1 < rows.start.length; g++) {
    cost += Math.min((rows.start[g + 1] - rows.start[g]) * terms.list.length, terms.size) ** 2;
  }
  return cost;
}

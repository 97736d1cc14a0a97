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

/** Dummies only: the rows in which two columns meet, less what they share through the levels of the eliminated factor. */
function constantBlocks(elimination: Elimination, blocks: SchurBlocks): void {
  const { large, small, weights } = elimination;
  for (const column of small.list) {
    for (const row of small.list) addMeetings(row, column, weights, blocks.small, small.size);
    for (const row of large.list) addMeetings(row, column, weights, blocks.coupling, small.size);
  }
  for (const term of large.list) subtractOwnShares(elimination, term, blocks.diagonal);
  if (small.size > 0) subtractShares(elimination, blocks);
}

/** Σ of the weights of the rows in which each pair of levels meets, into a matrix by rows of length m. */
function addMeetings(row: Term, column: Term, weights: Float64Array | undefined, into: Float64Array, m: number): void {
  for (let i = 0; i < row.codes.length; i++)
    into[(row.offset + row.codes[i]) * m + column.offset + column.codes[i]] += weights === undefined ? 1 : weights[i];
}

/** diagonal ← diagonal − Σ_g n_gj² / N_g, n_gj the weights of level g in column j. */
function subtractOwnShares(
  { eliminated, rows, weights }: Elimination,
  { codes, levels, offset }: Term,
  diagonal: Float64Array,
) {
  const inLevel = new Float64Array(levels);
  for (let g = 0; g < eliminated.levels; g++) {
    const low = rows.start[g];
    const high = rows.start[g + 1];
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      inLevel[codes[i]] += weights === undefined ? 1 : weights[i];
    }
    for (let r = low; r < high; r++) {
      const j = codes[rows.order === undefined ? r : rows.order[r]];
      diagonal[offset + j] -= (inLevel[j] * inLevel[j]) / eliminated.totals[g];
      inLevel[j] = 0;
    }
  }
}

/**
 * With n_g the weights of the small columns in level g, the small block loses n_g n_g'/N_g, and the line of a large column
 * n_g/N_g for each of its rows in g. Levels with the shares of the fullest one, all of them in a balanced panel, are only
 * counted, and taken away together.
 */
function subtractShares({ eliminated, rows, large, small, weights }: Elimination, blocks: SchurBlocks): void {
  const m = small.size;
  const { coupling } = blocks;
  const inLevel = new Float64Array(m);
  const share = new Float64Array(m);
  const touched = new Int32Array(m);
  /** Fills `touched` and `inLevel`; how many small columns occur in the level. */
  const collect = (g: number): number => {
    let count = 0;
    for (const { codes, offset } of small.list) {
      for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
        const i = rows.order === undefined ? r : rows.order[r];
        const p = offset + codes[i];
        if (inLevel[p] === 0) touched[count++] = p;
        inLevel[p] += weights === undefined ? 1 : weights[i];
      }
    }
    return count;
  };
  const usual = new Float64Array(m);
  const fullest = fullestLevel(rows);
  const usualCount = collect(fullest);
  for (let a = 0; a < usualCount; a++) usual[touched[a]] = inLevel[touched[a]] / eliminated.totals[fullest];
  inLevel.fill(0);
  let usualTotal = 0;
  const usualOfLarge = large.squares.slice();
  for (let g = 0; g < eliminated.levels; g++) {
    const total = eliminated.totals[g];
    const count = collect(g);
    let isUsual = count === usualCount;
    for (let a = 0; a < count; a++) {
      share[a] = inLevel[touched[a]] / total;
      if (share[a] !== usual[touched[a]]) isUsual = false;
    }
    if (isUsual) usualTotal += total;
    else {
      for (let a = 0; a < count; a++) {
        const line = touched[a] * m;
        for (let b = 0; b < count; b++) blocks.small[line + touched[b]] -= share[a] * inLevel[touched[b]];
      }
      for (const { codes, offset } of large.list) {
        for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
          const i = rows.order === undefined ? r : rows.order[r];
          const w = weights === undefined ? 1 : weights[i];
          const p = offset + codes[i];
          usualOfLarge[p] -= w;
          for (let a = 0; a < count; a++) coupling[p * m + touched[a]] -= w * share[a];
        }
      }
    }
    for (let a = 0; a < count; a++) inLevel[touched[a]] = 0;
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

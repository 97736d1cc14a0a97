/** The branches of a dendrogram: what each holds, which of them have a row of their own, and what their names are. */
import type { Words } from '../words.js';
import { type LeafValues, standardizedRows } from './leafValues.js';

export interface TreeInput {
  /** R's convention: −i is leaf i (from 1), +i the branch made in row i; `order` lists the leaves as drawn. */
  readonly tree: {
    readonly merge: readonly (readonly number[])[];
    readonly height: readonly number[];
    readonly order: readonly number[];
  };
  /** Names of the leaves in the reader's language. */
  readonly names: readonly string[];
  /** Group of each leaf as an index into `groups`; null = the tree is not cut. */
  readonly partition: readonly number[] | null;
  /** Values of the leaves, drawn as cells between the names and the tree. */
  readonly values?: LeafValues;
  /** How firm each row of the tree is, 0 … 1, written at its joint. */
  readonly support?: readonly (number | null)[];
}

export interface Branch {
  /** Number of leaves, the first two of them, and the place of the first in the order of drawing. */
  readonly size: number;
  readonly examples: readonly number[];
  readonly place: number;
  /** The group that all its leaves belong to; null when they differ or the tree is not cut. */
  readonly group: number | null;
  readonly height: number;
  /** Mean of its leaves' standardised values. */
  readonly means: readonly number[];
  readonly support: number | null;
  readonly left?: Branch;
  readonly right?: Branch;
  y: number;
}

/** Roots of the tree (one, unless the merges do not join everything); leaves in the order of drawing. */
export function branches(input: TreeInput): Branch[] {
  const { merge, height, order } = input.tree;
  const place = new Map(order.map((leaf, i) => [leaf - 1, i]));
  const made: Branch[] = [];
  const values = input.values === undefined ? null : standardizedRows(input.values);
  const single = input.names.map(
    (_, leaf): Branch => ({
      size: 1,
      examples: [leaf],
      place: place.get(leaf) ?? leaf,
      group: input.partition === null ? null : input.partition[leaf],
      height: 0,
      means: values?.[leaf] ?? [],
      support: null,
      y: 0,
    }),
  );
  const free = new Set(single);
  merge.forEach(([a, b], step) => {
    const one = a < 0 ? single[-a - 1] : made[a - 1];
    const two = b < 0 ? single[-b - 1] : made[b - 1];
    const [left, right] = one.place <= two.place ? [one, two] : [two, one];
    const branch: Branch = {
      size: left.size + right.size,
      examples: [...left.examples, ...right.examples].slice(0, 2),
      place: left.place,
      group: left.group === right.group ? left.group : null,
      height: height[step],
      means: left.means.map((mean, j) => (left.size * mean + right.size * right.means[j]) / (left.size + right.size)),
      support: input.support?.[step] ?? null,
      left,
      right,
      y: 0,
    };
    free.delete(one);
    free.delete(two);
    free.add(branch);
    made.push(branch);
  });
  return [...free].sort((a, b) => a.place - b.place);
}

/** Splits the highest branches until `count` are left; what stands below is drawn as one row each. */
export function fold(roots: readonly Branch[], count: number): Branch[] {
  const open = [...roots];
  const rows = new Set<Branch>(open);
  while (rows.size < count) {
    const highest = [...rows].filter((b) => b.left !== undefined).sort((a, b) => b.height - a.height)[0];
    if (highest?.left === undefined || highest.right === undefined) break;
    rows.delete(highest);
    rows.add(highest.left).add(highest.right);
  }
  const cut = (branch: Branch): Branch => {
    if (rows.has(branch) || branch.left === undefined || branch.right === undefined) return folded(branch);
    return { ...branch, left: cut(branch.left), right: cut(branch.right) };
  };
  return open.map(cut);
}

/** The branch without what stands below it. */
function folded({ size, examples, place, group, height, means, support }: Branch): Branch {
  return { size, examples, place, group, height, means, support, y: 0 };
}

/** The branches that have a row of their own: leaves, or folded branches. */
export function drawn(roots: readonly Branch[]): Branch[] {
  const rows: Branch[] = [];
  const stack = [...roots].reverse();
  for (let branch = stack.pop(); branch !== undefined; branch = stack.pop()) {
    if (branch.left === undefined || branch.right === undefined) rows.push(branch);
    else stack.push(branch.right, branch.left);
  }
  return rows;
}

export function labelOf(branch: Branch, names: readonly string[], words: Words): string {
  if (branch.size === 1) return names[branch.examples[0]];
  const examples = branch.examples.map((leaf) => names[leaf]);
  return words.text('views.dendrogram.collapsed', {
    count: branch.size,
    examples: `${examples.join(', ')}${branch.size > 2 ? ' …' : ''}`,
  });
}

/** A tree for other programs: Newick (Olsen 1990) with branch lengths, and R's hclust object as an expression to source. */
import type { MergeTree } from './mergeTree.js';

/** Branch length = height of the parent less own height; negative where heights turn back. */
export function toNewick(tree: MergeTree, labels: readonly string[]): string {
  const text: string[] = [];
  tree.merge.forEach((pair, step) => {
    const parts = pair.map((code) => {
      const own = code < 0 ? 0 : tree.height[code - 1];
      return `${code < 0 ? quoted(labels[-code - 1]) : text[code - 1]}:${tree.height[step] - own}`;
    });
    text.push(`(${parts.join(',')})`);
  });
  return `${text[text.length - 1]};`;
}

/** `dget` or `source` gives an object of class hclust. */
export function toR(
  tree: MergeTree,
  labels: readonly string[],
  { method, distance }: { readonly method: string; readonly distance: string },
): string {
  const columns = [0, 1].flatMap((side) => tree.merge.map((pair) => `${pair[side]}L`));
  const name = method === 'ward' ? 'ward.D2' : method;
  return `structure(list(
  merge = matrix(c(${columns.join(', ')}), ncol = 2L),
  height = c(${tree.height.join(', ')}),
  order = c(${tree.order.map((leaf) => `${leaf}L`).join(', ')}),
  labels = c(${labels.map((label) => JSON.stringify(label)).join(', ')}),
  method = ${JSON.stringify(name)},
  call = quote(hclust(d = distances)),
  dist.method = ${JSON.stringify(distance)}
), class = "hclust")
`;
}

function quoted(label: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(label) ? label : `'${label.replaceAll("'", "''")}'`;
}

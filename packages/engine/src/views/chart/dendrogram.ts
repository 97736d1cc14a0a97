/**
 * Dendrogram with the leaves as rows, so that long names stay readable: names on the left, the height axis from left to
 * right, the cut as a dashed line, each group in its colour. Beyond 200 leaves the lower part is folded into branches
 * that say how many leaves they hold. Beside the leaves stand the standardised values, at the joints how firm they are.
 * The outline says the tree in words.
 */
import type { Words } from '../words.js';
import { type Branch, branches, drawn, fold, labelOf, type TreeInput } from './branches.js';
import { CELL, cellsOf, headsOf, keyOf } from './leafValues.js';
import { decimalsOf, linear, ticks } from './scale.js';
import {
  clusterRole,
  type Mark,
  type Outline,
  type Role,
  round,
  type Scene,
  type SceneTable,
  textWidth,
} from './scene.js';

export interface DendrogramInput extends TreeInput {
  /** Names of the groups; the position gives the colour. */
  readonly groups?: readonly string[];
  /** Group that is drawn strongly while the others step back. */
  readonly highlight?: number;
  readonly href?: (leaf: number) => string | undefined;
  readonly title?: string;
  readonly width?: number;
}

const FOLD_ABOVE = 200;
const FOLD_TO = 60;
const ROW = 22;
const SIZE = 13;
const LEAST_TREE = 110;

export function dendrogramScene(input: DendrogramInput, words: Words): Scene {
  const { names, partition, width = 720 } = input;
  const n = names.length;
  const root = branches(input);
  const shown = n > FOLD_ABOVE ? fold(root, FOLD_TO) : root;
  const rows = drawn(shown);
  const labels = rows.map((branch) => labelOf(branch, names, words));
  const space = Math.min(width * 0.45, Math.max(60, ...labels.map((label) => textWidth(label, SIZE))) + 16);
  const cells = space + 10;
  // Where the values would leave the tree no room, they stand in the table alone.
  const all = input.values?.columns ?? [];
  const columns = cells + CELL * all.length + LEAST_TREE <= width ? all : [];
  const first = columns.length > 0 ? 30 : 16;
  rows.forEach((branch, i) => {
    branch.y = first + ROW * i + ROW / 2;
  });
  const start = columns.length > 0 ? cells + CELL * columns.length + 4 : space;
  const bottom = first + ROW * rows.length + 6;
  const top = input.tree.height.reduce((a, b) => Math.max(a, b), 0);
  const x = linear([0, top || 1], [start + 8, width - 16]);

  const marks: Mark[] = axis(x, top, { from: first, width, bottom }, words);
  const cut = partition === null ? null : cutHeight(input.tree.height, new Set(partition).size, n);
  const draw = (branch: Branch): void => {
    if (branch.left === undefined || branch.right === undefined) return;
    draw(branch.left);
    draw(branch.right);
    branch.y = (branch.left.y + branch.right.y) / 2;
    const { group } = branch;
    marks.push({
      kind: 'path',
      d: `M${x(branch.left.height)} ${round(branch.left.y)}H${x(branch.height)}V${round(branch.right.y)}H${x(branch.right.height)}`,
      stroke: group === null ? 'rule' : clusterRole(group),
      strokeWidth: group === null ? 1.5 : 2,
      ...faded(group, input.highlight),
      hint: words.text('views.dendrogram.join', { height: words.number(branch.height, { significant: 3 }) }),
    });
  };
  for (const branch of shown) draw(branch);
  marks.push(...headsOf(columns, cells, first - 4));
  rows.forEach((branch, i) => {
    if (columns.length > 0)
      marks.push(...cellsOf(branch.means, { x: cells, y: branch.y, height: ROW }, { columns, words }));
    marks.push(leaf(branch, labels[i], { input, space, from: x(0), to: x(branch.height) }));
  });
  for (const branch of shown) marks.push(...supportOf(branch, x, words));
  if (cut !== null && partition !== null) {
    const text = words.text('views.dendrogram.cut', { k: new Set(partition).size });
    const fits = x(cut) + 4 + textWidth(text, 11) <= width;
    marks.push(
      { kind: 'line', x1: x(cut), y1: first - 6, x2: x(cut), y2: bottom, stroke: 'ink', strokeWidth: 1.2, dash: '5 4' },
      {
        kind: 'text',
        x: x(cut) + (fits ? 4 : -4),
        y: first - 4,
        text,
        size: 11,
        ...(fits ? {} : { anchor: 'end' as const }),
        fill: 'muted',
        halo: true,
      },
    );
  }
  const description =
    cut === null
      ? words.text('views.dendrogram.uncut', { count: n })
      : words.text('views.dendrogram.description', {
          count: n,
          k: new Set(partition).size,
          height: words.number(cut, { significant: 3 }),
        });
  const key = columns.length > 0 ? keyOf(columns, { y: bottom + 40, width }, words) : { marks: [], height: 0 };
  marks.push(...key.marks);
  return {
    width,
    height: bottom + 44 + key.height,
    title: input.title ?? words.text('views.dendrogram.titlePlain'),
    description,
    marks,
    table: tableOf(rows, input, words),
    outline: shown.map((branch) => outline(branch, names, words)),
  };
}

/** Support at the joints of a branch and below it; the whole tree needs none. */
function supportOf(root: Branch, x: (value: number) => number, words: Words): Mark[] {
  const marks: Mark[] = [];
  const stack = [root];
  for (let branch = stack.pop(); branch !== undefined; branch = stack.pop()) {
    if (branch.left === undefined || branch.right === undefined) continue;
    stack.push(branch.left, branch.right);
    if (branch.support === null || branch === root) continue;
    marks.push({
      kind: 'text',
      x: round(x(branch.height) + 3),
      // Above the line that leads on, so that it is not crossed out.
      y: round(branch.y - 3),
      text: words.number(branch.support, { digits: 2 }),
      size: 11,
      fill: 'ink',
      halo: true,
    });
  }
  return marks;
}

function leaf(
  branch: Branch,
  label: string,
  place: { input: DendrogramInput; space: number; from: number; to: number },
): Mark {
  const { input, space } = place;
  const { group } = branch;
  const role: Role = group === null ? 'muted' : clusterRole(group);
  const strong = group !== null && group === input.highlight;
  const href = branch.size === 1 ? input.href?.(branch.examples[0]) : undefined;
  const name = fit(label, space - 16);
  const text: Mark = {
    kind: 'text',
    x: space - 6,
    y: round(branch.y + SIZE * 0.35),
    text: name,
    size: SIZE,
    anchor: 'end',
    fill: 'ink',
    ...(strong ? { weight: 'bold' as const } : {}),
    ...(name === label ? {} : { hint: label }),
  };
  const dot: Mark = { kind: 'circle', x: space + 2, y: round(branch.y), r: 3.5, fill: role };
  const bar: Mark[] =
    branch.size > 1
      ? [
          {
            kind: 'rect',
            x: place.from,
            y: round(branch.y - 4),
            width: Math.max(1, round(place.to - place.from)),
            height: 8,
            fill: role,
            opacity: 0.35,
          },
        ]
      : [];
  return {
    kind: 'group',
    children: [text, dot, ...bar],
    ...faded(group, input.highlight),
    ...(href === undefined ? {} : { href, label }),
  };
}

/** Halfway between the last merge inside the groups and the first that joins two of them. */
export function cutHeight(heights: readonly number[], k: number, n: number): number {
  const sorted = [...heights].sort((a, b) => a - b);
  const below = sorted[n - k - 1] ?? 0;
  const above = sorted[n - k] ?? (sorted[sorted.length - 1] ?? 0) * 1.05;
  return (below + above) / 2;
}

function axis(
  x: (value: number) => number,
  top: number,
  frame: { from: number; width: number; bottom: number },
  words: Words,
): Mark[] {
  const values = ticks(0, top, 5);
  const digits = decimalsOf(values);
  return [
    ...values.flatMap((value): Mark[] => [
      { kind: 'line', x1: x(value), y1: frame.from, x2: x(value), y2: frame.bottom, stroke: 'grid', strokeWidth: 1 },
      {
        kind: 'text',
        x: x(value),
        y: frame.bottom + 16,
        text: words.number(value, { digits }),
        size: 11,
        anchor: 'middle',
        fill: 'muted',
      },
    ]),
    {
      kind: 'text',
      x: frame.width - 16,
      y: frame.bottom + 34,
      text: words.text('views.dendrogram.height'),
      size: 11,
      anchor: 'end',
      fill: 'muted',
    },
  ];
}

function faded(group: number | null, highlight: number | undefined): { readonly opacity?: number } {
  return highlight === undefined || group === highlight ? {} : { opacity: 0.4 };
}

function fit(label: string, width: number): string {
  if (textWidth(label, SIZE) <= width) return label;
  let short = label;
  while (short.length > 3 && textWidth(`${short}…`, SIZE) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

function outline(branch: Branch, names: readonly string[], words: Words): Outline {
  if (branch.left === undefined || branch.right === undefined)
    return { text: labelOf(branch, names, words), children: [] };
  return {
    text: joinText(branch, words),
    children: [outline(branch.left, names, words), outline(branch.right, names, words)],
  };
}

function joinText(branch: Branch, words: Words): string {
  const height = words.number(branch.height, { significant: 3 });
  if (branch.support === null) return words.text('views.dendrogram.join', { height });
  return words.text('views.dendrogram.joinFirm', { height, support: words.number(branch.support, { digits: 2 }) });
}

/** A row for each row of the picture. */
function tableOf(rows: readonly Branch[], input: DendrogramInput, words: Words): SceneTable {
  const name = (group: number | null) =>
    group === null ? words.text('views.noData') : (input.groups?.[group] ?? String(group + 1));
  return {
    columns: [words.text('views.region'), words.text('views.clusterColumn'), ...(input.values?.columns ?? [])],
    rows: rows.map((branch) => [
      labelOf(branch, input.names, words),
      name(branch.group),
      ...branch.means.map((mean) => words.number(mean, { digits: 1 })),
    ]),
  };
}

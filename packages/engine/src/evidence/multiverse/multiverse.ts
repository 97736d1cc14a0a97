/**
 * The multiverse: every specification of a choice space estimated, and the curve of the estimates (Steegen, Tuerlinckx,
 * Gelman & Vanpaemel, 2016; Simonsohn, Simmons & Nelson, 2020). Specifications on the same rows share their swept columns
 * and cross products by cluster; a specification equals the single fit of its formula to the last digits.
 */
import { columnOf, type Table, textOf } from '../../data/table.js';
import { studentQuantile, studentTwoSided } from '../../distribution/student.js';
import { AimaqError, type Code, type Note, note } from '../../errors.js';
import { type CovarianceSpec, parseCovariance } from '../../inference/covarianceSpec.js';
import type { LinearModel } from '../../inference/linearModel.js';
import { conventionOf, smallSample } from '../../inference/smallSample.js';
import type { MultiverseDocument } from '../../result/documents/multiverse.js';
import { type Cell, type ChoiceSpace, cellsOf, labelsOf, winsorized } from './choices.js';
import { type Choice, curveOf } from './curve.js';
import { jointTest, TESTED } from './jointTest.js';
import { crossingMoments, momentsOf } from './sample.js';
import { LOCAL, samplesOf } from './samples.js';
import { countedOf, degreesOf, fitsPerfectly, readerOf, rowModel } from './specification.js';
import { visitSubsets } from './subsets.js';

export interface MultiverseOptions {
  readonly panel?: { readonly unit: string; readonly time: string };
  /** Filter for all specifications. */
  readonly where?: string;
  readonly convention?: string;
  readonly significance?: number;
  /** Draws of the joint test where the sign vectors are too many to enumerate; 0 leaves the test out. */
  readonly draws?: number;
  readonly seed?: number;
}

const MAX_SPECIFICATIONS = 1_000_000;

/** Errors: evidence-multiverse-too-large, -term, -overlap, -too-many-gaps, and those of formula, design and inference. */
export function multiverse(table: Table, space: ChoiceSpace, options: MultiverseOptions = {}): MultiverseDocument {
  const { significance = 0.05, draws = 999, seed = 1, panel } = options;
  const convention = conventionOf(options.convention ?? 'stata');
  const byDefault = panel === undefined ? 'iid' : `CR1S:${panel.unit}`;
  const covariances = space.covariances ?? [byDefault];
  const specs = covariances.map((text) => parseCovariance(text));
  const cells = cellsOf(space);
  for (const term of [...space.terms, ...(space.always ?? [])])
    if (space.controls.includes(term)) throw new AimaqError('evidence-multiverse-overlap', { term });
  const subsets = 2 ** space.controls.length;
  const count = cells.length * subsets * specs.length;
  if (!(count <= MAX_SPECIFICATIONS))
    throw new AimaqError('evidence-multiverse-too-large', { count, limit: MAX_SPECIFICATIONS });

  const estimates = new Float64Array(count).fill(Number.NaN);
  const standardErrors = new Float64Array(count).fill(Number.NaN);
  const pValues = new Float64Array(count).fill(Number.NaN);
  /** Estimates without a standard error. */
  let without = 0;
  const failures = new Map<Code, number>();
  const fail = (code: Code, number: number) => failures.set(code, (failures.get(code) ?? 0) + number);

  const by = specs.find((spec) => spec.kind === 'cluster')?.by[0] ?? panel?.unit;
  const total = cells.length * subsets;
  const stride = total <= TESTED ? 1 : primeFrom(Math.ceil(total / TESTED));
  const joint =
    by === undefined || draws === 0
      ? null
      : jointTest({ labels: labelsIn(table, by), draws, seed, capacity: Math.ceil(total / stride) });
  const position = new Map((by === undefined ? [] : labelsIn(table, by)).map((label, i) => [label, i]));

  let perfect = 0;
  cells.forEach((cell, c) => {
    const clipped = winsorized(table, space, cell.outliers);
    for (const { sample, controls, wanted } of samplesOf(clipped, cell, space, { ...options, fail })) {
      const readers = specs.map((spec) => readerOf(sample, spec, convention));
      // Moments by the cluster that most covariances and the joint test share.
      const groups = by === undefined ? null : sample.design.groups(by);
      const moments = momentsOf(sample, groups);
      const crossing = joint === null || groups === null ? null : crossingMoments(sample, groups, moments);
      const clusters = Int32Array.from(groups?.labels ?? [], (label) => position.get(label) as number);
      const mine: CovarianceSpec = { kind: 'cluster', type: 'CR1S', by: [by ?? ''] };
      const recipes = new Map<number, { rootFactor: number; critical: number }>();
      visitSubsets(moments, sample.forced, sample.blocks, (leaf) => {
        const mask = controls.reduce((bits, control, i) => ((leaf.mask >> i) & 1 ? bits | (1 << control) : bits), 0);
        if (!wanted(mask)) return;
        const at = c * subsets + mask;
        let model: LinearModel | null | undefined;
        specs.forEach((_, s) => {
          const row = at * specs.length + s;
          try {
            const fast = leaf.clear && readers[s].fromMoments && (readers[s].by === undefined || readers[s].by === by);
            if (!fast && model === undefined) {
              model = rowModel(sample, leaf);
              if (model !== null && fitsPerfectly(model, sample)) perfect++;
            }
            const read = fast ? readers[s].read(leaf, moments) : readers[s].readRows(model ?? null);
            if (read === null) {
              fail('evidence-term-not-identified', 1);
              return;
            }
            estimates[row] = read.estimate;
            // A covariance with signs can have a variance of nothing: no standard error, and no p-value of zero.
            if (!(read.standardError > 0 && Number.isFinite(read.standardError))) {
              without++;
              return;
            }
            standardErrors[row] = read.standardError;
            pValues[row] = studentTwoSided(read.estimate / read.standardError, read.degreesOfFreedom);
          } catch (cause) {
            if (!(cause instanceof AimaqError) || !LOCAL.includes(cause.code)) throw cause;
            fail(cause.code, 1);
          }
        });
        if (joint === null || crossing === null || !leaf.clear || clusters.length < 2 || at % stride !== 0) return;
        let recipe = recipes.get(leaf.k);
        if (recipe === undefined) {
          if (degreesOf(sample, leaf.k).residual <= 0) return;
          const found = smallSample(countedOf(sample, leaf.k), mine, convention, [clusters.length]);
          recipe = {
            rootFactor: Math.sqrt(found.factor),
            critical: studentQuantile(1 - significance / 2, found.degreesOfFreedom ?? clusters.length - 1),
          };
          recipes.set(leaf.k, recipe);
        }
        joint.add({ leaf, moments, crossing, term: sample.term, clusters, ...recipe });
      });
    }
  });

  const { choices, fixed } = choicesOf(cells, space, covariances);
  const notes: Note[] = [...failures].map(([code, number]) =>
    note('evidence-not-estimated', { count: number, of: count, reason: code }),
  );
  if (without > 0) notes.push(note('evidence-no-standard-error', { count: without, of: count }));
  if (perfect > 0) notes.push(note('evidence-perfect-fit', { count: perfect, of: total }));
  return {
    schema: 'aimaq/multiverse@1',
    term: space.terms.join(', '),
    specifications: count,
    seconds: null,
    convention,
    fixed,
    estimates: {
      columns: ['estimate', 'standardError', 'pValue', ...choices.map((choice) => choice.name)],
      rows: Array.from({ length: count }, (_, i) => [
        orNull(estimates[i]),
        orNull(standardErrors[i]),
        orNull(pValues[i]),
        ...choices.map((choice) => choice.levels[i]),
      ]),
    },
    summary: {
      significance,
      ...curveOf(estimates, pValues, choices, significance),
      joint: joint?.result() ?? null,
    },
    warnings: notes.map((one) => ({ ...one })),
  };
}

/** Choices with several options as columns; those with one stand in `fixed`. */
function choicesOf(cells: readonly Cell[], space: ChoiceSpace, covariances: readonly string[]) {
  const subsets = 2 ** space.controls.length;
  const width = subsets * covariances.length;
  const labels = cells.map(labelsOf);
  const choices: Choice[] = [];
  const fixed: Record<string, string | number> = {};
  const count = cells.length * width;
  for (const name of Object.keys(labels[0])) {
    if (new Set(labels.map((label) => label[name])).size === 1) fixed[name] = labels[0][name];
    else choices.push({ name, levels: Array.from({ length: count }, (_, i) => labels[Math.floor(i / width)][name]) });
  }
  if (covariances.length === 1) fixed.covariance = covariances[0];
  else {
    const levels = Array.from({ length: count }, (_, i) => covariances[i % covariances.length]);
    choices.push({ name: 'covariance', levels });
  }
  if (space.always !== undefined && space.always.length > 0) fixed.always = space.always.join(' + ');
  space.controls.forEach((name, control) => {
    const levels = Array.from(
      { length: count },
      (_, i) => ((Math.floor(i / covariances.length) % subsets) >> control) % 2 === 1,
    );
    choices.push({ name, levels });
  });
  return { choices, fixed };
}

/** Values of the cluster column(s) in the table, as the design labels them. */
function labelsIn(table: Table, by: string): string[] {
  const columns = by.split('^').map((name) => columnOf(table, name));
  const labels = new Set<string>();
  for (let row = 0; row < table.rows; row++) {
    const parts = columns.map((column) => textOf(column, row));
    if (!parts.includes(null)) labels.add(parts.join('_'));
  }
  return [...labels];
}

/** Steps that share no factor with the numbers of options, so that every level is met. */
function primeFrom(from: number): number {
  for (let n = Math.max(from, 3); ; n++) {
    let prime = n % 2 === 1;
    for (let d = 3; prime && d * d <= n; d += 2) prime = n % d !== 0;
    if (prime) return n;
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Compares two study results: which verdict, estimate, group or recommendation changed, and because of what. A change is
 * laid to a cause only if that cause differs and the number rests on it: a coefficient does not rest on the instruments,
 * nor on the part of the study that describes another model.
 */
import type { DiffChange, DiffDocument } from './documents/diff.js';
import type { HypothesisEstimate, StudyResult } from './documents/studyResult.js';

type Cause = DiffChange['because'][number];

/** Relative difference below which two numbers are the same: another runtime's last digits. */
const SAME = 1e-9;

export function compareResults(a: StudyResult, b: StudyResult): DiffDocument {
  const files = filesOf(a, b);
  const data = files.filter((one) => !one.resource.startsWith('policy/'));
  const instruments = files.filter((one) => one.resource.startsWith('policy/'));
  const study = pointers(a.study.spec, b.study.spec, '');
  const engine =
    a.provenance.engine === b.provenance.engine ? null : { from: a.provenance.engine, to: b.provenance.engine };
  /** Causes that differ, of those on which a number rests: parts of the study by the beginning of their pointers. */
  const because = (parts: readonly string[], policy = false): Cause[] => [
    ...(data.length > 0 ? (['data'] as const) : []),
    ...(study.some((path) => [...COMMON, ...parts].some((part) => path === part || path.startsWith(`${part}/`)))
      ? (['study'] as const)
      : []),
    ...(policy && instruments.length > 0 ? (['instruments'] as const) : []),
    ...(engine === null ? [] : (['engine'] as const)),
  ];
  return {
    schema: 'aimaq/diff@1',
    a: { id: a.study.id, inputs: a.provenance.inputs, engine: a.provenance.engine },
    b: { id: b.study.id, inputs: b.provenance.inputs, engine: b.provenance.engine },
    causes: { data, instruments, study, engine },
    observations: observations(a, b),
    changes: [
      ...verdicts(a, b, because),
      ...coefficients(a, b, because),
      ...groups(a, b, because),
      ...recommendations(a, b, because),
    ],
  };
}

type Because = (parts: readonly string[], policy?: boolean) => Cause[];

/** Parts of a study on which every number rests. */
const COMMON = ['/territory', '/period', '/variables', '/data'];

function filesOf(a: StudyResult, b: StudyResult): DiffDocument['causes']['data'] {
  const hashes = (result: StudyResult) => new Map(result.provenance.resources.map((one) => [one.name, one.sha256]));
  const [from, to] = [hashes(a), hashes(b)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((resource): DiffDocument['causes']['data'] => {
    if (!to.has(resource)) return [{ resource, change: 'removed' }];
    if (!from.has(resource)) return [{ resource, change: 'added' }];
    return from.get(resource) === to.get(resource) ? [] : [{ resource, change: 'changed' }];
  });
}

/** Pointers of the leaves that differ. */
function pointers(a: unknown, b: unknown, at: string): string[] {
  if (Object.is(a, b)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [at];
  const [from, to] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
    pointers(from[key], to[key], `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`),
  );
}

function observations(a: StudyResult, b: StudyResult): DiffDocument['observations'] {
  const table = (result: StudyResult) =>
    new Map(
      result.series.map((one) => [
        `${one.indicator} ${one.region}`,
        new Map(one.years.map((year, i) => [year, one.values[i]])),
      ]),
    );
  const [from, to] = [table(a), table(b)];
  const found: DiffDocument['observations'] = [];
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    const [before, after] = [from.get(key), to.get(key)];
    const [indicator, region] = key.split(' ');
    for (const year of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
      const values = { from: before?.get(year) ?? null, to: after?.get(year) ?? null };
      if (differ(values.from, values.to)) found.push({ indicator, region, year, ...values });
    }
  }
  return found;
}

function verdicts(a: StudyResult, b: StudyResult, because: Because): DiffChange[] {
  return paired(a.hypotheses, b.hypotheses, (one) => one.id).flatMap(([id, from, to]) => {
    const model = String(
      (to ?? from)?.estimates[0]?.model ?? (b.study.spec.hypotheses as Record<string, { model?: string }>)?.[id]?.model,
    );
    const causes = because([
      `/hypotheses/${id}`,
      `/models/${model}`,
      `/multiverse/${id}`,
      '/verdicts',
      '/inference',
      '/clustering',
    ]);
    const changes: DiffChange[] = [];
    if (from?.verdict !== to?.verdict)
      changes.push(changeOf('verdict', [id], { from: from?.verdict, to: to?.verdict }, causes));
    const estimates = paired(from?.estimates ?? [], to?.estimates ?? [], (one) => `${one.model} ${one.term}`);
    for (const [key, before, after] of estimates)
      for (const [field, values] of paired(figuresOf(before), figuresOf(after), ([name]) => name).map(
        ([name, one, other]) => [name, { from: one?.[1], to: other?.[1] }] as const,
      ))
        if (differ(values.from, values.to))
          changes.push(changeOf('estimate', [id, ...key.split(' '), field], values, causes));
    return changes;
  });
}

/** What a verdict weighs of an estimate, besides the coefficient itself. */
function figuresOf(one: HypothesisEstimate | undefined): [string, number | null][] {
  return [
    ['pValue.wildBootstrap', one?.pValue.wildBootstrap ?? null],
    ['adjustedPValue', one?.adjustedPValue ?? null],
    ['multiplicity.benjaminiHochberg', one?.multiplicity?.benjaminiHochberg ?? null],
    ['multiplicity.romanoWolf', one?.multiplicity?.romanoWolf ?? null],
    ['leaveOneOut.min', one?.leaveOneOut?.min ?? null],
    ['leaveOneOut.max', one?.leaveOneOut?.max ?? null],
    ['minimumDetectable', one?.minimumDetectable ?? null],
    ['multiverse.signShare', one?.multiverse?.signShare ?? null],
  ];
}

function coefficients(a: StudyResult, b: StudyResult, because: Because): DiffChange[] {
  return paired(a.models, b.models, (one) => one.id).flatMap(([id, from, to]) => {
    const causes = because([`/models/${id}`, '/inference']);
    return paired(from?.estimate.coefficients ?? [], to?.estimate.coefficients ?? [], (one) => one.term).flatMap(
      ([term, before, after]) =>
        (['estimate', 'standardError', 'pValue'] as const).flatMap((field) =>
          differ(before?.[field], after?.[field])
            ? [changeOf('coefficient', [id, term, field], { from: before?.[field], to: after?.[field] }, causes)]
            : [],
        ),
    );
  });
}

/** A unit's group by its members, since letters may be dealt anew: the group is named by its typical unit. */
function groups(a: StudyResult, b: StudyResult, because: Because): DiffChange[] {
  const causes = because(['/clustering']);
  const typical = (result: StudyResult, cluster: string | undefined) =>
    result.clusters.find((one) => one.id === cluster)?.medoid ?? null;
  const together = (result: StudyResult, unit: string) => {
    const own = result.clusters.find((one) => one.units.includes(unit));
    return own === undefined ? null : [...own.units].sort().join(' ');
  };
  return paired(a.memberships, b.memberships, (one) => one.unit).flatMap(([unit, from, to]) =>
    together(a, unit) === together(b, unit)
      ? []
      : [
          changeOf(
            'cluster',
            [unit],
            {
              from: from === undefined ? null : `${from.cluster} (${typical(a, from.cluster)})`,
              to: to === undefined ? null : `${to.cluster} (${typical(b, to.cluster)})`,
            },
            causes,
          ),
        ],
  );
}

function recommendations(a: StudyResult, b: StudyResult, because: Because): DiffChange[] {
  const causes = because(['/recommendations', '/models', '/clustering', '/hypotheses', '/instruments'], true);
  const verdictsOf = (set: StudyResult['recommendations']['regions'][string] | undefined) =>
    new Map<string, string>([
      ...(set?.considered ?? []).map((one) => [one.instrument, one.verdict ?? one.why] as const),
      ...(set?.recommended ?? []).map((one) => [one.instrument, one.verdict] as const),
    ]);
  return (['clusters', 'regions'] as const).flatMap((kind) => {
    const [from, to] = [a.recommendations[kind], b.recommendations[kind]];
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((area) => {
      const [before, after] = [verdictsOf(from[area]), verdictsOf(to[area])];
      return [...new Set([...before.keys(), ...after.keys()])].flatMap((instrument) =>
        before.get(instrument) === after.get(instrument)
          ? []
          : [
              changeOf(
                'recommendation',
                [area, instrument],
                { from: before.get(instrument), to: after.get(instrument) },
                causes,
              ),
            ],
      );
    });
  });
}

function changeOf(
  kind: string,
  subject: string[],
  values: { readonly from: string | number | null | undefined; readonly to: string | number | null | undefined },
  because: Cause[],
): DiffChange {
  return { kind, subject, from: values.from ?? null, to: values.to ?? null, because };
}

/** Entries of both lists by key, in the order of the first, then what is new in the second. */
function paired<T>(
  a: readonly T[],
  b: readonly T[],
  key: (one: T) => string,
): [string, T | undefined, T | undefined][] {
  const [from, to] = [new Map(a.map((one) => [key(one), one])), new Map(b.map((one) => [key(one), one]))];
  return [...new Set([...from.keys(), ...to.keys()])].map((id) => [id, from.get(id), to.get(id)]);
}

function differ(a: number | string | null | undefined, b: number | string | null | undefined): boolean {
  const [from, to] = [a ?? null, b ?? null];
  if (typeof from !== 'number' || typeof to !== 'number') return from !== to;
  return Math.abs(from - to) > SAME * Math.max(Math.abs(from), Math.abs(to));
}

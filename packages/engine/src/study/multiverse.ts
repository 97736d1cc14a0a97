/** The multiverse of a study's hypotheses, on the study's own panel. */
import { readDataPackage } from '../data/dataPackage.js';
import { areasOf, STUDY_INDEX, type StudyPanel, studyPanel } from '../data/panelTable.js';
import { figuresOf } from '../data/territory.js';
import { type Issue, issue } from '../errors.js';
import type { ChoiceSpace } from '../evidence/multiverse/choices.js';
import { multiverse } from '../evidence/multiverse/multiverse.js';
import { pointer } from '../result/check.js';
import type { MultiverseDocument, StudyMultiverseDocument } from '../result/documents/multiverse.js';
import type { MultiverseSpec, StudySpec } from '../result/documents/study.js';
import { expressionsOf } from './expressions.js';
import { StudyRejected } from './rejected.js';

/** One document a hypothesis that declares choices. Errors: StudyRejected, and those of the multiverse. */
export function studyMultiverse(spec: StudySpec, panel: StudyPanel): Map<string, MultiverseDocument> {
  const issues = unknownUnits(spec, panel);
  if (issues.length > 0) throw new StudyRejected(issues);
  return new Map(
    Object.entries(spec.multiverse).map(([hypothesis, choices]) => {
      const document = multiverse(panel.table, choiceSpace(choices, spec), {
        panel: STUDY_INDEX,
        significance: spec.inference.significance,
        seed: spec.clustering.seed,
      });
      return [hypothesis, document];
    }),
  );
}

function unknownUnits(spec: StudySpec, panel: StudyPanel): Issue[] {
  const known = panel.areas.map((area) => area.id);
  return Object.entries(spec.multiverse).flatMap(([id, { without }]) =>
    without.flatMap((units, i) =>
      units
        .filter((unit) => !known.includes(unit))
        .map((unit) => {
          const path = pointer(['multiverse', id, 'without', i]);
          return issue('study-unknown-unit', { path, unit, known: known.join(', ') }, { path });
        }),
    ),
  );
}

/** The same from files, for a command that wants nothing else of the study. */
export function runMultiverse(
  spec: StudySpec,
  files: ReadonlyMap<string, Uint8Array>,
): Map<string, MultiverseDocument> {
  return studyMultiverse(spec, panelOfStudy(spec, files));
}

/** The study's variables in its units and years. Errors: StudyRejected. */
export function panelOfStudy(spec: StudySpec, files: ReadonlyMap<string, Uint8Array>): StudyPanel {
  const read = readDataPackage(files, spec.data);
  if (!read.ok) throw new StudyRejected(read.issues);
  const dataset = read.value;
  const years = Array.from({ length: spec.period.to - spec.period.from + 1 }, (_, i) => spec.period.from + i);
  const areas = areasOf(dataset, spec.territory.units, spec.territory.exclude);
  return studyPanel(figuresOf(dataset), areas, years, expressionsOf(spec, dataset));
}

function choiceSpace(choices: MultiverseSpec, spec: StudySpec): ChoiceSpace {
  const { periods = [spec.period], without, weights, ...rest } = choices;
  return {
    ...rest,
    periods: periods.map(({ from, to }) => ({ label: `${from}–${to}`, where: `year >= ${from} & year <= ${to}` })),
    territories: without.map((units) =>
      units.length === 0
        ? { label: 'all' }
        : { label: `without ${units.join(', ')}`, where: units.map((unit) => `unit != "${unit}"`).join(' & ') },
    ),
    weights: weights.map((name) => (name === 'none' ? null : name)),
  };
}

/** The documents of several hypotheses as one. */
export function joinMultiverse(documents: ReadonlyMap<string, MultiverseDocument>): StudyMultiverseDocument {
  const all = [...documents];
  const choices = [
    ...new Set(all.flatMap(([, one]) => [...Object.keys(one.fixed), ...one.estimates.columns.slice(NUMBERS)])),
  ];
  const [first] = all.map(([, one]) => one);
  return {
    ...first,
    term: all.map(([, one]) => one.term).join(', '),
    specifications: all.reduce((sum, [, one]) => sum + one.specifications, 0),
    fixed: {},
    estimates: {
      columns: [...first.estimates.columns.slice(0, NUMBERS), 'hypothesis', ...choices],
      rows: all.flatMap(([hypothesis, one]) => {
        const at = choices.map((choice) => one.estimates.columns.indexOf(choice));
        return one.estimates.rows.map((row) => [
          ...row.slice(0, NUMBERS),
          hypothesis,
          ...choices.map((choice, i) => (at[i] >= 0 ? row[at[i]] : (one.fixed[choice] ?? null))),
        ]);
      }),
    },
    summary: { hypotheses: Object.fromEntries(all.map(([hypothesis, one]) => [hypothesis, one.summary])) },
    warnings: all.flatMap(([, one]) => one.warnings),
  };
}

/** Columns before the choices: estimate, standardError, pValue. */
const NUMBERS = 3;

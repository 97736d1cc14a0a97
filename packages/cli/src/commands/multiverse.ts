/** `aimaq multiverse`: every defensible specification of a study's hypotheses, or of one formula. */
import { type ChoiceSpace, multiverse as multiverseOf } from '@aimaq/engine/evidence';
import { parseFormulas, printEffect, printTerm } from '@aimaq/engine/formula';
import type { MultiverseDocument } from '@aimaq/engine/result';
import { joinMultiverse, runMultiverse } from '@aimaq/engine/study';
import { influenceTable, multiverseTable, specificationScene, specificationTable } from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { formatOf, printJson, printTables, sayNotes, words } from '../io/output.js';
import { writePicture } from '../io/picture.js';
import { looksLikeStudy, readStudy } from '../io/study.js';
import { type DataOptions, readTable } from '../io/table.js';

export interface MultiverseCommandOptions extends DataOptions {
  readonly formula?: string;
  readonly controls?: readonly string[];
  readonly term?: string;
  readonly panel?: { unit: string; time: string };
  readonly vcov?: string;
  readonly convention?: string;
  readonly weights?: string;
  readonly where?: string;
  readonly hypothesis?: string;
  readonly draws?: number;
  readonly seed?: number;
  readonly figure?: string;
}

export async function multiverse(source: string, options: MultiverseCommandOptions): Promise<void> {
  const format = formatOf(options);
  const documents =
    options.formula === undefined && looksLikeStudy(source)
      ? await fromStudy(source, options)
      : new Map([['', await fromData(source, options)]]);
  const all = [...documents.values()];
  if (options.figure !== undefined) {
    const [only] = all;
    if (only === undefined || all.length > 1) throw misuse('one-question', { known: [...documents.keys()].join(', ') });
    await writePicture(specificationScene(only, words(options)), options.figure);
  }
  if (format === 'json') {
    await printJson(all.length === 1 ? all[0] : joinMultiverse(documents), options);
    sayNotes(
      all.flatMap((document) => document.warnings),
      options,
    );
    return;
  }
  const reader = words(options);
  const tables =
    format === 'csv'
      ? all.map((document) => specificationTable(document, reader))
      : [...documents].flatMap(([hypothesis, document]) => [
          multiverseTable(document, reader, hypothesis === '' ? {} : { hypothesis }),
          influenceTable(document, reader),
        ]);
  await printTables(tables, options);
}

async function fromStudy(path: string, options: MultiverseCommandOptions): Promise<Map<string, MultiverseDocument>> {
  const { spec, files } = await readStudy(path);
  const { hypothesis } = options;
  const known = Object.keys(spec.multiverse);
  if (known.length === 0) throw misuse('no-choices', { file: path });
  if (hypothesis !== undefined && !known.includes(hypothesis))
    throw misuse('no-choices-of', { file: path, name: hypothesis, known: known.join(', ') });
  const chosen = hypothesis === undefined ? spec.multiverse : { [hypothesis]: spec.multiverse[hypothesis] };
  const started = performance.now();
  const documents = runMultiverse({ ...spec, multiverse: chosen as typeof spec.multiverse }, files);
  const seconds = (performance.now() - started) / 1000;
  return new Map([...documents].map(([id, document]) => [id, { ...document, seconds }]));
}

async function fromData(source: string, options: MultiverseCommandOptions): Promise<MultiverseDocument> {
  const { formula, panel, where, convention, weights, vcov, draws, seed } = options;
  if (formula === undefined) throw misuse('no-formula');
  const { space, covariance } = { space: spaceOf(formula, options), covariance: vcov };
  const table = await readTable(source, options);
  const started = performance.now();
  const document = multiverseOf(
    table,
    {
      ...space,
      ...(weights === undefined ? {} : { weights: [weights] }),
      ...(covariance === undefined ? {} : { covariances: [covariance] }),
    },
    {
      ...(panel === undefined ? {} : { panel }),
      ...(where === undefined ? {} : { where }),
      ...(convention === undefined ? {} : { convention }),
      ...(draws === undefined ? {} : { draws }),
      ...(seed === undefined ? {} : { seed }),
    },
  );
  return { ...document, seconds: (performance.now() - started) / 1000 };
}

/** `c(y1, y2) ~ x + z | fe`: outcomes, the term in question, what is always in, the effects. */
function spaceOf(text: string, { term, controls = [] }: MultiverseCommandOptions): ChoiceSpace {
  const formulas = parseFormulas(text);
  const rights = formulas.map((formula) => [formula.regressors.map(printTerm), formula.effects.map(printEffect)]);
  const [first] = formulas;
  if (first === undefined || rights.some((right) => JSON.stringify(right) !== JSON.stringify(rights[0])))
    throw misuse('many-right-sides', { formula: text });
  if (first.instruments !== undefined) throw misuse('no-instruments-here');
  if (!first.intercept) throw misuse('keeps-constant');
  const regressors = first.regressors.map(printTerm);
  const question = term ?? regressors.find((one) => !controls.includes(one));
  if (question === undefined) throw misuse('no-question', { formula: text });
  return {
    outcomes: [...new Set(formulas.map((formula) => printTerm(formula.response)))],
    terms: [question],
    controls,
    always: regressors.filter((one) => one !== question && !controls.includes(one)),
    effects: [first.effects.map(printEffect).join(' + ')],
  };
}

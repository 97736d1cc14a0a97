/** `aimaq estimate`: one or, with sw() and csw(), several models from a table. */
import { drive, ENGINE_VERSION, type Progress, type Run } from '@aimaq/engine';
import { type EstimateOptions, estimateSteps } from '@aimaq/engine/panel';
import {
  askedTables,
  estimateTable,
  explainEstimate,
  fewClustersTable,
  furtherTestsTable,
  regressionTable,
  type TableView,
} from '@aimaq/engine/views';
import { EXIT } from '../exitCode.js';
import { misuse } from '../failure.js';
import { formatOf, printJson, printTables, say, sayNotes, words } from '../io/output.js';
import { type DataOptions, readSource } from '../io/table.js';
import { writeFigures } from './estimateFigures.js';

export interface EstimateCommandOptions extends DataOptions {
  readonly formula: readonly string[];
  readonly panel?: { unit: string; time: string };
  readonly model?: string;
  readonly effect?: string;
  readonly varianceComponents?: string;
  readonly transformation?: string;
  readonly instrumentMethod?: string;
  readonly steps?: number;
  readonly collapse?: boolean;
  readonly vcov?: string;
  readonly coordinates?: { longitude: string; latitude: string };
  readonly convention?: string;
  readonly weights?: string;
  readonly weightsKind?: string;
  readonly where?: string;
  readonly keepSingletons?: boolean;
  readonly fewClusters?: boolean;
  readonly wild?: string;
  readonly wildGroups?: string;
  readonly joint?: readonly string[];
  readonly adjust?: string;
  readonly randomize?: readonly string[];
  readonly draws?: number;
  readonly level?: number;
  readonly residuals?: boolean;
  readonly predict?: string;
  readonly marginalEffects?: boolean;
  readonly seed?: number;
  readonly explain?: boolean;
  readonly figure?: readonly string[];
}

export async function estimate(data: string, options: EstimateCommandOptions): Promise<void> {
  const format = formatOf(options);
  const level = options.level;
  if (options.effect !== undefined && options.panel === undefined) throw misuse('effect-needs-panel');
  if (options.fewClusters !== true && (options.wild !== undefined || options.wildGroups !== undefined))
    throw misuse('wild-needs-few');
  if (options.weightsKind !== undefined && options.weights === undefined) throw misuse('kind-needs-weights');
  const { table, sha256 } = await readSource(data, options);
  const predict = options.predict === undefined ? undefined : (await readSource(options.predict, options)).table;
  const how = { ...engineOptions(options), ...(predict === undefined ? {} : { predict }) };
  const run = watched(options);
  const models = [];
  for (const formula of options.formula) models.push(...(await drive(estimateSteps(table, formula, how), run)));
  const documents = models.map((document) => ({ ...document, provenance: { engine: ENGINE_VERSION, data: sha256 } }));
  // Printed all the same, without standard errors and with the reason; but a script must notice.
  if (documents.some((document) => document.solver?.converged === false)) process.exitCode = EXIT.failed;
  const [first] = documents;
  const reader = words(options);
  if (options.figure !== undefined)
    await writeFigures(options.figure, { table, formulas: options.formula, options: how, documents }, reader);
  if (format === 'json') {
    await printJson(documents.length === 1 ? first : documents, options);
    sayNotes(
      documents.flatMap((document) => document.warnings),
      options,
    );
    return;
  }
  const explained = (table: TableView): TableView =>
    options.explain === true
      ? { ...table, notes: documents.flatMap((document) => explainEstimate(document, reader, level)) }
      : table;
  if (first !== undefined && documents.length === 1) {
    const main = estimateTable(first, reader, level === undefined ? {} : { level });
    const few = fewClustersTable(first, reader);
    const further = furtherTestsTable(first, reader);
    const beside = [few, further].filter((one) => one !== null);
    await printTables([explained(main), ...beside, ...askedTables(first, reader)], options);
    return;
  }
  const columns = documents.map((document) => ({ estimate: document }));
  const asked = documents.flatMap((document) => askedTables(document, reader));
  await printTables([explained(regressionTable(columns, reader)), ...asked], options);
}

/** A line on standard error for what takes over a second. */
const PATIENCE = 1000;

function watched(options: EstimateCommandOptions): Run {
  const since = Date.now();
  let said = -1;
  const onProgress = ({ task, done, total }: Progress) => {
    const tenth = Math.floor((10 * done) / total);
    if (Date.now() - since < PATIENCE || tenth <= said) return;
    said = tenth;
    const params = { task: words(options).text(`cli.task.${task.replaceAll(' ', '-')}`), share: tenth / 10 };
    say(words(options).text('cli.progress.estimate', params), options);
  };
  // A turn for the host: the interrupt key works while the numbers run.
  return { onProgress, pause: () => new Promise((resolve) => setImmediate(resolve)) };
}

function engineOptions(options: EstimateCommandOptions): EstimateOptions {
  const { panel, model, effect, varianceComponents, vcov, convention, weights, where, fewClusters, level, seed } =
    options;
  const { joint, adjust, randomize } = options;
  const { transformation, instrumentMethod, steps, collapse, residuals, marginalEffects } = options;
  return {
    ...(panel === undefined ? {} : { panel }),
    ...(model === undefined ? {} : { estimator: model }),
    ...(effect === undefined ? {} : { effect }),
    ...(varianceComponents === undefined ? {} : { varianceComponents }),
    ...(transformation === undefined ? {} : { transformation }),
    ...(instrumentMethod === undefined ? {} : { instrumentMethod }),
    ...(steps === undefined ? {} : { steps }),
    ...(collapse === undefined ? {} : { collapse }),
    ...(residuals === undefined ? {} : { observations: residuals }),
    ...(marginalEffects === undefined ? {} : { marginalEffects }),
    ...(vcov === undefined ? {} : { covariance: vcov }),
    ...(options.coordinates === undefined ? {} : { coordinates: options.coordinates }),
    ...(convention === undefined ? {} : { convention }),
    ...(weights === undefined ? {} : { weights: { kind: weightsKind(options.weightsKind), name: weights } }),
    ...(where === undefined ? {} : { where }),
    ...(options.keepSingletons === undefined ? {} : { keepSingletons: options.keepSingletons }),
    ...(fewClusters === undefined ? {} : { fewClusters }),
    ...(options.wild === undefined ? {} : { wild: options.wild }),
    ...(options.wildGroups === undefined ? {} : { wildGroups: options.wildGroups }),
    ...(options.draws === undefined ? {} : { draws: options.draws }),
    ...(joint === undefined && adjust === undefined && randomize === undefined
      ? {}
      : {
          tests: {
            ...(joint === undefined ? {} : { joint }),
            ...(adjust === undefined ? {} : { adjust }),
            ...(randomize === undefined ? {} : { randomize }),
          },
        }),
    ...(level === undefined ? {} : { level }),
    ...(seed === undefined ? {} : { seed }),
  };
}

const KINDS = ['analytic', 'frequency', 'sampling'] as const;

function weightsKind(name = 'analytic'): (typeof KINDS)[number] {
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined) throw misuse('unknown-weights', { name, known: KINDS.join(', ') });
  return kind;
}

/** The pictures of `aimaq estimate`: `--figure KIND=FILE`, KIND being coefficients (the default), residuals, influence. */
import type { Table } from '@aimaq/engine/data';
import { parseFormulas } from '@aimaq/engine/formula';
import { type EstimateOptions, fitTable } from '@aimaq/engine/panel';
import type { EstimateDocument } from '@aimaq/engine/result';
import { forestScene, influenceScene, residualsScene, type Scene, type Words } from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { writePicture } from '../io/picture.js';

export interface FigureSubject {
  readonly table: Table;
  readonly formulas: readonly string[];
  readonly options: EstimateOptions;
  readonly documents: readonly EstimateDocument[];
}

const KINDS = { coefficients, residuals, influence } as const;

export async function writeFigures(wanted: readonly string[], subject: FigureSubject, words: Words): Promise<void> {
  for (const text of wanted) {
    const at = text.indexOf('=');
    const kind = at < 0 ? 'coefficients' : text.slice(0, at);
    if (!isKind(kind)) throw misuse('unknown-figure', { name: kind, known: Object.keys(KINDS).join(', ') });
    await writePicture(KINDS[kind](subject, words), text.slice(at + 1));
  }
}

function isKind(text: string): text is keyof typeof KINDS {
  return Object.hasOwn(KINDS, text);
}

function coefficients({ documents, options }: FigureSubject, words: Words): Scene {
  const rows = documents.flatMap((document) =>
    document.coefficients
      .filter((row) => row.term !== '(Intercept)')
      .map((row) => ({
        label: row.term,
        ...(documents.length > 1 ? { detail: document.model.formula } : {}),
        estimate: row.estimate,
        low: row.confidenceInterval[0],
        high: row.confidenceInterval[1],
        pValue: row.pValue,
      })),
  );
  return forestScene({ rows, level: options.level ?? 0.95, width: 760 }, words);
}

function residuals(subject: FigureSubject, words: Words): Scene {
  const formulas = subject.formulas.flatMap((formula) => parseFormulas(formula));
  const [formula] = formulas;
  if (formula === undefined || formulas.length > 1) throw misuse('residuals-of-one');
  const fit = fitTable(subject.table, formula, subject.options);
  const { index, rows } = fit.design;
  const points = Array.from(fit.residuals, (residual, i) => ({
    name:
      index === undefined
        ? String((rows[i] ?? 0) + 1)
        : `${index.units[index.unit[i] ?? 0]} ${index.times[index.time[i] ?? 0]}`,
    fitted: (fit.y[i] ?? 0) - residual,
    residual,
  }));
  return residualsScene({ points, sigma: subject.documents[0]?.fit.sigma ?? null, width: 760 }, words);
}

function influence({ documents }: FigureSubject, words: Words): Scene {
  const [document] = documents;
  const scene = document === undefined || documents.length > 1 ? null : influenceScene(document, words, 760);
  if (scene === null) throw misuse('influence-of-one');
  return scene;
}

/** The engine on the visitor's own table, in the visitor's browser: nothing leaves the machine. */
import { AimaqError } from '@aimaq/engine';
import { clusterPanel, clusterTable } from '@aimaq/engine/cluster';
import { parseTable, type Table } from '@aimaq/engine/data';
import { estimateTable as estimateModels } from '@aimaq/engine/panel';
import {
  clusterDendrogram,
  estimateTable,
  fewClustersTable,
  clusterTable as groupTable,
  type NoteText,
  profileTable,
  regressionTable,
  type TableView,
  validityTable,
  yearsTable,
} from '@aimaq/engine/views';
import { isLocale, wordsOf } from '@aimaq/locales';
import type { Answer, ColumnInfo, Remark, Request } from './protocol';

let table: Table | null = null;
const words = wordsOf(isLocale(self.name) ? self.name : 'en');

self.onmessage = ({ data }: MessageEvent<Request>) => {
  self.postMessage(answer(data));
};

function answer(request: Request): Answer {
  try {
    switch (request.kind) {
      case 'read':
        return read(request.text);
      case 'estimate':
        return estimate(request);
      case 'cluster':
        return cluster(request);
    }
  } catch (thrown) {
    if (thrown instanceof AimaqError)
      return { kind: 'failure', remarks: remarks([{ ...thrown, message: thrown.message }]) };
    return {
      kind: 'failure',
      remarks: [{ message: thrown instanceof Error ? thrown.message : String(thrown), hint: '' }],
    };
  }
}

function read(text: string): Answer {
  const outcome = parseTable(text);
  if (!outcome.ok) return { kind: 'failure', remarks: remarks(outcome.issues) };
  table = outcome.value;
  const columns = [...table.columns].map(([name, column]): ColumnInfo => {
    const values: ArrayLike<number> = column.kind === 'number' ? column.values : column.codes;
    const known = Array.from(values).filter((value) => Number.isFinite(value));
    const numeric = column.kind === 'number';
    return {
      name,
      numeric,
      distinct: new Set(known).size,
      range:
        numeric && known.length > 0
          ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
          : null,
    };
  });
  return { kind: 'table', rows: table.rows, columns, remarks: remarks(outcome.notes) };
}

function estimate({ formula, panel }: Extract<Request, { kind: 'estimate' }>): Answer {
  const documents = estimateModels(loaded(), formula, panel === null ? {} : { panel, fewClusters: true });
  const [only] = documents;
  const tables: (TableView | null)[] =
    only !== undefined && documents.length === 1
      ? [estimateTable(only, words), fewClustersTable(only, words)]
      : [
          regressionTable(
            documents.map((one) => ({ estimate: one })),
            words,
          ),
        ];
  return {
    kind: 'estimate',
    tables: tables.filter((one) => one !== null),
    remarks: remarks(documents.flatMap((one) => one.warnings as readonly NoteText[])),
  };
}

function cluster({ id, time, columns, k }: Extract<Request, { kind: 'cluster' }>): Answer {
  const document =
    time === null ? clusterTable(loaded(), { id, columns, k }) : clusterPanel(loaded(), { id, time, columns, k });
  const tables = [
    groupTable(document, words),
    profileTable(document, words),
    validityTable(document, words),
    yearsTable(document, words),
  ];
  return {
    kind: 'cluster',
    tables: tables.filter((one) => one !== null),
    scene: clusterDendrogram(document, words, { width: 720 }),
    narrow: clusterDendrogram(document, words, { width: 350 }),
    remarks: remarks(document.warnings as readonly NoteText[]),
  };
}

function loaded(): Table {
  if (table === null) throw new Error('no table');
  return table;
}

function remarks(notes: readonly NoteText[]): readonly Remark[] {
  return notes.map((note) => words.note(note));
}

'use client';
/** “Try it”: the visitor's table, the engine in a worker, tables and a tree to see and a study file to take away. */
import type { TableView } from '@aimaq/engine/views';
import { DataTable, SceneView } from '@aimaq/ui';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { sentence } from '../lib/sentence';
import type { Answer, ColumnInfo, Remark, Request } from './protocol';
import { studyYaml } from './studyYaml';

export interface WorkshopProps {
  readonly locale: string;
  /** Sentences of the page by key. */
  readonly words: Readonly<Record<string, string>>;
  /** Address of a table to try it on. */
  readonly example: string;
}

interface Loaded {
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
}

interface Chosen {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly regressors: readonly string[];
  readonly groups: readonly string[];
}

/** Larger tables would stop the browser, not only the page. */
const MOST_BYTES = 20 * 2 ** 20;

export function Workshop({ locale, words, example }: WorkshopProps): ReactElement {
  const say = (key: string) => words[key] ?? key;
  const worker = useRef<Worker | null>(null);
  const file = useRef('');
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [remarks, setRemarks] = useState<readonly Remark[]>([]);
  const [estimates, setEstimates] = useState<readonly TableView[]>([]);
  const [groups, setGroups] = useState<Extract<Answer, { kind: 'cluster' }> | null>(null);

  useEffect(() => {
    const engine = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: locale });
    engine.onmessage = ({ data }: MessageEvent<Answer>) => {
      setBusy(false);
      setRemarks(data.remarks);
      if (data.kind === 'table') {
        setLoaded({ file: file.current, rows: data.rows, columns: data.columns });
        setChosen(guess(data.columns, data.rows));
        setEstimates([]);
        setGroups(null);
      }
      if (data.kind === 'estimate') setEstimates(data.tables);
      if (data.kind === 'cluster') setGroups(data);
    };
    engine.onerror = (event) => {
      setBusy(false);
      setRemarks([{ message: event.message || say('failed'), hint: '' }]);
    };
    worker.current = engine;
    return () => engine.terminate();
  }, [locale]);

  const ask = (request: Request) => {
    setBusy(true);
    setRemarks([]);
    worker.current?.postMessage(request);
  };
  const open = async (given: File) => {
    if (given.size > MOST_BYTES) return setRemarks([{ message: say('tooLarge'), hint: '' }]);
    file.current = given.name;
    ask({ kind: 'read', text: await given.text() });
  };
  const openExample = async () => {
    const response = await fetch(example);
    file.current = example.split('/').at(-1) ?? 'example.csv';
    ask({ kind: 'read', text: await response.text() });
  };

  return (
    <div className="grid gap-8" aria-busy={busy}>
      <div className="card grid gap-3">
        <label className="font-semibold" htmlFor="file">
          {say('choose')}
        </label>
        <input
          id="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            const given = event.target.files?.[0];
            if (given !== undefined) void open(given);
          }}
        />
        <p className="small quiet">{say('private')}</p>
        <p>
          <button type="button" className="button button-quiet" onClick={() => void openExample()}>
            {say('example')}
          </button>
        </p>
      </div>
      <div role="status" className="grid gap-2">
        {busy ? <p>{say('busy')}</p> : null}
        {remarks.map((remark) => (
          <p key={remark.message} className="notice">
            {sentence(remark.message)} {sentence(remark.hint)}
          </p>
        ))}
        {loaded === null ? null : (
          <p className="quiet">
            {loaded.file}: {say('rows')} {loaded.rows}, {say('columns')} {loaded.columns.length}
          </p>
        )}
      </div>
      {loaded === null || chosen === null ? null : (
        <Choose
          say={say}
          columns={loaded.columns}
          chosen={chosen}
          change={setChosen}
          busy={busy}
          ask={ask}
          file={loaded.file}
        />
      )}
      {estimates.map((table) => (
        <View key={table.title} table={table} />
      ))}
      {groups === null ? null : (
        <figure className="chart">
          <figcaption>{groups.scene.title}</figcaption>
          <div className="only-wide chart-scroll">
            <SceneView scene={groups.scene} id="tree" />
          </div>
          <div className="only-narrow">
            <SceneView scene={groups.narrow} id="tree-narrow" />
          </div>
        </figure>
      )}
      {groups?.tables.map((table) => <View key={table.title} table={table} />) ?? null}
    </div>
  );
}

interface ChooseProps {
  readonly say: (key: string) => string;
  readonly columns: readonly ColumnInfo[];
  readonly chosen: Chosen;
  readonly change: (chosen: Chosen) => void;
  readonly busy: boolean;
  readonly ask: (request: Request) => void;
  readonly file: string;
}

function Choose({ say, columns, chosen, change, busy, ask, file }: ChooseProps): ReactElement {
  const numeric = columns.filter((column) => column.numeric);
  const panel = chosen.unit !== '' && chosen.time !== '' ? { unit: chosen.unit, time: chosen.time } : null;
  const quoted = (name: string) => (/^[\p{L}_.][\p{L}\p{N}_.]*$/u.test(name) ? name : `\`${name}\``);
  const formula = `${quoted(chosen.outcome)} ~ ${chosen.regressors.map(quoted).join(' + ')}${
    panel === null ? '' : ` | ${quoted(panel.unit)} + ${quoted(panel.time)}`
  }`;
  const select = (name: 'unit' | 'time' | 'outcome', from: readonly ColumnInfo[], optional: boolean) => (
    <div className="grid gap-1">
      <label htmlFor={`choose-${name}`}>{say(name)}</label>
      <select
        id={`choose-${name}`}
        className="field"
        value={chosen[name]}
        onChange={(event) => change({ ...chosen, [name]: event.target.value })}
      >
        {optional ? <option value="">–</option> : null}
        {from.map((column) => (
          <option key={column.name}>{column.name}</option>
        ))}
      </select>
    </div>
  );
  const many = (name: 'regressors' | 'groups') => (
    <fieldset className="grid content-start gap-1">
      <legend className="font-semibold">{say(name)}</legend>
      {numeric
        .filter((column) => column.name !== chosen.outcome && column.name !== chosen.time)
        .map((column) => (
          <label key={column.name} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              className="size-5"
              checked={chosen[name].includes(column.name)}
              onChange={(event) =>
                change({
                  ...chosen,
                  [name]: event.target.checked
                    ? [...chosen[name], column.name]
                    : chosen[name].filter((other) => other !== column.name),
                })
              }
            />
            {column.name}
          </label>
        ))}
    </fieldset>
  );
  const save = () => {
    const text = studyYaml({
      file,
      unit: chosen.unit,
      time: chosen.time,
      outcome: chosen.outcome,
      regressors: chosen.regressors,
      clusterColumns: chosen.groups,
      years: columns.find((column) => column.name === chosen.time)?.range ?? [2000, 2020],
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    link.download = 'study.yaml';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="grid gap-6">
      <div className="grid gap-4 sm:grid-cols-3">
        {select('outcome', numeric, false)}
        {select('unit', columns, true)}
        {select('time', columns, true)}
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        {many('regressors')}
        {many('groups')}
      </div>
      <p>
        <code className="break-all">{formula}</code>
      </p>
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          className="button"
          disabled={busy || chosen.regressors.length === 0}
          onClick={() => ask({ kind: 'estimate', formula, panel })}
        >
          {say('estimate')}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy || chosen.groups.length === 0 || chosen.unit === ''}
          onClick={() =>
            ask({ kind: 'cluster', id: chosen.unit, time: chosen.time || null, columns: chosen.groups, k: 'auto' })
          }
        >
          {say('cluster')}
        </button>
        <button type="button" className="button button-quiet" disabled={chosen.regressors.length === 0} onClick={save}>
          {say('take')}
        </button>
      </div>
    </div>
  );
}

/** First text column as the unit, a column of whole numbers with few values as the year, the rest by turns. */
function guess(columns: readonly ColumnInfo[], rows: number): Chosen {
  const time = columns.find((column) => /^(year|time|period|год|жыл)/i.test(column.name))?.name ?? '';
  const unit =
    columns.find((column) => !column.numeric && column.distinct > 1)?.name ??
    columns.find((column) => column.name !== time && column.distinct < rows / 2)?.name ??
    '';
  const numbers = columns.filter((column) => column.numeric && column.name !== time && column.name !== unit);
  return {
    unit,
    time,
    outcome: numbers[0]?.name ?? '',
    regressors: numbers.slice(1, 4).map((column) => column.name),
    groups: numbers.slice(0, 4).map((column) => column.name),
  };
}

function View({ table }: { readonly table: TableView }): ReactElement {
  return (
    <div>
      <DataTable
        caption={table.title}
        label={table.title}
        stacked={table.columns.slice(1).some((column) => column.kind === 'text')}
        columns={table.columns.map((column) => column.heading)}
        numeric={table.columns.flatMap((column, i) => (column.kind === 'text' ? [] : [i]))}
        rows={table.blocks.flat()}
      />
      {table.notes.map((note) => (
        <p key={note} className="source">
          {note}
        </p>
      ))}
    </div>
  );
}

/** `aimaq init`: a study that runs, with its data package beside it; asked for on a terminal, else given by options. */
import { basename, extname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readDataPackage, type Table, textOf } from '@aimaq/engine/data';
import type { Words } from '@aimaq/engine/views';
import { EXIT } from '../exitCode.js';
import { Failure, finding, issuesFailure, misuse } from '../failure.js';
import { writeNewFiles } from '../io/newFiles.js';
import { print, words } from '../io/output.js';
import { type DataOptions, readSource, type Source } from '../io/table.js';
import { type PackageContent, packageFiles } from '../package/packageText.js';
import { freshSlug, slug } from '../package/slug.js';
import { studyText } from '../package/studyText.js';

export interface InitCommandOptions extends DataOptions {
  readonly from?: string;
  readonly unit?: string;
  readonly time?: string;
  readonly outcome?: string;
  readonly regressors?: readonly string[];
  readonly title?: string;
}

interface Choice {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly regressors: readonly { readonly column: string; readonly sign: 'positive' | 'negative' }[];
  readonly title: string;
}

const NATION = 'all-regions';
const SOURCE = 'table';

export async function init(folder: string, options: InitCommandOptions): Promise<void> {
  const reader = words(options);
  const asker = askerOf(reader);

  try {
    const from = options.from ?? (await asker.ask('from'));
    const { table, texts } = await readSource(from, options);
    const choice = await chosen(table, from, options, asker);
    const { files, study } = filesOf(table, { choice, from, id: slug(basename(resolve(folder)), '-'), texts });
    const check = readDataPackage(new Map([...files].map(([name, text]) => [name, Buffer.from(text)])));
    if (!check.ok) throw issuesFailure(check.issues, from);
    await writeNewFiles(folder, new Map([...files, ['study.yaml', study]]));
    print(reader.text('cli.init.written', { folder }));
  } finally {
    asker.end();
  }
}

interface Asker {
  /** The question `cli.init.NAME`, which the option `--NAME` answers, too. */
  ask(name: string, proposal?: string, params?: Readonly<Record<string, string>>): Promise<string>;
  end(): void;
}

/** Without a terminal nothing is asked: what is missing is said with the option that gives it. */
function askerOf(reader: Words): Asker {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true)
    return {
      ask(name, proposal, params) {
        if (proposal !== undefined) return Promise.resolve(proposal);
        throw misuse('not-given', { question: reader.text(`cli.init.${name}`, params), option: `--${name}` });
      },
      end() {},
    };
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return {
    async ask(name, proposal, params) {
      const question = reader.text(`cli.init.${name}`, params);
      for (;;) {
        const answer = (await lines.question(`${question}${proposal === undefined ? '' : ` [${proposal}]`}: `)).trim();
        if (answer !== '') return answer;
        if (proposal !== undefined) return proposal;
      }
    },
    end: () => lines.close(),
  };
}

async function chosen(table: Table, from: string, options: InitCommandOptions, asker: Asker): Promise<Choice> {
  const names = [...table.columns.keys()];
  const numeric = names.filter((name) => table.columns.get(name)?.kind === 'number');
  const years = names.find((name) => isYears(table, name));
  const time = known(options.time ?? (await asker.ask('time', years)), names);
  const text = names.find((name) => table.columns.get(name)?.kind === 'category');
  const unit = known(options.unit ?? (await asker.ask('unit', text)), names);
  const rest = numeric.filter((name) => name !== time && name !== unit);
  const listed = (columns: readonly string[]) => ({ columns: columns.join(', ') });
  const outcome = known(options.outcome ?? (await asker.ask('outcome', undefined, listed(rest))), rest);
  const others = rest.filter((name) => name !== outcome);
  const given = options.regressors ?? (await asker.ask('regressors', undefined, listed(others))).split(',');
  const regressors = given.map((part) => {
    const name = part.trim();
    const negative = name.startsWith('-') && !others.includes(name);
    return {
      column: known(negative ? name.slice(1) : name, others),
      sign: negative ? ('negative' as const) : ('positive' as const),
    };
  });
  const base = basename(from === '-' ? 'study' : from, extname(from));
  const title = options.title ?? (await asker.ask('title', `${outcome}: ${base}`));
  return { unit, time, outcome, regressors, title };
}

function known(name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw misuse('no-column', { column: name, known: names.join(', ') });
}

function isYears(table: Table, name: string): boolean {
  const column = table.columns.get(name);
  return (
    column?.kind === 'number' && column.values.every((value) => Number.isInteger(value) && value > 1900 && value < 2200)
  );
}

interface Asked {
  readonly choice: Choice;
  readonly from: string;
  readonly id: string;
  /** Names that a data package gives. */
  readonly texts: Source['texts'];
}

function filesOf(table: Table, { choice, from, id, texts }: Asked) {
  const taken = new Set<string>();
  const idOf = new Map<string, string>();
  for (const column of [choice.outcome, ...choice.regressors.map((one) => one.column)]) {
    const made = freshSlug(column, taken);
    taken.add(made);
    idOf.set(column, made);
  }
  const regionId = new Map<string, string>();
  const regionIds = new Set([NATION]);
  const observations: PackageContent['observations'][number][] = [];
  const seen = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    const unit = textOf(column(table, choice.unit), row);
    const year = Number(textOf(column(table, choice.time), row) ?? Number.NaN);
    if (unit === null || !Number.isInteger(year))
      throw rowFailure(from, row, unit === null ? choice.unit : choice.time);
    const key = `${unit} ${year}`;
    const first = seen.get(key);
    if (first !== undefined)
      throw new Failure(EXIT.invalid, [
        finding('unit-twice', { unit, year, first: first + 1, second: row + 1 }, { file: from }),
      ]);
    seen.set(key, row);
    const region = regionId.get(unit) ?? freshSlug(unit, regionIds, '-');
    regionIds.add(region);
    regionId.set(unit, region);
    for (const [name, indicator] of idOf) {
      const values = column(table, name);
      const value = values.kind === 'number' ? values.values[row] : undefined;
      if (value !== undefined && !Number.isNaN(value))
        observations.push({ indicator, region, year, value, unit: 'as given', source: SOURCE });
    }
  }
  const locales = ['en', 'ru', 'kk'];
  const years = observations.map((row) => row.year);
  const blank = { iso: null, kato: null, validFrom: null, validTo: null, lon: null, lat: null };
  const files = packageFiles({
    country: id,
    title: choice.title,
    nation: NATION,
    regions: [
      { id: NATION, type: 'country', unit: null, ...blank },
      ...[...regionId.values()].map((region) => ({ id: region, type: 'region' as const, unit: region, ...blank })),
    ],
    indicators: [...idOf.values()].map((indicator) => ({
      id: indicator,
      unit: 'as given',
      aggregation: 'weighted_mean' as const,
      source: SOURCE,
    })),
    observations,
    sources: [{ id: SOURCE, publisher: 'not stated', identifier: basename(from) }],
    texts: new Map(locales.map((locale) => [locale, textsOf(choice, idOf, regionId, texts?.get(locale))])),
  });
  const study = studyText({
    id,
    period: { from: Math.min(...years), to: Math.max(...years) },
    outcome: idOf.get(choice.outcome) ?? choice.outcome,
    regressors: choice.regressors.map(({ column: name, sign }) => ({ id: idOf.get(name) ?? name, sign })),
    locales,
  });
  return { files, study };
}

/** Names as a data package gives them in this language, else as the table writes them, for the author to translate. */
function textsOf(
  choice: Choice,
  idOf: ReadonlyMap<string, string>,
  regionId: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const region = (name: string) => known?.get(`region.${name}.name`) ?? name;
  const indicator = (name: string) => known?.get(`indicator.${name}.name`) ?? name;
  const texts = new Map([['study.title', choice.title]]);
  texts.set(`region.${NATION}.name`, choice.title);
  for (const [name, id] of regionId) {
    texts.set(`region.${id}.name`, region(name)).set(`unit.${id}.name`, region(name));
    const short = known?.get(`region.${name}.short`);
    if (short !== undefined) texts.set(`region.${id}.short`, short);
  }
  for (const [name, id] of idOf)
    texts.set(`indicator.${id}.name`, indicator(name)).set(`variable.${id}.label`, indicator(name));
  for (const { column: name, sign } of choice.regressors) {
    const arrow = sign === 'positive' ? '↑' : '↓';
    const id = idOf.get(name) ?? name;
    const [cause, outcome] = [indicator(name), indicator(choice.outcome)];
    texts.set(`hypothesis.${id}.title`, `${cause} → ${outcome} ${arrow}`);
    texts.set(`hypothesis.${id}.claim`, `${cause} ↑ ⇒ ${outcome} ${arrow}`);
  }
  return texts;
}

function column(table: Table, name: string) {
  const found = table.columns.get(name);
  if (found === undefined) throw misuse('no-column', { column: name, known: [...table.columns.keys()].join(', ') });
  return found;
}

function rowFailure(file: string, row: number, name: string): Failure {
  return new Failure(EXIT.invalid, [finding('no-year-in-row', { row: row + 1, column: name }, { file })]);
}

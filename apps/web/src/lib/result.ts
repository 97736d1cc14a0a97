/**
 * The one loader of study results: `FOLDER/COUNTRY/study-result.json`, and earlier results beside it in
 * `FOLDER/COUNTRY/versions/*.json`. A replaced file is served from the next request on, without a build; a file that
 * cannot be read leaves the old result up and a line in the log.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readResult, type StudyResult } from '@aimaq/engine/result';

interface Held {
  readonly result: StudyResult | null;
  /** Time of change and size of the file that was read last, good or bad. */
  readonly mark: string;
  readonly published: Date;
}

export interface Version {
  readonly stamp: string;
  /** When the file was put there. */
  readonly published: Date;
  readonly result: StudyResult;
}

export const DEFAULT_COUNTRY = 'kazakhstan';

const COUNTRY = /^[a-z][a-z0-9-]{0,40}$/;
/** Earlier results that are shown: the newest so many. */
const MOST_VERSIONS = 20;
const held = new Map<string, Held>();
const reading = new Map<string, Promise<Held | null>>();

/** The result of a country; null when there is none. */
export async function resultOf(country: string): Promise<StudyResult | null> {
  return (await heldOf(country))?.result ?? null;
}

/** Countries with a result, the default first. */
export async function countries(): Promise<readonly string[]> {
  const names = await namesIn(resultsFolder());
  const found: string[] = [];
  for (const name of names.sort()) if ((await resultOf(name)) !== null) found.push(name);
  return found.sort((a, b) => Number(b === DEFAULT_COUNTRY) - Number(a === DEFAULT_COUNTRY));
}

/** All results of a country by stamp, the present one first, then the newest. */
export async function versionsOf(country: string): Promise<readonly Version[]> {
  const present = await heldOf(country);
  if (present === null || present.result === null) return [];
  const folder = join(resultsFolder(), country, 'versions');
  const names = (await namesIn(folder)).filter((name) => /^[\w.-]+\.json$/.test(name)).slice(0, 10 * MOST_VERSIONS);
  const earlier = (await Promise.all(names.map((name) => read(join(folder, name), `${country}, ${name}`))))
    .flatMap((one) => (one === null || one.result === null ? [] : [{ ...one, result: one.result }]))
    .sort((a, b) => b.published.getTime() - a.published.getTime());
  const all = [{ ...present, result: present.result }, ...earlier].map(({ result, published }) => ({
    stamp: stampOf(result),
    published,
    result,
  }));
  return all.filter((one, i) => all.findIndex((other) => other.stamp === one.stamp) === i).slice(0, MOST_VERSIONS);
}

/** Short name of a result: the beginning of the hash of all that it was made from. */
export function stampOf(result: StudyResult): string {
  return result.provenance.inputs.replace(/^sha256:/, '').slice(0, 12);
}

const marks = new WeakMap<StudyResult, string>();

/** Differs between any two files, even two with the same stamp: for what is kept by those who asked before. */
export function editionOf(result: StudyResult): string {
  return `${stampOf(result)}-${marks.get(result) ?? ''}`;
}

async function heldOf(country: string): Promise<Held | null> {
  if (!COUNTRY.test(country)) return null;
  return read(join(resultsFolder(), country, 'study-result.json'), country);
}

async function read(path: string, name: string): Promise<Held | null> {
  const known = held.get(path) ?? null;
  const found = await markOf(path);
  if (found === null || known?.mark === found.mark) return known;
  const underway = reading.get(path);
  if (underway !== undefined) return underway;
  const loading = load(path, name, found).finally(() => reading.delete(path));
  reading.set(path, loading);
  return loading;
}

function resultsFolder(): string {
  const given = process.env.AIMAQ_RESULTS;
  return resolve(/* turbopackIgnore: true */ given ?? join(process.cwd(), '..', '..', 'data', 'results'));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function markOf(path: string): Promise<{ readonly mark: string; readonly published: Date } | null> {
  try {
    const { mtimeMs, mtime, size } = await stat(path);
    return { mark: `${Math.round(mtimeMs).toString(36)}${size.toString(36)}`, published: mtime };
  } catch {
    return null;
  }
}

async function load(path: string, name: string, found: { mark: string; published: Date }): Promise<Held | null> {
  const before = held.get(path) ?? null;
  const problem = await (async () => {
    try {
      const outcome = readResult(await readFile(path, 'utf8'));
      if (!outcome.ok) return summary(outcome.issues.map((issue) => issue.message));
      marks.set(outcome.value, found.mark);
      held.set(path, { result: outcome.value, ...found });
      return null;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  })();
  if (problem !== null) {
    const kept = before === null || before.result === null ? 'there is no earlier one' : 'the earlier one stays up';
    console.error(`The result of ${name} cannot be shown (${problem}); ${kept}.`);
    held.set(path, {
      result: before?.result ?? null,
      mark: found.mark,
      published: before?.published ?? found.published,
    });
  }
  return held.get(path) ?? null;
}

const TOLD = 3;

/** The first few problems, and how many more there are: a log is read by people. */
function summary(problems: readonly string[]): string {
  const more = problems.length - TOLD;
  return problems.slice(0, TOLD).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

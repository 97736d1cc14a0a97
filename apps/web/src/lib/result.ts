/**
 * The one loader of study results: `FOLDER/COUNTRY/study-result.json`. A replaced file is served from the next request
 * on, without a build; a file that cannot be read leaves the old result up and a line in the log.
 */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readResult, type StudyResult } from '@aimaq/engine/result';

interface Held {
  readonly result: StudyResult | null;
  /** Time of change and size of the file that was read last, good or bad. */
  readonly mark: string;
}

export const DEFAULT_COUNTRY = 'kazakhstan';

const COUNTRY = /^[a-z][a-z0-9-]{0,40}$/;
const held = new Map<string, Held>();
const reading = new Map<string, Promise<StudyResult | null>>();

/** The result of a country; null when there is none. */
export async function resultOf(country: string): Promise<StudyResult | null> {
  if (!COUNTRY.test(country)) return null;
  const path = join(resultsFolder(), country, 'study-result.json');
  const known = held.get(country);
  const mark = await markOf(path);
  if (mark === null) return known?.result ?? null;
  if (known !== undefined && known.mark === mark) return known.result;
  const underway = reading.get(country);
  if (underway !== undefined) return underway;
  const read = load(path, country, mark).finally(() => reading.delete(country));
  reading.set(country, read);
  return read;
}

function resultsFolder(): string {
  const given = process.env.AIMAQ_RESULTS;
  return resolve(/* turbopackIgnore: true */ given ?? join(process.cwd(), '..', '..', 'data', 'results'));
}

async function markOf(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return null;
  }
}

async function load(path: string, country: string, mark: string): Promise<StudyResult | null> {
  const before = held.get(country)?.result ?? null;
  const problem = await (async () => {
    try {
      const outcome = readResult(await readFile(path, 'utf8'));
      if (!outcome.ok) return summary(outcome.issues.map((issue) => issue.message));
      held.set(country, { result: outcome.value, mark });
      return null;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  })();
  if (problem === null) return held.get(country)?.result ?? null;
  console.error(
    `The result of ${country} cannot be shown (${problem}); ${before === null ? 'there is no earlier one' : 'the earlier one stays up'}.`,
  );
  held.set(country, { result: before, mark });
  return before;
}

const TOLD = 3;

/** The first few problems, and how many more there are: a log is read by people. */
function summary(problems: readonly string[]): string {
  const more = problems.length - TOLD;
  return problems.slice(0, TOLD).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Options that several commands share, and the readers of their values; what they throw is a key of `failure.value-…`. */
import { type Command, InvalidArgumentError } from 'commander';

/** The argument DATA with what says how to read it. */
export function withData(command: Command): Command {
  return withReading(
    command.argument('<data>', 'CSV, TSV, XLSX or Parquet file, data package, or - for standard input'),
  );
}

export function withReading(command: Command): Command {
  return command
    .option('--sheet <name|number>', 'sheet of a workbook (default: the first)')
    .option('--wide <time>', 'the table is wide: columns ending in a year become rows, the years the column TIME');
}

/** Where the tables go and how they look. `document` names the JSON document of the contract. */
export function withOutput(command: Command, document: string): Command {
  return command
    .option(
      '--format <format>',
      'text, md, html, latex, csv, xlsx, docx or json (default: text, or by the ending of --out)',
    )
    .option('-o, --out <file>', 'write to a file instead of standard output')
    .option('--json', `one JSON document, ${document}`);
}

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export function parsePanel(text: string): { unit: string; time: string } {
  const [unit, time, ...rest] = text.split(',').map((part) => part.trim());
  if (unit === undefined || time === undefined || unit === '' || time === '' || rest.length > 0)
    throw new InvalidArgumentError('panel');
  return { unit, time };
}

export function parseNames(text: string): string[] {
  const names = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (names.length === 0) throw new InvalidArgumentError('names');
  return names;
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || text.trim() === '') throw new InvalidArgumentError('whole');
  return count;
}

export function parseGroups(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const count = parseCount(text);
  if (count < 1) throw new InvalidArgumentError('groups');
  return count;
}

export function parseLevel(text: string): number {
  const level = Number(text);
  if (!(level > 0 && level < 1)) throw new InvalidArgumentError('share');
  return level;
}

export function parseJobs(text: string): number {
  const jobs = parseCount(text);
  if (jobs < 1) throw new InvalidArgumentError('jobs');
  return jobs;
}

export function parseCoordinates(text: string): { longitude: string; latitude: string } {
  const [longitude, latitude, ...rest] = text.split(',').map((part) => part.trim());
  if (longitude === undefined || latitude === undefined || longitude === '' || latitude === '' || rest.length > 0)
    throw new InvalidArgumentError('coordinates');
  return { longitude, latitude };
}

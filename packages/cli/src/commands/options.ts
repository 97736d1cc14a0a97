/** Options that several commands share, and the readers of their values. */
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
    throw new InvalidArgumentError('write it as UNIT,TIME, such as region,year.');
  return { unit, time };
}

export function parseNames(text: string): string[] {
  const names = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (names.length === 0) throw new InvalidArgumentError('write names separated by commas.');
  return names;
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || text.trim() === '')
    throw new InvalidArgumentError('a whole number is needed.');
  return count;
}

export function parseGroups(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const count = parseCount(text);
  if (count < 1) throw new InvalidArgumentError('at least 1, or auto.');
  return count;
}

export function parseLevel(text: string): number {
  const level = Number(text);
  if (!(level > 0 && level < 1)) throw new InvalidArgumentError('a number between 0 and 1, such as 0.95.');
  return level;
}

export function parseJobs(text: string): number {
  const jobs = parseCount(text);
  if (jobs < 1) throw new InvalidArgumentError('at least 1.');
  return jobs;
}

export function parseCoordinates(text: string): { longitude: string; latitude: string } {
  const [longitude, latitude, ...rest] = text.split(',').map((part) => part.trim());
  if (longitude === undefined || latitude === undefined || longitude === '' || latitude === '' || rest.length > 0)
    throw new InvalidArgumentError('write it as LON,LAT, such as lon,lat.');
  return { longitude, latitude };
}

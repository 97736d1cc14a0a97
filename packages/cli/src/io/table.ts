/** DATA of the contract: a CSV or TSV file, a data package folder, or `-` for standard input. */
import { parseTable, readDataPackage } from '@aimaq/engine/data';
import { issuesFailure, misuse } from '../failure.js';
import { isFolder, readBytes, readStandardInput, textOf } from './files.js';
import { type OutputOptions, sayNotes } from './output.js';
import { readPackageFiles } from './packageFiles.js';

export type Table = Extract<ReturnType<typeof parseTable>, { ok: true }>['value'];

export async function readTable(source: string, options: OutputOptions): Promise<Table> {
  if (source !== '-' && (await isFolder(source))) return packageTable(source, options);
  const file = source === '-' ? 'standard input' : source;
  const text = textOf(source === '-' ? await readStandardInput() : await readBytes(source), file);
  const read = parseTable(text, { file });
  if (!read.ok) throw issuesFailure(read.issues, file);
  sayNotes(read.notes, options);
  return read.value;
}

/** A data package as a table: a row for each region and year, a column for each indicator. */
async function packageTable(folder: string, options: OutputOptions): Promise<Table> {
  const read = readDataPackage(await readPackageFiles(folder));
  if (!read.ok) throw issuesFailure(read.issues, folder);
  sayNotes(read.notes, options);
  const { indicators, regions, series, nation, years } = read.value;
  const ids = [...indicators.keys()];
  const names = [...regions.keys()].filter((region) => region !== nation);
  const rows: string[] = [['region', 'year', ...ids].join(',')];
  for (const region of names) {
    for (let year = years.from; year <= years.to; year++) {
      const values = ids.map((id) => series.get(id)?.get(region)?.get(year));
      if (values.some((value) => value !== undefined))
        rows.push([region, year, ...values.map((v) => v ?? '')].join(','));
    }
  }
  const table = parseTable(rows.join('\n'), { file: folder });
  if (!table.ok) throw misuse(`${folder} has no figures`, 'give a data package with observations');
  return table.value;
}

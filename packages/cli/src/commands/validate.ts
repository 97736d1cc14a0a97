/** `aimaq validate`: reads everything, computes nothing. */
import { basename, dirname, join } from 'node:path';
import { readDataPackage } from '@aimaq/engine/data';
import { Failure, issuesFailure } from '../failure.js';
import { isFolder } from '../io/files.js';
import { type OutputOptions, print, printJson, sayNotes, words } from '../io/output.js';
import { readPackageFiles } from '../io/packageFiles.js';
import { looksLikeStudy, readStudy } from '../io/study.js';

export async function validate(path: string, options: OutputOptions): Promise<void> {
  try {
    const folder = await isFolder(path);
    const { lines, warnings } =
      !folder && looksLikeStudy(path)
        ? await checkStudy(path, options)
        : await checkPackage(folder ? path : dirname(path), folder ? 'datapackage.json' : basename(path), options);
    if (options.json === true) await printJson({ valid: true, warnings });
    else print(lines.join('\n'));
  } catch (thrown) {
    if (options.json === true && thrown instanceof Failure)
      await printJson({
        valid: false,
        findings: thrown.findings.map(({ suggestion, ...finding }) => ({
          ...finding,
          ...(suggestion === undefined ? {} : { didYouMean: suggestion }),
        })),
      });
    throw thrown;
  }
}

async function checkStudy(path: string, options: OutputOptions) {
  const { spec, files } = await readStudy(path);
  const checked = checkFiles(files, spec.data, join(dirname(path), spec.data), options);
  return {
    lines: [
      words(options).text('cli.validate.study', {
        file: path,
        models: Object.keys(spec.models).length,
        hypotheses: Object.keys(spec.hypotheses).length,
      }),
      ...checked.lines,
    ],
    warnings: checked.warnings,
  };
}

async function checkPackage(folder: string, descriptor: string, options: OutputOptions) {
  return checkFiles(await readPackageFiles(folder, descriptor), descriptor, join(folder, descriptor), options);
}

function checkFiles(files: ReadonlyMap<string, Uint8Array>, descriptor: string, name: string, options: OutputOptions) {
  const read = readDataPackage(files, descriptor);
  if (!read.ok) throw issuesFailure(read.issues, name);
  // A run names by id what has no name, and warns; who checks a package wants it whole.
  const nameless = read.notes.filter((note) => note.code.endsWith('-no-name'));
  if (nameless.length > 0) throw issuesFailure(nameless, name);
  sayNotes(read.notes, options);
  const { indicators, regions, series } = read.value;
  const figures = [...series.values()]
    .flatMap((byRegion) => [...byRegion.values()])
    .reduce((sum, byYear) => sum + byYear.size, 0);
  return {
    lines: [
      words(options).text('cli.validate.package', {
        file: name,
        indicators: indicators.size,
        regions: regions.size,
        figures,
      }),
    ],
    warnings: read.notes,
  };
}

/**
 * The public API as text: for every entry of every published package, each exported name with its declaration, and for
 * every document each place with what may stand there. The report is committed, so a change of the API shows in review.
 *
 *   node scripts/release/api.mjs            writes packages/*\/api/ENTRY.txt
 *   node scripts/release/api.mjs --check    fails when the committed report is not that of the built packages
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../workspace.mjs';
import { published } from './published.mjs';
import { schemaReport } from './schemaReport.mjs';

/** Documents that users write. */
const WRITTEN = new Set(['study', 'instruments']);

/** Report of each entry of a package, and of its schemas: name → text. */
export function apiReports({ folder, manifest }) {
  const entries = Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
    typeof target === 'object' && target.types !== undefined ? [[subpath, join(folder, target.types)]] : [],
  );
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true },
  );
  const checker = program.getTypeChecker();
  const printer = ts.createPrinter({ removeComments: true });
  const reports = new Map();
  for (const [subpath, file] of entries) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${relative(root, file)} is missing: build the packages first`);
    const symbol = checker.getSymbolAtLocation(source);
    const names = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    const lines = names
      .map((name) => {
        const target = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name;
        const text = (target.declarations ?? [])
          .map((declaration) => (ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration))
          .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
          .map((code) => code.replace(/^(export )?(declare )?/, '').replace(/\s*\n\s*/g, ' '))
          .join(' | ');
        return `${name.name}: ${text}`;
      })
      .sort((a, b) => (a < b ? -1 : 1));
    reports.set(subpath === '.' ? 'index' : subpath.slice(2), `${lines.join('\n')}\n`);
  }
  const schemas = join(folder, 'dist', 'schemas');
  if (existsSync(schemas)) {
    const lines = readdirSync(schemas).flatMap((name) => {
      const kind = basename(name, '.json');
      return schemaReport(kind, JSON.parse(readFileSync(join(schemas, name), 'utf8')), { written: WRITTEN.has(kind) });
    });
    reports.set('schemas', `${lines.sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n`);
  }
  return reports;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const check = process.argv.includes('--check');
  let differing = 0;
  for (const one of published()) {
    const target = join(one.folder, 'api');
    const reports = apiReports(one);
    if (!check) rmSync(target, { recursive: true, force: true });
    if (!check && reports.size > 0) mkdirSync(target, { recursive: true });
    for (const [entry, text] of reports) {
      const file = join(target, `${entry}.txt`);
      if (!check) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
        differing++;
        console.error(`${relative(root, file)} is not the API that the package exports.`);
      }
    }
    const stale = existsSync(target) ? readdirSync(target).filter((name) => !reports.has(basename(name, '.txt'))) : [];
    for (const name of stale) {
      differing++;
      console.error(`${relative(root, join(target, name))} belongs to no entry.`);
    }
  }
  if (differing > 0) {
    console.error('Run `npm run api`, read what changed, and describe it in a changeset.');
    process.exit(1);
  }
}

/**
 * What a package has built in, as a CycloneDX bill of materials in its `dist/bom.json`: a tool that reads only manifests would
 * not see it, and every licence asks that its text goes along.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package, from the folder with its manifest and its licence. */
export function component(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder).find((file) => /^licen[cs]e(\.\w+)?$/i.test(file));
  if (license === undefined || text === undefined) throw new Error(`${name} is built in and has no licence`);
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [{ license: { id: license, text: { content: readFileSync(join(folder, text), 'utf8').trim() } } }],
  };
}

export function writeBill(dist, components) {
  const sorted = components.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const bill = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components: sorted };
  writeFileSync(join(dist, 'bom.json'), `${JSON.stringify(bill, null, 1)}\n`);
}

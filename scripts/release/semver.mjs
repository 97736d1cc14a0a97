/**
 * Compares the reports of the API and of the documents with those of the last release and says what kind of release the
 * difference asks for. A name or a place that is gone or declared otherwise breaks users, and so does a new one that must be
 * given: that needs a major version, or a minor one while the major is 0. What else is new needs a minor.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../workspace.mjs';
import { published } from './published.mjs';

const ORDER = ['none', 'patch', 'minor', 'major'];

/** What the step from one report to another asks for, with its reasons. */
export function compareReports(before, after) {
  const read = (text) =>
    new Map(
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf(': ')), line]),
    );
  const old = read(before);
  const now = read(after);
  const reasons = [];
  for (const [name, line] of old) {
    if (!now.has(name)) reasons.push({ kind: 'major', what: `${name} is gone` });
    else if (now.get(name) !== line) reasons.push({ kind: 'major', what: `${name} is declared otherwise` });
  }
  for (const [name, line] of now)
    if (!old.has(name))
      reasons.push(
        line.endsWith(', to be given')
          ? { kind: 'major', what: `${name} must be given` }
          : { kind: 'minor', what: `${name} is new` },
      );
  return reasons;
}

export function strongest(kinds) {
  return kinds.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'none');
}

/** The step between two versions: on the tag of a release the changesets have become its version. */
export function bump(before, after) {
  const [old, now] = [before, after].map((version) => version.split('.').map(Number));
  const at = now.findIndex((part, i) => part !== old[i]);
  return at < 0 ? 'none' : (['major', 'minor', 'patch'][at] ?? 'none');
}

/** Release kinds that the changesets announce: package → kind. */
function announced() {
  const folder = join(root, '.changeset');
  const kinds = new Map();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md')) {
    const front = /^---\n([\s\S]*?)\n---/.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '';
    for (const [, id, kind] of front.matchAll(/^["']?(@?[\w/-]+)["']?:\s*(patch|minor|major)/gm))
      kinds.set(id, strongest([kinds.get(id) ?? 'none', kind]));
  }
  return kinds;
}

function lastRelease(id) {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const tags = git('tag', '--list', `${id}@*`, '--sort=-creatordate').split('\n');
  const [tag] = tags;
  return tag === ''
    ? null
    : { tag, version: tag.slice(tag.lastIndexOf('@') + 1), show: (file) => git('show', `${tag}:${file}`), git };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  let failed = false;
  const said = announced();
  for (const { folder, manifest } of published()) {
    const release = lastRelease(manifest.name);
    if (release === null) {
      console.log(`${manifest.name}: no earlier release to compare with`);
      continue;
    }
    const reasons = [];
    const place = relative(root, join(folder, 'api'));
    const before = release.git('ls-tree', '-r', '--name-only', release.tag, '--', place).split('\n').filter(Boolean);
    for (const file of before) {
      const path = join(root, file);
      if (!existsSync(path)) reasons.push({ kind: 'major', what: `${file} is gone` });
      else reasons.push(...compareReports(release.show(file), readFileSync(path, 'utf8')));
    }
    const asked = strongest(reasons.map((reason) => reason.kind));
    const needed = asked === 'major' && manifest.version.startsWith('0.') ? 'minor' : asked;
    const given = strongest([said.get(manifest.name) ?? 'none', bump(release.version, manifest.version)]);
    console.log(
      `${manifest.name}: since ${release.tag} API and documents ask for ${needed}, changesets and version say ${given}`,
    );
    if (ORDER.indexOf(given) >= ORDER.indexOf(needed)) continue;
    failed = true;
    for (const reason of reasons.filter((one) => one.kind === asked).slice(0, 20)) console.error(`  ${reason.what}`);
    console.error(`  Add a changeset of kind "${needed}" for ${manifest.name} (npx changeset).`);
  }
  process.exit(failed ? 1 : 0);
}

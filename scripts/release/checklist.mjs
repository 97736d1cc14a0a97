/**
 * `npm run release:checklist`: what must hold before a release, in order; stops at the first thing that does not.
 * The numbers of the shipped studies are part of it: when one moves, a changeset has to say so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { environment, install, requireNode, root } from '../workspace.mjs';

const STEPS = [
  ['nothing uncommitted', () => execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }) === ''],
  ['all tests pass', () => ok('node', ['scripts/test.mjs'])],
  ['the API report is current', () => ok('node', ['scripts/release/api.mjs', '--check'])],
  ['the changesets announce what the API and schemas ask for', () => ok('node', ['scripts/release/semver.mjs'])],
  ['no number of the shipped studies moved unannounced', () => ok('node', ['scripts/release/headline.mjs', '--check'])],
  ['no known vulnerability in what is shipped', () => ok('pnpm', ['audit', '--prod', '--audit-level', 'high'])],
  ['the packages are as users need them', () => ok('node', ['scripts/release/check.mjs'])],
  ['a rehearsal succeeds', () => ok('node', ['scripts/release/rehearse.mjs'])],
];

requireNode();
install();
for (const [what, holds] of STEPS) {
  console.log(`\n— ${what}`);
  if (holds()) continue;
  console.error(`\nNot ready for a release: "${what}" does not hold.`);
  process.exit(1);
}
console.log(
  '\nReady. Next: `npx changeset version`, read the changelogs, commit, tag `v…`, push the tag; the workflow publishes.',
);

function ok(command, args) {
  return spawnSync(command, args, { cwd: root, env: environment, stdio: 'inherit' }).status === 0;
}

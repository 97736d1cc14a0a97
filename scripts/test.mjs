/**
 * `npm test`: everything that must hold, from a fresh clone: format and lint, layers, types, unit and oracle tests,
 * the site in a real browser. Ends with the plain line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { environment, install, requireNode, root, run } from './workspace.mjs';

requireNode();
install();
const browser = findBrowser();
if (browser !== undefined) environment.CHROMIUM_PATH = browser;
else
  console.log(
    'No Chromium found: the browser tests of the site will be SKIPPED. Install the package "chromium" or set CHROMIUM_PATH.',
  );

let passed = 0;
let failed = 0;
const check = async (name, command, args, options) => {
  const code = await run(command, args, options);
  if (code === 130 || code === 143) process.exit(code);
  if (code === 0) passed++;
  else failed++;
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
};
await check('format and lint', 'biome', ['check', '--error-on-warnings', '.']);
await check('build', 'turbo', ['run', 'build', '--output-logs=errors-only']);
await check('study', 'turbo', ['run', 'study', '--output-logs=errors-only']);
// After the build: what a package exports lies in its dist. Longest first, two at a time.
const waiting = [
  // A release to a registry on this machine: part of CI, and by hand `npm run release:rehearse`.
  ...(process.env.CI ? [['release rehearsal', 'node', ['scripts/release/rehearse.mjs']]] : []),
  ['types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']],
  ['packages', 'node', ['scripts/release/check.mjs']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.mjs', 'packages', 'apps', 'scripts']],
  ['dead code', 'knip', []],
  ['API report', 'node', ['scripts/release/api.mjs', '--check']],
  ['release rules', 'node', ['--test', 'scripts/release/semver.test.mjs']],
  ['headline numbers', 'node', ['scripts/release/headline.mjs', '--check']],
];
const lane = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(...next, { whole: true });
};
await Promise.all([lane(), lane()]);
// One package after the other, each on every core; left alone, vitest would leave one idle.
environment.VITEST_MAX_WORKERS = String(availableParallelism());
const tests = await run('turbo', ['run', 'test', '--continue', '--output-logs=errors-only', '--concurrency=1']);

let counted = 0;
let skipped = 0;
for (const folder of ['packages', 'apps']) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const file = join(root, folder, name, 'test-results', 'vitest.json');
    if (!existsSync(file)) continue;
    const report = JSON.parse(readFileSync(file, 'utf8'));
    counted += report.numTotalTests;
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests;
    // A file that could not even be loaded has no tests to count.
    failed += report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    ).length;
    console.log(
      `       ${folder}/${name}: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`,
    );
  }
}
if (tests !== 0 && failed === 0) failed++;
if (counted === 0) failed++;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);

/** Path of a Chromium. In CI on Debian it is installed when missing, so that the browser tests are never skipped there. */
function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const found = onPath();
  if (found !== undefined || !process.env.CI) return found;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    const result = spawnSync(command, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    });
    if (result.status !== 0) console.error(`apt-get ${args.join(' ')} failed: ${result.stderr ?? result.error}`);
  }
  return onPath();
}

function onPath() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    for (const folder of (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')) {
      const candidate = join(folder, name);
      if (existsSync(candidate)) return candidate;
    }
  }
  return undefined;
}

/**
 * `npm run release:rehearse`: a whole release against a registry on this machine. In a clone of the last commit: versions
 * and changelogs by changesets, build, publish; then, as strangers, npm and pnpm install the packages in empty folders,
 * run the command, type-check a consumer and run the engine's bundle in Chromium.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';
import { environment, root } from '../workspace.mjs';
import { billOf } from './published.mjs';
import { startRegistry } from './registry.mjs';

const FORMULA = 'inv ~ value + capital | firm + year';
const folder = mkdtempSync(join(tmpdir(), 'aimaq-rehearsal-'));
const start = performance.now();
const say = (what) => console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const run = (command, args, cwd, extra = {}) => {
  try {
    return execFileSync(command, args, { cwd, env: { ...environment, ...extra }, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    console.error(`${error.stdout ?? ''}${error.stderr ?? ''}`);
    throw new Error(`${command} ${args.join(' ')} failed`);
  }
};

const registry = await startRegistry(folder);
try {
  say(`registry at ${registry.url}`);
  const clone = join(folder, 'clone');
  run('git', ['clone', '--quiet', '--no-hardlinks', root, clone], folder);
  run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], clone);
  say('clone installed');

  const changesets = join(clone, '.changeset');
  if (!readdirSync(changesets).some((name) => name.endsWith('.md'))) {
    const names = ['engine', 'locales', 'cli'].map((name) => `"@aimaq/${name}": patch`).join('\n');
    writeFileSync(join(changesets, 'rehearsal.md'), `---\n${names}\n---\n\nA rehearsal.\n`);
  }
  run('changeset', ['version'], clone);
  const version = JSON.parse(readFileSync(join(clone, 'packages', 'cli', 'package.json'), 'utf8')).version;
  if (!readFileSync(join(clone, 'packages', 'cli', 'CHANGELOG.md'), 'utf8').includes(`## ${version}`))
    throw new Error('the changelog does not name the new version');
  run('turbo', ['run', 'build', '--filter=./packages/*', '--output-logs=errors-only'], clone);
  say(`@aimaq/cli ${version} built`);

  const user = join(folder, 'user.npmrc');
  const host = registry.url.slice('http:'.length);
  writeFileSync(user, `registry=${registry.url}/\n${host}/:_authToken=rehearsal\n`);
  const here = { NPM_CONFIG_USERCONFIG: user, npm_config_registry: `${registry.url}/` };
  if (!/^http:\/\/127\.0\.0\.1:/.test(run('npm', ['config', 'get', 'registry'], clone, here)))
    throw new Error('refused: the registry in effect is not the local one');
  run('git', ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost', 'commit', '-qam', 'version'], clone);
  run('changeset', ['publish', '--no-git-tag'], clone, here);
  say('published');

  const consumer = {
    'package.json': JSON.stringify({ name: 'consumer', version: '1.0.0', private: true, type: 'module' }),
    'consumer.ts': `import { parseTable } from '@aimaq/engine/data';
import { estimateTable } from '@aimaq/engine/panel';
import type { EstimateDocument } from '@aimaq/engine/result';
export function estimate(csv: string): EstimateDocument {
  const read = parseTable(csv, { file: 'grunfeld.csv' });
  if (!read.ok) throw new Error('unread');
  const [document] = estimateTable(read.value, '${FORMULA}', { panel: { unit: 'firm', time: 'year' } });
  return document;
}
`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, types: [] },
      files: ['consumer.ts'],
    }),
  };
  const data = join(folder, 'grunfeld.csv');
  cpSync(join(root, 'oracles', 'data', 'grunfeld.csv'), data);
  const estimates = [];
  for (const [manager, install] of [
    ['npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']],
    ['pnpm', ['add', '--prefer-offline', '--reporter=silent', '--config.minimum-release-age=0']],
  ]) {
    const place = join(folder, manager);
    mkdirSync(place);
    for (const [name, text] of Object.entries(consumer)) writeFileSync(join(place, name), text);
    run(manager, [...install, `@aimaq/cli@${version}`, '@aimaq/engine'], place, here);
    const bin = join(place, 'node_modules', '.bin', 'aimaq');
    if (run(bin, ['--version'], place).trim() !== version) throw new Error('the command says another version');
    const json = run(bin, ['estimate', data, '--formula', FORMULA, '--panel', 'firm,year', '--json', '--quiet'], place);
    estimates.push(JSON.parse(json).coefficients.map((coefficient) => coefficient.estimate));
    run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', place], place);
    for (const name of ['engine', 'cli', 'locales']) {
      const path = join(place, 'node_modules', '@aimaq', name, 'package.json');
      let text = '';
      try {
        text = readFileSync(path, 'utf8');
      } catch {
        continue; // pnpm links only what was asked for.
      }
      if (/workspace:|catalog:/.test(text)) throw new Error(`${name} was published with a protocol of the workspace`);
    }
    say(`${manager}: installed, runs, types check`);
  }
  const bom = JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], join(folder, 'npm')));
  const builtIn = ['engine', 'cli'].map((name) => billOf(join(folder, 'npm', 'node_modules', '@aimaq', name)));
  if (builtIn.some((components) => components.length === 0))
    throw new Error('a package does not say what it has built in');
  const names = [...new Set(builtIn.flat().map((one) => one.name))].sort();
  say(`bill of materials: ${bom.components.length} components, and built in: ${names.join(', ')}`);

  if (environment.CHROMIUM_PATH === undefined) say('no Chromium: the bundle was NOT run in a browser');
  else {
    const theirs = await inChromium(join(folder, 'npm'), readFileSync(data, 'utf8'));
    estimates.push(theirs);
    say('the bundle runs in Chromium');
  }
  for (const other of estimates.slice(1)) {
    const same = other.every((value, j) => Math.abs(value - estimates[0][j]) <= 1e-12 * Math.abs(estimates[0][j]));
    if (!same) throw new Error(`different numbers: ${JSON.stringify(estimates)}`);
  }
  say('the numbers are the same everywhere');
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Coefficients that the bundle of an installed engine finds in a page. */
async function inChromium(place, csv) {
  const bundle = await build({
    entryPoints: [join(place, 'consumer.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  const code = bundle.outputFiles[0].text;
  const server = createServer((request, response) => {
    const script = request.url === '/bundle.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? code : '<!doctype html><title>rehearsal</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { chromium } = createRequire(join(root, 'apps', 'web', 'package.json'))('playwright-core');
  const browser = await chromium.launch({
    executablePath: environment.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(
      async ([address, text]) => {
        const { estimate } = await import(address);
        return estimate(text).coefficients.map((coefficient) => coefficient.estimate);
      },
      ['/bundle.js', csv],
    );
  } finally {
    await browser.close();
    server.close();
  }
}

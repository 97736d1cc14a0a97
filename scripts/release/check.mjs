/**
 * `npm run release:check`: the built packages as their users will get them. publint and are-the-types-wrong find nothing;
 * two packings give the same bytes; the bundle keeps to its budget; licences of what is shipped are those we accept.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { environment, root } from '../workspace.mjs';
import { billOf, published } from './published.mjs';

/** Kilobytes (1000 bytes) of a minified browser bundle, compressed with Brotli, as servers send it. */
const BUDGETS = [
  {
    name: 'the rooms that compute (all but views)',
    limit: 150,
    code: (rooms) => rooms.filter((r) => !r.endsWith('/views')).map((r, i) => `export * as r${i} from '${r}'`),
  },
  {
    // A ratchet. Tables, charts and reports are 27 of it, and nobody needs them to compute; docs/decisions/0002 has the account.
    name: 'all rooms of the engine',
    limit: 168,
    code: (rooms) => rooms.map((r, i) => `export * as r${i} from '${r}'`),
  },
  {
    name: 'the within estimator alone',
    limit: 40,
    code: () => [
      `export { buildDesign, within } from '@aimaq/engine/panel'`,
      `export { parseFormula } from '@aimaq/engine/formula'`,
      `export { parseTable } from '@aimaq/engine/data'`,
    ],
  },
];
const LICENCES = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'CC-BY-4.0',
  'CC0-1.0',
  'BlueOak-1.0.0',
  // Of two tools that the command uses as they are.
  'MPL-2.0',
];

let failed = 0;
const say = (good, what) => {
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}`);
};
const folder = mkdtempSync(join(tmpdir(), 'aimaq-pack-'));
try {
  for (const { folder: place, manifest } of published()) {
    const { messages } = await publint({ pkgDir: place, strict: true, pack: 'pnpm' });
    say(messages.length === 0, `publint ${manifest.name}`);
    for (const message of messages) console.log(`       ${formatMessage(message, manifest)}`);

    const hashes = ['first', 'second'].map((time) => {
      const target = join(folder, manifest.name.replace('/', '-'), time);
      mkdirSync(target, { recursive: true });
      const printed = execFileSync('pnpm', ['pack', '--pack-destination', target, '--json'], {
        cwd: place,
        env: environment,
        encoding: 'utf8',
      });
      const { filename } = JSON.parse(printed);
      const bytes = readFileSync(filename);
      return { filename, hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    });
    say(
      hashes[0].hash === hashes[1].hash,
      `${manifest.name}: two packings, same ${hashes[0].size} bytes (sha256 ${hashes[0].hash.slice(0, 12)})`,
    );
    if (manifest.exports !== undefined) {
      const wrong = run('attw', [hashes[0].filename, '--profile', 'esm-only', '--format', 'table-flipped']);
      say(wrong === null, `are the types wrong? ${manifest.name}`);
      if (wrong !== null) console.log(wrong);
    }
  }

  const engine = published().find(({ manifest }) => manifest.name === '@aimaq/engine');
  const rooms = Object.keys(engine.manifest.exports)
    .filter((subpath) => !subpath.endsWith('.json') && !subpath.includes('*'))
    .map((subpath) => join('@aimaq/engine', subpath));
  for (const { name, limit, code } of BUDGETS) {
    const result = await build({
      stdin: { contents: code(rooms).join('\n'), resolveDir: join(root, 'packages', 'cli') },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      logLevel: 'error',
    });
    const size = brotliCompressSync(result.outputFiles[0].contents).length / 1000;
    say(size <= limit, `${name}: ${size.toFixed(1)} kB compressed, budget ${limit} kB`);
  }

  const names = published().map(({ manifest }) => manifest.name);
  const listed = JSON.parse(
    execFileSync('pnpm', ['licenses', 'list', '--prod', '--json', ...names.flatMap((name) => ['--filter', name])], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
    }),
  );
  const other = Object.keys(listed).filter((licence) => !LICENCES.includes(licence));
  say(
    other.length === 0,
    `licences of what the packages depend on: ${Object.entries(listed)
      .map(([licence, all]) => `${licence} ${all.length}`)
      .join(', ')}`,
  );
  for (const { folder: place, manifest } of published()) {
    const builtIn = billOf(place);
    say(
      builtIn.every((one) => LICENCES.includes(one.licenses[0].license.id)),
      `${manifest.name} has built in: ${builtIn.map((one) => `${one.name} (${one.licenses[0].license.id})`).join(', ') || 'nothing of others'}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);

/** What a program printed when it failed; null when it did not. */
function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, env: environment, encoding: 'utf8', stdio: 'pipe' });
    return null;
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}` || String(error);
  }
}

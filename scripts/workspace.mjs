/**
 * What `npm start` and `npm test` share: the check of Node, the installation (only when something that decides it has
 * changed) and running a child process. Imports only node: modules, because nothing else is there yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

export const environment = {
  ...process.env,
  PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

/** Prints one plain sentence and ends with 1. */
export function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = manifest.engines.node
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  stop(
    `Aimaq needs Node ${needMajor}.${needMinor} or newer; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
}

/** Installs the packages of the lockfile, unless that was done before for the same files and the same Node. */
export function install() {
  const stampFile = join(root, 'node_modules', '.aimaq-installed');
  const stamp = installationStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Installing the packages (the first time this takes about half a minute) …');
  const result = spawnSync(
    'npx',
    [
      '--yes',
      '--prefer-offline',
      manifest.packageManager,
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
      '--reporter=append-only',
    ],
    { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
  );
  if (result.status !== 0) {
    if (result.signal === 'SIGINT' || result.status === 130)
      stop('Stopped while installing. Run the command again to go on.');
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    stop(
      'The packages could not be installed. Is there a connection to the npm registry? The lines above say what was missing.',
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Everything that decides what an installation holds. */
function installationStamp() {
  const hash = createHash('sha256');
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', join('data', 'package.json')];
  for (const folder of ['packages', 'apps']) {
    for (const name of readdirSync(join(root, folder)).sort()) files.push(join(folder, name, 'package.json'));
  }
  for (const file of files) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return hash.update([process.version, process.platform, process.arch].join(' ')).digest('hex');
}

/**
 * Runs a program of node_modules/.bin to its end; the answer is its exit code (130 after Ctrl-C). With `whole`, what it
 * prints appears at once, when it has ended, so that programs side by side don't mix their lines.
 */
export function run(command, args, { whole = false, ...options } = {}) {
  return new Promise((resolve) => {
    const stream = whole ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', stream, stream],
      shell: process.platform === 'win32',
      ...options,
    });
    const printed = [];
    child.stdout?.on('data', (bytes) => printed.push(bytes));
    child.stderr?.on('data', (bytes) => printed.push(bytes));
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    // 'close' comes after the last line printed.
    child.on('close', (code, signal) => {
      for (const bytes of printed) process.stdout.write(bytes);
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : (code ?? 1));
    });
  });
}

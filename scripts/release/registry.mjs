/** A local npm registry (verdaccio) for rehearsals: `@aimaq/*` lives here, everything else comes from the configured one. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

// Outside the workspace, so that nobody who only uses Aimaq installs a registry. node-fetch@cjs, which it asks for, is a
// tag that registries do not all carry.
const MANIFEST = { private: true, dependencies: { verdaccio: '6.8.0' }, overrides: { 'node-fetch': '2.7.0' } };

/** Starts it in `folder`; the answer is its address and how to stop it. */
export async function startRegistry(folder) {
  const home = join(root, 'node_modules', '.cache', 'verdaccio');
  if (!existsSync(join(home, 'node_modules', 'verdaccio', 'package.json'))) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify(MANIFEST));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
      cwd: home,
      stdio: 'inherit',
    });
  }
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { cwd: home, encoding: 'utf8' }).trim();
  const port = await freePort();
  const config = join(folder, 'registry.yaml');
  writeFileSync(
    config,
    `storage: ${join(folder, 'storage')}
uplinks: { upstream: { url: '${upstream}', cache: false } }
packages:
  '@aimaq/*': { access: $all, publish: $all }
  '**': { access: $all, proxy: upstream }
log: { type: stdout, level: error }
`,
  );
  const server = spawn(
    process.execPath,
    [join(home, 'node_modules', 'verdaccio', 'bin', 'verdaccio'), '--config', config, '--listen', `127.0.0.1:${port}`],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url}/-/ping`).catch(() => null);
    if (answer?.ok) break;
    if (tries === 150 || server.exitCode !== null) throw new Error('the local registry did not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, stop: () => server.kill() };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * `npm start`: from a fresh clone to the site. Installs, builds, runs the studies on the shipped data, serves.
 * What is already done is not done again.
 */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { environment, install, requireNode, root, run, stop } from './workspace.mjs';

requireNode();
install();

// The documentation comes last: its pages show numbers of the studies.
for (const [what, ...args] of [
  ['Building …', 'build', '--filter=@aimaq/web...', '--filter=@aimaq/cli...', '--output-logs=errors-only'],
  ['Running the studies on the shipped data …', 'study', '--output-logs=new-only', '--log-prefix=none'],
  ['Writing the documentation …', 'build', '--filter=@aimaq/docs', '--output-logs=errors-only'],
]) {
  console.log(what);
  const code = await run('turbo', ['run', ...args, '--log-order=grouped']);
  if (code === 130 || code === 143) stop('Stopped. Run npm start again to go on from here.');
  if (code !== 0) stop('That failed; the lines above say where.');
}

const wanted = process.env.PORT === undefined ? 3000 : Number(process.env.PORT);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
  stop(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
const port = await freePort(wanted);
if (port !== wanted && wanted !== 0) console.log(`Port ${wanted} is busy; using ${port}.`);

const web = join(root, 'apps', 'web');
const server = spawn(process.execPath, [join(web, 'server', 'main.mjs')], {
  env: { ...environment, NODE_ENV: 'production', PORT: String(port), AIMAQ_RESULTS: join(root, 'data', 'results') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let announced = false;
server.stdout.on('data', (chunk) => {
  if (announced || !/ready/i.test(String(chunk))) return;
  announced = true;
  console.log(`\nAimaq is at  http://localhost:${port}\n(stop it with Ctrl-C)`);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    server.kill(signal);
  });
}
server.on('exit', (code, signal) => {
  if (signal === null && code !== 0 && code !== 130 && code !== 143) stop(`The server ended with code ${code}.`);
  console.log('\nStopped.');
  process.exit(0);
});

/** The wanted port or, when it is busy, the next free one of the twenty after it. */
async function freePort(first) {
  for (let candidate = first; candidate <= Math.min(first + 20, 65_535); candidate++) {
    if (await isFree(candidate)) return candidate;
  }
  return stop(`Ports ${first} to ${first + 20} are all busy. Choose one with PORT=… npm start.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

/** The built site on a free port with its own folder of results, so that a test may replace them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RunningSite {
  readonly origin: string;
  /** Folder of results that this server reads. */
  readonly results: string;
  log(): string;
  stop(): void;
}

const app = fileURLToPath(new URL('..', import.meta.url));

export async function startSite(): Promise<RunningSite> {
  const shipped = process.env.AIMAQ_RESULTS ?? join(app, '..', '..', 'data', 'results');
  if (!existsSync(join(shipped, 'kazakhstan', 'study-result.json')))
    throw new Error(`There is no study result in ${shipped}. Run the study first: npx turbo run study`);
  if (!existsSync(join(app, '.next', 'BUILD_ID'))) throw new Error('The site is not built. Run: npx turbo run build');
  const results = mkdtempSync(join(tmpdir(), 'aimaq-results-'));
  cpSync(shipped, results, { recursive: true });
  const port = await freePort();
  const server = spawn(process.execPath, [join(app, 'server', 'main.mjs')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      AIMAQ_RESULTS: results,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  server.stdout.on('data', (chunk) => {
    log += String(chunk);
  });
  server.stderr.on('data', (chunk) => {
    log += String(chunk);
  });
  const origin = `http://localhost:${port}`;
  await answering(`${origin}/api/health`, server, () => log);
  return {
    origin,
    results,
    log: () => log,
    stop() {
      server.kill();
      rmSync(results, { recursive: true, force: true });
    },
  };
}

async function answering(address: string, server: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${log()}`);
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server does not answer: ${log()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Chromium for the tests: `CHROMIUM_PATH`, else from PATH; in CI a missing one is a failure, elsewhere a skip. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function chromiumPath(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

export function requireChromium(): string | undefined {
  const path = chromiumPath();
  if (path === undefined && process.env.CI)
    throw new Error('No Chromium: set CHROMIUM_PATH or install the package "chromium".');
  if (path === undefined)
    console.warn('No Chromium found: the browser tests are skipped. Set CHROMIUM_PATH or install "chromium".');
  return path;
}

export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

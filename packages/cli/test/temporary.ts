/** All that the tests and the commands under test leave in the folder for temporary files goes with the run. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'aimaq-test-'));
  // Another user may look in: one test runs the command without root's rights.
  chmodSync(home, 0o755);
  process.env.TMPDIR = home;
  return () => rmSync(home, { recursive: true, force: true });
}

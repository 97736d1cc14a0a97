/** A command as it is typed, and what it prints in a terminal of eighty columns, run while the page is built. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(process.cwd(), '..', '..');
const command = join(root, 'packages', 'cli', 'bin', 'aimaq.js');

/** One line a command. */
export function Commands({ children }: { readonly children: string }) {
  return (
    <code className="language-sh">
      {children.split('\n').map((line) => (
        <span key={line}>{`${line}\n`}</span>
      ))}
    </code>
  );
}

export function Terminal({ children }: { readonly children: string }) {
  const line = children.trim();
  const args = (line.match(/"[^"]*"|\S+/g) ?? []).slice(2).map((word) => word.replace(/^"(.*)"$/, '$1'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '80', NO_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <pre tabIndex={0}>
      <Commands>{line}</Commands>
      <samp className="printed">{`${stderr}${stdout}`.trimEnd()}</samp>
    </pre>
  );
}

import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BAD_INPUTS, type BadInput } from './badInputs.js';
import { aimaq, folderWith, type Ran } from './command.js';

const TABLE = fileURLToPath(new URL('../../../docs/bad-inputs.md', import.meta.url));
const ran = new Map<string, Ran>();

async function runCase({ args, files = {}, stdin }: BadInput): Promise<Ran> {
  const cwd = folderWith(files);
  try {
    return await aimaq(args, { cwd, ...(stdin === undefined ? {} : { stdin }) });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

describe('bad input', () => {
  it('has a table of at least forty, each with a name of its own', () => {
    expect(new Set(BAD_INPUTS.map((one) => one.name)).size).toBe(BAD_INPUTS.length);
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(40);
  });

  it.concurrent.each(BAD_INPUTS.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const result = await runCase(one);
    ran.set(name, result);
    expect({ exit: result.exit, err: result.err }).toEqual({ exit: one.exit, err: expect.stringContaining('') });
    for (const part of one.says) expect(result.err).toContain(part);
    expect(result.out).toBe('');
    expect(result.err).toMatch(/^(aimaq|warning): /);
    expect(result.err).not.toMatch(/^\s+at .*\d+:\d+/m);
    expect(result.err).not.toContain('unexpected error');
  });
});

describe('docs/bad-inputs.md', () => {
  it('shows what the command says', async () => {
    const cell = (text: string) =>
      text
        .trim()
        .replace(/\s*\n\s*/g, '<br>')
        .replaceAll('|', '\\|')
        .replaceAll('`', "'");
    const rows = BAD_INPUTS.map(({ name, args, exit }) => {
      const call = ['aimaq', ...args.map((part) => (/[\s|~>()]/.test(part) ? `"${part}"` : part))].join(' ');
      return `| ${name} | \`${call.replaceAll('|', '\\|')}\` | ${exit} | ${cell(ran.get(name)?.err ?? '')} |`;
    });
    const text = `# Bad inputs

What the command says to inputs that do not hold, and its exit code. The table is written and checked by
\`packages/cli/test/badInputs.test.ts\`; interrupted runs, full disks and closed folders are in \`run.test.ts\` beside it.

| input | command | exit | standard error |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
    await expect(text).toMatchFileSnapshot(TABLE);
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BAD_INPUTS, type BadInput } from './badInputs.js';
import { aimaq, folderWith, type Ran } from './command.js';

const TABLE = fileURLToPath(new URL('../../../docs/bad-inputs.md', import.meta.url));

async function runCase({ args, files = {}, stdin }: BadInput): Promise<Ran> {
  const cwd = folderWith(files);
  return aimaq(args, { cwd, ...(stdin === undefined ? {} : { stdin }) });
}

describe('bad input', () => {
  it('has a table of at least forty, each with a name of its own', () => {
    expect(new Set(BAD_INPUTS.map((one) => one.name)).size).toBe(BAD_INPUTS.length);
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(40);
  });

  it.concurrent.each(BAD_INPUTS.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const result = await runCase(one);
    expect({ exit: result.exit, err: result.err }).toEqual({ exit: one.exit, err: expect.stringContaining('') });
    for (const part of one.says) expect(result.err).toContain(part);
    expect(result.out).toBe('');
    expect(result.err).toMatch(/^(aimaq|warning): /);
    expect(result.err).not.toMatch(/^\s+at .*\d+:\d+/m);
    expect(result.err).not.toContain('unexpected error');
  });
});

describe('docs/bad-inputs.md', () => {
  it('is the table as people read it', async () => {
    const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('`', "'");
    const rows = BAD_INPUTS.map(({ name, args, exit, says }) => {
      const call = ['aimaq', ...args.map((part) => (/[\s|~>()]/.test(part) ? `"${part}"` : part))].join(' ');
      return `| ${name} | \`${cell(call)}\` | ${exit} | ${says.map(cell).join(' … ')} |`;
    });
    const text = `# Bad inputs

What the command says to inputs that do not hold, and its exit code. \`packages/cli/test/badInputs.test.ts\` writes this table
and runs every line of it; killed and interrupted runs, full disks and closed folders are in \`run.test.ts\` beside it.

| input | command | exit | standard error holds |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
    await expect(text).toMatchFileSnapshot(TABLE);
  });
});

/** Markdown tables that benchmarks and tests leave behind, as rows; the pages show them, nobody types them again. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(process.cwd(), '..', '..');

export type Block =
  | { readonly kind: 'heading' | 'text' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Reports by folder name, such as `panel` for bench/panel/RESULTS.md. */
export function reports(folder: string): ReadonlyMap<string, readonly Block[]> {
  const place = join(root, folder);
  if (!existsSync(place)) return new Map();
  return new Map(
    readdirSync(place)
      .sort()
      .filter((name) => existsSync(join(place, name, 'RESULTS.md')))
      .map((name) => [name, blocks(readFileSync(join(place, name, 'RESULTS.md'), 'utf8'))]),
  );
}

/** The pages that tests write about what they compared, one a subject. */
export function coverage(): readonly (readonly Block[])[] {
  const place = join(root, 'oracles', 'coverage');
  return readdirSync(place)
    .sort()
    .filter((name) => name.endsWith('.md'))
    .map((name) => blocks(readFileSync(join(place, name), 'utf8')));
}

/** The few forms of Markdown that the reports use: headings, paragraphs, lists of one line each, fenced code, tables. */
function blocks(markdown: string): readonly Block[] {
  const found: Block[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    if (line.startsWith('```')) {
      const end = lines.findIndex((other, j) => j > i && other.startsWith('```'));
      found.push({ kind: 'code', text: lines.slice(i + 1, end).join('\n') });
      i = end;
    } else if (line.startsWith('#')) found.push({ kind: 'heading', text: line.replace(/^#+\s*/, '') });
    else if (line.startsWith('- ')) {
      const items: string[] = [];
      for (; (lines[i] ?? '').startsWith('- '); i++) items.push((lines[i] ?? '').slice(2));
      i--;
      found.push({ kind: 'list', items });
    } else if (line.startsWith('|')) {
      const rows: string[][] = [];
      for (; (lines[i] ?? '').startsWith('|'); i++) rows.push(cells(lines[i] ?? ''));
      i--;
      const [columns = [], , ...body] = rows;
      found.push({ kind: 'table', columns, rows: body });
    } else {
      const text: string[] = [];
      for (; (lines[i] ?? '').trim() !== '' && !/^(#|\||- |```)/.test(lines[i] ?? ''); i++)
        text.push((lines[i] ?? '').trim());
      i--;
      found.push({ kind: 'text', text: text.join(' ') });
    }
  }
  return found;
}

function cells(line: string): string[] {
  return line
    .slice(1, line.trimEnd().endsWith('|') ? line.trimEnd().length - 1 : undefined)
    .split('|')
    .map((cell) => cell.trim());
}

/** Reading of the reference values in `oracles/`, and the ledger in which oracle tests count what they compared. */
import { readFileSync } from 'node:fs';
import { parseTable } from '../src/data/csvTable.js';
import type { Table } from '../src/data/table.js';

const folder = new URL('../../../oracles/', import.meta.url);

/** A file below `oracles/`. */
export function oracleText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

export function oracle(path: string) {
  return JSON.parse(oracleText(path));
}

const tables = new Map<string, Table>();

/** `oracles/data/NAME.csv`, read once; the oracles name their data with the ending or without. */
export function oracleTable(file: string): Table {
  const name = file.replace(/\.csv$/, '');
  const known = tables.get(name);
  if (known !== undefined) return known;
  const read = parseTable(oracleText(`data/${name}.csv`));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  tables.set(name, read.value);
  return read.value;
}

/** Relative difference; absolute below 1e-12, and 0 for two numbers that both underflow. */
export function distance(ours: number, theirs: number): number {
  if (Math.abs(ours) < 1e-300 && Math.abs(theirs) < 1e-300) return 0;
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12);
}

/** Values under one reason that are named one by one; more are counted by the model that they belong to. */
const LISTED = 12;

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const [file, key] = name.split(': ');
    const group = `${file}: ${key.split('.')[0]}`;
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts]
    .map(([group, count]) => `${group} (${count})`)
    .sort()
    .join(', ');
}

type Verdict = 'agreed' | 'differs' | 'failed';

/**
 * Counts reference values by what became of them. Each oracle test enters every value of its files once; at the end
 * `expect(ledger.page()).toMatchFileSnapshot('…/oracles/coverage/NAME.md')` keeps the counts as a page (`-u` renews it).
 */
export class Ledger {
  readonly #title: string;
  readonly #entries = new Map<string, { file: string; verdict: Verdict; reason: string }>();

  constructor(title: string) {
    this.#title = title;
  }

  /** The value was compared and agrees. */
  agreed(file: string, key: string): void {
    this.#enter(file, key, 'agreed', '');
  }

  /** Another definition: the reason, in words that a reader of the page understands. */
  differs(file: string, key: string, reason: string): void {
    this.#enter(file, key, 'differs', reason);
  }

  /** The peer gave an error or a wrong number: there is no reference. */
  peerFailed(file: string, key: string, reason: string): void {
    this.#enter(file, key, 'failed', reason);
  }

  /** Markdown: counts by file, then what does not agree and why. */
  page(): string {
    const all = [...this.#entries.values()];
    const files = [...new Set(all.map((entry) => entry.file))].sort();
    const count = (file: string | null, verdict: Verdict) =>
      all.filter((entry) => (file === null || entry.file === file) && entry.verdict === verdict).length;
    const row = (label: string, file: string | null) =>
      `| ${label} | ${count(file, 'agreed')} | ${count(file, 'differs')} | ${count(file, 'failed')} |`;
    const reasons = (verdict: Verdict) => {
      const found = new Map<string, string[]>();
      for (const [name, entry] of this.#entries)
        if (entry.verdict === verdict) found.set(entry.reason, [...(found.get(entry.reason) ?? []), name]);
      return [...found]
        .map(([reason, names]) => `- ${reason}: ${names.length > LISTED ? counted(names) : names.sort().join(', ')}`)
        .sort();
    };
    const section = (heading: string, verdict: Verdict) =>
      reasons(verdict).length === 0 ? [] : ['', `## ${heading}`, '', ...reasons(verdict)];
    return [
      `# ${this.#title}`,
      '',
      'Made by the tests: each reference value is counted once.',
      '',
      '| reference | agreed | differing by definition | peer failed |',
      '| --- | ---: | ---: | ---: |',
      ...files.map((file) => row(file, file)),
      row('all', null),
      ...section('Differing by definition', 'differs'),
      ...section('Peer failed', 'failed'),
      '',
    ].join('\n');
  }

  #enter(file: string, key: string, verdict: Verdict, reason: string): void {
    this.#entries.set(`${file}: ${key}`, { file, verdict, reason });
  }
}

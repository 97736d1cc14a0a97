/**
 * What a view needs to speak: sentences by key and numbers as the language writes them. The engine has no words of its
 * own; `packages/locales` implements this for each language.
 */
import type { Message } from '../result/index.js';

export type WordParams = Readonly<Record<string, string | number>>;

/** What of a warning is needed to say it: a `Note` of the engine or one of a document. */
export interface NoteText {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly params: WordParams;
}

export interface NumberForm {
  /** Exactly so many decimals. */
  readonly digits?: number;
  /** So many significant digits, trailing zeros dropped. */
  readonly significant?: number;
  readonly maximumFractionDigits?: number;
  /** `always` writes a plus before positive numbers. */
  readonly sign?: 'auto' | 'always';
}

export interface Words {
  readonly locale: string;
  /** The sentence of a key or message, parameters filled in; a number in `count` chooses the plural form. */
  text(message: string | Message, params?: WordParams): string;
  /** Whether there is a sentence for the key. */
  has(key: string): boolean;
  /** A warning of the engine in this language: the fact and what to do. */
  note(note: NoteText): { readonly message: string; readonly hint: string };
  /** A number; `null` is the dash of an absent one. Without a form: up to four significant digits. */
  number(value: number | null, form?: NumberForm): string;
  /** A share: 0.983 is “98.3 %”. */
  percent(share: number | null, form?: NumberForm): string;
  /** A p-value with three decimals, or “< 0.001”. */
  pValue(value: number | null): string;
  list(items: readonly string[]): string;
  /** A year, never grouped. */
  year(value: number): string;
  /** Compares names in the order of the language's alphabet. */
  compare(a: string, b: string): number;
}

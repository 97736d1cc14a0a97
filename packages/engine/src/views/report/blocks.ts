/** A report as a list of blocks, already in the reader's language; `render/report*.ts` print it. */
import type { Scene } from '../chart/scene.js';
import type { TableView } from '../table/table.js';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: 'verdict' | 'note' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: TableView }
  /** `file` is the picture's path beside the report. */
  | { readonly kind: 'figure'; readonly scene: Scene; readonly file: string };

export interface Report {
  readonly locale: string;
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly ReportBlock[];
}

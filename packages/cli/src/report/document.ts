/** Reports and tables as DOCX: real headings, real tables with a repeated head row, pictures with their description. */
import type { Report, ReportBlock, TableColumn, TableView } from '@aimaq/engine/views';
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { pngOf } from '../io/picture.js';

const FONT = 'Calibri';
/** Half points. */
const BODY = 21;
const SMALL = 17;
/** A4 with margins of 2 cm, in twips. */
const SHEET = { short: 11906, long: 16838, margin: 1134 };
const PORTRAIT = SHEET.short - 2 * SHEET.margin;
const LANDSCAPE = SHEET.long - 2 * SHEET.margin;
const PICTURE_PIXELS = 620;
/** From so many columns on a table is set small. */
const MANY_COLUMNS = 6;

/** What stands on sheets of one orientation. */
interface Part {
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

export async function documentOfReport(report: Report): Promise<Buffer> {
  const title = [
    new Paragraph({ text: report.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: [run(report.subtitle, { color: '5A6675' })], spacing: { after: 240 } }),
  ];
  const parts: Part[] = [{ landscape: false, children: title }];
  for (const [i, block] of report.blocks.entries()) {
    // A heading stays with its table.
    const decides = block.kind === 'heading' ? report.blocks[i + 1] : block;
    const landscape = decides?.kind === 'table' && isWide(decides.table);
    parts.push({ landscape, children: await blockOf(block) });
  }
  return packed(report.locale, report.title, parts);
}

export async function documentOfTables(tables: readonly TableView[], locale: string): Promise<Buffer> {
  const parts = tables.map((table) => ({ landscape: isWide(table), children: tableOf(table) }));
  return packed(locale, tables[0]?.title ?? '', parts);
}

async function blockOf(block: ReportBlock): Promise<readonly FileChild[]> {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: block.text,
          heading: block.level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          keepNext: true,
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          children: [run(block.text, block.tone === 'verdict' ? { bold: true } : {})],
          spacing: { after: 120 },
        }),
      ];
    case 'list':
      return block.items.map((item) => new Paragraph({ children: [run(item)], bullet: { level: 0 } }));
    case 'table':
      return tableOf(block.table);
    case 'figure': {
      const { scene } = block;
      const scale = Math.min(1, PICTURE_PIXELS / scene.width);
      const transformation = { width: Math.round(scene.width * scale), height: Math.round(scene.height * scale) };
      const altText = { title: scene.title, description: scene.description, name: block.file };
      const data = await pngOf(scene, { standalone: false });
      return [
        new Paragraph({ children: [run(scene.title, { bold: true })], keepNext: true, spacing: { before: 200 } }),
        new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation, altText })], keepNext: true }),
        new Paragraph({
          children: [run(scene.description, { size: SMALL, color: '5A6675' })],
          spacing: { after: 200 },
        }),
      ];
    }
  }
}

function tableOf(table: TableView): FileChild[] {
  const size = sizeOf(table);
  const page = isWide(table) ? LANDSCAPE : PORTRAIT;
  const widths = widthsOf(table, page);
  const row = (cells: readonly string[], options: { header?: boolean; last?: boolean }) =>
    new TableRow({
      tableHeader: options.header === true,
      cantSplit: true,
      children: cells.map((cell, j) => cellOf(cell, { column: table.columns[j], width: widths[j], size, ...options })),
    });
  const rows = table.blocks.flatMap((block) => block.map((cells, i) => row(cells, { last: i === block.length - 1 })));
  return [
    new Paragraph({
      children: [run(table.title, { bold: true })],
      keepNext: true,
      spacing: { before: 200, after: 60 },
    }),
    new Table({
      width: { size: page, type: WidthType.DXA },
      columnWidths: widths,
      borders: { top: LINE, bottom: LINE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
      rows: [
        row(
          table.columns.map((column) => column.heading),
          { header: true, last: true },
        ),
        ...rows,
      ],
    }),
    ...table.notes.map((note) => new Paragraph({ children: [run(note, { size: SMALL, color: '5A6675' })] })),
    new Paragraph({ children: [] }),
  ];
}

const LINE = { style: BorderStyle.SINGLE, size: 6, color: '1B2430' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };

function cellOf(
  text: string,
  look: {
    readonly column: TableColumn | undefined;
    readonly width: number | undefined;
    readonly size: number;
    readonly header?: boolean;
    readonly last?: boolean;
  },
): TableCell {
  const kind = look.column?.kind ?? 'text';
  const alignment =
    kind === 'number' ? AlignmentType.RIGHT : kind === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: look.width ?? 1000, type: WidthType.DXA },
    margins: { left: 50, right: 50, top: 20, bottom: 20 },
    borders: look.last === true ? { bottom: { ...LINE, size: look.header === true ? 6 : 2 } } : {},
    children: [new Paragraph({ alignment, children: [run(text, { size: look.size, bold: look.header === true })] })],
  });
}

function sizeOf(table: TableView): number {
  return table.columns.length >= MANY_COLUMNS ? SMALL - 2 : SMALL + 1;
}

/** Twips of a letter (0.53 of its size in Calibri; ten to a half point) and of a cell's margins. */
const LETTER = 0.53 * 10;
const PADDING = 110;
/** Words longer than this may be broken; numbers never. */
const LONG_WORD = 10;

/** What a column must have: its longest number or word in one piece. */
function leastOf(table: TableView): number[] {
  const words = (text: string) => text.split(/ /).map((word) => word.length);
  return table.columns.map(({ heading, kind }, j) => {
    const cells = table.blocks.flatMap((block) => block.flatMap((row) => words(row[j] ?? '')));
    const body = Math.max(0, ...cells);
    const named = Math.min(LONG_WORD, Math.max(...words(heading)));
    const letters = Math.max(named, kind === 'number' ? body : Math.min(body, LONG_WORD));
    return letters * LETTER * sizeOf(table) + PADDING;
  });
}

/** A table that an upright sheet cannot hold goes on one laid across. */
function isWide(table: TableView): boolean {
  return leastOf(table).reduce((sum, width) => sum + width, 0) > PORTRAIT;
}

/** What each column must have; the rest of the page in proportion to what their texts still want. */
function widthsOf(table: TableView, page: number): number[] {
  const least = leastOf(table);
  const wanted = table.columns.map((column, j) => {
    const cells = [column.heading, ...table.blocks.flat().map((row) => row[j] ?? '')];
    const longest = Math.max(...cells.map((cell) => cell.length));
    return Math.max(1, Math.min(longest, 12 + longest / 6) * LETTER * sizeOf(table) + PADDING - (least[j] ?? 0));
  });
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const spare = page - sum(least);
  return least.map((width, j) =>
    Math.round(spare > 0 ? width + (spare * (wanted[j] ?? 0)) / sum(wanted) : (width * page) / sum(least)),
  );
}

function run(text: string, options: { bold?: boolean; size?: number; color?: string } = {}): TextRun {
  return new TextRun({ text, ...options });
}

async function packed(locale: string, title: string, parts: readonly Part[]): Promise<Buffer> {
  const language = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }[locale] ?? 'en-GB';
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ size: SMALL, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
  const document = new Document({
    title,
    creator: 'Aimaq',
    styles: {
      default: {
        document: { run: { font: FONT, size: BODY, language: { value: language } } },
        title: { run: { font: FONT, size: 40, bold: true }, paragraph: { spacing: { after: 60 } } },
        heading1: { run: { font: FONT, size: 30, bold: true }, paragraph: { spacing: { before: 360, after: 120 } } },
        heading2: { run: { font: FONT, size: 25, bold: true }, paragraph: { spacing: { before: 240, after: 80 } } },
      },
    },
    sections: joined(parts).map(({ landscape, children }) => ({
      properties: {
        page: {
          // The library turns the sheet itself.
          size: {
            width: SHEET.short,
            height: SHEET.long,
            orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
          margin: { top: SHEET.margin, bottom: SHEET.margin, left: SHEET.margin, right: SHEET.margin },
        },
      },
      footers: { default: footer },
      children,
    })),
  });
  return withoutClock(await Packer.toBuffer(document));
}

/** Neighbours of one orientation share their sheets. */
function joined(parts: readonly Part[]): { landscape: boolean; children: FileChild[] }[] {
  const sections: { landscape: boolean; children: FileChild[] }[] = [];
  for (const { landscape, children } of parts) {
    const last = sections.at(-1);
    if (last?.landscape === landscape) last.children.push(...children);
    else sections.push({ landscape, children: [...children] });
  }
  return sections;
}

/** The library stamps the time of writing into the properties and into every entry; the same report is the same bytes. */
function withoutClock(file: Uint8Array): Buffer {
  const entries = Object.entries(unzipSync(file)).map(([name, bytes]): [string, Uint8Array] => [
    name,
    name === 'docProps/core.xml'
      ? strToU8(strFromU8(bytes).replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ''))
      : bytes,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) }));
}

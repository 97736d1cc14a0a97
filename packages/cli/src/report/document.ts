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
/** Twips: A4 less margins of 2 cm. */
const PAGE = 11906 - 2 * 1134;
const PICTURE_PIXELS = 620;
/** From so many columns on a table is set small. */
const MANY_COLUMNS = 6;

export async function documentOfReport(report: Report): Promise<Buffer> {
  const blocks: FileChild[] = [];
  for (const block of report.blocks) blocks.push(...(await blockOf(block)));
  return packed(report.locale, report.title, [
    new Paragraph({ text: report.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: [run(report.subtitle, { color: '5A6675' })], spacing: { after: 240 } }),
    ...blocks,
  ]);
}

export async function documentOfTables(tables: readonly TableView[], locale: string): Promise<Buffer> {
  return packed(locale, tables[0]?.title ?? '', tables.flatMap(tableOf));
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
  const size = table.columns.length >= MANY_COLUMNS ? SMALL - 2 : SMALL + 1;
  const widths = widthsOf(table);
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
      width: { size: PAGE, type: WidthType.DXA },
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

/** In proportion to what the columns hold, none narrower than its longest word or a twentieth of the page. */
function widthsOf(table: TableView): number[] {
  const weights = table.columns.map((column, j) => {
    const cells = [column.heading, ...table.blocks.flat().map((row) => row[j] ?? '')];
    const longest = Math.max(...cells.map((cell) => cell.length));
    const word = Math.max(...cells.flatMap((cell) => cell.split(/\s/).map((part) => part.length)));
    return Math.max(word, Math.min(longest, 12 + longest / 6), 4);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.round((PAGE * weight) / sum));
}

function run(text: string, options: { bold?: boolean; size?: number; color?: string } = {}): TextRun {
  return new TextRun({ text, ...options });
}

async function packed(locale: string, title: string, children: readonly FileChild[]): Promise<Buffer> {
  const language = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }[locale] ?? 'en-GB';
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
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838, orientation: PageOrientation.PORTRAIT },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ size: SMALL, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [...children],
      },
    ],
  });
  return withoutClock(await Packer.toBuffer(document));
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

/** Everything that `aimaq run` writes for a study, by path; the same result gives the same texts. */
import { type StudyResult, sectionsOf } from '@aimaq/engine/result';
import { readerOf, reportHtml, reportMarkdown, sceneToSvg, studyFigures, studyReport } from '@aimaq/engine/views';
import { LOCALES, type Locale } from '@aimaq/locales';
import { wordsOf } from '../words.js';
import { studyTables } from './tables.js';

export const REPORT_FORMATS = ['md', 'html', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export async function studyOutputs(
  result: StudyResult,
  formats: readonly ReportFormat[],
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const [name, text] of studyTables(result)) files.set(`tables/${name}.csv`, text);
  for (const locale of localesOf(result)) {
    const words = wordsOf(locale);
    const reader = readerOf(result, words);
    for (const [name, scene] of studyFigures(result, reader))
      files.set(`figures/${name}.${locale}.svg`, sceneToSvg(scene, { id: name }));
    const report = studyReport(result, reader, (name) => `figures/${name}.${locale}.svg`);
    if (formats.includes('md')) files.set(`report.${locale}.md`, reportMarkdown(report));
    if (formats.includes('html')) {
      const labels = { table: words.text('report.tableOf'), outline: words.text('report.outlineOf') };
      files.set(`report.${locale}.html`, reportHtml(report, labels));
    }
    if (formats.includes('docx')) {
      const { documentOfReport } = await import('./document.js');
      files.set(`report.${locale}.docx`, await documentOfReport(report));
    }
  }
  for (const [name, part] of sectionsOf(result)) files.set(`sections/${name}.json`, `${JSON.stringify(part)}\n`);
  // Last: who finds a result finds everything else, too.
  files.set('study-result.json', `${JSON.stringify(result, null, 1)}\n`);
  return files;
}

function localesOf(result: StudyResult): readonly Locale[] {
  const wanted = LOCALES.filter((locale) => result.study.locales.includes(locale));
  return wanted.length > 0 ? wanted : ['en'];
}

/** A page of HTML that needs nothing else and prints well. */
import { escapeXml } from '../chart/svg.js';

const STYLE = `
:root { color-scheme: light; }
body { font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; color: #1b2430; background: #fff; margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 58rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; } h2 { margin-top: 2.5rem; border-top: 1px solid #e3e7ec; padding-top: 1.25rem; } h3 { margin-top: 1.75rem; }
.subtitle, .note { color: #5a6675; } .note { font-size: .875rem; margin: .25rem 0; }
.verdict { border-left: 4px solid #0b5cad; background: #f3f7fb; padding: .5rem .75rem; font-weight: 600; }
figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; } figcaption { color: #5a6675; font-size: .875rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0 .5rem; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; } th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #1b2430; } tbody { border-bottom: 1px solid #8b96a5; } tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } th.number { white-space: normal; } .center { text-align: center; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; } td.text { min-width: 6.5rem; } details { font-size: .9rem; }
@page { size: A4; margin: 18mm 16mm; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav, details { display: none; } h2, h3, caption { break-after: avoid; } figure, tr { break-inside: avoid; } thead { display: table-header-group; } table { font-size: 8.5pt; } .scroll { overflow: visible; } td.text { min-width: 3.5rem; } th, td { padding: .15rem .3rem; } }
`;

export interface HtmlPage {
  readonly locale: string;
  readonly title: string;
  /** HTML, escaped already. */
  readonly body: string;
}

export function pageHtml({ locale, title, body }: HtmlPage): string {
  return `${[
    '<!doctype html>',
    `<html lang="${escapeXml(locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

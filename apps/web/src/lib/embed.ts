/** A chart as a page for a frame on another site: the picture, its source and the way to the whole page. No script. */
import { createHash } from 'node:crypto';
import { escapeXml, type Scene, sceneToSvg } from '@aimaq/engine/views';
import type { Content } from './answer';
import type { Site } from './site';

const STYLE =
  'body{margin:0;font:14px/1.45 system-ui,sans-serif;color:#182028;background:#fff}figure{margin:0;padding:8px}svg{display:block;width:100%;height:auto}figcaption{color:#55606c}a{color:#0b5a7a}';
const HASH = createHash('sha256').update(STYLE).digest('base64');

export function embedPage(site: Site, scene: Scene, steps: readonly string[]): Content {
  const { locale, reader, result } = site;
  const credit = steps[0] === 'map' ? (reader.text(result.map?.credit ?? '') ?? result.map?.credit ?? '') : '';
  const body = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeXml(scene.title)}</title><style>${STYLE}</style></head>
<body><figure>${sceneToSvg(scene)}<figcaption>${escapeXml(credit)} <a href="${escapeXml(pageOf(site, steps))}" target="_blank" rel="noopener">${escapeXml(site.t('name'))}</a></figcaption></figure></body></html>
`;
  return {
    type: 'text/html; charset=utf-8',
    body,
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'sha256-${HASH}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors *`,
    },
  };
}

/** The page on which the chart stands. */
function pageOf(site: Site, steps: readonly string[]): string {
  const { to } = site;
  const [kind, first = '', second = ''] = steps;
  switch (kind) {
    case 'trends':
    case 'gaps':
      return to.region(first);
    case 'curves':
    case 'hypotheses':
      return `${to.page('findings')}#${first}`;
    case 'lines':
      return to.indicator(first);
    case 'correlations':
      return `${to.page('findings')}#correlations`;
    case 'map':
      return first === 'indicators' ? to.indicator(second) : to.home();
    default:
      return to.home();
  }
}

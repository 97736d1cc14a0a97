import { escapeXml } from '@aimaq/engine/views';
import { isLocale } from '@aimaq/locales';
import { answer, refusal } from '../../../../../../lib/answer';
import { editionOf, versionsOf } from '../../../../../../lib/result';
import { siteFor } from '../../../../../../lib/site';

export const dynamic = 'force-dynamic';

/** Results as they were published, newest first, as an Atom feed: `LOCALE.xml`. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/[country]/feed/[file]'>,
): Promise<Response> {
  const { country, file } = await params;
  const locale = /^(\w\w)\.xml$/.exec(file)?.[1] ?? '';
  const versions = await versionsOf(country);
  const present = versions[0];
  if (present === undefined || !isLocale(locale)) return refusal(404, 'There is no such feed.');
  const site = siteFor(locale, country, present.result);
  const origin = process.env.AIMAQ_SITE ?? new URL(request.url).origin;
  const page = origin + site.to.page('changes');
  const title = site.reader.text('study.title') ?? site.t('name');
  const entries = versions.map(
    (one) => `  <entry>
    <id>${escapeXml(`${page}#${one.stamp}`)}</id>
    <title>${escapeXml(site.t('changes.entry', { stamp: one.stamp }))}</title>
    <updated>${one.published.toISOString()}</updated>
    <link href="${escapeXml(`${page}#${one.stamp}`)}"/>
    <summary>${escapeXml(site.t('changes.summary', { engine: one.result.provenance.engine, count: one.result.specifications }))}</summary>
  </entry>`,
  );
  return answer(request, `${editionOf(present.result)}-${versions.length}`, () => ({
    type: 'application/atom+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${escapeXml(page)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${present.published.toISOString()}</updated>
  <author><name>Aimaq</name></author>
  <link rel="self" href="${escapeXml(origin + site.to.api(`feed/${locale}.xml`))}"/>
  <link href="${escapeXml(page)}"/>
${entries.join('\n')}
</feed>
`,
  }));
}

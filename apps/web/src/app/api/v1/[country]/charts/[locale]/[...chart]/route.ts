import { sceneToSvg } from '@aimaq/engine/views';
import { isLocale } from '@aimaq/locales';
import { answer, preflight, refusal } from '../../../../../../../lib/answer';
import { chartOf } from '../../../../../../../lib/charts';
import { toCsv } from '../../../../../../../lib/csv';
import { embedPage } from '../../../../../../../lib/embed';
import { editionOf, resultOf } from '../../../../../../../lib/result';
import { siteFor } from '../../../../../../../lib/site';

export const dynamic = 'force-dynamic';

export const OPTIONS = preflight;

const ENDING = /\.(svg|csv|html)$/;

/** A chart as picture (`.svg`), as its table (`.csv`), or as a page to embed in a frame (`.html`). */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/[country]/charts/[locale]/[...chart]'>,
): Promise<Response> {
  const { country, locale, chart } = await params;
  const last = chart.at(-1) ?? '';
  const ending = ENDING.exec(last)?.[1];
  const result = await resultOf(country);
  if (result === null || !isLocale(locale) || ending === undefined) return refusal(404, 'There is no such chart.');
  const site = siteFor(locale, country, result);
  const asked = new URL(request.url).searchParams.get('year');
  if (asked !== null && !/^\d{4}$/.test(asked)) return refusal(400, 'The year must have four digits.');
  const steps = [...chart.slice(0, -1), last.replace(ENDING, '')];
  const scene = chartOf(site, steps, asked === null ? undefined : Number(asked));
  if (scene === null) return refusal(404, 'There is no such chart.');
  return answer(request, editionOf(result), () => {
    if (ending === 'csv')
      return { type: 'text/csv; charset=utf-8', body: toCsv(scene.table.columns, scene.table.rows), file: 'chart.csv' };
    if (ending === 'html') return embedPage(site, scene, steps);
    return { type: 'image/svg+xml; charset=utf-8', body: sceneToSvg(scene) };
  });
}

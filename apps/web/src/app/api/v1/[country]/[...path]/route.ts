import { excerptOf } from '../../../../../lib/api';
import { toCsv } from '../../../../../lib/csv';
import { resultOf } from '../../../../../lib/result';

export const dynamic = 'force-dynamic';

const OPEN = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };

/** Read-only excerpts of a result: `.json`, `.csv`, or JSON without an ending. Named by the result's stamp. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/[country]/[...path]'>,
): Promise<Response> {
  const { country, path } = await params;
  const last = path.at(-1) ?? '';
  const ending = /\.(json|csv)$/.exec(last)?.[1] ?? 'json';
  const steps = [...path.slice(0, -1), last.replace(/\.(json|csv)$/, '')];
  const result = await resultOf(country);
  const excerpt = result === null ? null : excerptOf(result, steps);
  if (result === null || excerpt === null || (ending === 'csv' && excerpt.table === null)) {
    return Response.json(
      { error: 'not-found', message: 'There is nothing at this address.' },
      { status: 404, headers: OPEN },
    );
  }
  const etag = `"${result.provenance.inputs.replace(/[^\w]/g, '').slice(-32)}-${steps.join('.')}.${ending}"`;
  const headers = { ...OPEN, etag, 'cache-control': 'public, max-age=0, must-revalidate' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  if (ending === 'csv' && excerpt.table !== null) {
    return new Response(toCsv(excerpt.table.columns, excerpt.table.rows), {
      headers: {
        ...headers,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${country}-${steps.join('-').replace(/[^\w-]/g, '')}.csv"`,
      },
    });
  }
  return Response.json(excerpt.json, { headers });
}

import { answer, type Content, preflight, refusal } from '../../../../../lib/answer';
import { type Excerpt, excerptOf } from '../../../../../lib/api';
import { toCsv } from '../../../../../lib/csv';
import { packageOf } from '../../../../../lib/dataPackage';
import { editionOf, resultOf, versionsOf } from '../../../../../lib/result';
import { toXlsx } from '../../../../../lib/xlsx';
import { zipOf } from '../../../../../lib/zip';

export const dynamic = 'force-dynamic';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const OPTIONS = preflight;

/**
 * Read-only excerpts of a result: `.json`, `.csv`, `.xlsx`, or JSON without an ending; `package.zip`. Below
 * `versions/STAMP/` the same of an earlier result, at an address that never changes its content.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/[country]/[...path]'>,
): Promise<Response> {
  const { country, path } = await params;
  const missing = () => refusal(404, 'There is nothing at this address. /api/v1/openapi.json lists what there is.');
  const [folder, stamp] = path;
  const versions = folder === 'versions' || folder === 'versions.json' ? await versionsOf(country) : [];
  if (path.length === 1 && versions.length > 0)
    return Response.json(
      versions.map((one) => ({
        stamp: one.stamp,
        published: one.published.toISOString(),
        engine: one.result.provenance.engine,
        inputs: one.result.provenance.inputs,
        result: `/api/v1/${country}/versions/${one.stamp}/result.json`,
      })),
      { headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' } },
    );
  const permanent = folder === 'versions' && path.length > 2;
  const result = permanent ? (versions.find((one) => one.stamp === stamp)?.result ?? null) : await resultOf(country);
  const rest = permanent ? path.slice(2) : path;
  if (result === null) return missing();
  const last = rest.at(-1) ?? '';
  const ending = /\.(json|csv|xlsx|zip)$/.exec(last)?.[1] ?? 'json';
  const steps = [...rest.slice(0, -1), last.replace(/\.(json|csv|xlsx|zip)$/, '')];
  const file = `${[country, ...steps].join('-').replace(/[^\w-]/g, '')}.${ending}`;
  const edition = editionOf(result);
  if (ending === 'zip') {
    if (steps.join('/') !== 'package') return missing();
    return answer(request, edition, () => ({
      type: 'application/zip',
      body: new Uint8Array(zipOf(packageOf(result))),
      file,
    }));
  }
  const excerpt = excerptOf(result, steps);
  if (excerpt === null || (ending !== 'json' && excerpt.table === null)) return missing();
  return answer(request, edition, () => contentOf(excerpt, ending, file));
}

function contentOf(excerpt: Excerpt, ending: string, file: string): Content {
  const { json, table } = excerpt;
  if (ending === 'csv' && table !== null)
    return { type: 'text/csv; charset=utf-8', body: toCsv(table.columns, table.rows), file };
  if (ending === 'xlsx' && table !== null)
    return { type: XLSX, body: new Uint8Array(toXlsx(table.columns, table.rows)), file };
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(json) };
}

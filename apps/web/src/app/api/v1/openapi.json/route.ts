import { preflight } from '../../../../lib/answer';
import { openApi } from '../../../../lib/openapi';
import { countries } from '../../../../lib/result';

export const dynamic = 'force-dynamic';

export const OPTIONS = preflight;

export async function GET(): Promise<Response> {
  return Response.json(openApi(await countries()), {
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=0, must-revalidate' },
  });
}

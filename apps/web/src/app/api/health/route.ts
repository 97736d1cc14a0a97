import { DEFAULT_COUNTRY, resultOf } from '../../../lib/result';

export const dynamic = 'force-dynamic';

/** Whether the default country can be shown, and which result it is. */
export async function GET(): Promise<Response> {
  const result = await resultOf(DEFAULT_COUNTRY);
  return Response.json(
    result === null
      ? { status: 'no-result' }
      : { status: 'ok', study: result.study.id, inputs: result.provenance.inputs, engine: result.provenance.engine },
    { status: result === null ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  );
}

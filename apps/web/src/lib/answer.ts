/** Answers of the interface: open to all origins, named by the edition of the result, cheap when nothing changed. */

const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

export interface Content {
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Name of the file when it is saved instead of shown. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `name`: what is asked for; with the edition it is the ETag. `make` runs only when the asker does not have it yet. */
export async function answer(
  request: Request,
  edition: string,
  make: () => Content | Promise<Content>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const etag = `"${edition}-${hash(pathname + search)}"`;
  const headers = { ...OPEN, etag, 'cache-control': 'public, max-age=0, must-revalidate' };
  const known = request.headers.get('if-none-match') ?? '';
  if (known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers });
  const { type, body, file, headers: more } = await make();
  return new Response(body, {
    headers: {
      ...headers,
      ...more,
      'content-type': type,
      ...(file === undefined ? {} : { 'content-disposition': `attachment; filename="${file}"` }),
    },
  });
}

export function refusal(status: 400 | 404, message: string): Response {
  return Response.json({ error: status === 404 ? 'not-found' : 'bad-request', message }, { status, headers: OPEN });
}

export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: { ...OPEN, 'access-control-allow-methods': 'GET, HEAD, OPTIONS', 'access-control-max-age': '86400' },
  });
}

/** FNV-1a: tells addresses apart in an ETag. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}

/** The documentation at the site's own address: the files that apps/docs exports, as they are. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Documents without scripts of their own but the search, which is WebAssembly; KaTeX places its letters with style attributes. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export async function GET(request: Request, { params }: { params: Promise<{ path?: string[] }> }): Promise<Response> {
  const folder = resolve(
    /* turbopackIgnore: true */ process.env.AIMAQ_DOCS ?? join(process.cwd(), '..', 'docs', 'out'),
  );
  const { path = [] } = await params;
  // The reference names its files relative to its folder, whose last stroke the server has taken away.
  if (path.join('/') === 'api')
    return new Response(null, { status: 308, headers: { location: '/docs/api/index.html' } });
  const asked = resolve(folder, ...path);
  const own = asked === folder || asked.startsWith(folder + sep) ? await fileAt(asked) : null;
  const file = own ?? (await fileAt(join(folder, '404.html')));
  if (file === null) return new Response('The documentation has not been built.\n', { status: 404 });
  const mark = `"${file.size.toString(36)}-${Math.round(file.changed).toString(36)}"`;
  const headers = {
    'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cache-control': 'public, max-age=600',
    etag: mark,
  };
  if (own !== null && request.headers.get('if-none-match') === mark)
    return new Response(null, { status: 304, headers });
  return new Response(Readable.toWeb(createReadStream(/* turbopackIgnore: true */ file.path)) as ReadableStream, {
    status: own === null ? 404 : 200,
    headers,
  });
}

/** The file, or what stands in the folder as its page. */
async function fileAt(path: string): Promise<{ path: string; size: number; changed: number } | null> {
  const found = await stat(/* turbopackIgnore: true */ path).catch(() => null);
  if (found?.isDirectory()) return fileAt(join(path, 'index.html'));
  return found?.isFile() ? { path, size: found.size, changed: found.mtimeMs } : null;
}

/**
 * A rendered page made into a document: pages are read, not run, so the framework's scripts and its copy of the page's
 * data are taken out; what stays is HTML, one style sheet and the site's own small script.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants, gzip } from 'node:zlib';

const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/g;
/** Data for search engines, and the site's own script. */
const STAYS = /^<script\b[^>]*(?:type="application\/ld\+json"|src="\/enhance\.js)/;
const SCRIPT_PRELOAD = /<link\b[^>]*\bas="script"[^>]*>/g;
const NONCE = / nonce="[^"]*"/g;
const COMMENT = /<!--[\s\S]*?-->/g;

const squeeze = promisify(brotliCompress);
const zip = promisify(gzip);

/** The page ready to be sent, in both encodings, with the headers that every answer bears. */
export async function documentOf({ status, headers, html }) {
  const clean = html
    .replace(SCRIPT, (tag) => (STAYS.test(tag) ? tag : ''))
    .replace(SCRIPT_PRELOAD, '')
    .replace(NONCE, '')
    .replace(COMMENT, '');
  const body = Buffer.from(clean, 'utf8');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const [br, gz] = await Promise.all([
    squeeze(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    zip(body, { level: 6 }),
  ]);
  return {
    status,
    etag,
    br,
    gzip: gz,
    /** Few readers ask for it, so it is not kept. */
    identity: () => brotliDecompressSync(br),
    size: br.length + gz.length,
    headers: {
      ...pick(headers, SECURITY),
      ...faces(headers.link),
      'content-security-policy': String(headers['content-security-policy'] ?? '').replace(
        / 'nonce-[^']*' 'strict-dynamic'/,
        '',
      ),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept-Encoding',
      etag,
    },
  };
}

const SECURITY = [
  'x-content-type-options',
  'referrer-policy',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
];

/** Of the files that the framework asks for early, the letters: its scripts are gone, the style sheet stands in the head. */
function faces(links) {
  const link = String(links ?? '')
    .split(/,\s*(?=<)/)
    .filter((one) => one.includes('as="font"'))
    .join(', ');
  return link === '' ? {} : { link };
}

function pick(headers, names) {
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

/**
 * Pages kept by result and address. A page depends on its address and the results alone, so the first reader waits for
 * it and all others get the same bytes; when a result file changes, all pages are forgotten.
 */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { capture } from './capture.mjs';
import { documentOf } from './document.mjs';

const LONGEST_ADDRESS = 2_000;
/** Compressed bytes of all kept pages together; beyond it the page that was asked for longest ago goes. */
const MOST_BYTES = 64 * 2 ** 20;
const PAGE = /^\/(?:kk|ru|en)(?:\/|$)/;
/** Pages with a part that runs in the browser keep the framework and its nonce, and are rendered for each reader. */
const RUNS = /^\/[a-z]{2}\/[^/]+\/try$/;

export function createPages(render) {
  const folder = resolve(process.env.AIMAQ_RESULTS ?? join(process.cwd(), '..', '..', 'data', 'results'));
  const kept = new Map();
  const underway = new Map();
  let bytes = 0;
  let mark = '';

  function keep(key, page) {
    kept.set(key, page);
    bytes += page.size;
    for (const [oldest, { size }] of kept) {
      if (bytes <= MOST_BYTES) break;
      kept.delete(oldest);
      bytes -= size;
    }
  }

  return async function answer(request, response) {
    const address = request.url ?? '/';
    if (address.length > LONGEST_ADDRESS) return refuse(response, 414, 'The address is too long.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      if (request.method === 'OPTIONS' && address.startsWith('/api/')) return render(request, response);
      response.setHeader('allow', 'GET, HEAD');
      return refuse(response, 405, 'This site is read only.');
    }
    const path = address.split('?', 1)[0];
    if (!PAGE.test(path) || RUNS.test(path) || request.headers.rsc !== undefined) {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
      return render(request, response);
    }

    const now = await markOf(folder);
    if (now !== mark) {
      mark = now;
      kept.clear();
      underway.clear();
      bytes = 0;
    }
    const found = kept.get(address);
    if (found !== undefined) {
      kept.delete(address);
      kept.set(address, found);
      return send(request, response, found);
    }
    const waiting = underway.get(address);
    if (waiting !== undefined) {
      const page = await waiting;
      if (page !== null) return send(request, response, page);
    }
    const made = make(request, response, render);
    underway.set(address, made.kept);
    try {
      const page = await made.kept;
      if (page !== null && mark === now) keep(address, page);
      await made.sent;
    } finally {
      if (underway.get(address) === made.kept) underway.delete(address);
    }
  };
}

/** Renders a page and sends it; `kept` is the page, or null for what is not one, such as a redirect. */
function make(request, response, render) {
  const answered = capture(request, response, render);
  const kept = answered.then(({ status, headers, body }) => {
    const type = String(headers['content-type'] ?? '');
    return type.startsWith('text/html') && (status === 200 || status === 404)
      ? documentOf({ status, headers, html: body.toString('utf8') })
      : null;
  });
  const sent = Promise.all([answered, kept]).then(([plain, page]) => {
    if (page !== null) return send(request, response, page);
    response.writeHead(plain.status, plain.headers);
    response.end(plain.body);
  });
  sent.catch(() => {});
  return { kept, sent };
}

function send(request, response, page) {
  const { status, headers, etag } = page;
  if (request.headers['if-none-match'] === etag && status === 200) {
    response.writeHead(304, headers);
    return response.end();
  }
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
  const body = encoding === 'identity' ? page.identity() : page[encoding];
  response.writeHead(status, {
    ...headers,
    'content-length': body.length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response, status, words) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${words}\n`);
}

/** Changes when any result is replaced, added or removed. */
async function markOf(folder) {
  let names = [];
  try {
    names = await readdir(folder);
  } catch {
    return 'none';
  }
  const marks = await Promise.all(
    names.map(async (name) => {
      try {
        const { mtimeMs, size } = await stat(join(folder, name, 'study-result.json'));
        return `${name} ${mtimeMs} ${size}`;
      } catch {
        return '';
      }
    }),
  );
  return marks.join('\n');
}

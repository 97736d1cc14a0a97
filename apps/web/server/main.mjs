/**
 * The server of the built site: Next renders, this hands out. A page is rendered once for each result and address, taken
 * out of the framework's scripts, compressed and kept until a result is replaced.
 *
 *   node server/main.mjs            PORT (3000), HOST (all interfaces), AIMAQ_RESULTS (../../data/results)
 */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { createPages } from './pages.mjs';

const dir = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOST ?? '0.0.0.0';
process.env.NODE_ENV = 'production';
process.chdir(dir);

const app = next({ dev: false, dir, port, hostname: 'localhost' });
await app.prepare();
const answer = createPages(app.getRequestHandler());

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('The page could not be made.\n');
  });
});
server.requestTimeout = 30_000;
server.headersTimeout = 15_000;
server.keepAliveTimeout = 65_000;
server.listen(port, hostname, () => {
  console.log(`Ready at http://localhost:${server.address().port}`);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // A slow reader does not keep the old server alive for ever.
    setTimeout(() => process.exit(0), 5_000).unref();
  });
}

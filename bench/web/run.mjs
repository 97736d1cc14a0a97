/**
 * What the site costs its readers and its machine, written to RESULTS.md: bytes of each kind of page as they are sent,
 * Lighthouse where it is installed (`LIGHTHOUSE`, a command such as "npx lighthouse"; a mobile profile), latency at a steady rate
 * (wrk, and load.mjs, which counts from the time a request was due) and the memory over many requests.
 *
 *   npm run build && node bench/web/run.mjs
 */
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = '3470';
const origin = `http://localhost:${port}`;
const PAGES = {
  home: '/en',
  region: '/en/kazakhstan/regions/turkistan',
  group: '/en/kazakhstan/clusters/B',
  indicator: '/en/kazakhstan/indicators/internet_users',
  compare: '/en/kazakhstan/compare?regions=turkistan,astana',
  findings: '/en/kazakhstan/findings',
  chain: '/en/kazakhstan/regions/turkistan/rural-broadband',
  data: '/en/kazakhstan/data',
};

const server = spawn(process.execPath, ['server/main.mjs'], {
  cwd: `${root}apps/web`,
  env: { ...process.env, NODE_ENV: 'production', PORT: port },
  stdio: 'ignore',
});
try {
  await answering();
  const lines = [
    '# The site: bytes, Lighthouse, latency, memory',
    '',
    `\`node bench/web/run.mjs\` after \`npm run build\`; ${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()} (${cpus().length} cores), Node ${process.version.slice(1)}.`,
    'Server, browser and load share the machine.',
    '',
    '## Bytes of a page, kB with Brotli',
    '',
    '| page | HTML | JavaScript | styles | elements |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...(await Promise.all(Object.entries(PAGES).map(weigh))),
    '',
    ...lighthouse(),
    '## Region pages at 200 requests a second, memory over 100,000 requests',
    '',
    execFileSync(process.execPath, ['bench/web/load.mjs', origin, '200', '30', '100000', String(server.pid)], {
      cwd: root,
      encoding: 'utf8',
    }).trim(),
    '',
    ...wrk(),
  ];
  writeFileSync(`${root}bench/web/RESULTS.md`, `${lines.join('\n').trimEnd()}\n`);
  console.log(lines.join('\n'));
} finally {
  server.kill();
}

async function answering() {
  for (let i = 0; i < 300; i++) {
    if ((await fetch(`${origin}/api/health`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The site does not answer: is it built?');
}

async function weigh([name, path]) {
  const html = await sent(path);
  const text = html.text();
  const weight = async (pattern) => {
    const files = [...new Set([...text.matchAll(pattern)].map((found) => found[1]))];
    return (await Promise.all(files.map(sent))).reduce((sum, { bytes }) => sum + bytes, 0);
  };
  const [scripts, styles] = [
    await weight(/<script\b[^>]*src="([^"]+)"/g),
    await weight(/<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g),
  ];
  const kB = (bytes) => (bytes / 1000).toFixed(1);
  const elements = text.match(/<[a-z]/g)?.length ?? 0;
  return `| ${name} | ${kB(html.bytes)} | ${kB(scripts)} | ${kB(styles)} | ${elements} |`;
}

/** The bytes on the wire, which `fetch` would unpack. */
function sent(path) {
  return new Promise((resolve, reject) => {
    get(origin + path.replaceAll('&amp;', '&'), { headers: { 'accept-encoding': 'br, gzip' } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = () => String(answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body);
        resolve({ bytes: body.length, text });
      });
    }).on('error', reject);
  });
}

function lighthouse() {
  const command = process.env.LIGHTHOUSE;
  if (command === undefined) return [];
  const [program, ...before] = command.split(' ');
  const rows = ['home', 'region', 'group'].map((name) => {
    const flags = ['--quiet', '--output=json', '--chrome-flags=--headless=new --no-sandbox --disable-gpu'];
    const report = JSON.parse(
      execFileSync(program, [...before, origin + PAGES[name], ...flags], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
    const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map((id) =>
      Math.round(100 * report.categories[id].score),
    );
    const shown = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map(
      (id) => report.audits[id].displayValue,
    );
    return `| ${[name, ...scores, ...shown].join(' | ')} |`;
  });
  return [
    '## Lighthouse, mobile profile',
    '',
    '| page | performance | accessibility | best practices | SEO | LCP | blocking time | layout shift |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
  ];
}

/** As fast as it can with 16 connections; absent where wrk is not installed. */
function wrk() {
  try {
    const address = `${origin}${PAGES.region}`;
    const printed = execFileSync('wrk', ['-t2', '-c16', '-d10s', '--latency', '-H', 'Accept-Encoding: br', address], {
      encoding: 'utf8',
    });
    const per = /Requests\/sec:\s+([\d.]+)/.exec(printed)?.[1];
    const p99 = /99%\s+(\S+)/.exec(printed)?.[1];
    return [`\`wrk -t2 -c16 -d10s\` on one region: ${Math.round(Number(per))} requests a second, p99 ${p99}.`];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** What the server gives besides pages: downloads, charts, feeds, versions, headers; and what it refuses. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningSite, startSite } from './server';

let site: RunningSite;
const current = () => join(site.results, 'kazakhstan', 'study-result.json');
const ask = (path: string, init: RequestInit = {}) => fetch(site.origin + path, { redirect: 'manual', ...init });

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

it('a page is a document: no framework script, a policy without nonces, the same bytes again as 304', async () => {
  const first = await ask('/ru/kazakhstan/regions/abai');
  const html = await first.text();
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('ld+json'));
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toContain('src="/enhance.js"');
  expect(html).not.toContain('nonce');
  expect(first.headers.get('content-security-policy')).toContain("script-src 'self';");
  for (const name of ['x-content-type-options', 'referrer-policy', 'permissions-policy', 'strict-transport-security'])
    expect([name, first.headers.get(name)]).not.toEqual([name, null]);
  const etag = first.headers.get('etag') ?? '';
  expect((await ask('/ru/kazakhstan/regions/abai', { headers: { 'if-none-match': etag } })).status).toBe(304);
  const head = await ask('/ru/kazakhstan/regions/abai', { method: 'HEAD' });
  expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
});

it('only reading is allowed, at addresses of sensible length', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask('/en', { method })).status).toBe(405);
  expect((await ask(`/en/kazakhstan/search?q=${'a'.repeat(5000)}`)).status).toBe(414);
  expect((await ask('/api/v1/kazakhstan/series.csv', { method: 'OPTIONS' })).status).toBe(204);
});

it('a region’s page has at most 60 KB, compressed, and no first-load script of weight', async () => {
  const page = await ask('/kk/kazakhstan/regions/turkistan', { headers: { 'accept-encoding': 'gzip' } });
  expect(Number(page.headers.get('content-length'))).toBeLessThan(60_000);
  expect((await (await ask('/enhance.js')).text()).length).toBeLessThan(8_000);
});

it('tables come as CSV, Excel workbook and data package with the same rows', async () => {
  const csv = await (await ask('/api/v1/kazakhstan/regions.csv')).text();
  const rows = csv.trim().split('\r\n').length;
  const xlsx = Buffer.from(await (await ask('/api/v1/kazakhstan/regions.xlsx')).arrayBuffer());
  expect(unzipped(xlsx).get('xl/worksheets/sheet1.xml')?.match(/<row /g)).toHaveLength(rows);
  const files = unzipped(Buffer.from(await (await ask('/api/v1/kazakhstan/package.zip')).arrayBuffer()));
  const description = JSON.parse(files.get('datapackage.json') ?? '{}') as { resources: { path: string }[] };
  for (const { path } of description.resources) expect(files.get(path)?.length).toBeGreaterThan(20);
  expect(files.get('regions.csv')).toBe(csv);
});

it('a chart has an address as picture, table and page to embed', async () => {
  const pages = ['', '/kazakhstan/regions/abai', '/kazakhstan/clusters/A', '/kazakhstan/findings'];
  const indicator = '/kazakhstan/indicators/population';
  const linked = await Promise.all(
    [...pages, indicator].map(async (page) => [
      ...(await (await ask(`/ru${page}`)).text()).matchAll(/charts\/ru\/([\w/-]+)\.svg/g),
    ]),
  );
  const charts = new Set(linked.flat().flatMap(([, chart]) => chart ?? []));
  const kinds = new Set([...charts].map((chart) => chart.split('/')[0]));
  expect([...kinds].sort()).toEqual(
    ['correlations', 'curves', 'dendrogram', 'gaps', 'hypotheses', 'lines', 'map', 'trends'].sort(),
  );
  for (const chart of charts) {
    const svg = await ask(`/api/v1/kazakhstan/charts/ru/${chart}.svg`);
    expect([chart, svg.status, svg.headers.get('content-type')]).toEqual([chart, 200, 'image/svg+xml; charset=utf-8']);
    expect(
      (await (await ask(`/api/v1/kazakhstan/charts/ru/${chart}.csv`)).text()).split('\r\n').length,
    ).toBeGreaterThan(2);
    const page = await ask(`/api/v1/kazakhstan/charts/ru/${chart}.html`);
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(await page.text()).toContain('lang="ru"');
  }
  for (const bad of [
    'map/nothing.svg',
    'trends/abai/nothing.svg',
    'trends/__proto__/population.svg',
    'map/clusters.exe',
  ])
    expect([bad, (await ask(`/api/v1/kazakhstan/charts/ru/${bad}`)).status]).toEqual([bad, 404]);
  expect((await ask('/api/v1/kazakhstan/charts/ru/map/indicators/population.svg?year=1e9')).status).toBe(400);
});

it('a link shown elsewhere has a picture, and data sets are described for search engines', async () => {
  const html = await (await ask('/kk/kazakhstan/regions/abai')).text();
  expect(html).toContain('/api/v1/kazakhstan/cards/kk/abai.png');
  const card = Buffer.from(await (await ask('/api/v1/kazakhstan/cards/kk/abai.png')).arrayBuffer());
  expect(card.subarray(1, 4).toString()).toBe('PNG');
  const data = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(
    await (await ask('/en/kazakhstan/data')).text(),
  );
  expect(JSON.parse(data?.[1] ?? '{}')).toMatchObject({ '@type': 'Dataset' });
});

it('every path that the description of the interface names can be asked for', async () => {
  const document = (await (await ask('/api/v1/openapi.json')).json()) as { paths: Record<string, unknown> };
  const example: Record<string, string> = {
    country: 'kazakhstan',
    ending: 'json',
    region: 'abai',
    indicator: 'population',
    cluster: 'A',
    excerpt: 'clusters.json',
    locale: 'en',
    chart: 'dendrogram',
    form: 'svg',
    stamp: ((await (await ask('/api/v1/kazakhstan/versions.json')).json()) as { stamp: string }[])[0]?.stamp ?? '',
  };
  for (const path of Object.keys(document.paths)) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example[name] ?? name);
    expect([filled, (await ask(`/api/v1${filled}`)).status]).toEqual([filled, 200]);
  }
});

it('the sitemap names each page in three languages', async () => {
  const text = await (await ask('/sitemap.xml')).text();
  for (const locale of ['kk', 'ru', 'en']) expect(text).toContain(`/${locale}/kazakhstan/regions/abai</loc>`);
  expect(text).toContain('hreflang="kk"');
  expect(await (await ask('/robots.txt')).text()).toContain('sitemap.xml');
});

it('a second country has whole pages by its data alone', async () => {
  for (const locale of ['kk', 'ru', 'en'])
    for (const below of ['', '/regions', '/findings', '/indicators', '/data', '/clusters/A', '/regions/DE']) {
      const page = await ask(`/${locale}/eu${below}`);
      const html = await page.text();
      expect([locale, below, page.status, html.match(/<h1[ >]/g)?.length]).toEqual([locale, below, 200, 1]);
      expect(html.replace(/<footer[\s\S]*<\/footer>/, '')).not.toMatch(
        /Kazakhstan|Казахстан|Қазақстан|>undefined<|>NaN</,
      );
    }
  // What only a study can say: what its regions are, which group one stays in, where the tiles lie.
  const region = await (await ask('/ru/eu/regions/DE')).text();
  expect(region).toContain('Государство — член Европейского союза');
  expect(region).toContain('id="similar"');
  expect(await (await ask('/ru/eu/clusters/A')).text()).toMatch(/class="number">\d\d[\s\u00a0]%/);
  expect(await (await ask('/en/eu')).text()).toContain('Tile map');
});

it('an earlier result keeps its address and is compared with the present one', async () => {
  const versions = join(site.results, 'kazakhstan', 'versions');
  mkdirSync(versions);
  cpSync(current(), join(versions, 'first.json'));
  const text = readFileSync(current(), 'utf8');
  const next = JSON.parse(text) as { provenance: { inputs: string }; hypotheses: { verdict: string }[] };
  const before = next.provenance.inputs.replace('sha256:', '').slice(0, 12);
  next.provenance.inputs = `sha256:${'0'.repeat(64)}`;
  const [first] = next.hypotheses;
  if (first !== undefined) first.verdict = first.verdict === 'supported' ? 'contradicted' : 'supported';
  writeFileSync(current(), JSON.stringify(next));
  const listed = (await (await ask('/api/v1/kazakhstan/versions.json')).json()) as { stamp: string }[];
  expect(listed.map((one) => one.stamp)).toEqual(['000000000000', before]);
  // A result of an older engine gets the defaults of newer fields; what it says stays.
  expect(await (await ask(`/api/v1/kazakhstan/versions/${before}/result.json`)).json()).toMatchObject(JSON.parse(text));
  const page = await (await ask(`/en/kazakhstan/changes?from=${before}`)).text();
  expect(page).toContain('verdict</th><td');
  expect(page).not.toContain('coefficient</th><td');
  expect(await (await ask('/api/v1/kazakhstan/feed/en.xml')).text()).toContain(`Result ${before}`);
});

it('a page leads to the documentation in its language; there only what was exported is served', async () => {
  const leads = { kk: '/docs/read/kk/', ru: '/docs/read/ru/', en: '/docs/' };
  for (const [locale, path] of Object.entries(leads))
    expect(await (await ask(`/${locale}/kazakhstan/findings`)).text()).toContain(`href="${path}"`);
  for (const bad of ['nothing', '..%2fpackage.json', '%2e%2e%2fpackage.json'])
    expect([bad, (await ask(`/docs/${bad}`)).status]).toEqual([bad, 404]);
});

/** Files of a zip archive by name, read through its directory. */
function unzipped(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    const [packed, length] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
    const local = archive.readUInt32LE(at + 42);
    const name = archive.subarray(at + 46, at + 46 + length).toString();
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(archive.subarray(start, start + packed)).toString());
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

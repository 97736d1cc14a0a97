/** What a visitor without scripts gets, and what the server answers to bad input. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResult, type StudyResult } from '@aimaq/engine/result';
import { LOCALES, wordsOf } from '@aimaq/locales';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSite, startSite } from './server';

let site: RunningSite;
let result: StudyResult;
const file = () => join(site.results, 'kazakhstan', 'study-result.json');

beforeAll(async () => {
  site = await startSite();
  const read = readResult(readFileSync(file(), 'utf8'));
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
  result = read.value;
});
afterAll(() => site?.stop());

/** Text of a page as a reader sees it: no scripts, no tags. */
async function page(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(site.origin + path, { headers, redirect: 'manual' });
  const html = await response.text();
  const text = html
    .replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
  return { response, html: html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, ''), text };
}

describe.each(LOCALES)('without scripts, in %s', (locale) => {
  it('every present region has its name, figures, group and recommendations', async () => {
    const texts = result.texts[locale] ?? {};
    const words = wordsOf(locale);
    const present = result.regions.filter((region) => region.type !== 'country' && region.validTo === null);
    expect(present.length).toBeGreaterThanOrEqual(20);
    for (const region of present) {
      const { response, html, text } = await page(`/${locale}/kazakhstan/regions/${region.id}`);
      expect([region.id, response.status]).toEqual([region.id, 200]);
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text).toContain(texts[`region.${region.id}.name`]);
      const series = result.series.find((one) => one.region === region.id && one.indicator === 'population');
      const people = series?.values.at(-1);
      if (people !== undefined)
        expect(text.replace(/\u00a0/g, ' ')).toContain(words.number(people).replace(/\u00a0/g, ' '));
      for (const one of result.recommendations.regions[region.id]?.recommended ?? [])
        expect(text).toContain(texts[`instrument.${one.instrument}.name`]);
    }
  });

  it('every cluster, indicator and instrument has a page with one heading', async () => {
    const paths = [
      ...result.clusters.map((one) => `clusters/${one.id}`),
      ...result.indicators.map((one) => `indicators/${one.id}`),
      ...result.instruments.map((one) => `instruments/${one.id}`),
    ];
    for (const path of paths) {
      const { response, html } = await page(`/${locale}/kazakhstan/${path}`);
      expect([path, response.status, html.match(/<h1[ >]/g)?.length]).toEqual([path, 200, 1]);
    }
  });

  it('why an instrument is, or is not, recommended opens down to figures, sources and studies', async () => {
    const texts = result.texts[locale] ?? {};
    const region = 'turkistan';
    const set = result.recommendations.regions[region];
    const all = [...(set?.recommended ?? []), ...(set?.considered ?? [])];
    expect(all).toHaveLength(result.instruments.length);
    for (const one of all) {
      const { response, html, text } = await page(`/${locale}/kazakhstan/regions/${region}/${one.instrument}`);
      expect([one.instrument, response.status, html.match(/<h1[ >]/g)?.length]).toEqual([one.instrument, 200, 1]);
      expect(text).toContain(texts[`instrument.${one.instrument}.name`]);
      for (const rule of one.rules.filter((each) => each.year !== null)) {
        expect(html).toContain(`/${locale}/kazakhstan/indicators/${rule.indicator}"`);
        const source = result.series.find(
          (each) => each.indicator === rule.indicator && each.region === region,
        )?.source;
        if (source !== undefined) expect(html).toContain(`/${locale}/kazakhstan/data#${source}"`);
      }
      for (const item of result.instruments.find((each) => each.id === one.instrument)?.evidence ?? [])
        if (item.doi?.startsWith('10.') === true) expect(html).toContain(`https://doi.org/${item.doi}`);
    }
    const profile = await page(`/${locale}/kazakhstan/regions/${region}`);
    for (const one of set?.considered ?? [])
      expect(profile.html).toContain(`/${locale}/kazakhstan/regions/${region}/${one.instrument}"`);
  });

  it('the findings give each claim, its verdict and its estimates', async () => {
    const { text } = await page(`/${locale}/kazakhstan/findings`);
    const words = wordsOf(locale);
    for (const hypothesis of result.hypotheses) {
      for (const said of ['claim', 'paper', 'differs'])
        expect(text).toContain(result.texts[locale]?.[`hypothesis.${hypothesis.id}.${said}`]?.replace(/\s+/g, ' '));
      expect(text).toContain(words.text(`evidence.verdict.${hypothesis.verdict}`));
      for (const one of hypothesis.estimates) expect(text).toContain(words.number(one.estimate));
    }
  });

  it('the home leads to each region and cluster', async () => {
    const { html } = await page(`/${locale}`);
    for (const region of result.regions.filter((one) => one.type !== 'country' && one.validTo === null))
      expect(html).toContain(`href="/${locale}/kazakhstan/regions/${region.id}"`);
    for (const cluster of result.clusters)
      expect(html).toContain(`href="/${locale}/kazakhstan/clusters/${cluster.id}"`);
  });

  it('what does not exist is a 404 in the language, with a way on', async () => {
    for (const path of ['regions/nowhere', 'clusters/Z', 'indicators/x', 'instruments/x', 'nothing', 'regions/a/b/c']) {
      const { response, html, text } = await page(`/${locale}/kazakhstan/${path}`);
      expect([path, response.status]).toEqual([path, 404]);
      expect(html).toContain(`<html lang="${locale}"`);
      expect(text).toContain(wordsOf(locale).text('site.notFound.title'));
    }
    expect((await page(`/${locale}/atlantis`)).response.status).toBe(404);
  });
});

it('the former region points to its successors', async () => {
  const { html } = await page('/en/kazakhstan/regions/south-kazakhstan');
  expect(html).toContain('href="/en/kazakhstan/regions/turkistan"');
  expect(html).toContain('href="/en/kazakhstan/regions/shymkent"');
});

it('the root leads to the visitor’s language', async () => {
  const to = async (accept: string) =>
    (await page('/', { 'accept-language': accept })).response.headers.get('location');
  expect(await to('ru')).toBe('/ru');
  expect(await to('en-GB,en')).toBe('/en');
  expect(await to('de')).toBe('/kk');
});

it('an unknown language is a 404 in the visitor’s own', async () => {
  const { response, html } = await page('/de/kazakhstan', { 'accept-language': 'ru' });
  expect(response.status).toBe(404);
  expect(html).toContain('<html lang="ru"');
});

it('pages name their other languages and forbid foreign scripts', async () => {
  const { response, html } = await page('/kk/kazakhstan/regions/abai');
  for (const other of LOCALES)
    expect(html).toMatch(new RegExp(`hreflang="${other}" href="[^"]*/${other}/kazakhstan/regions/abai"`, 'i'));
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(html).not.toMatch(/(?:src|href)="https?:\/\/(?!localhost|doi\.org)[^"]*\.(?:js|css|woff2?|png)/);
});

it('hostile requests are answered with 4xx or a plain page, never a stack', async () => {
  const paths = [
    `/en/kazakhstan/search?q=${encodeURIComponent('<script>alert(1)</script>')}`,
    `/en/kazakhstan/search?q=${'a'.repeat(5000)}`,
    '/en/kazakhstan/search?q=a&q=b',
    '/en/kazakhstan/compare?regions=..%2F..%2Fetc,__proto__,constructor',
    '/en/kazakhstan/indicators/population?year=NaN',
    '/en/__proto__',
    '/en/kazakhstan/regions/__proto__',
    '/en/kazakhstan/regions/..%2f..%2fetc%2fpasswd',
    '/api/v1/..%2f..%2fetc/result.json',
    '/api/v1/kazakhstan/regions/__proto__.json',
    '/api/v1/kazakhstan/result.csv',
  ];
  for (const path of paths) {
    const { response, html } = await page(path);
    expect([path, response.status < 500]).toEqual([path, true]);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/\bat [\w.]+ \(|node_modules/);
  }
});

it('the interface gives JSON and CSV with a stamp that saves the second answer', async () => {
  const json = await fetch(`${site.origin}/api/v1/kazakhstan/regions/abai.json`);
  expect(json.headers.get('access-control-allow-origin')).toBe('*');
  expect(await json.json()).toMatchObject({ region: { id: 'abai' } });
  const csv = await fetch(`${site.origin}/api/v1/kazakhstan/series.csv`);
  const lines = (await csv.text()).trim().split('\r\n');
  expect(lines[0]).toBe('region,indicator,unit,year,value,source');
  expect(lines).toHaveLength(1 + result.series.reduce((sum, series) => sum + series.years.length, 0));
  const etag = csv.headers.get('etag') ?? '';
  expect(
    (await fetch(`${site.origin}/api/v1/kazakhstan/series.csv`, { headers: { 'if-none-match': etag } })).status,
  ).toBe(304);
  expect((await fetch(`${site.origin}/api/v1/kazakhstan/nothing.json`)).status).toBe(404);
  expect(await (await fetch(`${site.origin}/api/health`)).json()).toMatchObject({ status: 'ok' });
});

it('a bad file leaves the result up and says so in the log; a new one is served without a build', async () => {
  const good = readFileSync(file(), 'utf8');
  writeFileSync(file(), '{ "schema": "aimaq/study-result@1", ');
  expect((await page('/en/kazakhstan/regions/abai')).response.status).toBe(200);
  expect(site.log()).toContain('cannot be shown');
  const renamed = JSON.parse(good) as { texts: Record<string, Record<string, string>> };
  (renamed.texts.en ?? {})['region.abai.name'] = 'Renamed Region';
  writeFileSync(`${file()}.new`, JSON.stringify(renamed));
  renameSync(`${file()}.new`, file());
  expect((await page('/en/kazakhstan/regions/abai')).text).toContain('Renamed Region');
  mkdirSync(join(site.results, 'elsewhere'));
  writeFileSync(join(site.results, 'elsewhere', 'study-result.json'), good);
  expect((await page('/en/elsewhere')).response.status).toBe(200);
});

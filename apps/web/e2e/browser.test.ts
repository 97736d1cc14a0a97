/** The site in Chromium: accessibility, width, tasks of a visitor. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LOCALES, wordsOf } from '@aimaq/locales';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGUMENTS, requireChromium } from './browser';
import { type RunningSite, startSite } from './server';

const path = requireChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The exported documentation, which the site serves. */
const DOCS = existsSync(new URL('../../docs/out/pagefind/pagefind.js', import.meta.url));

const KINDS = {
  home: '',
  regions: '/kazakhstan/regions',
  region: '/kazakhstan/regions/turkistan',
  'new region': '/kazakhstan/regions/ulytau',
  'former region': '/kazakhstan/regions/south-kazakhstan',
  cluster: '/kazakhstan/clusters/A',
  findings: '/kazakhstan/findings',
  indicators: '/kazakhstan/indicators',
  indicator: '/kazakhstan/indicators/internet_users',
  instruments: '/kazakhstan/instruments',
  instrument: '/kazakhstan/instruments/rural-broadband',
  compare: '/kazakhstan/compare?regions=abai,astana,turkistan',
  data: '/kazakhstan/data',
  about: '/kazakhstan/about',
  changes: '/kazakhstan/changes',
  accessibility: '/kazakhstan/accessibility',
  try: '/kazakhstan/try',
  'country without a map': '/eu',
  search: '/kazakhstan/search?q=Semey',
  'not found': '/kazakhstan/regions/nowhere',
} as const;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const CONTRAST = { type: 'rule', values: ['color-contrast'] };

const LEAST_LETTER = 9;

/** Long enough for a busy machine, short enough that what hangs is a failure soon. */
const PATIENCE = 30_000;

describe.skipIf(path === undefined)('in Chromium', { timeout: PATIENCE }, () => {
  let site: RunningSite;
  let browser: Browser;
  let withScripts: Page;
  let withoutScripts: Page;
  let problems: string[] = [];

  beforeAll(async () => {
    site = await startSite();
    browser = await chromium.launch({ executablePath: path ?? '', args: CHROMIUM_ARGUMENTS, timeout: PATIENCE });
    withScripts = await newPage(true);
    withoutScripts = await newPage(false);
  });
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });

  /** One page serves all tests of its sort: what it says is gathered in `problems` until the next address is opened. */
  async function newPage(scripts: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: scripts });
    context.setDefaultTimeout(PATIENCE / 2);
    if (scripts) {
      await context.addInitScript(axe);
      await context.addInitScript(() => {
        const moved = { by: 0 };
        Object.assign(globalThis, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved.by += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
    }
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin) && !request.url().startsWith('data:'))
        problems.push(`request to ${request.url()}`);
    });
    return page;
  }

  async function open(address: string, options: { width: number; scripts?: boolean }): Promise<Page> {
    const page = options.scripts === false ? withoutScripts : withScripts;
    await page.setViewportSize({ width: options.width, height: 800 });
    problems = [];
    await page.goto(site.origin + address);
    return page;
  }

  async function violations(page: Page, rules: unknown): Promise<string[]> {
    return page.evaluate(async (runOnly) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            options: unknown,
          ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      };
      const found = await axe.run({ runOnly, resultTypes: ['violations'] });
      return found.violations.map(
        (one) => `${one.id}: ${one.nodes.length}, ${one.nodes[0]?.html.slice(0, 200)} ${one.nodes[0]?.failureSummary}`,
      );
    }, rules);
  }

  /** Sum of the layout shifts until now. */
  const moved = (page: Page) => page.evaluate(() => (globalThis as unknown as { moved: { by: number } }).moved.by);

  /** Lays out what is below the screen too, which the style leaves until it is near. */
  const layOutAll = (page: Page) =>
    page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.grid-charts > * { content-visibility: visible !important }');
      document.adoptedStyleSheets = [sheet];
    });

  const overflow = async (page: Page, width: number) => {
    await page.setViewportSize({ width, height: 800 });
    return [width, await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)];
  };

  /** Letters of charts that are smaller than can be read, in pixels of the screen. */
  const tinyLetters = (page: Page) =>
    page.evaluate((least) => {
      const tiny: string[] = [];
      for (const picture of document.querySelectorAll<SVGSVGElement>('svg.scene')) {
        const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
        if (scale === 0) continue;
        for (const text of picture.querySelectorAll('text'))
          if (Number(text.getAttribute('font-size')) * scale < least)
            tiny.push(`${picture.getAttribute('aria-labelledby')}: ${text.textContent}`);
      }
      return tiny;
    }, LEAST_LETTER);

  describe.each(LOCALES)('%s', (locale) => {
    it.each(Object.entries(KINDS))(
      '%s: no violation, nothing that moves, no sideways scroll, no tiny letter, nothing loaded from elsewhere',
      async (_, below) => {
        const page = await open(`/${locale}${below}`, { width: 390 });
        expect(await moved(page)).toBe(0);
        await layOutAll(page);
        expect(await violations(page, WCAG)).toEqual([]);
        // Colours do not depend on the language: the dark ones are measured once.
        if (locale === 'kk') {
          await page.emulateMedia({ colorScheme: 'dark' });
          expect(await violations(page, CONTRAST)).toEqual([]);
          await page.emulateMedia({ colorScheme: 'light' });
        }
        for (const width of [320, 390, 1280]) {
          expect(await overflow(page, width)).toEqual([width, 0]);
          if (width > 320) expect(await tinyLetters(page)).toEqual([]);
        }
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        expect(problems).toEqual([]);
      },
    );

    it('a visitor without scripts finds a region by a former name and opens why a measure is recommended', async () => {
      const page = await open(`/${locale}`, { width: 390, scripts: false });
      await page.locator('input[name="q"]').fill('Чимкент');
      await page.locator('search button').click();
      await page.locator('main a[href$="/regions/shymkent"]').first().click();
      expect(page.url()).toBe(`${site.origin}/${locale}/kazakhstan/regions/shymkent`);
      const why = page.locator('#recommendations').locator('xpath=ancestor::section').locator('details').first();
      await why.locator('summary').click();
      expect(await why.getAttribute('open')).not.toBeNull();
    });

    it('the language switch keeps the page', async () => {
      const other = locale === 'en' ? 'kk' : 'en';
      const page = await open(`/${locale}/kazakhstan/compare?regions=abai,astana`, { width: 1280 });
      await page.locator(`header a[hreflang="${other}"]`).click();
      await page.waitForURL((url) => url.pathname === `/${other}/kazakhstan/compare`);
      expect(new URL(page.url()).searchParams.get('regions')).toBe('abai,astana');
      expect(await page.locator('h1').textContent()).toBe(wordsOf(other).text('site.nav.compare'));
    });
  });

  it('two regions are compared with a form and stand side by side', async () => {
    const page = await open('/en/kazakhstan/compare?regions=abai', { width: 1280, scripts: false });
    await page.locator('select[name="regions"]').selectOption('astana');
    await page.locator('form:has(select) button').click();
    expect(await page.locator('#headline').count()).toBe(1);
    const headings = await page.locator('table thead').first().textContent();
    expect(headings).toContain('Abai');
    expect(headings).toContain('Astana');
  });

  it.skipIf(!DOCS && process.env.CI === undefined)('the documentation is searched without a server', async () => {
    const page = await open('/docs/search/?q=wild%20bootstrap', { width: 390 });
    await page.locator('.pagefind-ui__result-link').first().waitFor();
    const found = await page.locator('.pagefind-ui__result-link').allTextContents();
    expect(found).toContain('Few clusters');
    expect(problems).toEqual([]);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect([scheme, await violations(page, CONTRAST)]).toEqual([scheme, []]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it.skipIf(!DOCS && process.env.CI === undefined)(
    'every page of the documentation fits a phone and is accessible',
    async () => {
      const page = await open('/docs/', { width: 390 });
      const links = await page
        .locator('nav a[href^="/docs/"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      const pages = links.filter((href) => !href?.startsWith('/docs/api/'));
      for (const address of ['/docs/api/', '/docs/api/functions/panel.estimateTable.html']) {
        const reference = await open(address, { width: 1280 });
        await reference.locator('nav a', { hasText: 'estimateTable' }).first().waitFor({ state: 'attached' });
        expect([address, problems]).toEqual([address, []]);
      }
      expect(pages.length).toBeGreaterThan(20);
      for (const href of pages) {
        await open(href ?? '', { width: 390 });
        expect([href, await overflow(page, 390)]).toEqual([href, [390, 0]]);
        expect([href, await violations(page, WCAG)]).toEqual([href, []]);
      }
    },
    10 * PATIENCE,
  );

  it('a table is sorted by a click, and what is not known stays last', async () => {
    const page = await open('/en/kazakhstan/indicators/internet_users?year=2012', { width: 1280 });
    const head = page.locator('#ranking').locator('xpath=ancestor::section').locator('thead th').nth(1);
    await head.locator('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const cells = page.locator('#ranking').locator('xpath=ancestor::section').locator('tbody td.number');
    const shown = (await cells.allTextContents()).map((text) => Number.parseFloat(text));
    const known = shown.filter((value) => !Number.isNaN(value));
    expect(known).toEqual(known.toSorted((a, b) => a - b));
    expect(shown.slice(0, known.length)).toEqual(known);
  });

  it('the figures of a region are taken away as a table', async () => {
    const page = await open('/kk/kazakhstan/regions/abai', { width: 390, scripts: false });
    const saved = page.waitForEvent('download');
    await page.locator('main a[href$="/regions/abai.csv"]').click();
    const rows = readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows[0]).toMatch(/^region,/);
    expect(rows.slice(1).filter((row) => !row.startsWith('abai,'))).toEqual([]);
    expect(rows.some((row) => row.startsWith('abai,population,'))).toBe(true);
  });

  it('a printed profile opens what is folded and leaves out what is for the screen', async () => {
    const page = await open('/en/kazakhstan/regions/abai', { width: 1280 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header nav').first().isVisible()).toBe(false);
    expect(await page.locator('details table').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('a table of one’s own is estimated and grouped in the browser, and nothing is sent', async () => {
    const page = await open('/en/kazakhstan/try', { width: 1280 });
    const rows = Array.from({ length: 40 }, (_, i) => {
      const [unit, year] = [Math.floor(i / 5), 2018 + (i % 5)];
      const x = ((i * 7) % 11) + unit;
      return `u${unit},${year},${3 + 2 * x + ((i * 13) % 5) / 10},${x},${(i * 5) % 7}`;
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.method()));
    await page.locator('#file').setInputFiles({
      name: 'own.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['unit,year,y,x,z', ...rows].join('\n')),
    });
    await page.locator('#choose-outcome').selectOption('y');
    await page.getByRole('button', { name: 'Estimate' }).click();
    await page.locator('main table').first().waitFor();
    const row = await page.locator('main tbody tr').first().textContent();
    expect(row).toMatch(/^x\s*(1\.99|2)/);
    // The years of a panel make no difference to grouping: units are grouped by their means.
    await page.getByRole('button', { name: 'Group' }).click();
    await page.locator('#tree-title').waitFor({ state: 'attached' });
    const leaves = await page.locator('svg[aria-labelledby="tree-title"] text').allTextContents();
    for (let unit = 0; unit < 8; unit++) expect(leaves.map((text) => text.trim())).toContain(`u${unit}`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'study.yaml' }).click();
    expect((await saved).suggestedFilename()).toBe('study.yaml');
    expect(asked.filter((method) => method !== 'GET')).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('the skip link is the first stop of the keyboard and leads to the content', async () => {
    const page = await open('/en', { width: 1280 });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });
});

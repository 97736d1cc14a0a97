/** The site in Chromium: accessibility, width, tasks of a visitor. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LOCALES, wordsOf } from '@aimaq/locales';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGUMENTS, requireChromium } from './browser';
import { type RunningSite, startSite } from './server';

const path = requireChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
  search: '/kazakhstan/search?q=Semey',
  'not found': '/kazakhstan/regions/nowhere',
} as const;

describe.skipIf(path === undefined)('in Chromium', () => {
  let site: RunningSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await startSite();
    browser = await chromium.launch({ executablePath: path ?? '', args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });

  async function open<T>(
    address: string,
    options: { width: number; dark?: boolean; scripts?: boolean },
    use: (page: Page, problems: string[]) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({
      viewport: { width: options.width, height: 800 },
      colorScheme: options.dark === true ? 'dark' : 'light',
      javaScriptEnabled: options.scripts !== false,
      bypassCSP: false,
    });
    try {
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) problems.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(site.origin) && !request.url().startsWith('data:'))
          problems.push(`request to ${request.url()}`);
      });
      await page.goto(site.origin + address);
      return await use(page, problems);
    } finally {
      await context.close();
    }
  }

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            options: unknown,
          ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      };
      const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      return found.violations.map(
        (one) => `${one.id}: ${one.nodes.length}, ${one.nodes[0]?.html.slice(0, 200)} ${one.nodes[0]?.failureSummary}`,
      );
    });
  }

  const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  describe.each(LOCALES)('%s', (locale) => {
    it.each(Object.entries(KINDS))(
      '%s: no violation, no sideways scroll, nothing loaded from elsewhere',
      async (kind, below) => {
        const address = `/${locale}${below}`;
        // Phones in the light and desktops in the dark: each kind is seen in both.
        await open(address, { width: 390 }, async (page, problems) => {
          expect(await violations(page)).toEqual([]);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          expect(await page.locator('h1').count()).toBe(1);
          expect(await page.locator('html').getAttribute('lang')).toBe(locale);
          await page.setViewportSize({ width: 320, height: 700 });
          expect([kind, await overflow(page)]).toEqual([kind, 0]);
          expect(problems).toEqual([]);
        });
        await open(address, { width: 1280, dark: true }, async (page) => {
          expect(await violations(page)).toEqual([]);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
        });
      },
    );

    it('a visitor without scripts finds a region by a former name and opens why a measure is recommended', async () => {
      await open(`/${locale}`, { width: 390, scripts: false }, async (page) => {
        await page.locator('input[name="q"]').fill('Чимкент');
        await page.locator('search button').click();
        await page.locator('main a[href$="/regions/shymkent"]').first().click();
        expect(page.url()).toBe(`${site.origin}/${locale}/kazakhstan/regions/shymkent`);
        const why = page.locator('#recommendations').locator('xpath=ancestor::section').locator('details').first();
        await why.locator('summary').click();
        expect(await why.getAttribute('open')).not.toBeNull();
      });
    });

    it('the language switch keeps the page', async () => {
      const other = locale === 'en' ? 'kk' : 'en';
      await open(`/${locale}/kazakhstan/compare?regions=abai,astana`, { width: 1280 }, async (page) => {
        await page.locator(`header a[hreflang="${other}"]`).click();
        await page.waitForURL(`${site.origin}/${other}/kazakhstan/compare?regions=abai,astana`);
        expect(await page.locator('h1').textContent()).toBe(wordsOf(other).text('site.nav.compare'));
      });
    });
  });

  it('two regions are compared with a form and stand side by side', async () => {
    await open('/en/kazakhstan/compare?regions=abai', { width: 1280, scripts: false }, async (page) => {
      await page.locator('select[name="regions"]').selectOption('astana');
      await page.locator('form:has(select) button').click();
      expect(await page.locator('#headline').count()).toBe(1);
      const headings = await page.locator('table thead').first().textContent();
      expect(headings).toContain('Abai');
      expect(headings).toContain('Astana');
    });
  });

  it('the skip link is the first stop of the keyboard and leads to the content', async () => {
    await open('/en', { width: 1280 }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    });
  });
});

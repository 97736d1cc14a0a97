/** Pictures of the key pages in each language, width and theme, kept in test-results/pictures for looking at. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOCALES } from '@aimaq/locales';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGUMENTS, requireChromium } from './browser';
import { type RunningSite, startSite } from './server';

const path = requireChromium();
const folder = fileURLToPath(new URL('../test-results/pictures/', import.meta.url));
const PAGES = {
  home: '',
  region: '/kazakhstan/regions/turkistan',
  cluster: '/kazakhstan/clusters/A',
  findings: '/kazakhstan/findings',
};
const SHAPES = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desktop', width: 1280, height: 900 },
];
/** Less than this is a page without its text or its map. */
const LEAST_BYTES = 20_000;

describe.skipIf(path === undefined)('pictures', { timeout: 120_000 }, () => {
  let site: RunningSite;
  let browser: Browser;
  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    site = await startSite();
    browser = await chromium.launch({ executablePath: path ?? '', args: [...CHROMIUM_ARGUMENTS, '--hide-scrollbars'] });
  });
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });

  it.each(LOCALES)('%s: the first screens of the key pages', async (locale) => {
    const page = await (await browser.newContext()).newPage();
    for (const { name, width, height } of SHAPES) {
      await page.setViewportSize({ width, height });
      for (const [kind, below] of Object.entries(PAGES)) {
        await page.goto(`${site.origin}/${locale}${below}`);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const file = join(folder, `${kind}-${locale}-${name}-${colorScheme}.png`);
          await page.screenshot({ path: file });
          expect([file, statSync(file).size > LEAST_BYTES]).toEqual([file, true]);
        }
      }
    }
    await page.context().close();
  });
});

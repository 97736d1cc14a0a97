/** The exported pages as a reader finds them: every link leads somewhere, every page is listed, nothing runs scripts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MESSAGES } from '@aimaq/engine';
import { clusterTable, DISTANCES, LINKAGES, STANDARDIZATIONS } from '@aimaq/engine/cluster';
import { parseTable } from '@aimaq/engine/data';
import { parseFormulas } from '@aimaq/engine/formula';
import { ADJUSTMENTS, CONVENTIONS, WILD_VARIANTS } from '@aimaq/engine/inference';
import { ESTIMATORS, TEST_NAMES } from '@aimaq/engine/panel';
import { RECOMMENDATION_VERDICTS, VERDICTS } from '@aimaq/engine/result';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../src/lib/pages';

const out = fileURLToPath(new URL('../out', import.meta.url));
const files = readdirSync(out, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.html') && !file.startsWith('api/'));
const read = (file: string) => readFileSync(join(out, file), 'utf8');

describe('the exported pages', () => {
  it('are those of the list, and the home, the search and the page for what is missing', () => {
    const listed = PAGES.map((page) => `${page.href.slice(1)}index.html`);
    expect(files.toSorted()).toEqual(
      [...listed, 'index.html', 'search/index.html', '404.html', '404/index.html', '_not-found/index.html']
        .filter((file) => existsSync(join(out, file)))
        .toSorted(),
    );
    for (const file of listed) expect(files).toContain(file);
  });

  it('have links and anchors that lead somewhere', () => {
    const broken: string[] = [];
    for (const file of files) {
      for (const [, href = ''] of read(file).matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)) {
        if (/^(https?:|mailto:)/.test(href) || href === '/en') continue;
        const [path = '', anchor] = href.split('#');
        const target =
          path === '' ? file : path.startsWith('/docs') ? path.slice('/docs'.length) : join('/', dirname(file), path);
        const page = /\.\w+$/.test(target) ? target : join(target, 'index.html');
        if (!existsSync(join(out, page))) broken.push(`${file} → ${href}`);
        else if (
          anchor !== undefined &&
          anchor !== '' &&
          !read(relative('/', join('/', page))).includes(`id="${anchor}"`)
        )
          broken.push(`${file} → ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('have one first heading each, formulas as text, and no script but the search’s', () => {
    for (const file of files) {
      const html = read(file);
      expect([file, html.match(/<h1\b/g)?.length ?? 0]).toEqual([file, 1]);
      expect([file, html.includes('katex-error')]).toEqual([file, false]);
      const scripts = [...html.matchAll(/<script\b[^>]*src="([^"]+)"/g)].map((found) => found[1]);
      expect([file, scripts]).toEqual([
        file,
        file === 'search/index.html' ? ['/docs/pagefind/pagefind-ui.js', '/docs/search/start.js'] : [],
      ]);
    }
  });

  it('have no cell of what is not there', () => {
    for (const file of files)
      expect([file, read(file).match(/<td[^>]*>(?:[^<]*: )?(?:undefined|NaN|null)<\/td>/)?.[0]]).toEqual([
        file,
        undefined,
      ]);
  });

  it('have the styles that they name', () => {
    for (const file of files) {
      const styles = [...read(file).matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="\/docs([^"]+)"/g)].map(
        ([, href = '']) => href.split('?')[0] ?? '',
      );
      expect([file, styles.length > 0]).toEqual([file, true]);
      for (const href of styles) expect([file, href, existsSync(join(out, href))]).toEqual([file, href, true]);
    }
  });

  it('have formulas and styles of one KaTeX: every size that a formula asks for is in the style sheet', () => {
    const html = read('panel/within/index.html');
    const asked = new Set([...html.matchAll(/class="(sizing reset-size\d+ size\d+)/g)].map(([, names = '']) => names));
    const css = [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="\/docs([^"?]+)/g)]
      .map(([, href = '']) => read(href.slice(1)))
      .join('');
    expect(asked.size).toBeGreaterThan(0);
    for (const names of asked) expect(css).toContain(`.${names.replaceAll(' ', '.')}`);
  });

  it('describe every estimator', () => {
    const html = read('panel/estimators/index.html');
    const headings = [...html.matchAll(/<h2\b[^>]*>(.*?)<\/h2>/g)].flatMap(([, title = '']) => title.split(', '));
    expect(Object.keys(ESTIMATORS).filter((name) => !headings.includes(name))).toEqual([]);
  });

  const table = parseTable(readFileSync(join(out, '../../../oracles/data/usarrests.csv'), 'utf8'));
  if (!table.ok) throw new Error('usarrests.csv could not be read');
  const { validity } = clusterTable(table.value, { id: 'name', columns: ['Murder', 'Rape'], k: 3, stability: 0 });
  it.each([
    ['specification test', 'panel/tests', TEST_NAMES],
    ['linkage', 'cluster/choices', Object.keys(LINKAGES)],
    ['distance', 'cluster/choices', DISTANCES],
    ['scale', 'cluster/choices', STANDARDIZATIONS],
    ['index of a partition', 'cluster/choices', Object.keys(validity[0] ?? {}).filter((name) => name !== 'k')],
    ['convention', 'inference/covariance', CONVENTIONS],
    ['adjustment', 'inference/multiverse', ADJUSTMENTS.filter((name) => name !== 'none')],
  ])('describe every %s', (_, page, names) => {
    const html = read(`${page}/index.html`);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !html.includes(`<code>${name}</code>`))).toEqual([]);
  });

  it('list every code that the engine and the command know', () => {
    const html = read('develop/codes/index.html');
    const failures = join(out, '../../../packages/locales/src/failure.en.json');
    const own = Object.keys(JSON.parse(readFileSync(failures, 'utf8')) as object).flatMap(
      (key) => /^failure\.(.+)\.message$/.exec(key)?.[1] ?? [],
    );
    const codes = [...Object.keys(MESSAGES), ...own];
    expect(codes.length).toBeGreaterThan(200);
    expect(codes.filter((code) => !html.includes(`<code>${code}</code>`))).toEqual([]);
  });

  it('describe every document', () => {
    const html = read('develop/documents/index.html');
    const schemas = readdirSync(join(out, '../../../packages/engine/dist/schemas'));
    expect(schemas.length).toBeGreaterThan(5);
    expect(schemas.filter((name) => !html.includes(`<code>${name.replace('.json', '')}</code>`))).toEqual([]);
  });

  it('write formulas as they are read', () => {
    const [table = ''] = read('analyse/estimates/index.html').match(/<tbody>[\s\S]*?<\/tbody>/) ?? [];
    const forms = [...table.matchAll(/<tr><td>(.*?)<\/td>/g)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/<code>(.*?)<\/code>/g)].map(([, form = '']) => form.replaceAll('&quot;', '"')),
    );
    expect(forms.length).toBeGreaterThan(15);
    for (const form of forms) {
      const right = /^region/.test(form)
        ? `x | ${form}`
        : form === '-1'
          ? 'x -1'
          : /0$/.test(form)
            ? `${form}(a, b)`
            : form;
      expect(() => parseFormulas(form.endsWith('~') ? `${form} x` : `y ~ ${right}`), form).not.toThrow();
    }
  });

  it.each([
    ['en', 'evidence/verdicts'],
    ['ru', 'read/ru'],
    ['kk', 'read/kk'],
  ])('call verdicts as the site does, in %s', (locale, page) => {
    const file = join(out, `../../../packages/locales/src/evidence.${locale}.json`);
    const words = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).flatMap(
      ([key, word]) => (/^evidence\.(verdict|recommendation)\.[a-z-]+$/.test(key) ? [word] : []),
    );
    expect(words.length).toBe(VERDICTS.length + RECOMMENDATION_VERDICTS.length);
    const text = read(`${page}/index.html`).toLowerCase();
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it('describe every wild bootstrap and every verdict', () => {
    const few = read('inference/few-clusters/index.html');
    // WCR11 and WCU11 to 33: the two kinds, and what stands after them.
    const parts = new Set(WILD_VARIANTS.flatMap((name) => [name.slice(0, 3), name]));
    expect(['WCR', 'WCU', 'WCR11', 'WCR33'].every((name) => parts.has(name as never) && few.includes(name))).toBe(true);
    const verdicts = read('evidence/verdicts/index.html');
    const words = VERDICTS.map((name) => name.replaceAll('-', ' '));
    expect(words.filter((name) => !verdicts.includes(name))).toEqual([]);
    expect(RECOMMENDATION_VERDICTS.filter((name) => !verdicts.includes(`<code>${name}</code>`))).toEqual([]);
  });

  it('have a search index and an API reference', () => {
    expect(existsSync(join(out, 'pagefind', 'pagefind.js'))).toBe(true);
    expect(existsSync(join(out, 'api', 'index.html'))).toBe(true);
  });
});

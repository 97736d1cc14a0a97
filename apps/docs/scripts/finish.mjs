/**
 * After `next build`: the exported pages are documents, not an application, so their scripts are taken out; the API
 * reference and the search index are put beside them.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const app = fileURLToPath(new URL('..', import.meta.url));
const out = join(app, 'out');

/** What starts the search on its page. */
const START = `new PagefindUI({ element: '#search', showSubResults: true, showImages: false, bundlePath: '/docs/pagefind/' });
const asked = new URLSearchParams(location.search).get('q');
if (asked) document.querySelector('#search input').value = asked, document.querySelector('#search input').dispatchEvent(new Event('input'));
`;

for (const file of readdirSync(out, { recursive: true }).map(String)) {
  const path = join(out, file);
  if (/\.txt$/.test(file)) rmSync(path);
  if (!file.endsWith('.html')) continue;
  let html = readFileSync(path, 'utf8')
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, '')
    // What may be wider than a phone must be reachable by keyboard to be scrolled.
    .replaceAll('<span class="katex-display">', '<span class="katex-display" tabindex="0">')
    .replace(/(?<!tabindex="0">)<table>/g, '<table tabindex="0">');
  if (file === join('search', 'index.html'))
    html = html.replace(
      '</body>',
      '<script src="/docs/pagefind/pagefind-ui.js"></script><script src="/docs/search/start.js"></script></body>',
    );
  writeFileSync(path, html);
}
writeFileSync(join(out, 'search', 'start.js'), START);
// Styles and fonts stay.
for (const file of readdirSync(join(out, '_next'), { recursive: true }).map(String))
  if (/\.js(\.map)?$/.test(file)) rmSync(join(out, '_next', file));

const bin = (name) => join(app, 'node_modules', '.bin', name);
execFileSync(bin('typedoc'), ['--out', join(out, 'api')], { cwd: app, stdio: ['ignore', 'ignore', 'inherit'] });
// TypeDoc hides a page until its script has read the theme; a policy without scripts in pages would not let it.
for (const file of readdirSync(join(out, 'api'), { recursive: true }).map(String)) {
  if (!file.endsWith('.html')) continue;
  const path = join(out, 'api', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/<script>[\s\S]*?<\/script>/g, ''));
}
// A formula stands in a page three times: for the eye, for the ear, and as it was typed; one is enough to be found.
const twice = 'annotation, .katex-html';
execFileSync(bin('pagefind'), ['--site', out, '--exclude-selectors', twice, '--quiet'], { cwd: app, stdio: 'inherit' });

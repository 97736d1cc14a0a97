/**
 * The command as a few files: hundreds of small modules would cost more to open than to run. What is loaded rarely and
 * weighs much (DuckDB, DOCX, XLSX, PNG) stays a dependency of its own.
 */
import { readFileSync } from 'node:fs';
import { dictionaryOf, LOCALES } from '@aimaq/locales';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const external = new RegExp(`^(node:|(${Object.keys(dependencies).join('|')})(/|$))`);

/** The sentences of each language as a file of its own, without those of the site. */
const words = {
  name: 'words',
  generateBundle() {
    for (const locale of LOCALES) {
      const spoken = Object.entries(dictionaryOf(locale)).filter(([key]) => !key.startsWith('site.'));
      this.emitFile({
        type: 'asset',
        fileName: `words/${locale}.json`,
        source: JSON.stringify(Object.fromEntries(spoken)),
      });
    }
  },
};

export default defineConfig({
  plugins: [words],
  input: { main: 'src/main.ts', worker: 'src/worker.ts' },
  platform: 'node',
  external,
  output: {
    dir: 'dist',
    format: 'esm',
    minify: false,
    sourcemap: false,
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
  },
});

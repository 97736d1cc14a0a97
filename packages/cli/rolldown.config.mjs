/**
 * The command as a few files: hundreds of small modules would cost more to open than to run. What is loaded rarely and
 * weighs much (DuckDB, DOCX, XLSX, PNG) stays a dependency of its own.
 */
import { readFileSync } from 'node:fs';
import { dictionaryOf, LOCALES } from '@aimaq/locales';
import { defineConfig } from 'rolldown';
import { component, writeBill } from '../engine/scripts/bill.mjs';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const foreign = new RegExp(`^(node:|(${Object.keys(dependencies).join('|')})(/|$))`);
/** Commander loads it for subcommands that are programs of their own; we have none, and every start would pay. */
const UNUSED = 'node:child_process';
const external = (id) => id !== UNUSED && foreign.test(id);
const unused = {
  name: 'unused',
  resolveId: (id) => (id === UNUSED ? `\0${UNUSED}` : null),
  load: (id) => (id === `\0${UNUSED}` ? 'module.exports = {};' : null),
};

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

/** Packages of others whose modules stand in the chunks, and what the engine has built in. */
const bill = {
  name: 'bill',
  writeBundle({ dir }, chunks) {
    const modules = Object.values(chunks).flatMap((chunk) => chunk.moduleIds ?? []);
    const folders = modules.flatMap(
      (id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0] ?? [],
    );
    const engine = JSON.parse(readFileSync(new URL('../engine/dist/bom.json', import.meta.url), 'utf8'));
    writeBill(dir, [...[...new Set(folders)].map(component), ...engine.components]);
  },
};

export default defineConfig({
  plugins: [words, unused, bill],
  input: { main: 'src/main.ts', worker: 'src/worker.ts' },
  platform: 'node',
  external,
  output: {
    dir: 'dist',
    // Node starts CommonJS in about 20 ms less than modules: its loader of modules is never woken.
    format: 'cjs',
    minify: false,
    sourcemap: false,
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
  },
});

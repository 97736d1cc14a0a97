/**
 * The command as a few files: hundreds of small modules would cost more to open than to run. What is loaded rarely and
 * weighs much (DuckDB, DOCX, XLSX, PNG) stays a dependency of its own.
 */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const external = new RegExp(`^(node:|(${Object.keys(dependencies).join('|')})(/|$))`);

export default defineConfig({
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

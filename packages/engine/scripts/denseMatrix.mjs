/** Replaces the built `numeric/denseMatrix.js` by the two classes of ml-matrix that the engine uses, from its ES modules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const place = dirname(createRequire(import.meta.url).resolve('ml-matrix'));
const { version } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
await build({
  stdin: {
    contents:
      "export { default as EigenvalueDecomposition } from './dc/evd.js'; export { default as Matrix } from './matrix.js';",
    resolveDir: join(place, 'src'),
  },
  outfile: fileURLToPath(new URL('../dist/numeric/denseMatrix.js', import.meta.url)),
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  sourcemap: true,
  logLevel: 'warning',
  banner: {
    js: `/*
Of ml-matrix ${version}, with is-any-array, ml-array-max, ml-array-min and ml-array-rescale of the same authors and licence:

${readFileSync(join(place, 'LICENSE'), 'utf8').trim()}
*/`,
  },
});

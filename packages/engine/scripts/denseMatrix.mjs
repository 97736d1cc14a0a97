/**
 * Replaces the built `numeric/denseMatrix.js` by what the engine uses of ml-matrix, from its ES modules: the eigenvalues of a symmetric
 * matrix (Householder's tridiagonal form and implicit QL), and of the class `Matrix` only what they touch.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { component, writeBill } from './bill.mjs';

const place = dirname(createRequire(import.meta.url).resolve('ml-matrix'));
/** The part of ml-matrix's `Matrix` that its eigenvalues read and write; a method stays in a bundle whether called or not. */
const STORAGE = `
export default class Matrix {
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.data = Array.from({ length: rows }, () => new Float64Array(columns));
  }
  get(row, column) { return this.data[row][column]; }
  set(row, column, value) { this.data[row][column] = value; return this; }
  isSquare() { return this.rows === this.columns; }
  isEmpty() { return this.rows === 0 || this.columns === 0; }
  static checkMatrix(matrix) { return matrix; }
}`;
const symmetricOnly = {
  name: 'symmetric-only',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/(matrix|wrap\/WrapperMatrix2D)$/ }, () => ({
      path: 'storage',
      namespace: 'storage',
    }));
    build.onLoad({ filter: /.*/, namespace: 'storage' }, () => ({ contents: STORAGE }));
    build.onLoad({ filter: /\bevd\.js$/ }, ({ path }) => {
      const [before, after, ...more] = readFileSync(path, 'utf8').split('if (isSymmetric) {');
      if (after === undefined || more.length > 0)
        throw new Error('ml-matrix: the symmetric branch is not where it was');
      return { contents: `${before}if (true) {${after}` };
    });
  },
};
const { version } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
await build({
  stdin: {
    contents:
      "export { default as EigenvalueDecomposition } from './dc/evd.js'; export { default as Matrix } from './matrix';",
    resolveDir: join(place, 'src'),
  },
  outfile: fileURLToPath(new URL('../dist/numeric/denseMatrix.js', import.meta.url)),
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  minifySyntax: true,
  plugins: [symmetricOnly],
  mainFields: ['module', 'main'],
  sourcemap: true,
  logLevel: 'warning',
  banner: {
    js: `/*
Eigenvalues of a symmetric matrix by ml-matrix ${version}:

${readFileSync(join(place, 'LICENSE'), 'utf8').trim()}
*/`,
  },
});

writeBill(fileURLToPath(new URL('../dist', import.meta.url)), [component(place)]);

const whole = await import('ml-matrix');
const part = await import('../dist/numeric/denseMatrix.js');
for (const n of [1, 2, 7, 40]) {
  const entry = (i, j) => Math.cos(i * j + i + j) + (i === j && i % 3 === 0 ? 5 : 0);
  const [expected, found] = [whole, part].map(({ EigenvalueDecomposition, Matrix }) => {
    const matrix = new Matrix(n, n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix.set(i, j, entry(i, j));
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
    return JSON.stringify([
      realEigenvalues,
      realEigenvalues.map((_, i) => realEigenvalues.map((_, j) => eigenvectorMatrix.get(i, j))),
    ]);
  });
  if (expected !== found) throw new Error(`ml-matrix: the part built in gives other eigenvalues at ${n} × ${n}`);
}

/**
 * What the engine takes of ml-matrix. The package is one CommonJS file that no bundler takes apart; `scripts/denseMatrix.mjs`
 * puts these two classes from its sources in the place of the built module, so that users load a third less of it.
 */
export { EigenvalueDecomposition, Matrix } from 'ml-matrix';

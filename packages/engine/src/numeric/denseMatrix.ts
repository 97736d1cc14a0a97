/**
 * What the engine takes of ml-matrix. The package is one CommonJS file that no bundler takes apart; `scripts/denseMatrix.mjs`
 * puts the symmetric eigenvalues from its sources in the place of the built module, a fifteenth of it.
 */
export { EigenvalueDecomposition, Matrix } from 'ml-matrix';

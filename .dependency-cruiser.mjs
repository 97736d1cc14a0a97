/**
 * The layers of the code as a table: a folder may import itself and what stands in its row, nothing else.
 * docs/decisions/0001-layers.md says why.
 */
const ENGINE = {
  messages: [],
  numeric: ['errors', 'messages', 'run'],
  distribution: ['errors', 'numeric'],
  data: ['errors', 'numeric'],
  formula: ['errors'],
  design: ['errors', 'run', 'numeric', 'data', 'formula'],
  inference: ['errors', 'numeric', 'distribution', 'design'],
  panel: ['errors', 'run', 'numeric', 'distribution', 'data', 'formula', 'design', 'inference', 'result'],
  correlation: ['errors', 'numeric', 'distribution', 'data', 'design', 'inference', 'result'],
  cluster: ['errors', 'numeric', 'distribution', 'data', 'result'],
  evidence: [
    'errors',
    'numeric',
    'distribution',
    'data',
    'formula',
    'design',
    'inference',
    'panel',
    'correlation',
    'cluster',
    'result',
  ],
  result: ['errors'],
  views: ['errors', 'result'],
  study: [
    'errors',
    'version',
    'numeric',
    'distribution',
    'data',
    'formula',
    'design',
    'inference',
    'panel',
    'correlation',
    'cluster',
    'evidence',
    'result',
  ],
};

const source = 'packages/engine/src/';
const test = '\\.test\\.ts$';

const layers = Object.entries(ENGINE).map(([room, allowed]) => ({
  name: `engine-${room}`,
  comment: `engine/${room} may import ${allowed.join(', ') || 'nothing of the other rooms'}`,
  severity: 'error',
  from: { path: `^${source}${room}/`, pathNot: test },
  to: { path: `^${source}`, pathNot: `^${source}(${[room, ...allowed].join('|')})(/|\\.ts$)` },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: 'engine-is-pure',
      comment: 'the engine runs in a browser worker: no Node, no React, only its three libraries',
      severity: 'error',
      from: { path: `^${source}`, pathNot: test },
      to: { pathNot: `^${source}|node_modules/(ml-matrix|valibot|@noble/hashes)/` },
    },
    {
      name: 'ml-matrix-in-one-file',
      severity: 'error',
      from: { path: `^${source}`, pathNot: `^${source}numeric/denseMatrix\\.ts$|${test}` },
      to: { path: 'node_modules/ml-matrix/' },
    },
    {
      name: 'packages-do-not-import-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/|\\.next/' },
    exclude: { path: '/dist/|\\.next/|/out/|data/results' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
    },
  },
};

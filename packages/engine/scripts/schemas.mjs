/** Writes the JSON Schema of every document next to the built code: `@aimaq/engine/schemas/KIND.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { InstrumentsSchema } from '../dist/evidence/instruments.js';
import * as result from '../dist/result/index.js';

const SCHEMAS = {
  study: result.StudySpecSchema,
  'study-result': result.StudyResultSchema,
  estimate: result.EstimateDocumentSchema,
  tests: result.TestsDocumentSchema,
  multiverse: result.MultiverseDocumentSchema,
  cluster: result.ClusterDocumentSchema,
  correlation: result.CorrelationDocumentSchema,
  diff: result.DiffDocumentSchema,
  instruments: InstrumentsSchema,
};

const folder = new URL('../dist/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [kind, schema] of Object.entries(SCHEMAS)) {
  // What an author writes, defaults left out; a check of two fields against each other has no words in JSON Schema.
  const converted = toJsonSchema(schema, { typeMode: 'input', ignoreActions: ['check'] });
  const document = { ...converted, $id: `aimaq/${kind}@1`, title: `aimaq/${kind}@1` };
  writeFileSync(new URL(`${kind}.json`, folder), `${JSON.stringify(document, null, 1)}\n`);
}

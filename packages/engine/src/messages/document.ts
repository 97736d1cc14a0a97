import type { MessageTable } from './messageTable.js';

export const documentMessages = {
  'document-unknown-schema': {
    message: 'the document says it is "{schema}", not "{expected}"',
    hint: 'give a document made by aimaq, or the one that this command asks for',
  },
  'document-too-new': {
    message: 'the document is "{schema}", newer than this version reads ("{expected}")',
    hint: 'update aimaq',
  },
  'document-invalid': {
    message: 'at {path}: {problem}',
    hint: 'correct the field; the JSON Schema of the document describes it',
  },
  'document-not-json': {
    message: 'this is not JSON: {problem}',
    hint: 'the file may be cut off or of another kind',
  },
} as const satisfies MessageTable;

export { check, pointer } from './check.js';
export * from './documents/cluster.js';
export * from './documents/correlation.js';
export * from './documents/estimate.js';
export * from './documents/note.js';
export * from './documents/study.js';
export * from './documents/studyResult.js';
export * from './documents/tests.js';
export { checkResult, readResult } from './read.js';

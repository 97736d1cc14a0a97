export { runStudy, type StudyInput, StudyRejected } from './run.js';
export { readStudySpec } from './spec.js';

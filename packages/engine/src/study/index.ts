export { joinMultiverse, panelOfStudy, runMultiverse, studyMultiverse } from './multiverse.js';
export { StudyRejected } from './rejected.js';
export { runStudy, type StudyInput } from './run.js';
export { readStudySpec } from './spec.js';

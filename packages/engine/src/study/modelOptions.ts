/** How a model of a study is fitted, on the table of the study's panel. */
import { STUDY_INDEX } from '../data/panelTable.js';
import type { ModelSpec } from '../result/documents/study.js';

export function modelOptions({ estimator, where }: ModelSpec) {
  return { panel: STUDY_INDEX, estimator, ...(where === undefined ? {} : { where }) };
}

import type { MessageTable } from './messageTable.js';

export const studyMessages = {
  'study-invalid': {
    message: 'at {path}: {problem}',
    hint: 'see the description of aimaq/study@1; `aimaq validate` lists all such places',
  },
  'study-unknown-variable': {
    message: 'at {path}: the study has no variable "{variable}"',
    hint: 'declare it under "variables" or correct the name; declared are: {known}',
  },
  'study-unknown-model': {
    message: 'at {path}: the study has no model "{model}"',
    hint: 'declare it under "models" or correct the name; declared are: {known}',
  },
  'study-unknown-hypothesis': {
    message: 'at {path}: the study has no hypothesis "{hypothesis}"',
    hint: 'name the choices after a hypothesis; declared are: {known}',
  },
  'study-unknown-unit': {
    message: 'at {path}: the study has no unit "{unit}"',
    hint: 'its units are: {known}',
  },
  'study-unknown-term': {
    message: 'at {path}: the formula of model "{model}" has no term "{term}"',
    hint: 'use a term of that formula: {known}',
  },
  'study-unknown-indicator': {
    message: 'at {path}: the data package has no indicator "{indicator}"',
    hint: 'see indicators.csv of the data package',
  },
  'study-few-units': {
    message: 'only {units} units are complete for the clustering',
    hint: 'choose variables or years with fewer gaps, or fewer clusters',
  },
  'study-shared-component': {
    message: 'outcome "{outcome}" and regressor "{regressor}" both rest on {indicators}',
    hint: 'part of their association holds by construction; use a share, a lag of another source, or take the part out of the outcome',
  },
  'study-specifications': {
    message: '{count} regressions were run for this result',
    hint: 'among many, some are "significant" by chance; read the adjusted p-values and the verdicts',
  },
  'study-no-causal-wording': {
    message: 'the design shows associations within regions over time, not causes',
    hint: 'do not read a coefficient as what a policy would bring',
  },
  'study-rejected': {
    message: 'the study or its data have {count} faults',
    hint: 'they are listed one by one; correct them and run again',
  },
} as const satisfies MessageTable;

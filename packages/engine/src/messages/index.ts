/** All codes of the engine with their English words, one table per room. A code begins with its room's name. */
import { clusterMessages } from './cluster.js';
import { correlationMessages } from './correlation.js';
import { dataMessages } from './data.js';
import { designMessages } from './design.js';
import { documentMessages } from './document.js';
import { evidenceMessages } from './evidence.js';
import { formulaMessages } from './formula.js';
import { inferenceMessages } from './inference.js';
import { numericMessages } from './numeric.js';
import { panelMessages } from './panel.js';
import { panelTestMessages } from './panelTests.js';
import { studyMessages } from './study.js';

export const MESSAGES = {
  ...numericMessages,
  ...dataMessages,
  ...formulaMessages,
  ...designMessages,
  ...inferenceMessages,
  ...panelMessages,
  ...panelTestMessages,
  ...correlationMessages,
  ...clusterMessages,
  ...evidenceMessages,
  ...studyMessages,
  ...documentMessages,
} as const;

import type { Command } from 'commander';
import { defineCluster } from './cluster.definition.js';
import { defineCompletion } from './completion.definition.js';
import { defineCorrelate } from './correlate.definition.js';
import { defineDescribe } from './describe.definition.js';
import { defineDiff } from './diff.definition.js';
import { defineEstimate } from './estimate.definition.js';
import { defineExplain } from './explain.definition.js';
import { defineHelp } from './help.definition.js';
import { defineImport } from './import.definition.js';
import { defineInit } from './init.definition.js';
import { defineMultiverse } from './multiverse.definition.js';
import { defineProfile } from './profile.definition.js';
import { defineRun } from './run.definition.js';
import { defineTest } from './test.definition.js';
import { defineValidate } from './validate.definition.js';

/** Adding a command is a definition (its options), the file it loads, and a line here. */
export const COMMANDS: readonly ((program: Command) => void)[] = [
  defineRun,
  defineValidate,
  defineEstimate,
  defineTest,
  defineMultiverse,
  defineCluster,
  defineCorrelate,
  defineDescribe,
  defineProfile,
  defineExplain,
  defineDiff,
  defineInit,
  defineImport,
  defineCompletion,
  defineHelp,
];

export { judgeDominance, measureDominance } from './dominance.js';
export { type EffectClaim, judgeEffect, type VerdictRules } from './effect.js';
export { judgeHeterogeneity, measureHeterogeneity } from './heterogeneity.js';
export { type InstrumentRecord, type Instruments, readInstruments } from './instruments.js';
export type { Judgement } from './judgement.js';
export type { ChoiceSpace, SampleChoice } from './multiverse/choices.js';
export { type MultiverseOptions, multiverse } from './multiverse/multiverse.js';
export { minimumDetectable, unitsNeeded } from './power.js';
export { type RecommendInput, recommend } from './recommendation.js';
export { type AreaFigures, type Measure, type Screening, screen } from './screen.js';
export { shapley } from './shapley.js';
export {
  type SlopesByCluster,
  type SlopesQuestion,
  type SplitByTime,
  type SplitOptions,
  slopesByCluster,
  splitByTime,
} from './slopesByCluster.js';
export { valueOfTargeting } from './targeting.js';

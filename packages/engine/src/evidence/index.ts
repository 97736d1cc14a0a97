export { judgeDominance } from './dominance.js';
export { type EffectClaim, type Judgement, judgeEffect } from './effect.js';
export { judgeHeterogeneity } from './heterogeneity.js';
export { type InstrumentRecord, type Instruments, readInstruments } from './instruments.js';
export { type RecommendInput, recommend } from './recommendation.js';
export { type AreaFigures, type Measure, type Screening, screen } from './screen.js';

/** The specification tests, in the order in which a reader needs them. Adding one is a file and a line. */
import { baltagiLiTests } from './baltagiLi.js';
import { beraSosaEscuderoYoonTests } from './beraSosaEscuderoYoon.js';
import { breuschGodfreyTests } from './breuschGodfrey.js';
import { crossSectionTests } from './crossSection.js';
import { durbinWatsonTests } from './durbinWatson.js';
import { fixedEffectsTests } from './fixedEffects.js';
import { functionalFormTests } from './functionalForm.js';
import { hausmanTests } from './hausman.js';
import { heteroskedasticityTests } from './heteroskedasticity.js';
import { lagrangeMultiplierTests } from './lagrangeMultiplier.js';
import { poolabilityTests } from './poolability.js';
import type { SpecificationTest } from './specificationTest.js';
import { cipsTests } from './unitRoot/cips.js';
import { unitRootTests } from './unitRoot/unitRoot.js';
import { wooldridgeTests } from './wooldridge.js';

export const TESTS: readonly SpecificationTest[] = [
  ...fixedEffectsTests,
  ...poolabilityTests,
  ...lagrangeMultiplierTests,
  ...hausmanTests,
  ...wooldridgeTests,
  ...breuschGodfreyTests,
  ...durbinWatsonTests,
  ...baltagiLiTests,
  ...beraSosaEscuderoYoonTests,
  ...crossSectionTests,
  ...heteroskedasticityTests,
  ...functionalFormTests,
  ...unitRootTests,
  ...cipsTests,
];

export const TEST_NAMES: readonly string[] = [...new Set(TESTS.map((test) => test.name))];

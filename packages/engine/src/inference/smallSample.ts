/**
 * Small-sample conventions by name: which factor a package puts on a covariance, what its K counts, and with how many
 * degrees of freedom it reads t. The result of every estimate carries the recipe in words and numbers.
 */
import { absorb, isNested } from '../design/absorb.js';
import { AimaqError } from '../errors.js';
import type { CovarianceSpec } from './covarianceSpec.js';
import type { LinearModel } from './linearModel.js';

export const CONVENTIONS = [
  'stata',
  'reghdfe',
  'fixest-0.12',
  'fixest-0.14',
  'plm',
  'sandwich',
  'clubSandwich',
  'linearmodels',
  'gretl',
] as const;
export type Convention = (typeof CONVENTIONS)[number];

export interface Recipe {
  readonly convention: Convention;
  readonly factor: number;
  readonly formula: string;
  readonly n: number;
  /** Parameters that the factor counts. */
  readonly K: number;
  readonly clusters: number | null;
  /** null: Satterthwaite, per coefficient. */
  readonly degreesOfFreedom: number | null;
  /** What is counted and adjusted, by its key and in English. */
  readonly rule: RecipeRule | null;
  readonly words: string;
  /** Lag of the Bartlett kernel, where there is one. */
  readonly lag?: number;
  /** With weights: the errors under which CR2 is unbiased and Satterthwaite counts. */
  readonly workingModel?: WorkingModel;
  /** Several cluster variables: one factor of the fewest clusters for the sum, or to each of its parts its own. */
  readonly parts?: 'one-factor' | 'own-factors';
}

/** Independent errors: of variance inverse to the weight (precision), or of one variance whatever the weight. */
export type WorkingModel = 'inverse-weights' | 'one-variance';

/** The words of a recipe by key; other languages translate the key. */
export const RECIPE_RULES = {
  homoskedastic: 'homoskedastic, all parameters counted',
  all: 'all parameters counted',
  'full-leverage': 'leverage includes the fixed effects',
  'swept-leverage': 'leverage of the swept columns alone',
  'effects-not-counted': 'fixed effects not counted',
  pairs: 'covariance between units by pairs of units',
  uniform: 'uniform kernel; all parameters counted',
  jackknife: 'every cluster left out in turn',
  none: 'no factor',
  CR2: 'leverage-adjusted scores; Satterthwaite degrees of freedom',
  'clusters-only': 'clusters counted, parameters not',
  'parameters-only': 'no factor for the clusters',
  'nested-and-constant': 'fixed effects nested in the clusters are not counted, but the constant is',
  nested: 'fixed effects nested in a cluster variable are not counted (fixef.K = "nested")',
  nonnested: 'fixed effects nested in a cluster variable are not counted (K.fixef = "nonnested")',
  sss: 'fixed effects are not counted ("sss")',
  'all-residual': 'all dummies are counted; t with residual degrees of freedom',
  'all-satterthwaite': 'all dummies are counted; Satterthwaite degrees of freedom',
  'nested-in-index': 'fixed effects nested in the index not counted',
} as const;
export type RecipeRule = keyof typeof RECIPE_RULES;

/** Errors: inference-unknown-convention. */
export function conventionOf(name: string): Convention {
  const found = CONVENTIONS.find((convention) => convention === name);
  if (found === undefined)
    throw new AimaqError('inference-unknown-convention', { name, known: CONVENTIONS.join(', ') });
  return found;
}

/** What a convention reads of a model. */
export type Counted = Pick<LinearModel, 'degrees' | 'effects' | 'groups' | 'panel' | 'dispersion'>;

/** `clusters`: number of clusters of each variable, smallest deciding; number of periods for kernels along time. */
export function smallSample(
  model: Counted,
  spec: CovarianceSpec,
  convention: Convention,
  clusters: readonly number[],
): Recipe {
  const { n, k } = model.degrees;
  const all = allParameters(model, convention);
  const residual = n - all;
  if (spec.kind === 'iid' && model.dispersion !== undefined && convention.startsWith('fixest'))
    return recipe(convention, (n - 1) / residual, '(n−1)/(n−K)', n, all, null, residual, 'all');
  if (spec.kind === 'iid') {
    // The variance of the residuals has been divided by the exact count.
    const factor = model.degrees.residual / residual;
    return recipe(convention, factor, "σ² (X'X)⁻¹, σ² = SSR/(n−K)", n, all, null, residual, 'homoskedastic');
  }
  if (spec.kind === 'heteroskedastic' || spec.kind === 'groupwise') {
    const G = spec.kind === 'groupwise' || spec.by.length === 0 ? null : Math.min(...clusters);
    const df = G === null ? residual : (dfOf(convention, 'CR1', G, residual) ?? residual);
    if (spec.type !== 'HC1')
      return convention === 'plm'
        ? recipe(convention, 1, '1', n, k, G, df, 'swept-leverage')
        : recipe(convention, 1, '1', n, all, G, df, 'full-leverage');
    if (convention === 'plm') return recipe(convention, n / (n - k), 'n/(n−k)', n, k, G, df, 'effects-not-counted');
    return recipe(convention, n / (n - all), 'n/(n−K)', n, all, G, df, 'all');
  }
  if ('lag' in spec) return alongTime(model, spec, convention, clusters[0]);
  if (spec.kind === 'pcse') {
    return recipe(convention, 1, '1', n, all, null, residual, 'pairs');
  }
  if (spec.kind === 'conley') {
    return recipe(convention, (n - 1) / (n - all), '(n−1)/(n−K)', n, all, null, residual, 'uniform');
  }
  const G = Math.min(...clusters);
  const groups = G / (G - 1);
  if (spec.kind === 'jackknife') return recipe(convention, 1 / groups, '(G−1)/G', n, all, G, G - 1, 'jackknife');
  if (spec.type === 'CR0' || spec.type === 'CR3') {
    return recipe(convention, 1, '1', n, all, G, dfOf(convention, spec.type, G, residual), 'none');
  }
  if (spec.type === 'CR2') return recipe(convention, 1, '1', n, all, G, null, 'CR2');
  const df = dfOf(convention, spec.type, G, residual);
  if (spec.type === 'CR1') return recipe(convention, groups, 'G/(G−1)', n, all, G, df, 'clusters-only');
  const K = countedParameters(
    model,
    spec.by.map((name) => model.groups(name).codes),
    convention,
  );
  if (convention === 'linearmodels')
    return recipe(convention, n / (n - K), 'n/(n−K)', n, K, G, residual, 'parameters-only');
  return recipe(convention, (groups * (n - 1)) / (n - K), 'G/(G−1) · (n−1)/(n−K)', n, K, G, df, COUNTED[convention]);
}

/** Newey–West and Driscoll–Kraay: the lag is ⌊T^¼⌋ or ⌊4(T/100)^(2/9)⌋, the factor counts periods as clusters, or nothing. */
function alongTime(
  model: Counted,
  spec: Extract<CovarianceSpec, { kind: 'neweyWest' | 'driscollKraay' }>,
  convention: Convention,
  periods: number | undefined,
): Recipe {
  const { n, k } = model.degrees;
  const all = allParameters(model, convention);
  const residual = n - all;
  if (periods === 1) throw new AimaqError('inference-one-period');
  const T = periods ?? 1;
  const short = Math.floor(T ** 0.25);
  const long = Math.floor(4 * (T / 100) ** (2 / 9));
  const plain = convention === 'plm' || convention === 'clubSandwich';
  const automatic = plain || convention === 'sandwich' || convention.startsWith('fixest') ? short : long;
  const lag = Math.min(spec.lag === 'auto' ? automatic : spec.lag, T - 1);
  if (plain) return lagged(recipe(convention, 1, '1', n, k, T, residual, 'none'), lag);
  const counted = convention === 'fixest-0.12' ? nestedAlongTime(model, spec.kind) : all;
  const rule = convention === 'fixest-0.12' ? 'nested-in-index' : 'all';
  if (convention === 'sandwich' || convention === 'linearmodels')
    return lagged(recipe(convention, n / (n - counted), 'n/(n−K)', n, counted, T, residual, rule), lag);
  const factor = ((T / (T - 1)) * (n - 1)) / (n - counted);
  const df = convention === 'reghdfe' ? Math.min(T - 1, residual) : T - 1;
  return lagged(recipe(convention, factor, 'T/(T−1) · (n−1)/(n−K)', n, counted, T, df, rule), lag);
}

function lagged(found: Recipe, lag: number): Recipe {
  return { ...found, words: `lag ${lag}; ${found.words}`, lag };
}

function nestedAlongTime(model: Counted, kind: 'neweyWest' | 'driscollKraay'): number {
  const { panel } = model;
  if (panel === undefined) return allParameters(model, 'fixest-0.12');
  return countedParameters(model, kind === 'neweyWest' ? [panel.unit, panel.time] : [panel.time], 'fixest-0.12');
}

/** What K of CR1S counts. */
const COUNTED: Readonly<Record<Convention, RecipeRule>> = {
  stata: 'nested-and-constant',
  reghdfe: 'nested-and-constant',
  'fixest-0.12': 'nested',
  'fixest-0.14': 'nonnested',
  plm: 'sss',
  sandwich: 'all-residual',
  clubSandwich: 'all-satterthwaite',
  linearmodels: 'parameters-only',
  gretl: 'nested-and-constant',
};

/**
 * Regressors and fixed effects: the rank; in fixest the levels of all effects less one for each further constant, which is
 * more where effects are nested in one another or fall into parts.
 */
function allParameters({ degrees, effects }: Counted, convention: Convention): number {
  if (!convention.startsWith('fixest') || effects.length === 0) return degrees.k + degrees.absorbed;
  const constants = effects.filter((effect) => effect.slope === undefined).length;
  const levels = effects.reduce((sum, effect) => sum + effect.levels.length, 0);
  const counted = degrees.k + levels - Math.max(0, constants - 1);
  return counted < degrees.n ? counted : degrees.k + degrees.absorbed;
}

function countedParameters(model: Counted, clusters: readonly Int32Array[], convention: Convention): number {
  const { k, absorbed } = model.degrees;
  if (convention === 'plm') return k;
  if (convention === 'sandwich' || convention === 'clubSandwich') return k + absorbed;
  if (model.effects.length === 0) return k;
  // A varying slope is not a matter of the cluster's level: fixest counts it even when its factor is nested.
  const slopes = model.effects.filter((effect) => effect.slope !== undefined);
  const counted = model.effects.filter(
    (effect) => effect.slope === undefined && !clusters.some((codes) => isNested(effect, codes)),
  );
  if (convention === 'linearmodels') return counted.length === 0 && model.effects.length === 1 ? k : k + absorbed;
  if (counted.length === model.effects.length) return allParameters(model, convention);
  const sloped = k + slopes.reduce((sum, effect) => sum + effect.levels.length, 0);
  // The constant of the effects, which slopes alone do not have.
  if (counted.length === 0) return slopes.length === model.effects.length ? sloped : sloped + 1;
  const levels = counted.reduce((sum, effect) => sum + effect.levels.length, 0) - (counted.length - 1);
  if (convention.startsWith('fixest') && sloped + levels < model.degrees.n) return sloped + levels;
  // What is nested in one another or falls into parts has a smaller rank.
  return sloped + (counted.length > 1 ? absorb(counted, []).rank : levels);
}

function dfOf(convention: Convention, type: string, G: number, residual: number): number | null {
  if (convention === 'clubSandwich') return null;
  if (convention === 'plm' || convention === 'sandwich' || convention === 'linearmodels') return residual;
  if (type === 'CR3') return G - 1;
  return convention === 'reghdfe' ? Math.min(G - 1, residual) : G - 1;
}

function recipe(
  convention: Convention,
  factor: number,
  formula: string,
  n: number,
  K: number,
  clusters: number | null,
  degreesOfFreedom: number | null,
  rule: RecipeRule,
): Recipe {
  return { convention, factor, formula, n, K, clusters, degreesOfFreedom, rule, words: RECIPE_RULES[rule] };
}

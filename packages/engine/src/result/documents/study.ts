/**
 * `aimaq/study@1`: what a study is, as its author writes it (YAML or JSON). A country is a folder with this file and a
 * data package; nothing about a country stands in code. Texts are keys of the data package's locale files:
 * `study.title`, `variable.ID.label`, `variable.ID.standsFor`, `model.ID.label`, `hypothesis.ID.claim`,
 * `hypothesis.ID.paper`, `limitation.ID`.
 */
import * as v from 'valibot';

const Id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_", beginning with a letter'),
);
const Year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2200));
const Probability = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const MeasureName = v.strictObject({ indicator: v.string(), normalise: v.optional(v.string(), 'none') });

export const VariableSpecSchema = v.strictObject({
  /** Expression over indicators of the data package, such as `log(grp_nominal / employed)`. */
  expression: v.string(),
  role: v.picklist(['outcome', 'digital-capital', 'digital-competency', 'macro', 'profile', 'weight']),
  /** Name of the variable of the reference study that this one stands in for; its why is a text. */
  standsFor: v.optional(v.string()),
});

export const ModelSpecSchema = v.strictObject({
  formula: v.string(),
  estimator: v.optional(v.string(), 'within'),
  covariance: v.optional(v.string(), 'CR1S:unit'),
  convention: v.optional(v.string(), 'stata'),
  where: v.optional(v.string()),
  /** `baseline` models carry the verdicts, `alternative` ones are shown beside them, `illustration` ones show a trap. */
  role: v.optional(v.picklist(['baseline', 'alternative', 'illustration']), 'alternative'),
});

const HypothesisBase = {
  /** What the reference study reports, as numbers only; its words are the text `hypothesis.ID.paper`. */
  paper: v.optional(v.record(v.string(), v.union([v.number(), v.string()])), {}),
};

export const HypothesisSpecSchema = v.variant('kind', [
  /** A block of regressors has an effect of the stated sign. */
  v.strictObject({
    kind: v.literal('effect'),
    model: Id,
    terms: v.pipe(v.array(v.string()), v.minLength(1)),
    sign: v.picklist(['positive', 'negative']),
    /** Estimates of other models, shown beside and read for agreement of sign. */
    also: v.optional(v.array(v.strictObject({ model: Id, term: v.string() })), []),
    /** Rival explanations with the estimate that speaks to each; words are the texts `hypothesis.ID.reading.READING`. */
    readings: v.optional(v.array(v.strictObject({ id: Id, model: Id, term: v.string() })), []),
    ...HypothesisBase,
  }),
  /** One block of regressors explains more than the others. */
  v.strictObject({
    kind: v.literal('dominance'),
    model: Id,
    terms: v.pipe(v.array(v.string()), v.minLength(1)),
    rivals: v.pipe(v.array(v.string()), v.minLength(1)),
    ...HypothesisBase,
  }),
  /** Slopes differ between the clusters of regions. */
  v.strictObject({
    kind: v.literal('heterogeneity'),
    model: Id,
    terms: v.pipe(v.array(v.string()), v.minLength(1)),
    ...HypothesisBase,
  }),
]);

/** The choices that could as well have been made for a hypothesis: every combination is one specification. */
export const MultiverseSpecSchema = v.strictObject({
  outcomes: v.pipe(v.array(v.string()), v.minLength(1)),
  /** The regressor in question; several are proxies of one thing. */
  terms: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Each in or out. */
  controls: v.optional(v.pipe(v.array(v.string()), v.maxLength(16)), []),
  /** In every specification. */
  always: v.optional(v.array(v.string()), []),
  effects: v.optional(v.pipe(v.array(v.string()), v.minLength(1)), ['unit + year']),
  /** Default: the period of the study. */
  periods: v.optional(v.pipe(v.array(v.strictObject({ from: Year, to: Year })), v.minLength(1))),
  /** Units left out; an empty list is all units. */
  without: v.optional(v.pipe(v.array(v.array(v.string())), v.minLength(1)), [[]]),
  /** Variables by which observations are weighted; `none` for no weights. */
  weights: v.optional(v.pipe(v.array(v.string()), v.minLength(1)), ['none']),
  /** Years by which the regressor in question is lagged. */
  lags: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1)), [0]),
  /** Share clipped at each end of every variable; 0 for none. */
  outliers: v.optional(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.ltValue(0.5))), v.minLength(1)), [0]),
  covariances: v.optional(v.pipe(v.array(v.string()), v.minLength(1)), ['CR1S:unit']),
});

export const StudySpecSchema = v.strictObject({
  schema: v.literal('aimaq/study@1'),
  id: Id,
  /** Folder under which results are stored and the path of the site, such as `kazakhstan`. */
  country: Id,
  data: v.optional(v.string(), 'datapackage.json'),
  instruments: v.optional(v.string()),
  reference: v.optional(v.strictObject({ doi: v.string(), title: v.optional(v.string()) })),
  /** First is the default of the site. */
  locales: v.optional(v.array(v.string()), ['kk', 'ru', 'en']),
  territory: v.strictObject({
    /** `constant`: units with the same boundaries in all years; `present`: regions as they are now. */
    units: v.optional(v.picklist(['constant', 'present']), 'constant'),
    exclude: v.optional(v.array(v.string()), []),
  }),
  period: v.pipe(
    v.strictObject({ from: Year, to: Year }),
    v.check((p) => p.from <= p.to, '"from" must not be later than "to"'),
  ),
  variables: v.record(Id, VariableSpecSchema),
  correlation: v.strictObject({
    variables: v.pipe(v.array(v.string()), v.minLength(2)),
    method: v.optional(v.picklist(['pearson', 'spearman', 'kendall']), 'pearson'),
    adjust: v.optional(v.string(), 'holm'),
  }),
  models: v.record(Id, ModelSpecSchema),
  hypotheses: v.record(Id, HypothesisSpecSchema),
  /** By hypothesis. */
  multiverse: v.optional(v.record(Id, MultiverseSpecSchema), {}),
  clustering: v.strictObject({
    variables: v.pipe(v.array(v.string()), v.minLength(1)),
    /** Each unit is described by its mean over these years. */
    years: v.strictObject({ from: Year, to: Year }),
    standardize: v.optional(v.picklist(['none', 'zscore', 'range', 'robust']), 'zscore'),
    distance: v.optional(v.string(), 'euclidean'),
    method: v.optional(v.string(), 'ward'),
    k: v.optional(v.union([v.literal('auto'), v.pipe(v.number(), v.integer(), v.minValue(2))]), 'auto'),
    stability: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 200),
    seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  }),
  inference: v.optional(
    v.strictObject({ level: v.optional(Probability, 0.95), significance: v.optional(Probability, 0.05) }),
    {},
  ),
  /** Thresholds of the verdicts; their meaning stands in evidence/effect.ts. */
  verdicts: v.optional(
    v.strictObject({
      /** Share of the models in `also` that must agree in sign. */
      agreement: v.optional(Share, 0.75),
      /** Share of the multiverse that must have the claimed sign. */
      signShare: v.optional(Share, 0.9),
      /** Power at which the smallest detectable effect is stated. */
      power: v.optional(Probability, 0.8),
    }),
    {},
  ),
  recommendations: v.optional(
    v.strictObject({
      limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 5),
      perLever: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 2),
      /** Figures from before this year are shown as old; default: as the instruments say. */
      freshFrom: v.optional(Year),
      /** Simulations of gains and ranks, and their seed. */
      draws: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100)), 1000),
      seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
      /** Coefficients that carry a change of an indicator to the outcome. */
      effects: v.optional(v.array(v.strictObject({ indicator: v.string(), model: Id, term: v.string() })), []),
      /** What a measure of the instruments' rules is called in this study's data. */
      measures: v.optional(v.array(v.strictObject({ of: MeasureName, as: MeasureName })), []),
    }),
    {},
  ),
  /** Indicators shown first on a region's page. */
  headline: v.optional(v.array(v.string()), []),
  /** Ids of what the data lack against the reference study; texts `limitation.ID`. */
  limitations: v.optional(v.array(Id), []),
});

/** The study with all defaults filled in. */
export interface StudySpec extends v.InferOutput<typeof StudySpecSchema> {}
export type VariableSpec = v.InferOutput<typeof VariableSpecSchema>;
export type ModelSpec = v.InferOutput<typeof ModelSpecSchema>;
export type MultiverseSpec = v.InferOutput<typeof MultiverseSpecSchema>;
export type HypothesisSpec = v.InferOutput<typeof HypothesisSpecSchema>;

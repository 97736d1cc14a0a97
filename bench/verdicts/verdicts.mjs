/**
 * A synthetic country whose effects are known: how often do the rules of the evidence room come to the right verdict?
 * Units and years have their own levels and shocks, errors are correlated within a unit over the years. Every scenario is
 * drawn many times; the verdicts are counted. Run after the build:
 *   node bench/verdicts/verdicts.mjs [draws] > bench/verdicts/RESULTS.md
 */
import { categoryColumn, numberColumn, tableOf } from '../../packages/engine/dist/data/index.js';
import {
  judgeDominance,
  judgeEffect,
  judgeHeterogeneity,
  measureDominance,
  measureHeterogeneity,
  minimumDetectable,
  slopesByCluster,
} from '../../packages/engine/dist/evidence/index.js';
import { estimateTable } from '../../packages/engine/dist/panel/index.js';

const DRAWS = Number(process.argv[2] ?? 200);
const [UNITS, YEARS] = [13, 6];
const RULES = { significance: 0.05, agreement: 0.75, signShare: 0.9, power: 0.8 };
const NOISE = 0.1;

/** Normal draws by Box–Muller on a 32-bit xorshift: a seed, no clock. */
function stream(seed) {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1;
  const uniform = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return (state + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) uniform();
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** variable × unit × year: outcome, then x and z; `slopes(unit)` are theirs, `trend` puts next year's x on the outcome. */
function country(seed, { slopes, lead = 0 }) {
  const normal = stream(seed);
  const grid = (make) => Array.from({ length: UNITS }, (_, u) => make(u));
  const years = Array.from({ length: YEARS + 1 }, (_, t) => t);
  const regressor = () => {
    const level = grid(() => normal());
    const shock = years.map(() => normal());
    return grid((u) => years.map((t) => level[u] + shock[t] + normal()));
  };
  const [x, z] = [regressor(), regressor()];
  const [level, shock] = [grid(() => normal()), years.map(() => normal())];
  const y = grid((u) => {
    let error = normal() * NOISE;
    return years.slice(0, YEARS).map((t) => {
      error = 0.5 * error + Math.sqrt(0.75) * normal() * NOISE;
      const [a, b] = slopes(u);
      return level[u] + shock[t] + a * x[u][t] + b * z[u][t] + lead * x[u][t + 1] + error;
    });
  });
  const cut = (one) => one.map((row) => row.slice(0, YEARS));
  return [y, cut(x), cut(z)];
}

function longTable(cube) {
  const units = cube[0].flatMap((row, u) => row.map(() => `r${u}`));
  const years = cube[0].flatMap((row) => row.map((_, t) => t));
  const [y, x, z] = cube.map((grid) => numberColumn(grid.flat()));
  return tableOf({ unit: categoryColumn(units), year: numberColumn(years), y, x, z });
}

function effectVerdict(cube, sign) {
  const table = longTable(cube);
  const options = { panel: { unit: 'unit', time: 'year' }, covariance: 'CR1S:unit', fewClusters: true };
  const [model] = estimateTable(table, 'y ~ x + z | unit + year', options);
  const [placebo] = estimateTable(table, 'y ~ x + z + f(x) | unit + year', options);
  const few = model.fewClusters.terms[0];
  const path = few.leaveOneOut.map((one) => one.estimate);
  const lead = placebo.fewClusters.terms[2];
  const strict = Math.max(few.CR2.pValue, few.wildBootstrap.pValue);
  return judgeEffect({
    sign,
    rules: RULES,
    units: UNITS,
    also: [],
    proxies: new Set(),
    withinShare: new Map(),
    terms: [
      {
        model: 'm',
        term: 'x',
        estimate: model.coefficients[0].estimate,
        confidenceInterval: few.wildBootstrap.confidenceInterval,
        pValue: { CR1S: null, CR2: few.CR2.pValue, wildBootstrap: few.wildBootstrap.pValue },
        degreesOfFreedom: few.CR2.degreesOfFreedom,
        adjustedPValue: strict,
        minimumDetectable: minimumDetectable(few.CR2.standardError, few.CR2.degreesOfFreedom, RULES),
        leaveOneOut: { min: Math.min(...path), minWithout: '', max: Math.max(...path), maxWithout: '' },
        placebo: { term: lead.term, estimate: 0, CR2: lead.CR2.pValue, wildBootstrap: lead.wildBootstrap.pValue },
        multiverse: null,
      },
    ],
  }).verdict;
}

function dominanceVerdict(cube, seed) {
  const blocks = [
    { id: 'x', terms: ['x'], rival: false },
    { id: 'z', terms: ['z'], rival: true },
  ];
  const measured = measureDominance({ cube, blocks, significance: 0.05, seed });
  return judgeDominance({
    measured,
    fixedEffectsOnly: null,
    full: null,
    adjustedPValue: measured?.pValue ?? null,
    rules: { significance: 0.05, power: 0.8 },
  }).verdict;
}

function targetingVerdict(cube, seed) {
  const partition = Array.from({ length: UNITS }, (_, u) => (u < 6 ? 0 : 1));
  const measured = measureHeterogeneity(
    { cube, terms: 2, partition, significance: 0.05, seed },
    ['x', 'z'],
    ['A', 'B'],
  );
  // The groups are the true ones, over all years and over the later half.
  const groups = new Map(partition.map((group, u) => [`r${u}`, String(group)]));
  const question = { outcome: 'y', terms: ['x', 'z'], others: [], panel: { unit: 'unit', time: 'year' } };
  const until = YEARS / 2 - 1;
  const pValues = (where) => {
    const { wald, wildBootstrap } = slopesByCluster(longTable(cube), { ...question, ...where }, groups);
    return { HTZ: wald?.pValue ?? null, wildBootstrap: wildBootstrap?.pValue ?? null };
  };
  return judgeHeterogeneity({
    measured,
    adjustedPValue: measured.pValue,
    structurePValue: null,
    equalSlopes: { ...pValues({}), later: { until, ...pValues({ where: `year > ${until}` }) } },
    significance: 0.05,
  }).verdict;
}

const same = (a, b) => () => [a, b];
const SCENARIOS = [
  [
    'effect claimed positive',
    'no effect',
    ['cannot-tell'],
    (s) => effectVerdict(country(s, { slopes: same(0, 0) }), 'positive'),
  ],
  [
    'effect claimed positive',
    'small: a third of the noise',
    ['supported', 'cannot-tell'],
    (s) => effectVerdict(country(s, { slopes: same(NOISE / 3, 0) }), 'positive'),
  ],
  [
    'effect claimed positive',
    'large: as the noise',
    ['supported'],
    (s) => effectVerdict(country(s, { slopes: same(NOISE, 0) }), 'positive'),
  ],
  [
    'effect claimed positive',
    'large and negative',
    ['contradicted'],
    (s) => effectVerdict(country(s, { slopes: same(-NOISE, 0) }), 'positive'),
  ],
  [
    'effect claimed positive',
    "half as the noise, and the outcome follows next year's regressor too",
    ['mixed', 'cannot-tell'],
    (s) => effectVerdict(country(s, { slopes: same(NOISE / 2, 0), lead: NOISE }), 'positive'),
  ],
  [
    'block dominates',
    'it does',
    ['supported'],
    (s) => dominanceVerdict(country(s, { slopes: same(NOISE, NOISE / 4) }), s),
  ],
  [
    'block dominates',
    'both the same',
    ['cannot-tell'],
    (s) => dominanceVerdict(country(s, { slopes: same(NOISE, NOISE) }), s),
  ],
  [
    'block dominates',
    'its rival does',
    ['contradicted'],
    (s) => dominanceVerdict(country(s, { slopes: same(NOISE / 4, NOISE) }), s),
  ],
  [
    'uniform support is wrong',
    'best lever differs between groups',
    ['supported'],
    (s) => targetingVerdict(country(s, { slopes: (u) => (u < 6 ? [NOISE, 0] : [0, NOISE]) }), s),
  ],
  [
    'uniform support is wrong',
    'slopes are the same',
    ['cannot-tell', 'contradicted'],
    (s) => targetingVerdict(country(s, { slopes: same(NOISE, NOISE / 2) }), s),
  ],
  [
    'uniform support is wrong',
    'no effect anywhere',
    ['cannot-tell', 'contradicted'],
    (s) => targetingVerdict(country(s, { slopes: same(0, 0) }), s),
  ],
];

const VERDICTS = ['supported', 'mixed', 'contradicted', 'cannot-tell'];
console.log('# Verdicts on a synthetic country with known effects\n');
console.log(
  `${UNITS} regions, ${YEARS} years, errors correlated at 0.5 within a region, ${DRAWS} countries a scenario, α = 5 %. ` +
    'Whether support by group is right is judged with all tests of equal slopes: permutation, HTZ and wild bootstrap, the last ' +
    'two over all years and over the later half. Made by `node bench/verdicts/verdicts.mjs`; the same seeds give the same table.\n',
);
console.log(`| claim | truth | ${VERDICTS.join(' | ')} | right |\n|---|---|${'--:|'.repeat(VERDICTS.length + 1)}`);
for (const [claim, truth, right, run] of SCENARIOS) {
  const counts = new Map(VERDICTS.map((verdict) => [verdict, 0]));
  for (let draw = 1; draw <= DRAWS; draw++) {
    const verdict = run(draw);
    counts.set(verdict, counts.get(verdict) + 1);
  }
  const share = (count) => `${((100 * count) / DRAWS).toFixed(1)} %`;
  const good = right.reduce((sum, verdict) => sum + counts.get(verdict), 0);
  console.log(
    `| ${claim} | ${truth} | ${VERDICTS.map((v) => share(counts.get(v))).join(' | ')} | **${share(good)}** (${right.join(' or ')}) |`,
  );
}

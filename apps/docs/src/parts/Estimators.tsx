/** One coefficient of every estimator on a textbook panel, beside R's. */
import { ESTIMATORS, estimateTable } from '@aimaq/engine/panel';
import { agree, at, dataset, number, oracle } from '../lib/live';
import { ScrollTable } from './ScrollTable';

interface Worked {
  readonly name: keyof typeof ESTIMATORS | 'two-stage';
  readonly data: string;
  readonly panel: { readonly unit: string; readonly time: string };
  readonly formula: string;
  readonly options: Parameters<typeof estimateTable>[2];
  readonly term: string;
  readonly peer: string;
  readonly theirs: { readonly file: string; readonly model: string; readonly term?: string };
  /** Where the peer iterates, or loses digits by inverting what need not be inverted. */
  readonly tolerance?: number;
}

const grunfeld = {
  data: 'grunfeld',
  panel: { unit: 'firm', time: 'year' },
  formula: 'inv ~ value + capital',
  term: 'capital',
};
const plm = (model: string) => ({ file: 'grunfeld', model: `plm/${model}` });
const further = (model: string) => ({ file: 'estimators', model: `panels/grunfeld/models/${model}` });
const employment =
  'log(emp) ~ lag(log(emp), 1) + lag(log(wage), 0:1) + lag(log(capital), 0:1) | lag(log(emp), 2:99) + lag(log(wage), 2:99) + lag(log(capital), 2:99)';
const dynamic = {
  data: 'empl_uk',
  panel: { unit: 'firm', time: 'year' },
  formula: employment,
  term: 'lag(log(emp), 1)',
  tolerance: 1e-6,
};

const iid = { covariance: 'iid' };
const WORKED: readonly Worked[] = [
  { name: 'pooling', ...grunfeld, options: iid, peer: 'plm(model = "pooling")', theirs: plm('pooling') },
  {
    name: 'within',
    ...grunfeld,
    options: { ...iid, effect: 'twoways' },
    peer: 'plm(effect = "twoways")',
    theirs: plm('within.twoways'),
  },
  { name: 'between', ...grunfeld, options: iid, peer: 'plm(model = "between")', theirs: plm('between') },
  { name: 'first-difference', ...grunfeld, options: iid, peer: 'plm(model = "fd")', theirs: plm('firstDifference') },
  { name: 'random', ...grunfeld, options: iid, peer: 'plm(model = "random")', theirs: plm('random.swar') },
  {
    name: 'random',
    ...grunfeld,
    options: { ...iid, varianceComponents: 'ml' },
    peer: 'nlme::lme(method = "ML")',
    theirs: further('ml.unit'),
    tolerance: 1e-6,
  },
  {
    name: 'correlated-random',
    ...grunfeld,
    options: iid,
    peer: 'plm(… + Between(value) + Between(capital), model = "random")',
    theirs: further('correlated-random'),
  },
  { name: 'mean-group', ...grunfeld, options: {}, peer: 'pmg(model = "mg")', theirs: further('mean-group') },
  {
    name: 'cce-mean-group',
    ...grunfeld,
    options: {},
    peer: 'pcce(model = "mg"), by QR',
    theirs: further('cce-mean-group.qr'),
  },
  { name: 'cce-pooled', ...grunfeld, options: {}, peer: 'pcce(model = "p"), by QR', theirs: further('cce-pooled.qr') },
  {
    name: 'fgls',
    ...grunfeld,
    options: {},
    peer: 'pggls(model = "within")',
    theirs: further('fgls.within.individual'),
  },
  {
    name: 'hausman-taylor',
    data: 'wages',
    panel: { unit: 'id', time: 'year' },
    formula: 'lwage ~ bluecol + south + smsa + ind + sex + black | 0 | wks + married + union + exp + I(exp^2) + ed ~ 1',
    options: iid,
    term: 'ed',
    peer: 'plm(inst.method = "baltagi")',
    theirs: { file: 'advanced', model: 'hausmanTaylor' },
  },
  {
    name: 'gmm-difference',
    ...dynamic,
    options: { effect: 'twoways', steps: 2 },
    peer: 'pgmm(transformation = "d", model = "twosteps")',
    theirs: { file: 'gmm', model: 'bb.difference.twosteps' },
  },
  {
    name: 'gmm-system',
    ...dynamic,
    options: { effect: 'twoways', steps: 2 },
    peer: 'pgmm(transformation = "ld", model = "twosteps")',
    theirs: { file: 'gmm', model: 'bb.system.twosteps' },
  },
  {
    name: 'poisson',
    data: 'fatalities',
    panel: { unit: 'state', time: 'year' },
    formula: 'fatal ~ beertax + unemp + log(income) | state + year',
    options: iid,
    term: 'log(income)',
    peer: 'fixest::fepois',
    theirs: { file: 'advanced', model: 'poisson' },
    tolerance: 1e-6,
  },
  {
    name: 'two-stage',
    data: 'crime',
    panel: { unit: 'county', time: 'year' },
    formula: 'lcrmrte ~ lavgsen + ldensity + lwcon | county + year | lprbarr + lpolpc ~ ltaxpc + lmix',
    options: iid,
    term: 'lprbarr',
    peer: 'fixest::feols',
    theirs: { file: 'advanced', model: 'iv', term: 'fit_lprbarr' },
  },
];

export function EstimatorNumbers() {
  const missing = Object.keys(ESTIMATORS).filter((name) => !WORKED.some((one) => one.name === name));
  if (missing.length > 0) throw new Error(`no worked number for ${missing.join(', ')}`);
  return (
    <ScrollTable label="one coefficient of every estimator">
      <thead>
        <tr>
          <th>estimator</th>
          <th>data</th>
          <th>coefficient of</th>
          <th className="number">estimate</th>
          <th className="number">standard error</th>
          <th className="number">in R</th>
          <th>by</th>
        </tr>
      </thead>
      <tbody>
        {WORKED.map((one) => {
          const { estimate, standardError, theirs } = worked(one);
          return (
            <tr key={one.peer}>
              <td>
                <code>{one.name}</code>
              </td>
              <td>{one.data}</td>
              <td>
                <code>{one.term}</code>
              </td>
              <td className="number">{number(estimate, 6)}</td>
              <td className="number">{number(standardError, 6)}</td>
              <td className="number">{number(theirs, 6)}</td>
              <td>
                <code>{one.peer}</code>
              </td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

function worked({ name, data, panel, formula, options, term, theirs, tolerance }: Worked) {
  const [{ coefficients }] = estimateTable(dataset(data), formula, {
    panel,
    ...(name === 'two-stage' ? {} : { estimator: name }),
    ...options,
  });
  const found = coefficients.find((one) => one.term === term);
  if (found === undefined) throw new Error(`${name} has no term ${term}`);
  const expected = coefficientOf(theirs, theirs.term ?? term);
  agree(`${name}, ${term}`, found.estimate ?? Number.NaN, expected, tolerance);
  return { ...found, theirs: expected };
}

function coefficientOf({ file, model }: Worked['theirs'], term: string): number {
  const found = at(oracle(`panel/${file}.json`), model) as { readonly coefficients: Record<string, number> };
  return found.coefficients[term];
}

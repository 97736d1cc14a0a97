/** A small multiverse, computed while the page is built; the single fit of one specification beside it. */
import { multiverse } from '@aimaq/engine/evidence';
import { estimateTable } from '@aimaq/engine/panel';
import { agree, dataset, number } from '../lib/live';

export function MultiverseNumbers() {
  const produc = dataset('produc');
  const panel = { unit: 'state', time: 'year' };
  const { estimates, specifications, summary } = multiverse(
    produc,
    {
      outcomes: ['log(gsp)'],
      terms: ['log(pcap)'],
      controls: ['log(pc)', 'log(emp)', 'unemp'],
      effects: ['state + year', 'state'],
      lags: [0, 1],
      covariances: ['CR1S:state'],
    },
    { panel, draws: 0 },
  );
  const at = (name: string) => estimates.columns.indexOf(name);
  const full = estimates.rows.find(
    (row) =>
      ['log(pc)', 'log(emp)', 'unemp'].every((control) => row[at(control)] === true) &&
      row[at('effects')] === 'state + year' &&
      row[at('lag')] === 0,
  );
  const [single] = estimateTable(produc, 'log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp | state + year', { panel });
  agree(
    'the full specification of the multiverse',
    Number(full?.[at('estimate')]),
    single.coefficients[0].estimate ?? Number.NaN,
  );
  const [strongest] = summary.influence;
  return (
    <p>
      Output of 48 states on public capital: {specifications} specifications, median {number(summary.median)}, from{' '}
      {number(summary.min)} to {number(summary.max)}; positive in {number(100 * (summary.positive ?? 0), 0)} %, positive
      and significant in {number(100 * (summary.significantPositive ?? 0), 0)} %. The choice that moves the estimate
      most is <code>{strongest.choice}</code> ({number(100 * strongest.share, 0)} % of the variance). The specification
      with everything in it gives {number(single.coefficients[0].estimate)}, as does the single fit.
    </p>
  );
}

/** Parts of the pages that hold numbers computed while the page is built. */

import { clusterTable } from '@aimaq/engine/cluster';
import { estimateTable } from '@aimaq/engine/panel';
import { agree, dataset, number, oracle } from '../lib/live';

interface FixestModel {
  r2: number;
  withinR2: number;
}
interface ClubSandwich {
  types: Record<string, { standardErrors: Record<string, number>; dfSatterthwaite: Record<string, number> }>;
}

/** R² taken apart on two textbook panels, each number compared with fixest's. */
export function RSquaredTable() {
  const sets = [
    {
      name: 'grunfeld',
      title: 'Grunfeld: investment of 10 firms, 20 years',
      formula: 'inv ~ value + capital | firm + year',
      unit: 'firm',
    },
    {
      name: 'produc',
      title: 'Munnell: output of 48 states, 17 years',
      formula: 'log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp | state + year',
      unit: 'state',
    },
  ];
  return (
    <table>
      <thead>
        <tr>
          <th>panel</th>
          <th className="number">full R²</th>
          <th className="number">fixed effects alone</th>
          <th className="number">within R²</th>
          <th className="number">fixest (within)</th>
        </tr>
      </thead>
      <tbody>
        {sets.map(({ name, title, formula, unit }) => {
          const [estimate] = estimateTable(dataset(name), formula, { panel: { unit, time: 'year' } });
          const theirs = (oracle(`panel/${name}.json`) as { fixest: Record<string, FixestModel> }).fixest['fe.twoways'];
          const { full, within, fixedEffectsOnly } = estimate.fit.rSquared;
          return (
            <tr key={name}>
              <td>{title}</td>
              <td className="number">{number(agree(`${name} R²`, full ?? Number.NaN, theirs.r2))}</td>
              <td className="number">{number(fixedEffectsOnly)}</td>
              <td className="number">{number(agree(`${name} within R²`, within ?? Number.NaN, theirs.withinR2))}</td>
              <td className="number">{number(theirs.withinR2)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Standard errors of one coefficient by method, compared with clubSandwich. */
export function StandardErrors() {
  const data = dataset('grunfeld');
  const reference = (oracle('panel/grunfeld.json') as { clubSandwich: ClubSandwich }).clubSandwich.types;
  const rows = (['CR0', 'CR1', 'CR1S', 'CR2'] as const).map((type) => {
    const [estimate] = estimateTable(data, 'inv ~ value + capital | firm + year', {
      panel: { unit: 'firm', time: 'year' },
      covariance: `${type}:firm`,
      convention: 'clubSandwich',
    });
    const capital = estimate.coefficients[1];
    return {
      type,
      standardError: agree(
        `${type} standard error`,
        capital.standardError ?? Number.NaN,
        reference[type].standardErrors.capital,
      ),
      df: agree(
        `${type} degrees of freedom`,
        capital.degreesOfFreedom ?? Number.NaN,
        reference[type].dfSatterthwaite.capital,
        1e-6,
      ),
      pValue: capital.pValue,
    };
  });
  const [few] = estimateTable(data, 'inv ~ value + capital | firm + year', {
    panel: { unit: 'firm', time: 'year' },
    fewClusters: true,
  });
  const wild = few.fewClusters?.terms[1]?.wildBootstrap;
  return (
    <table>
      <thead>
        <tr>
          <th>covariance</th>
          <th className="number">standard error</th>
          <th className="number">degrees of freedom</th>
          <th className="number">p</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.type}>
            <td>{row.type}</td>
            <td className="number">{number(row.standardError)}</td>
            <td className="number">{number(row.df, 2)}</td>
            <td className="number">{number(row.pValue)}</td>
          </tr>
        ))}
        <tr>
          <td>wild cluster bootstrap, all {wild?.draws} sign vectors</td>
          <td className="number">–</td>
          <td className="number">–</td>
          <td className="number">{number(wild?.pValue ?? null)}</td>
        </tr>
      </tbody>
    </table>
  );
}

interface Tree {
  linkage: Record<string, { height: number[]; copheneticCorrelation: number }>;
  'validity.ward.D2': Record<string, { silhouette: number; calinskiHarabasz: number }>;
}

/** Ward on the arrests data: last merges and the silhouette by number of groups, compared with R. */
export function WardTable() {
  const data = dataset('usarrests');
  const [id, ...columns] = [...data.columns.keys()];
  const cluster = clusterTable(data, { id, columns, standardize: 'zscore', method: 'ward', stability: 0, k: 4 });
  const reference = oracle('cluster/usarrests.json') as Tree;
  const theirs = reference.linkage['ward.D2'];
  cluster.tree.height.forEach((height, step) => {
    agree(`height ${step + 1}`, height, theirs.height[step]);
  });
  agree('cophenetic correlation', cluster.copheneticCorrelation ?? Number.NaN, theirs.copheneticCorrelation);
  return (
    <table>
      <thead>
        <tr>
          <th className="number">groups</th>
          <th className="number">height of the merge that undoes the last cut</th>
          <th className="number">mean silhouette</th>
        </tr>
      </thead>
      <tbody>
        {cluster.validity.map(({ k, silhouette }) => (
          <tr key={k}>
            <td className="number">{k}</td>
            <td className="number">{number(cluster.tree.height[cluster.tree.height.length - k + 1], 3)}</td>
            <td className="number">
              {number(
                agree(
                  `silhouette at ${k}`,
                  silhouette ?? Number.NaN,
                  reference['validity.ward.D2'][`k${k}`].silhouette,
                ),
                3,
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

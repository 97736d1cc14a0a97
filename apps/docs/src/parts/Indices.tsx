/** Every index of a partition on the arrests data, beside R's. */
import { clusterTable } from '@aimaq/engine/cluster';
import { agree, dataset, number, oracle } from '../lib/live';
import { ScrollTable } from './ScrollTable';

const SHOWN = [2, 3, 4, 5, 6];
const BESIDE = 4;

/** Their name in fpc and clusterCrit, in full precision. */
const EXACT: Readonly<Record<string, string>> = {
  silhouette: 'silhouette',
  calinskiHarabasz: 'calinskiHarabasz',
  dunn: 'dunn',
  dunn2: 'dunn2',
  daviesBouldin: 'daviesBouldin',
  pearsonGamma: 'pearsonGamma',
  entropy: 'entropy',
  withinBetweenRatio: 'wbRatio',
};
/** Their name in NbClust, which rounds to four decimals. */
const ROUNDED: Readonly<Record<string, string>> = {
  krzanowskiLai: 'kl',
  scott: 'scott',
  marriot: 'marriot',
  traceCovarianceWithin: 'trcovw',
  traceWithin: 'tracew',
  rubin: 'rubin',
  cubicClusteringCriterion: 'ccc',
  ratkowsky: 'ratkowsky',
  ball: 'ball',
  frey: 'frey',
  sDbw: 'sdbw',
};

interface Reference {
  readonly 'validity.ward.D2': Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly 'nbClust.ward.D2': Readonly<Record<string, { readonly values: Readonly<Record<string, number>> }>>;
}

function arrests() {
  const table = dataset('usarrests');
  const [id, ...columns] = [...table.columns.keys()];
  return clusterTable(table, { id, columns, standardize: 'zscore', method: 'ward', k: BESIDE });
}

/** R's value where it has the index by the same definition. */
function peer(reference: Reference, index: string, k: number, ours: number | null): number | null {
  if (ours === null) return null;
  const what = `${index} at ${k} groups`;
  if (index in EXACT) {
    const theirs = reference['validity.ward.D2'][`k${k}`][EXACT[index]];
    agree(what, ours, theirs);
    return theirs;
  }
  if (!(index in ROUNDED)) return null;
  const theirs = reference['nbClust.ward.D2'][ROUNDED[index]].values[k];
  // Half a unit of the fourth decimal, which is what rounding may take.
  if (!(Math.abs(ours - theirs) <= 0.500001e-4))
    throw new Error(`${what}: the engine gives ${ours}, NbClust ${theirs}`);
  return theirs;
}

export function IndexNumbers() {
  const { validity } = arrests();
  const reference = oracle('cluster/usarrests.json') as Reference;
  const rows = validity.filter(({ k }) => SHOWN.includes(k));
  const indices = Object.keys(rows[0]).filter((name) => name !== 'k');
  return (
    <ScrollTable label="indices by number of groups">
      <thead>
        <tr>
          <th>index</th>
          {SHOWN.map((k) => (
            <th key={k} className="number">
              {k}
            </th>
          ))}
          <th className="number">in R, {BESIDE} groups</th>
        </tr>
      </thead>
      <tbody>
        {indices.map((name) => {
          const value = (at: (typeof rows)[number]) => (at as unknown as Record<string, number | null>)[name];
          const theirs = rows.map((at) => peer(reference, name, at.k, value(at)));
          return (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              {rows.map((at) => (
                <td key={at.k} className="number">
                  {short(value(at))}
                </td>
              ))}
              <td className="number">{short(theirs[SHOWN.indexOf(BESIDE)])}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

const short = (value: number | null) => number(value, value !== null && Math.abs(value) >= 1000 ? 0 : 3);

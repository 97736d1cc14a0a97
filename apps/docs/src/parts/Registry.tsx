/** Parts that are made from the engine's registries: what is not there is not shown, what is new appears by itself. */
import { LINKAGES } from '@aimaq/engine/cluster';
import { CONVENTIONS } from '@aimaq/engine/inference';
import { estimateTable } from '@aimaq/engine/panel';
import { dataset } from '../lib/live';
import { ScrollTable } from './ScrollTable';

/** One coefficient's clustered standard error under every convention. */
export function ConventionTable() {
  const grunfeld = dataset('grunfeld');
  return (
    <ScrollTable label="conventions">
      <thead>
        <tr>
          <th>convention</th>
          <th className="number">standard error</th>
          <th>factor</th>
          <th className="number">K</th>
          <th className="number">degrees of freedom</th>
          <th>in words</th>
        </tr>
      </thead>
      <tbody>
        {CONVENTIONS.map((convention) => {
          const [estimate] = estimateTable(grunfeld, 'inv ~ value + capital | firm + year', {
            panel: { unit: 'firm', time: 'year' },
            covariance: 'CR1S:firm',
            convention,
          });
          const capital = estimate.coefficients[1];
          const recipe = estimate.covariance.recipe as { formula: string; K: number; words: string };
          return (
            <tr key={convention}>
              <td>
                <code>{convention}</code>
              </td>
              <td className="number">{capital.standardError?.toFixed(6)}</td>
              <td>{recipe.formula}</td>
              <td className="number">{recipe.K}</td>
              <td className="number">{capital.degreesOfFreedom?.toFixed(2)}</td>
              <td>{recipe.words}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

const LINKAGE_WORDS: Readonly<Record<keyof typeof LINKAGES, readonly [string, string]>> = {
  ward: ['least increase of squared distances to the means', "ward.D2; SciPy's ward"],
  'ward.D': ['the same recurrence on distances not squared; not Ward’s criterion', 'ward.D'],
  single: ['nearest members; chains', 'single'],
  complete: ['farthest members; compact groups', 'complete'],
  average: ['mean over all pairs', 'average'],
  mcquitty: ['mean of the two distances, sizes ignored', 'mcquitty'],
  centroid: ['between centroids; on squared distances', 'centroid'],
  median: ['between midpoints; on squared distances', 'median'],
  minimax: ['the union’s member nearest to all others: a real region as centre', 'protoclust'],
};

export function LinkageTable() {
  return (
    <table>
      <thead>
        <tr>
          <th>linkage</th>
          <th>joins by</th>
          <th>in R</th>
          <th>heights never decrease</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(LINKAGES).map(([name, linkage]) => {
          const [words, inR] = LINKAGE_WORDS[name as keyof typeof LINKAGES];
          return (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{words}</td>
              <td>{inR}</td>
              <td>{linkage.monotone ? 'yes' : 'no'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

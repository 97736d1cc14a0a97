/** Parts that are made from the engine's registries: what is not there is not shown, what is new appears by itself. */
import { clusterTable, LINKAGES, type LinkageId } from '@aimaq/engine/cluster';
import { CONVENTIONS } from '@aimaq/engine/inference';
import { estimateTable } from '@aimaq/engine/panel';
import { agree, dataset, number, oracle } from '../lib/live';
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

interface Tree {
  readonly height: readonly number[];
  readonly copheneticCorrelation: number;
}

/** Their reference, where R has one; `ward.D` is asked of plain distances. */
const REFERENCE: Readonly<Partial<Record<LinkageId, string>>> = {
  ward: 'ward.D2',
  'ward.D': 'ward.D.onPlainDistances',
};

/** The tree of every linkage on the arrests: every height is compared with R's. */
export function LinkageNumbers() {
  const table = dataset('usarrests');
  const [id, ...columns] = [...table.columns.keys()];
  const { linkage: theirs } = oracle('cluster/usarrests.json') as { linkage: Readonly<Record<string, Tree>> };
  return (
    <ScrollTable label="trees by linkage">
      <thead>
        <tr>
          <th>linkage</th>
          <th className="number">last height</th>
          <th className="number">in R</th>
          <th className="number">cophenetic correlation</th>
          <th>heights never decrease</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(LINKAGES).map(([name, { monotone }]) => {
          const method = name as LinkageId;
          const distance = monotone ? 'euclidean' : 'sqeuclidean';
          const { tree, copheneticCorrelation } = clusterTable(table, {
            id,
            columns,
            method,
            distance,
            stability: 0,
            k: 4,
          });
          const known: Tree | undefined = theirs[REFERENCE[method] ?? method];
          for (const [step, height] of (known?.height ?? []).entries())
            agree(`${method}, height ${step + 1}`, tree.height[step], height);
          return (
            <tr key={method}>
              <td>
                <code>{method}</code>
              </td>
              <td className="number">{number(tree.height.at(-1))}</td>
              <td className="number">{number(known?.height.at(-1))}</td>
              <td className="number">{number(copheneticCorrelation)}</td>
              <td>{monotone ? 'yes' : 'no'}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

/** Correct digits on NIST's linear regressions, estimated as a user would: from a file and a formula. */
import { readdirSync } from 'node:fs';
import { parseTable } from '@aimaq/engine/data';
import { estimateTable } from '@aimaq/engine/panel';
import { oracleFolder, oracleText } from '../lib/live';

interface Certified {
  readonly name: string;
  readonly data: readonly (readonly number[])[];
  readonly coefficients: readonly { readonly estimate: number; readonly standardError: number }[];
  readonly residualStandardDeviation: number;
  readonly polynomialDegree: number | null;
  readonly intercept: boolean;
}

export function NistDigits() {
  const sets = readdirSync(oracleFolder('nist'))
    .sort()
    .map((file) => JSON.parse(oracleText(`nist/${file}`).replace(/: Infinity/g, ': null')) as Certified);
  return (
    <table>
      <thead>
        <tr>
          <th>data</th>
          <th>formula</th>
          <th className="number">coefficients, digits</th>
          <th className="number">standard errors, digits</th>
          <th className="number">σ, digits</th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => {
          const { formula, coefficients, standardErrors, sigma } = digitsOf(set);
          return (
            <tr key={set.name}>
              <td>{set.name}</td>
              <td>
                <code>{formula}</code>
              </td>
              <td className="number">{coefficients.toFixed(1)}</td>
              <td className="number">{standardErrors.toFixed(1)}</td>
              <td className="number">{sigma.toFixed(1)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function digitsOf(set: Certified) {
  const names = (set.data[0] ?? []).slice(1).map((_, j) => `x${j + 1}`);
  const csv = [['y', ...names].join(','), ...set.data.map((row) => row.join(','))].join('\n');
  const degree = set.polynomialDegree ?? 1;
  const right = degree > 1 ? `poly(x1, ${degree}, raw = TRUE)` : `${set.intercept ? '' : '0 + '}${names.join(' + ')}`;
  const read = parseTable(csv);
  if (!read.ok) throw new Error(`${set.name} could not be read`);
  const [{ coefficients, fit }] = estimateTable(read.value, `y ~ ${right}`, { covariance: 'iid' });
  const fewest = (of: 'estimate' | 'standardError') =>
    Math.min(...set.coefficients.map((certified, j) => digits(coefficients[j]?.[of], certified[of])));
  return {
    formula: `y ~ ${right}`,
    coefficients: fewest('estimate'),
    standardErrors: fewest('standardError'),
    sigma: digits(fit.sigma, set.residualStandardDeviation),
  };
}

/** −log₁₀ of the relative error, or of the absolute one where the certified value is 0; 15 is all that is certified. */
function digits(ours: number | null | undefined, certified: number): number {
  const error = Math.abs((ours ?? (certified === 0 ? 0 : Number.NaN)) - certified) / (Math.abs(certified) || 1);
  if (Number.isNaN(error)) throw new Error('a number that is certified is missing');
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

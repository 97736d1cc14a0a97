/** The standard error of one coefficient under every covariance, beside R's. */
import { estimateTable } from '@aimaq/engine/panel';
import { agree, at, dataset, number, oracle } from '../lib/live';
import { ScrollTable } from './ScrollTable';

interface Matrix {
  readonly names: readonly string[];
  readonly values: readonly (readonly number[])[];
}

const FORMULA = 'inv ~ value + capital';
const EFFECTS = ' | firm + year';
/** Covariance, convention, where R's matrix stands in its reference, and R's call. */
const ROWS: readonly (readonly [string, string, string | null, string])[] = [
  ['iid', 'fixest-0.12', 'fixest/fe.twoways/vcov/iid', 'fixest, "iid"'],
  ['HC0', 'plm', 'covariance/within.twoways/vcovHC.white1.HC0', 'vcovHC(method = "white1", type = "HC0")'],
  ['HC1', 'plm', 'covariance/within.twoways/vcovHC.white1.HC1', '… type = "HC1"'],
  ['HC2', 'plm', 'covariance/within.twoways/vcovHC.white1.HC2', '… type = "HC2"'],
  ['HC3', 'plm', 'covariance/within.twoways/vcovHC.white1.HC3', '… type = "HC3"'],
  ['HC4', 'plm', 'covariance/within.twoways/vcovHC.white1.HC4', '… type = "HC4"'],
  ['GHC1:firm', 'plm', 'covariance/within.twoways/vcovHC.white2.HC1', 'vcovHC(method = "white2", type = "HC1")'],
  ['HC1:firm', 'plm', 'covariance/within.twoways/vcovHC.arellano.HC1', 'vcovHC(method = "arellano", type = "HC1")'],
  ['CR0:firm', 'clubSandwich', 'clubSandwich/types/CR0', 'clubSandwich::vcovCR'],
  ['CR1:firm', 'clubSandwich', 'clubSandwich/types/CR1', '… type = "CR1"'],
  ['CR1S:firm', 'clubSandwich', 'clubSandwich/types/CR1S', '… type = "CR1S"'],
  ['CR2:firm', 'clubSandwich', 'clubSandwich/types/CR2', '… type = "CR2"'],
  // With a dummy for each cluster I − H is singular inside it; clubSandwich inverts its rounding.
  ['CR3:firm', 'clubSandwich', null, 'none with a dummy for each firm'],
  ['jackknife:firm', 'clubSandwich', null, 'each firm left out in turn'],
  ['CR1S:firm+year', 'fixest-0.12', 'fixest/fe.twoways/vcov/twoway', 'fixest, ~ firm + year'],
  ['NW:2', 'fixest-0.12', 'fixest/fe.twoways/vcov/NW(2)', 'fixest, NW(2)'],
  ['DK:2', 'fixest-0.12', 'fixest/fe.twoways/vcov/DK(2)', 'fixest, DK(2)'],
  ['PCSE', 'plm', 'covariance/within.twoways/vcovBK.time.HC0', 'vcovBK(cluster = "time")'],
];

export function CovarianceNumbers() {
  const reference = oracle('panel/grunfeld.json');
  const rows = ROWS.map(([covariance, convention, path, peer]) => {
    const [estimate] = estimateTable(dataset('grunfeld'), FORMULA + EFFECTS, {
      panel: { unit: 'firm', time: 'year' },
      covariance,
      convention,
    });
    const ours = estimate.coefficients[1].standardError;
    const theirs = path === null ? null : standardError(at(reference, path), 'capital');
    if (theirs !== null) agree(`${covariance} under ${convention}`, ours ?? Number.NaN, theirs);
    return { covariance, ours, theirs, peer };
  });
  const conley = 'log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp';
  const [located] = estimateTable(dataset('produc_located'), conley, { covariance: 'conley:300', convention: 'stata' });
  const pcap = located.coefficients[1];
  const theirs = standardError(at(oracle('inference/inference.json'), 'conley/km300'), pcap.term);
  agree('conley:300', pcap.standardError ?? Number.NaN, theirs);
  return (
    <ScrollTable label="standard errors under every covariance">
      <thead>
        <tr>
          <th>covariance</th>
          <th className="number">standard error</th>
          <th className="number">in R</th>
          <th>by</th>
        </tr>
      </thead>
      <tbody>
        {[
          ...rows,
          {
            covariance: 'conley:300',
            ours: pcap.standardError,
            theirs,
            peer: 'by definition, all pairs (log(pcap), states)',
          },
        ].map((row) => (
          <tr key={row.covariance}>
            <td>
              <code>{row.covariance}</code>
            </td>
            <td className="number">{number(row.ours, 6)}</td>
            <td className="number">{number(row.theirs, 6)}</td>
            <td>
              <code>{row.peer}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** From a matrix, or from clubSandwich's list of standard errors. */
function standardError(found: unknown, term: string): number {
  if (typeof found === 'object' && found !== null && 'standardErrors' in found)
    return (found.standardErrors as Record<string, number>)[term];
  const { names, values } = found as Matrix;
  return Math.sqrt(values[names.indexOf(term)][names.indexOf(term)]);
}

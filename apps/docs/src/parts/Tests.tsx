/** The specification tests on a textbook panel, each statistic beside R's. */
import { testTable } from '@aimaq/engine/panel';
import type { TestsDocument } from '@aimaq/engine/result';
import { agree, dataset, number, oracle, oracleText } from '../lib/live';
import { ScrollTable } from './ScrollTable';

interface Theirs {
  readonly statistic?: Readonly<Record<string, number>>;
}

function grunfeld() {
  const [document] = testTable(dataset('grunfeld'), 'inv ~ value + capital', { panel: { unit: 'firm', time: 'year' } });
  return document.tests;
}

/** Statistics by name and variant, as plm, lmtest and car give them. */
function peers(): ReadonlyMap<string, number> {
  const { tests } = oracle('panel/grunfeld.json') as { tests: Record<string, Theirs> };
  const names = JSON.parse(oracleText('panel/test_names.json')) as Record<string, readonly [string, string]>;
  return new Map(
    Object.entries(tests).flatMap(([key, { statistic }]) =>
      statistic === undefined ? [] : [[names[key].join('|'), Object.values(statistic)[0]]],
    ),
  );
}

const probability = (p: number | null) => (p === null ? '–' : p < 0.0001 ? '< 0.0001' : p.toFixed(4));

/** Every variant of the tests named, on Grunfeld's ten firms. */
export function TestNumbers({ names }: { names: readonly string[] }) {
  const theirs = peers();
  const rows = grunfeld().filter((row) => names.includes(row.name));
  const missing = names.filter((name) => !rows.some((row) => row.name === name));
  if (missing.length > 0) throw new Error(`no test is called ${missing.join(', ')}`);
  return (
    <ScrollTable label={`worked numbers: ${names.join(', ')}`}>
      <thead>
        <tr>
          <th>test</th>
          <th>variant</th>
          <th className="number">statistic</th>
          <th className="number">in R</th>
          <th className="number">degrees of freedom</th>
          <th className="number">p</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={[row.name, row.variant, row.term].join('|')}>
            <td>
              <code>{row.name}</code>
            </td>
            <td>{row.term === null ? row.variant : `${row.variant}: ${row.term}`}</td>
            <td className="number">{number(row.statistic)}</td>
            <td className="number">{number(compared(row, theirs.get(`${row.name}|${row.variant}`)))}</td>
            <td className="number">{row.df.join(', ') || '–'}</td>
            <td className="number">{probability(row.pValue)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function compared(row: TestsDocument['tests'][number], theirs: number | undefined): number | null {
  if (theirs === undefined) return null;
  agree(`${row.name}, ${row.variant}`, row.statistic ?? Number.NaN, theirs);
  return theirs;
}

/** Parts that show numbers of the shipped study, read from its result. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '@aimaq/engine';
import { readResult, type StudyResult } from '@aimaq/engine/result';
import { number } from '../lib/live';
import { ScrollTable } from './ScrollTable';

const root = join(process.cwd(), '..', '..');

function kazakhstan(): StudyResult {
  const read = readResult(readFileSync(join(root, 'data', 'results', 'kazakhstan', 'study-result.json'), 'utf8'));
  if (!read.ok) throw new Error('the study result of Kazakhstan could not be read; run the study first');
  return read.value;
}

export function ChangesOfKazakhstan() {
  const result = kazakhstan();
  const name = (id: string) => result.texts.en?.[`region.${id}.name`] ?? id;
  return (
    <table>
      <thead>
        <tr>
          <th className="number">year</th>
          <th>was part of</th>
          <th>became</th>
        </tr>
      </thead>
      <tbody>
        {result.changes.map((change) => (
          <tr key={`${change.from} ${change.to}`}>
            <td className="number">{change.year}</td>
            <td>{name(change.from)}</td>
            <td>{name(change.to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** R² of every model of the study beside that of its dummies alone. */
export function StudyRSquared() {
  const result = kazakhstan();
  return (
    <table>
      <thead>
        <tr>
          <th>model</th>
          <th className="number">full R²</th>
          <th className="number">region and year dummies alone</th>
          <th className="number">within R²</th>
        </tr>
      </thead>
      <tbody>
        {result.models
          .filter((model) => model.role !== 'illustration')
          .map(({ id, estimate }) => (
            <tr key={id}>
              <td>{result.texts.en?.[`model.${id}.label`] ?? id}</td>
              <td className="number">{number(estimate.fit.rSquared.full, 3)}</td>
              <td className="number">{number(estimate.fit.rSquared.fixedEffectsOnly, 3)}</td>
              <td className="number">{number(estimate.fit.rSquared.within, 3)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The same coefficient's p-value by three methods. */
export function StudyPValues() {
  const result = kazakhstan();
  const rows = result.hypotheses.flatMap(({ kind, estimates }) =>
    kind === 'effect' ? estimates.filter((one) => one.model === estimates[0].model) : [],
  );
  return (
    <table>
      <thead>
        <tr>
          <th>regressor</th>
          <th className="number">estimate</th>
          <th className="number">p, CR1S</th>
          <th className="number">p, CR2</th>
          <th className="number">p, exact wild bootstrap</th>
          <th className="number">without one region: from</th>
          <th className="number">to</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.term}>
            <td>{result.texts.en?.[`variable.${row.term}.label`] ?? row.term}</td>
            <td className="number">{number(row.estimate, 4)}</td>
            <td className="number">{number(row.pValue.CR1S, 3)}</td>
            <td className="number">{number(row.pValue.CR2, 3)}</td>
            <td className="number">{number(row.pValue.wildBootstrap, 3)}</td>
            <td className="number">{number(row.leaveOneOut?.min ?? null, 4)}</td>
            <td className="number">{number(row.leaveOneOut?.max ?? null, 4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each claim of the study with the figures that its rule weighed. */
export function StudyVerdicts() {
  const result = kazakhstan();
  const [{ rules }] = result.hypotheses;
  return (
    <>
      <p>
        In the shipped study α is {rules.significance}, the other models must agree in {100 * rules.agreement} % and the
        multiverse in {100 * rules.signShare} % of their signs:
      </p>
      <ScrollTable label="verdicts of the shipped study">
        <thead>
          <tr>
            <th>claim</th>
            <th>kind</th>
            <th>verdict</th>
            <th>figures that the rule weighed</th>
          </tr>
        </thead>
        <tbody>
          {result.hypotheses.map((hypothesis) => (
            <tr key={hypothesis.id}>
              <td>{result.texts.en?.[`hypothesis.${hypothesis.id}.title`] ?? hypothesis.id}</td>
              <td>
                <code>{hypothesis.kind}</code>
              </td>
              <td>{hypothesis.verdict.replace('-', ' ')}</td>
              <td>
                {Object.entries(hypothesis.figures).map(([name, value], i) => (
                  <span key={name}>
                    {i > 0 && '; '}
                    <code>{name}</code>{' '}
                    {typeof value === 'number' ? Number(value.toPrecision(3)) : String(value ?? '–')}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

export function StudyStructure() {
  const { cluster, units } = kazakhstan();
  return (
    <p>
      For the {units.length} units of Kazakhstan the test of structure gives p ={' '}
      {number(cluster.structure?.pValue ?? null, 3)}; the cut is at {cluster.k} groups, and resampling the regions finds
      them again with mean Jaccard similarities of{' '}
      {(cluster.stability ?? []).map((one) => number(one.jaccard, 2)).join(', ')}.
    </p>
  );
}

interface Sentences {
  readonly message: string;
  readonly hint: string;
}

/** What the command itself says: codes without a room. */
function ofTheCommand(): [string, Sentences][] {
  const path = join(root, 'packages', 'locales', 'src', 'failure.en.json');
  const sentences = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  return Object.keys(sentences).flatMap((key) => {
    const [, code] = /^failure\.(.+)\.message$/.exec(key) ?? [];
    return code === undefined
      ? []
      : [[code, { message: sentences[key], hint: sentences[`failure.${code}.hint`] ?? '' }]];
  });
}

/** Every code of the engine and of the command with its English fact and remedy. */
export function Codes() {
  const rooms = new Map<string, [string, Sentences][]>();
  for (const entry of Object.entries(MESSAGES)) {
    const room = entry[0].slice(0, entry[0].indexOf('-'));
    rooms.set(room, [...(rooms.get(room) ?? []), entry]);
  }
  rooms.set('command', ofTheCommand());
  return (
    <>
      {[...rooms].map(([room, entries]) => (
        <section key={room}>
          <h2 id={room}>{room}</h2>
          <table>
            <thead>
              <tr>
                <th>code</th>
                <th>what</th>
                <th>what to do</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(([code, { message, hint }]) => (
                <tr key={code} id={code}>
                  <td>
                    <code>{code}</code>
                  </td>
                  <td>{message}</td>
                  <td>{hint}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

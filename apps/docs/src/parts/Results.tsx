/** Reports of tests and benchmarks, shown as they were written by the runs. */
import { type Block, coverage, reports } from '../lib/report';
import { ScrollTable } from './ScrollTable';

/** A number, with its unit or without, or that there is none. */
const NUMBER = /^([<>] )?[−-]?\d[\d.,]*(e[−-]?\d+)?( ?(×|%|s|MB|kB|ms))?( \([^)]*\))?$|^–?$/;

function plain(text: string): string {
  return text.replace(/`([^`]*)`/g, '$1').replace(/(\*{1,2})(\S[^*]*)\1/g, '$2');
}

function Blocks({ of }: { of: readonly Block[] }) {
  return of.map((block, i) => {
    const key = `${i} ${block.kind}`;
    const numeric = (j: number) => block.kind === 'table' && block.rows.every((row) => NUMBER.test(row[j] ?? ''));
    switch (block.kind) {
      case 'heading':
        return <h3 key={key}>{plain(block.text)}</h3>;
      case 'text':
        return <p key={key}>{plain(block.text)}</p>;
      case 'list':
        return (
          <ul key={key}>
            {block.items.map((item) => (
              <li key={item}>{plain(item)}</li>
            ))}
          </ul>
        );
      case 'code':
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
          <pre key={key} tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        );
      case 'table':
        return (
          <ScrollTable key={key} label="table">
            <thead>
              <tr>
                {block.columns.map((column, j) => (
                  <th key={column} className={numeric(j) ? 'number' : undefined}>
                    {plain(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, j) => (
                    <td key={`${j} ${cell}`} className={numeric(j) ? 'number' : undefined}>
                      {plain(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        );
      default:
        return null;
    }
  });
}

/** Rejection rates by method, from the simulation. */
export function CoverageSimulation() {
  return <Blocks of={reportOf('coverage')} />;
}

/** How often the rules of the verdicts are right, where the truth is known. */
export function VerdictSimulation() {
  return <Blocks of={reportOf('verdicts')} />;
}

/** What the tests counted: one line a subject, then each subject with its references and reasons. */
export function Agreement() {
  const pages = coverage();
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>subject</th>
            <th className="number">agreed</th>
            <th className="number">differing by definition</th>
            <th className="number">peer failed</th>
          </tr>
        </thead>
        <tbody>
          {pages.map((page) => {
            const [, ...counts] = totalOf(page);
            return (
              <tr key={titleOf(page)}>
                <td>
                  <a href={`#${anchor(titleOf(page))}`}>{titleOf(page)}</a>
                </td>
                {counts.map((count, j) => (
                  <td key={`${j} ${count}`} className="number">
                    {Number(count).toLocaleString('en')}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {pages.map((page) => (
        <Report key={titleOf(page)} of={page} />
      ))}
    </>
  );
}

/** The last row of the first table: all references of the subject together. */
function totalOf(page: readonly Block[]): readonly string[] {
  const table = page.find((block) => block.kind === 'table');
  const total = table?.rows.at(-1);
  if (total?.[0] !== 'all') throw new Error(`${titleOf(page)} has no total`);
  return total;
}

function titleOf([title]: readonly Block[]): string {
  if (title?.kind !== 'heading') throw new Error('a report begins with its title');
  return plain(title.text);
}

const anchor = (title: string) => title.toLowerCase().replace(/[^a-z]+/g, '-');

/** In the order in which a reader asks. Of the commands the times are shown; what they print stands in the transcript. */
export function Benchmarks() {
  return ['panel', 'cluster', 'multiverse', 'web', 'cli'].map((name) => {
    const report = reportOf(name);
    return <Report key={name} of={name === 'cli' ? report.filter((block) => block.kind !== 'code') : report} />;
  });
}

/** Its title one level above its headings. */
function Report({ of }: { of: readonly Block[] }) {
  return (
    <section>
      <h2 id={anchor(titleOf(of))}>{titleOf(of)}</h2>
      <Blocks of={of.slice(1)} />
    </section>
  );
}

function reportOf(name: string): readonly Block[] {
  const found = reports('bench').get(name);
  if (found === undefined) throw new Error(`bench/${name}/RESULTS.md is missing`);
  return found;
}

/** Reports of tests and benchmarks, shown as they were written by the runs. */
import { type Block, coverage, reports } from '../lib/report';

function plain(text: string): string {
  return text.replace(/`([^`]*)`/g, '$1').replace(/\*\*([^*]*)\*\*/g, '$1');
}

function Blocks({ of }: { of: readonly Block[] }) {
  return of.map((block, i) => {
    const key = `${i} ${block.kind}`;
    switch (block.kind) {
      case 'heading':
        return <h3 key={key}>{plain(block.text)}</h3>;
      case 'text':
        return <p key={key}>{plain(block.text)}</p>;
      case 'code':
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
          <pre key={key} tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        );
      case 'table':
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
          <section key={key} className="scroll" aria-label="table" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {block.columns.map((column) => (
                    <th key={column}>{plain(column)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {block.rows.map((row) => (
                  <tr key={row.join('|')}>
                    {row.map((cell, j) => (
                      <td key={`${j} ${cell}`}>{plain(cell)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      default:
        return null;
    }
  });
}

export function CoverageSimulation() {
  return <Blocks of={reports('bench').get('coverage') ?? []} />;
}

export function Agreement() {
  return coverage().map((page) => <Blocks key={JSON.stringify(page[0])} of={page} />);
}

export function Benchmarks() {
  return [...reports('bench')]
    .filter(([name]) => name !== 'coverage')
    .map(([name, blocks]) => (
      <section key={name}>
        <h2 id={name}>{name}</h2>
        <Blocks of={blocks} />
      </section>
    ));
}

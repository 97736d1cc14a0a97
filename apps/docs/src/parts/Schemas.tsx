/** The published JSON Schemas: one row a document. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ScrollTable } from './ScrollTable';

const folder = join(process.cwd(), '..', '..', 'packages', 'engine', 'dist', 'schemas');

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

export function Schemas() {
  const files = readdirSync(folder).sort();
  return (
    <ScrollTable label="schemas and their fields">
      <thead>
        <tr>
          <th>kind</th>
          <th>fields</th>
        </tr>
      </thead>
      <tbody>
        {files.map((name) => {
          const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema;
          return (
            <tr key={name}>
              <td>
                <code>{basename(name, '.json')}</code>
              </td>
              <td>{Object.keys(schema.properties ?? {}).join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

/** The published JSON Schemas: one row a document. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), '..', '..', 'packages', 'engine', 'dist', 'schemas');

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

export function Schemas() {
  const files = readdirSync(folder).sort();
  return (
    <table>
      <thead>
        <tr>
          <th>schema</th>
          <th>fields</th>
        </tr>
      </thead>
      <tbody>
        {files.map((name) => {
          const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema;
          return (
            <tr key={name}>
              <td>
                <code>{`@aimaq/engine/schemas/${name}`}</code>
              </td>
              <td>{Object.keys(schema.properties ?? {}).join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

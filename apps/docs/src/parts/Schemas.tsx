/** The published JSON Schemas: one row a document. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), '..', '..', 'packages', 'engine', 'schemas');

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

export function Schemas() {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return (
    <table>
      <thead>
        <tr>
          <th>schema</th>
          <th>fields</th>
        </tr>
      </thead>
      <tbody>
        {files.sort().map((name) => {
          const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema;
          return (
            <tr key={name}>
              <td>
                <code>@aimaq/engine/schemas/{name}</code>
              </td>
              <td>{Object.keys(schema.properties ?? {}).join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

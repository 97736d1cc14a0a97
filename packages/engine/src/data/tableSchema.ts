/**
 * Checks CSV records against a Frictionless Table Schema: types, required, unique, enum, bounds, primary and foreign
 * keys. Every finding names file, line, column, rule and remedy.
 */
import * as v from 'valibot';
import { type Issue, issue, type Params } from '../errors.js';
import type { CsvRecords } from './csv.js';

const ConstraintsSchema = v.looseObject({
  required: v.optional(v.boolean()),
  unique: v.optional(v.boolean()),
  enum: v.optional(v.array(v.string())),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
});
const FieldSchema = v.looseObject({
  name: v.string(),
  type: v.picklist(['string', 'number', 'integer', 'boolean', 'date']),
  constraints: v.optional(ConstraintsSchema),
});
export const TableSchemaSchema = v.looseObject({
  fields: v.array(FieldSchema),
  missingValues: v.optional(v.array(v.string()), ['']),
  primaryKey: v.optional(v.union([v.string(), v.array(v.string())])),
  foreignKeys: v.optional(
    v.array(
      v.looseObject({ fields: v.string(), reference: v.looseObject({ resource: v.string(), fields: v.string() }) }),
    ),
    [],
  ),
});
export type TableSchema = v.InferOutput<typeof TableSchemaSchema>;
type Field = v.InferOutput<typeof FieldSchema>;

export type Cell = string | number | boolean | null;
export interface CheckedRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface TableCheck {
  readonly rows: readonly CheckedRow[];
  readonly issues: readonly Issue[];
}

export function checkTable(file: string, csv: CsvRecords, schema: TableSchema): TableCheck {
  const issues: Issue[] = [];
  const report = (code: Issue['code'], params: Params, row: number, column?: string) => {
    issues.push(issue(code, params, column === undefined ? { file, row } : { file, row, column }));
  };
  const positions = new Map(csv.header.map((name, j) => [name, j]));
  for (const field of schema.fields) {
    if (!positions.has(field.name)) report('data-missing-column', { column: field.name }, 1, field.name);
  }
  for (const name of csv.header) {
    if (!schema.fields.some((field) => field.name === name))
      report('data-undeclared-column', { column: name }, 1, name);
  }
  if (issues.length > 0) return { rows: [], issues };

  const keyFields = typeof schema.primaryKey === 'string' ? [schema.primaryKey] : (schema.primaryKey ?? []);
  const unique = (field: Field) => field.constraints?.unique || (keyFields.length === 1 && keyFields[0] === field.name);
  const seen = new Map(schema.fields.filter(unique).map((field) => [field.name, new Map<string, number>()]));
  const keys = new Map<string, number>();
  const rows: CheckedRow[] = [];
  csv.records.forEach((record, r) => {
    const line = csv.lines[r];
    const cells: Record<string, Cell> = {};
    for (const field of schema.fields) {
      const text = record[positions.get(field.name) as number].trim();
      cells[field.name] = cellOf(text, field, schema.missingValues, (code, params) => {
        report(code, { column: field.name, value: text, ...params }, line, field.name);
      });
      const before = seen.get(field.name);
      if (before !== undefined && cells[field.name] !== null) {
        const first = before.get(text);
        if (first !== undefined)
          report('data-not-unique', { column: field.name, value: text, first }, line, field.name);
        else before.set(text, line);
      }
    }
    if (keyFields.length > 1) {
      const key = keyFields.map((name) => String(cells[name])).join(', ');
      const first = keys.get(key);
      if (first !== undefined)
        report('data-duplicate-row', { key, columns: keyFields.join(', '), first }, line, keyFields[0]);
      else keys.set(key, line);
    }
    rows.push({ line, cells });
  });
  return { rows, issues };
}

function cellOf(
  text: string,
  field: Field,
  missing: readonly string[],
  report: (code: Issue['code'], params: Params) => void,
): Cell {
  const rule = field.constraints ?? {};
  if (missing.includes(text)) {
    if (rule.required) report('data-missing-value', {});
    return null;
  }
  if (rule.enum !== undefined && !rule.enum.includes(text))
    report('data-not-in-list', { allowed: rule.enum.join(', ') });
  if (field.type === 'string') return text;
  if (field.type === 'boolean') {
    if (text !== 'true' && text !== 'false') report('data-wrong-type', { type: 'true or false' });
    return text === 'true';
  }
  if (field.type === 'date') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) report('data-wrong-type', { type: 'a date such as 2022-06-08' });
    return text;
  }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number) || (field.type === 'integer' && !Number.isInteger(number))) {
    report('data-wrong-type', { type: field.type === 'integer' ? 'a whole number' : 'a number with a decimal point' });
    return null;
  }
  if (rule.minimum !== undefined && number < rule.minimum) report('data-below-minimum', { minimum: rule.minimum });
  if (rule.maximum !== undefined && number > rule.maximum) report('data-above-maximum', { maximum: rule.maximum });
  return number;
}

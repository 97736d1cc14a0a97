/** The visitor's choices as a study file (`aimaq/study@1`), to be run by the command on a data package of the same table. */

export interface Choices {
  readonly file: string;
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly regressors: readonly string[];
  readonly clusterColumns: readonly string[];
  readonly years: readonly [number, number];
}

export function studyYaml(choices: Choices): string {
  const { file, outcome, regressors, clusterColumns, years } = choices;
  const ids = new Map<string, string>();
  for (const column of [outcome, ...regressors, ...clusterColumns]) ids.set(column, identifier(column, ids));
  const id = (column: string) => ids.get(column) ?? column;
  const role = (column: string) => (column === outcome ? 'outcome' : regressors.includes(column) ? 'macro' : 'profile');
  const right = regressors.map(id).join(' + ');
  const groups = clusterColumns.length > 0 ? clusterColumns : regressors;
  return `# Made on the “Try it” page from ${oneLine(file)}. Make a data package of the table first (docs: “a country is a folder”),
# with the indicators named as the expressions below, then: aimaq run study.yaml
schema: aimaq/study@1
id: my-study
country: my-country
data: datapackage.json
territory:
  units: present
period: { from: ${years[0]}, to: ${years[1]} }

variables:
${[...ids].map(([column, name]) => `  ${name}:\n    expression: ${name}\n    role: ${role(column)}`).join('\n')}

correlation:
  variables: [${[outcome, ...regressors].map(id).join(', ')}]

models:
  baseline:
    formula: ${id(outcome)} ~ ${right} | unit + year
    role: baseline

hypotheses:
  first:
    kind: effect
    model: baseline
    terms: [${id(regressors[0] ?? outcome)}]
    sign: positive

clustering:
  variables: [${groups.map(id).join(', ')}]
  years: { from: ${years[0]}, to: ${years[1]} }
`;
}

/** A name that the study file allows, unlike those already given. */
function identifier(column: string, taken: ReadonlyMap<string, string>): string {
  const plain = column
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  const base = /^[a-z]/.test(plain) ? plain : `v_${plain}`;
  const used = new Set(taken.values());
  let name = base;
  for (let i = 2; used.has(name); i++) name = `${base}_${i}`;
  return name;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

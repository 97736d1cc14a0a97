/**
 * What can be wrong with what a user gives, each with the exit code and the words that must come: what, where, why, what
 * to do. Every case runs the built command in a folder of its own with `files` in it.
 */
export interface BadInput {
  readonly name: string;
  readonly args: readonly string[];
  readonly exit: number;
  /** Parts of standard error, in any order. */
  readonly says: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
}

const PANEL =
  'region,year,y,x,z\na,1,1,2,1\na,2,2,3,4\na,3,2,5,2\nb,1,3,1,1\nb,2,5,2,3\nb,3,4,4,4\nc,1,1,1,2\nc,2,2,2,5\nc,3,4,3,1\n';
const panel = { 'panel.csv': PANEL };
const model = ['estimate', 'panel.csv', '--formula', 'y ~ x | region', '--panel', 'region,year'];
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))));

const STUDY = `schema: aimaq/study@1
id: small
country: small
data: package/datapackage.json
locales: [en]
territory: { units: present }
period: { from: 2018, to: 2020 }
variables:
  output: { expression: output, role: outcome }
  roads: { expression: roads, role: macro }
correlation: { variables: [output, roads] }
models:
  baseline: { formula: output ~ roads | unit + year, role: baseline }
hypotheses:
  roads: { kind: effect, model: baseline, terms: [roads], sign: positive }
clustering: { variables: [output, roads], years: { from: 2018, to: 2020 } }
`;
const study = (change: (text: string) => string) => ({ 'study.yaml': change(STUDY) });
const pack = (observations: string) => ({
  'package/datapackage.json': JSON.stringify({
    name: 'small',
    aimaq: { schema: 'aimaq/data-package@1', country: 'small', nation: 'all', years: { from: 2018, to: 2020 } },
    resources: [
      {
        name: 'observations',
        path: 'observations.csv',
        schema: {
          fields: [
            { name: 'indicator', type: 'string' },
            { name: 'region', type: 'string' },
            { name: 'year', type: 'integer' },
            { name: 'value', type: 'number' },
          ],
          primaryKey: ['indicator', 'region', 'year'],
          foreignKeys: [{ fields: 'region', reference: { resource: 'regions', fields: 'id' } }],
        },
      },
      { name: 'regions', path: 'regions.csv', schema: { fields: [{ name: 'id', type: 'string' }] } },
      { name: 'indicators', path: 'indicators.csv', schema: { fields: [{ name: 'id', type: 'string' }] } },
      { name: 'sources', path: 'sources.csv', schema: { fields: [{ name: 'id', type: 'string' }] } },
    ],
  }),
  'package/observations.csv': `indicator,region,year,value\n${observations}`,
  'package/regions.csv': 'id\nall\nnorth\nsouth\n',
  'package/indicators.csv': 'id\noutput\nroads\n',
  'package/sources.csv': 'id\nbook\n',
});

/** The same package with names in Russian, but not of the roads. */
const named = (files: Readonly<Record<string, string>>) => {
  const descriptor = JSON.parse(files['package/datapackage.json'] ?? '') as { resources: unknown[] };
  const fields = ['key', 'text'].map((name) => ({ name, type: 'string' }));
  descriptor.resources.push({ name: 'locale-ru', path: 'ru.csv', schema: { fields } });
  const regions = ['all', 'north', 'south'].map((region) => `region.${region}.name,${region}\n`).join('');
  return {
    ...files,
    'package/datapackage.json': JSON.stringify(descriptor),
    'package/ru.csv': `key,text\nindicator.output.name,Выпуск\n${regions}`,
  };
};

export const BAD_INPUTS: readonly BadInput[] = [
  // Files
  {
    name: 'a file that is not there',
    args: ['describe', 'nowhere.csv'],
    exit: 2,
    says: ['nowhere.csv', 'there is no such file', 'check the path'],
  },
  {
    name: 'a folder that is no data package',
    args: ['describe', 'folder'],
    exit: 2,
    files: { 'folder/x.txt': '' },
    says: ['datapackage.json', 'a data package is a folder'],
  },
  {
    name: 'an empty file',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': '' },
    says: ['a.csv', 'the file is empty', 'header line'],
  },
  {
    name: 'nothing but blanks',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': ' \n\n  \n' },
    says: ['the file is empty'],
  },
  {
    name: 'a header without rows',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,b\n' },
    says: ['no rows', 'export is complete'],
  },
  {
    name: 'empty standard input',
    args: ['describe', '-'],
    exit: 3,
    stdin: '',
    says: ['standard input', 'the file is empty'],
  },
  {
    name: 'a row with a field too many',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,b\n1,2\n1,2,3\n' },
    says: ['a.csv:3', '3 fields, the header 2', 'delimiter'],
  },
  {
    name: 'a quote that never closes',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,b\n"x,2\n' },
    says: ['a.csv:2', 'never closed'],
  },
  {
    name: 'text after a closing quote',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,b\n"x"y,2\n' },
    says: ['a.csv:2', 'after a closing quote'],
  },
  {
    name: 'a column that occurs twice',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,a\n1,2\n' },
    says: ['a.csv:1:a', 'occurs twice'],
  },
  {
    name: 'NUL bytes',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': bytes('a,b\n1,', 0, '2\n') },
    says: ['a.csv:2', 'NUL byte', 'UTF-8'],
  },
  {
    name: 'a picture instead of a table',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR') },
    says: ['NUL byte'],
  },
  {
    name: 'a number beyond all numbers',
    args: ['describe', 'a.csv'],
    exit: 3,
    files: { 'a.csv': 'a,b\n1,2\n1e999,2\n' },
    says: ['a.csv:3:a', 'beyond the range', 'larger unit'],
  },
  {
    name: 'an old Excel workbook',
    args: ['describe', 'a.xls'],
    exit: 2,
    files: { 'a.xls': bytes(0xd0, 0xcf, 0x11, 0xe0, 0, 0) },
    says: ['.xls', 'XLSX or CSV'],
  },
  {
    name: 'a broken workbook',
    args: ['describe', 'a.xlsx'],
    exit: 3,
    files: { 'a.xlsx': bytes('PK', 3, 4, 'broken') },
    says: ['a.xlsx', 'not a workbook', 'save it as XLSX'],
  },
  {
    name: 'a broken Parquet file',
    args: ['describe', 'a.parquet'],
    exit: 3,
    files: { 'a.parquet': 'PAR1 broken and short PAR1' },
    says: ['a.parquet', 'cannot be read', 'complete'],
  },
  {
    name: 'a sheet of a file without sheets',
    args: ['describe', 'panel.csv', '--sheet', '2'],
    exit: 2,
    files: panel,
    says: ['no sheets', '--sheet'],
  },
  {
    name: 'a wide table without years',
    args: ['describe', 'panel.csv', '--wide', 'time'],
    exit: 2,
    files: panel,
    says: ['ends in a year', 'region, year, y, x, z', '--wide'],
  },
  {
    name: 'a wide table that is not said to be wide',
    args: ['estimate', 'a.csv', '--formula', 'value ~ 1 | region + year', '--panel', 'region,year'],
    exit: 2,
    files: { 'a.csv': 'region,2021,2022\na,1,2\nb,3,5\n' },
    says: ['a.csv: there is no column "year"', 'region, 2021, 2022', 'add --wide year'],
  },
  {
    name: 'an indicator without a name',
    args: ['validate', 'package'],
    exit: 3,
    files: named(pack('output,north,2018,1\n')),
    says: ['package/datapackage.json: the indicator "roads" has no name in ru.csv', 'add a row indicator.roads.name'],
  },
  // Text where numbers should be
  {
    name: 'text in numbers, in a formula',
    args: ['estimate', 'a.csv', '--formula', 'y ~ x'],
    exit: 1,
    files: { 'a.csv': 'x,y\n1,1\n2,3\n3,2\n5,6\n4,1\n6,1\n7,1o\n8,2\n9,3\n' },
    says: ['"y" is not one number a row', '"y" is numbers but for some values, such as "1o" in line 8'],
  },
  {
    name: 'an outcome of text',
    args: ['estimate', 'a.csv', '--formula', 'y ~ x'],
    exit: 1,
    files: { 'a.csv': 'y,x\nlow,1\nhigh,3\nlow,2\n' },
    says: ['"y" is not one number a row'],
  },
  // Panels
  {
    name: 'two rows for one unit and year',
    args: model,
    exit: 1,
    files: { 'panel.csv': `${PANEL}c,3,4,4,4\n` },
    says: ['c has more than one row for 3', 'rows 9 and 10', 'aggregate'],
  },
  {
    name: 'a row without a unit',
    args: model,
    exit: 1,
    files: { 'panel.csv': `${PANEL},4,4,4,4\n` },
    says: ['row 10', '"region"'],
  },
  {
    name: 'years that are words',
    args: model,
    exit: 1,
    files: { 'panel.csv': PANEL.replaceAll(/,(\d),/g, ',y$1,') },
    says: ['"year"', 'not a number'],
  },
  {
    name: 'an unknown column of units',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ x', '--panel', 'regoin,year'],
    exit: 2,
    files: panel,
    says: ['"regoin"', 'did you mean "region"?'],
  },
  {
    name: 'a panel of one name',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ x', '--panel', 'region'],
    exit: 2,
    files: panel,
    says: ['"region" does not fit -p, --panel <unit,time>', 'UNIT,TIME'],
  },
  // Formulas
  {
    name: 'a column that is not there',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ xx | regiom'],
    exit: 2,
    files: panel,
    says: ['there is no column', 'the columns are: region, year, y, x, z'],
  },
  {
    name: 'a column nearly right',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ x | regiom'],
    exit: 2,
    files: panel,
    says: ['"regiom"', 'did you mean "region"?'],
  },
  {
    name: 'a formula without a tilde',
    args: ['estimate', 'panel.csv', '--formula', 'y + x'],
    exit: 2,
    files: panel,
    says: ['~'],
  },
  {
    name: 'a parenthesis left open',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ log(x'],
    exit: 2,
    files: panel,
    says: ['y ~ log(x'],
  },
  {
    name: 'an unknown function',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ lgo(x)'],
    exit: 2,
    files: panel,
    says: ['lgo'],
  },
  {
    name: 'a lag without a panel',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ l(x, 1)'],
    exit: 2,
    files: panel,
    says: ['panel'],
  },
  {
    name: 'a regressor without variation',
    args: ['estimate', 'a.csv', '--formula', 'y ~ x | region'],
    exit: 1,
    files: { 'a.csv': 'region,y,x\na,1,2\na,2,2\nb,3,5\nb,4,5\n' },
    says: ['absorbed by the effects'],
  },
  {
    name: 'a condition that leaves nothing',
    args: [...model, '--where', 'year > 9'],
    exit: 1,
    files: panel,
    says: ['no row is left', '9 where', 'look at the filter'],
  },
  {
    name: 'a condition that cannot be read',
    args: [...model, '--where', 'year >'],
    exit: 2,
    files: panel,
    says: ['year >'],
  },
  // Options
  {
    name: 'an unknown option',
    args: [...model, '--modl', 'within'],
    exit: 2,
    files: panel,
    says: ['there is no option --modl', 'did you mean "--model"?', 'aimaq help estimate'],
  },
  {
    name: 'a slip in an option that is needed',
    args: ['estimate', 'panel.csv', '--formla', 'y ~ x'],
    exit: 2,
    files: panel,
    says: ['there is no option --formla', 'did you mean "--formula"?'],
  },
  {
    name: 'an unknown command',
    args: ['estimat', 'panel.csv'],
    exit: 2,
    says: ['there is no command "estimat"', 'did you mean "estimate"?'],
  },
  {
    name: 'no formula',
    args: ['estimate', 'panel.csv'],
    exit: 2,
    files: panel,
    says: ['-f, --formula <formula> is needed', 'aimaq help estimate'],
  },
  {
    name: 'an option without its value',
    args: ['estimate', 'panel.csv', '--formula'],
    exit: 2,
    files: panel,
    says: ['--formula <formula> needs a value'],
  },
  { name: 'no table', args: ['describe'], exit: 2, says: ['data is not given', 'aimaq help describe'] },
  {
    name: 'a formula that is not quoted',
    args: ['describe', 'panel.csv', 'y', 'x'],
    exit: 2,
    files: panel,
    says: ['too many arguments: 3, but 1 fit', 'quote what holds spaces'],
  },
  {
    name: 'a slip in another language',
    args: [...model, '--modl', 'within', '--locale', 'ru'],
    exit: 2,
    files: panel,
    says: ['нет параметра --modl', 'может быть, «--model»?', 'параметры перечислены'],
  },
  {
    name: 'a file that is not there, in Kazakh',
    args: ['describe', 'nowhere.csv', '--locale', 'kk'],
    exit: 2,
    says: ['nowhere.csv', 'мұндай файл не қалта жоқ', 'жолын тексеріңіз'],
  },
  {
    name: 'an unknown model',
    args: [...model, '--model', 'withn'],
    exit: 2,
    files: panel,
    says: ['withn', 'did you mean "within"?'],
  },
  { name: 'an unknown covariance', args: [...model, '--vcov', 'CR9:region'], exit: 2, files: panel, says: ['CR9'] },
  {
    name: 'an unknown convention',
    args: [...model, '--convention', 'stat'],
    exit: 2,
    files: panel,
    says: ['stat', 'stata'],
  },
  {
    name: 'effects without a panel',
    args: ['estimate', 'panel.csv', '--formula', 'y ~ x', '--effect', 'twoways'],
    exit: 2,
    files: panel,
    says: ['--effect', 'add --panel'],
  },
  {
    name: 'an unknown format',
    args: ['describe', 'panel.csv', '--format', 'word'],
    exit: 2,
    files: panel,
    says: ['"word"', 'docx'],
  },
  {
    name: 'an unknown language',
    args: ['describe', 'panel.csv', '--locale', 'de'],
    exit: 2,
    files: panel,
    says: ['"de"', 'kk, ru or en'],
  },
  { name: 'a level of 95', args: [...model, '--level', '95'], exit: 2, files: panel, says: ['between 0 and 1'] },
  {
    name: 'a picture of no known kind',
    args: [...model, '--figure', 'plot.gif'],
    exit: 2,
    files: panel,
    says: ['.gif', '.svg or .png'],
  },
  {
    name: 'an unknown figure',
    args: [...model, '--figure', 'qq=plot.svg'],
    exit: 2,
    files: panel,
    says: ['"qq"', 'coefficients, residuals, influence'],
  },
  { name: 'an unknown topic', args: ['help', 'formulas'], exit: 2, says: ['"formulas"', 'did you mean "formula"?'] },
  {
    name: 'an unknown shell',
    args: ['completion', 'tcsh'],
    exit: 2,
    says: ['"tcsh" does not fit shell', 'bash, zsh or fish'],
  },
  // Groups and correlations
  {
    name: 'more groups than members',
    args: ['cluster', 'a.csv', '--id', 'n', '--columns', 'v', '--k', '9'],
    exit: 1,
    files: { 'a.csv': 'n,v\na,1\nb,2\nc,5\n' },
    says: ['9', '3'],
  },
  {
    name: 'a name that stands twice',
    args: ['cluster', 'a.csv', '--id', 'n', '--columns', 'v'],
    exit: 1,
    files: { 'a.csv': 'n,v\na,1\na,2\nc,5\n' },
    says: ['a'],
  },
  {
    name: 'an unknown linkage',
    args: ['cluster', 'a.csv', '--id', 'n', '--columns', 'v', '--method', 'wrad'],
    exit: 2,
    files: { 'a.csv': 'n,v\na,1\nb,2\nc,5\n' },
    says: ['wrad', 'did you mean "ward"?'],
  },
  {
    name: 'a column of text to correlate',
    args: ['correlate', 'panel.csv', '--columns', 'y,region'],
    exit: 1,
    files: panel,
    says: ['region'],
  },
  {
    name: 'an unknown correlation',
    args: ['correlate', 'panel.csv', '--columns', 'y,x', '--method', 'pearsn'],
    exit: 2,
    files: panel,
    says: ['pearsn', 'did you mean "pearson"?'],
  },
  // Studies and data packages
  { name: 'no study', args: ['run'], exit: 2, says: ['no study was given', 'aimaq init'] },
  {
    name: 'YAML with a wrong indent',
    args: ['run', 'study.yaml'],
    exit: 3,
    files: study((text) => text.replace('  output:', ' output:')),
    says: ['study.yaml:10', 'not YAML', 'indentation'],
  },
  {
    name: 'a study without models',
    args: ['validate', 'study.yaml'],
    exit: 3,
    files: study((text) => text.replace(/models:\n.*\n/, '')),
    says: ['study.yaml', 'models'],
  },
  {
    name: 'an unknown field in a study',
    args: ['validate', 'study.yaml'],
    exit: 3,
    files: study((text) => `${text}colour: blue\n`),
    says: ['study.yaml', 'colour'],
  },
  {
    name: 'a variable that is not declared',
    args: ['validate', 'study.yaml'],
    exit: 3,
    files: study((text) => text.replace('{ variables: [output, roads] }', '{ variables: [output, raods] }')),
    says: ['study.yaml:11', '"raods"', 'did you mean "roads"?'],
  },
  {
    name: 'a study without its data',
    args: ['run', 'study.yaml'],
    exit: 2,
    files: study((text) => text),
    says: ['package/datapackage.json'],
  },
  {
    name: 'a descriptor that is no JSON',
    args: ['validate', 'package'],
    exit: 3,
    files: { 'package/datapackage.json': '{ "name": ' },
    says: ['datapackage.json', 'cannot be read'],
  },
  {
    name: 'a figure given twice',
    args: ['validate', 'package'],
    exit: 3,
    files: pack('output,north,2018,1\noutput,north,2018,2\n'),
    says: ['observations.csv:3', 'line 2 already'],
  },
  {
    name: 'a word for a figure',
    args: ['validate', 'package'],
    exit: 3,
    files: pack('output,north,2018,many\n'),
    says: ['observations.csv:2:value', '"many"', 'number'],
  },
  {
    name: 'a region of no list',
    args: ['validate', 'package'],
    exit: 3,
    files: pack('output,nroth,2018,1\n'),
    says: ['observations.csv:2:region', '"nroth"', 'regions'],
  },
  {
    name: 'an unknown report',
    args: ['run', 'study.yaml', '--format', 'pdf'],
    exit: 2,
    files: study((text) => text),
    says: ['"pdf"', 'md, html, docx'],
  },
  {
    name: 'no jobs at all',
    args: ['run', 'study.yaml', '--jobs', '0'],
    exit: 2,
    files: study((text) => text),
    says: ['at least 1'],
  },
  {
    name: 'nothing to go on with',
    args: ['run', '--resume', '--out', 'results'],
    exit: 2,
    says: ['no batch was interrupted in results'],
  },
  {
    name: 'a result that is no result',
    args: ['profile', 'a.json', 'north'],
    exit: 3,
    files: { 'a.json': '{"schema": "other"}' },
    says: ['a.json'],
  },
  // init and import
  {
    name: 'a study over another one',
    args: [
      'init',
      '.',
      '--from',
      'panel.csv',
      '--unit',
      'region',
      '--time',
      'when',
      '--outcome',
      'y',
      '--regressors',
      'x',
    ],
    exit: 2,
    files: { 'panel.csv': PANEL.replaceAll(/,([123]),/g, ',202$1,').replace('year', 'when'), 'study.yaml': '' },
    says: ['study.yaml is there already'],
  },
  {
    name: 'a study of an unknown column',
    args: [
      'init',
      's',
      '--from',
      'panel.csv',
      '--unit',
      'region',
      '--time',
      'year',
      '--outcome',
      'yy',
      '--regressors',
      'x',
    ],
    exit: 2,
    files: panel,
    says: ['"yy"', 'did you mean "y"?'],
  },
  {
    name: 'a study without an outcome, and nobody to ask',
    args: ['init', 's', '--from', 'panel.csv', '--time', 'year'],
    exit: 2,
    files: panel,
    says: ['outcome', '--outcome'],
  },
  {
    name: 'an import without years',
    args: ['import', 'a.csv', '--regions', 'package', '--out', 'o'],
    exit: 3,
    files: { ...pack('output,north,2018,1\n'), 'a.csv': 'region;value\nnorth;1\n' },
    says: ['a.csv', 'no row or column of years'],
  },
  {
    name: 'an import without a known region',
    args: ['import', 'a.csv', '--regions', 'package', '--out', 'o'],
    exit: 3,
    files: { ...pack('output,north,2018,1\n'), 'a.csv': 'region;2018\nXanadu;1\n' },
    says: ['a.csv', 'no row of the table is a region', 'Xanadu'],
  },
  {
    name: 'an import with a region twice',
    args: ['import', 'a.csv', '--regions', 'package', '--out', 'o'],
    exit: 3,
    files: { ...pack('output,north,2018,1\n'), 'a.csv': 'region;2018\nnorth;1\nNorth;2\n' },
    says: ['a.csv:3', 'line 2 already'],
  },
  {
    name: 'an import with a word for a figure',
    args: ['import', 'a.csv', '--regions', 'package', '--out', 'o'],
    exit: 3,
    files: { ...pack('output,north,2018,1\n'), 'a.csv': 'region;2018\nnorth;many\n' },
    says: ['a.csv:2', '"many" (north, 2018) is not a number'],
  },
];

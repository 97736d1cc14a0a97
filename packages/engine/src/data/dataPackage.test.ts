import { describe, expect, test } from 'vitest';
import { readDataPackage } from './dataPackage.js';

const fields = (...names: string[]) => ({
  fields: names.map((name) => ({
    name,
    type: ['year', 'row', 'column'].includes(name)
      ? 'integer'
      : name === 'value'
        ? 'number'
        : name === 'adds_up'
          ? 'boolean'
          : 'string',
  })),
});
const REGIONS = ['id', 'type', 'valid_to', 'unit'];
const INDICATORS = ['id', 'unit', 'aggregation', 'weight', 'adds_up'];

/** A nation of two regions and one former region, with one indicator that adds up. */
const TABLES: Record<string, { readonly names: readonly string[]; readonly rows: readonly string[] }> = {
  observations: {
    names: ['indicator', 'region', 'year', 'value', 'source'],
    rows: ['gdp,land,2020,30,s', 'gdp,a,2020,10,s', 'gdp,b,2020,20,s'],
  },
  indicators: { names: INDICATORS, rows: ['gdp,tenge,sum,,true'] },
  regions: { names: REGIONS, rows: ['land,country,,', 'a,region,,a', 'b,region,,b', 'old,region,2019-12-31,'] },
  sources: { names: ['id', 'publisher', 'identifier'], rows: ['s,Bureau,table 1'] },
};

interface Changes {
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  /** Resources that stand in the descriptor without their file. */
  readonly lost?: readonly string[];
  readonly left?: readonly string[];
  readonly schema?: Readonly<Record<string, object>>;
  readonly map?: object;
}

function read({ rows = {}, lost = [], left = [], schema = {}, map }: Changes = {}) {
  const encode = (text: string) => new TextEncoder().encode(text);
  const names = [...new Set([...Object.keys(TABLES), ...Object.keys(rows)])].filter((name) => !left.includes(name));
  const columns = (name: string) =>
    TABLES[name]?.names ??
    { changes: ['year', 'from', 'to'], tiles: ['region', 'row', 'column'] }[name] ?? ['key', 'text'];
  const descriptor = {
    name: 'land',
    aimaq: {
      schema: 'aimaq/data-package@1',
      country: 'LL',
      nation: 'land',
      years: { from: 2020, to: 2020 },
      ...(map === undefined ? {} : { map }),
    },
    resources: names.map((name) => ({
      name,
      path: `${name}.csv`,
      schema: { ...fields(...columns(name)), ...schema[name] },
    })),
  };
  const files = new Map([
    ['datapackage.json', encode(JSON.stringify(descriptor))],
    ['map.json', encode('{"type":"Topology"}')],
  ]);
  for (const name of names) {
    const text = [columns(name).join(','), ...(rows[name] ?? TABLES[name].rows), ''].join('\n');
    if (!lost.includes(name)) files.set(`${name}.csv`, encode(text));
  }
  return readDataPackage(files);
}
const issuesOf = (outcome: ReturnType<typeof read>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, file, row, params }) => [code, file, row, params]);
const notesOf = (outcome: ReturnType<typeof read>) =>
  outcome.ok ? outcome.notes.map(({ code, params }) => [code, params]) : issuesOf(outcome);

describe('data package: what rejects it', () => {
  test('without a descriptor, or with one that is no JSON or of another shape, it says which file and why', () => {
    expect(issuesOf(readDataPackage(new Map(), 'x/datapackage.json'))).toEqual([
      ['data-missing-file', 'x/datapackage.json', undefined, { path: 'x/datapackage.json' }],
    ]);
    const given = (text: string) => readDataPackage(new Map([['datapackage.json', new TextEncoder().encode(text)]]));
    expect(issuesOf(given('{'))).toMatchObject([['data-descriptor', 'datapackage.json', undefined, {}]]);
    const shaped = given('{"name":"x","aimaq":{"schema":"aimaq/data-package@2"},"resources":[]}');
    expect(shaped.ok ? [] : shaped.issues.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/aimaq/schema', '/aimaq/nation', '/aimaq/years']),
    );
  });

  test('a file that is not there, a resource that is not declared and a file that cannot be read are all told', () => {
    expect(issuesOf(read({ lost: ['regions'], left: ['sources'], rows: { indicators: ['"gdp'] } }))).toEqual([
      ['data-open-quote', 'indicators.csv', 2, {}],
      ['data-missing-file', 'datapackage.json', undefined, { path: 'regions.csv' }],
      ['data-missing-resource', 'datapackage.json', undefined, { resource: 'sources' }],
    ]);
  });

  test('a foreign key needs its row, an empty one does not', () => {
    const key = { fields: 'region', reference: { resource: 'regions', fields: 'id' } };
    const rows = ['gdp,land,2020,10,s', 'gdp,a,2020,10,s', 'gdp,c,2020,1,s', 'gdp,,2020,1,s'];
    expect(issuesOf(read({ rows: { observations: rows }, schema: { observations: { foreignKeys: [key] } } }))).toEqual([
      ['data-unknown-reference', 'observations.csv', 4, { column: 'region', value: 'c', resource: 'regions' }],
    ]);
  });

  test('a region has no figures after the year in which it ended, an indicator no weight that is none', () => {
    const rows = {
      observations: ['gdp,old,2019,1,s', 'gdp,old,2020,1,s'],
      indicators: ['gdp,tenge,sum,,true', 'share,%,weighted_mean,people,false'],
    };
    expect(issuesOf(read({ rows }))).toEqual([
      ['data-region-ended', 'observations.csv', 3, { region: 'old', year: 2020, until: '2019-12-31' }],
      [
        'data-unknown-reference',
        'indicators.csv',
        undefined,
        { column: 'weight', value: 'people', resource: 'indicators' },
      ],
    ]);
  });
});

describe('data package: its map', () => {
  const mapOf = (map: object | undefined, ...tiles: string[]) => {
    const outcome = read({ ...(map === undefined ? {} : { map }), ...(tiles.length === 0 ? {} : { rows: { tiles } }) });
    return outcome.ok ? outcome.value.map : issuesOf(outcome);
  };
  const tile = { region: 'a', row: 1, column: 2 };
  test('is its boundaries, its tiles or both, and nothing without either', () => {
    const drawn = { regions: 'map.json', credit: 'drawn' };
    expect(mapOf(drawn)).toEqual({ credit: 'drawn', topology: { type: 'Topology' }, tiles: [] });
    expect(mapOf(drawn, 'a,1,2')).toEqual({ credit: 'drawn', topology: { type: 'Topology' }, tiles: [tile] });
    expect(mapOf({ credit: 'drawn' }, 'a,1,2')).toEqual({ credit: 'drawn', topology: null, tiles: [tile] });
    expect(mapOf({ regions: 'elsewhere.json', credit: 'drawn' })).toBeNull();
    expect(mapOf({ credit: 'drawn' })).toBeNull();
    expect(mapOf(undefined, 'a,1,2')).toBeNull();
  });
});

describe('data package: what it remarks', () => {
  test('nothing, where all is well', () => {
    expect(notesOf(read())).toEqual([]);
  });

  test('a language that does not name an indicator or a region, by its file', () => {
    const rows = { 'locale-ru': ['region.land.name,Страна', 'region.a.name,А', 'region.b.name,Б', 'x,y'] };
    expect(notesOf(read({ rows }))).toEqual([
      ['data-indicator-no-name', { indicator: 'gdp', files: 'locale-ru.csv' }],
      ['data-region-no-name', { region: 'old', files: 'locale-ru.csv' }],
    ]);
  });

  test('regions that do not add up to the nation, from a thousandth on', () => {
    const total = (value: number) =>
      notesOf(read({ rows: { observations: [`gdp,land,2020,${value},s`, 'gdp,a,2020,10,s', 'gdp,b,2020,20,s'] } }));
    expect(total(30.029)).toEqual([]);
    expect(total(29.971)).toEqual([]);
    expect(total(40)).toEqual([
      ['data-total-differs', { indicator: 'gdp', year: 2020, sum: 30, total: 40, percent: -25 }],
    ]);
    expect(total(29.96)).toEqual([
      ['data-total-differs', { indicator: 'gdp', year: 2020, sum: 30, total: 29.96, percent: 0.133511 }],
    ]);
  });

  test('a former region counts where none of its parts has a figure, and never beside them', () => {
    const regions = ['land,country,,', 'a,region,,a', 'b,region,,b', 'old,region,2020-12-31,'];
    const rows = { regions, changes: ['2021,old,b'] };
    const of = (...observations: string[]) => notesOf(read({ rows: { ...rows, observations } }));
    expect(of('gdp,land,2020,30,s', 'gdp,a,2020,10,s', 'gdp,old,2020,20,s')).toEqual([]);
    expect(of('gdp,land,2020,30,s', 'gdp,a,2020,10,s', 'gdp,b,2020,20,s', 'gdp,old,2020,20,s')).toEqual([]);
    expect(of('gdp,land,2020,30,s', 'gdp,a,2020,10,s', 'gdp,b,2021,20,s')).toEqual([
      ['data-total-differs', { indicator: 'gdp', year: 2020, sum: 10, total: 30, percent: -66.6667 }],
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold, type Named, searchRegions } from './search';

const folder = new URL('../../../../data/kazakhstan/', import.meta.url);
const rows = (file: string) =>
  readFileSync(new URL(file, folder), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const comma = line.indexOf(',');
      return [line.slice(0, comma), line.slice(comma + 1).replace(/^"|"$/g, '')] as const;
    });
const kazakhstan: Named = {
  nation: 'kazakhstan',
  regions: rows('regions.csv').map(([id]) => ({
    id,
    type: 'region',
    iso: null,
    lon: null,
    lat: null,
    validFrom: null,
    validTo: null,
    unit: null,
  })),
  texts: Object.fromEntries(
    ['kk', 'ru', 'en'].map((locale) => [locale, Object.fromEntries(rows(`locales/${locale}.csv`))]),
  ),
};
const first = (query: string) => searchRegions(kazakhstan, query)[0]?.region;

describe('search of regions', () => {
  it.each([
    ['Семей', 'abai'],
    ['Semey', 'abai'],
    ['Shymkent', 'shymkent'],
    ['Чимкент', 'shymkent'],
    ['Qostanay', 'kostanay'],
    ['Кустанай', 'kostanay'],
    ['Қостанай', 'kostanay'],
    ['ЗКО', 'west-kazakhstan'],
    ['БҚО', 'west-kazakhstan'],
    ['Нур-Султан', 'astana'],
    ['Түркістан облысы', 'turkistan'],
    ['туркестанская область', 'turkistan'],
    ['  PAVLODAR  ', 'pavlodar'],
    ['Улытау', 'ulytau'],
    ['Ұлытау', 'ulytau'],
  ])('finds %s', (query, region) => {
    expect(first(query)).toBe(region);
  });

  it.each([
    ['Pavlodr', 'pavlodar'],
    ['Туркистн', 'turkistan'],
    ['Mangsytau', 'mangystau'],
    ['Атырау облсы', 'atyrau'],
  ])('forgives a mistake in %s', (query, region) => {
    expect(searchRegions(kazakhstan, query).map((hit) => hit.region)).toContain(region);
  });

  it('says that a former name matched', () => {
    expect(searchRegions(kazakhstan, 'Чимкент')[0]).toMatchObject({ kind: 'former', matched: 'Чимкент' });
  });

  it('finds nothing for nothing, for one letter and for what is no region', () => {
    for (const query of ['', 'a', '   ', 'Paris', '<script>', '%%%%', '🦙🦙🦙']) {
      expect(searchRegions(kazakhstan, query)).toEqual([]);
    }
  });

  it('folds the three scripts of a name together', () => {
    expect(new Set(['Қызылорда', 'Кызылорда', 'Qyzylorda'].map(fold)).size).toBe(1);
  });

  it('never answers with the country', () => {
    expect(searchRegions(kazakhstan, 'Казахстан').map((hit) => hit.region)).not.toContain('kazakhstan');
  });
});

/** What every page needs: the result, the reader of its language and the addresses; made once per result and language. */
import type { StudyResult } from '@aimaq/engine/result';
import { clusterOfRegion, clusterPosition, type Reader, readerOf, type WordParams } from '@aimaq/engine/views';
import { isLocale, type Locale, wordsOf } from '@aimaq/locales';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type Addresses, addressesOf } from './address';
import { type Figures, figuresOf } from './figures';
import { resultOf } from './result';

export type Region = StudyResult['regions'][number];

export interface Site {
  readonly locale: Locale;
  readonly country: string;
  readonly result: StudyResult;
  readonly reader: Reader;
  readonly to: Addresses;
  readonly figures: Figures;
  /** Regions as they are now, in the order of the alphabet, without the national row. */
  readonly present: readonly Region[];
  /** Words of the site: the key without `site.`. */
  t(key: string, params?: WordParams): string;
  clusterOf(region: string): string | null;
  /** Number from 1 of the colour of a cluster. */
  colour(cluster: string): number;
}

const made = new WeakMap<StudyResult, Map<string, Site>>();

/** The site of a country in a language; answers with “not found” when there is no such thing. */
export const siteOf = cache(async (locale: string, country: string): Promise<Site> => {
  if (!isLocale(locale)) notFound();
  const result = await resultOf(country);
  if (result === null) notFound();
  return siteFor(locale, country, result);
});

/** The site of a result in hand. */
export function siteFor(locale: Locale, country: string, result: StudyResult): Site {
  const sites = made.get(result) ?? new Map<string, Site>();
  made.set(result, sites);
  const known = sites.get(locale);
  if (known !== undefined) return known;
  const site = siteFrom(locale, country, result);
  sites.set(locale, site);
  return site;
}

function siteFrom(locale: Locale, country: string, result: StudyResult): Site {
  const words = wordsOf(locale);
  const reader = readerOf(result, words);
  const present = result.regions
    .filter((region) => region.id !== result.nation && region.type !== 'country' && region.validTo === null)
    .toSorted((a, b) => words.compare(reader.region(a.id), reader.region(b.id)));
  return {
    locale,
    country,
    result,
    reader,
    present,
    to: addressesOf(locale, country),
    figures: figuresOf(result),
    t: (key, params) => words.text(`site.${key}`, params),
    clusterOf: (region) => clusterOfRegion(result, region),
    colour: (cluster) => (Math.max(0, clusterPosition(result, cluster)) % 8) + 1,
  };
}

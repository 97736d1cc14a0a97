import { isLocale, wordsOf } from '@aimaq/locales';
import { headers } from 'next/headers';
import type { ReactElement } from 'react';
import { preferredLocale } from '../lib/language';
import { DEFAULT_COUNTRY, resultOf } from '../lib/result';
import { siteOf } from '../lib/site';
import { RegionList } from './RegionList';
import { SearchForm } from './SearchForm';

export async function Missing(): Promise<ReactElement> {
  const sent = await headers();
  const first = (sent.get('x-aimaq-path') ?? '').split(/[/?]/)[1] ?? '';
  const locale = isLocale(first) ? first : preferredLocale(sent.get('accept-language'));
  const words = wordsOf(locale);
  const site = (await resultOf(DEFAULT_COUNTRY)) === null ? null : await siteOf(locale, DEFAULT_COUNTRY);
  return (
    <div className="wrap grid gap-6 py-12">
      <title>{`${words.text('site.notFound.title')} – ${words.text('site.name')}`}</title>
      <h1>{words.text('site.notFound.title')}</h1>
      <p className="lead">{words.text('site.notFound.text')}</p>
      {site === null ? null : (
        <>
          <SearchForm site={site} />
          <RegionList site={site} />
        </>
      )}
    </div>
  );
}

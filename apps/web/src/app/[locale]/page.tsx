import type { ReactElement } from 'react';
import { DEFAULT_COUNTRY } from '../../lib/result';
import { siteOf } from '../../lib/site';
import { Home } from '../../parts/Home';

export default async function Page({ params, searchParams }: PageProps<'/[locale]'>): Promise<ReactElement> {
  const { locale } = await params;
  return <Home site={await siteOf(locale, DEFAULT_COUNTRY)} query={await searchParams} />;
}

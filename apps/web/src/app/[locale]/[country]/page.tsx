import type { ReactElement } from 'react';
import { siteOf } from '../../../lib/site';
import { Home } from '../../../parts/Home';

export default async function Page({ params, searchParams }: PageProps<'/[locale]/[country]'>): Promise<ReactElement> {
  const { locale, country } = await params;
  return <Home site={await siteOf(locale, country)} query={await searchParams} />;
}

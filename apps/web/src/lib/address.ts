/** Addresses of the site: the language first, then the country, then the page. */
import { DEFAULT_COUNTRY } from './result';
import type { PageName } from './routes';

export interface Addresses {
  home(): string;
  region(id: string): string;
  cluster(id: string): string;
  indicator(id: string): string;
  instrument(id: string): string;
  page(name: PageName): string;
  api(path: string): string;
}

export function addressesOf(locale: string, country: string): Addresses {
  const base = `/${locale}/${country}`;
  const below = (folder: string) => (id: string) => `${base}/${folder}/${encodeURIComponent(id)}`;
  return {
    home: () => (country === DEFAULT_COUNTRY ? `/${locale}` : base),
    region: below('regions'),
    cluster: below('clusters'),
    indicator: below('indicators'),
    instrument: below('instruments'),
    page: (name) => `${base}/${name}`,
    api: (path) => `/api/v1/${country}/${path}`,
  };
}

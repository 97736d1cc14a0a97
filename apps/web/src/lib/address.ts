/** Addresses of the site: the language first, then the country, then the page. */
import { DEFAULT_COUNTRY } from './result';
import type { PageName } from './routes';

export interface Addresses {
  home(): string;
  region(id: string): string;
  cluster(id: string): string;
  indicator(id: string): string;
  instrument(id: string): string;
  /** Why an instrument is, or is not, recommended to a region or to `cluster:A`. */
  why(area: string, instrument: string): string;
  page(name: PageName): string;
  api(path: string): string;
}

export function addressesOf(locale: string, country: string): Addresses {
  const base = `/${locale}/${country}`;
  const below = (folder: string) => (id: string) => `${base}/${folder}/${encodeURIComponent(id)}`;
  const region = below('regions');
  const cluster = below('clusters');
  return {
    home: () => (country === DEFAULT_COUNTRY ? `/${locale}` : base),
    region,
    cluster,
    indicator: below('indicators'),
    instrument: below('instruments'),
    why: (area, instrument) =>
      `${area.startsWith('cluster:') ? cluster(area.slice('cluster:'.length)) : region(area)}/${encodeURIComponent(instrument)}`,
    page: (name) => `${base}/${name}`,
    api: (path) => `/api/v1/${country}/${path}`,
  };
}

import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

export function SearchForm({ site, value }: { readonly site: Site; readonly value?: string }): ReactElement {
  const label = site.t('search.label');
  return (
    <search>
      <form action={site.to.page('search')} method="get" className="search no-print">
        <label className="sr-only" htmlFor="search">
          {label}
        </label>
        <input
          id="search"
          name="q"
          type="search"
          defaultValue={value}
          placeholder={label}
          maxLength={80}
          autoComplete="off"
          list="search-names"
        />
        <datalist id="search-names">
          {site.present.map((region) => (
            <option key={region.id} value={site.reader.region(region.id)} />
          ))}
        </datalist>
        <button type="submit" className="button">
          {site.t('search.button')}
        </button>
      </form>
    </search>
  );
}

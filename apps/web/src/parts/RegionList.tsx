import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { ClusterBadge } from './ClusterBadge';

/** All present regions by name: the way to each without a map. */
export function RegionList({ site }: { readonly site: Site }): ReactElement {
  return (
    <ul className="columns">
      {site.present.map((region) => {
        const cluster = site.clusterOf(region.id);
        return (
          <li key={region.id} className="flex items-center gap-2">
            {cluster === null ? null : <ClusterBadge site={site} cluster={cluster} />}
            <a href={site.to.region(region.id)}>{site.reader.region(region.id)}</a>
          </li>
        );
      })}
    </ul>
  );
}

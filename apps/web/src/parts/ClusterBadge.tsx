import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

/** Letter of a cluster in its colour; the same on all pages. */
export function ClusterBadge({ site, cluster }: { readonly site: Site; readonly cluster: string }): ReactElement {
  return (
    <span className={`badge b-cluster${site.colour(cluster)}`}>
      <span className="sr-only">{site.reader.cluster(cluster)}</span>
      <span aria-hidden="true">{cluster}</span>
    </span>
  );
}

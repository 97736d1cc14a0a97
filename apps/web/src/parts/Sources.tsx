import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

interface Props {
  readonly site: Site;
  readonly ids: readonly string[];
  /** Without the word "Source", where a heading says it. */
  readonly bare?: boolean;
}

/** Sources by name, each a link to its row on the data page. */
export function Sources({ site, ids, bare = false }: Props): ReactElement | null {
  const known = ids.flatMap((id) => site.result.sources.find((source) => source.id === id) ?? []);
  if (known.length === 0) return null;
  return (
    <>
      {bare ? '' : `${site.t('source.label')} `}
      {known.map((source, i) => (
        <span key={source.id}>
          {i === 0 ? '' : '; '}
          <a href={`${site.to.page('data')}#${source.id}`}>{site.reader.source(source.id, 'identifier')}</a>
        </span>
      ))}
      {bare ? '' : '.'}
    </>
  );
}

/** Sources of a variable of the study: those of its indicators. */
export function sourcesOf(site: Site, id: string): readonly string[] {
  const variable = site.result.variables.find((one) => one.id === id);
  const indicators = variable === undefined ? [id] : variable.indicators;
  return [
    ...new Set(
      indicators.flatMap((one) => site.result.indicators.find((indicator) => indicator.id === one)?.sources ?? []),
    ),
  ];
}

import type { ReactElement } from 'react';
import { stampOf } from '../lib/result';
import type { Site } from '../lib/site';

interface Props {
  readonly site: Site;
  readonly name: string;
  readonly description: string;
  /** Path of the table below `/api/v1/COUNTRY/`, without its ending. */
  readonly path: string;
}

/** What the page offers for download, in the words of schema.org, for search engines of data sets. */
export function DatasetData({ site, name, description, path }: Props): ReactElement {
  const { result, locale, reader } = site;
  const origin = process.env.AIMAQ_SITE ?? 'http://localhost:3000';
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name,
    // Search engines of data sets want a description of some length.
    description: description.length >= 50 ? description : `${name}: ${description}. ${site.t('description')}`,
    inLanguage: locale,
    version: stampOf(result),
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isAccessibleForFree: true,
    creator: { '@type': 'Organization', name: 'Aimaq' },
    spatialCoverage: reader.region(result.nation),
    temporalCoverage: `${result.study.period.from}/${result.study.period.to}`,
    distribution: (
      [
        ['csv', 'text/csv'],
        ['json', 'application/json'],
      ] as const
    ).map(([ending, encodingFormat]) => ({
      '@type': 'DataDownload',
      encodingFormat,
      contentUrl: `${origin}${site.to.api(`${path}.${ending}`)}`,
    })),
  };
  return (
    <script
      type="application/ld+json"
      // JSON in which no “<” is left cannot end the element.
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replace(/</g, '\\u003c') }}
    />
  );
}

/** How sure a group is: who stands on its border, what single years say, and the indices beside data without groups. */
import type { ClusterProfile } from '@aimaq/engine/result';
import { DataTable } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { ClusterBadge } from './ClusterBadge';

interface Props {
  readonly site: Site;
  readonly cluster: ClusterProfile;
}

/** Members that other clusterings often put elsewhere. */
export function Border({ site, cluster }: Props): ReactElement | null {
  const { reader, result, t } = site;
  const names = result.memberships
    .filter((one) => one.cluster === cluster.id && one.border)
    .map((one) => reader.unit(one.unit));
  if (names.length === 0) return null;
  return <p className="notice mt-4">{t('cluster.border', { list: reader.words.list(names) })}</p>;
}

/** Every unit that is in the group as a whole or was in a single year, with its group of each year. */
export function ClusterYears({ site, cluster }: Props): ReactElement | null {
  const { reader, result, t } = site;
  const { years = [], moves = [] } = result.clusterYears ?? {};
  if (years.length < 2) return null;
  const units = result.memberships
    .map((one) => one.unit)
    .filter((unit) => cluster.units.includes(unit) || years.some((one) => one.clusters[unit] === cluster.id))
    .toSorted((a, b) => reader.words.compare(reader.unit(a), reader.unit(b)));
  const named = (beyondNoise: boolean) =>
    moves
      .filter((move) => move.beyondNoise === beyondNoise && (move.from === cluster.id || move.to === cluster.id))
      .map((move) => `${reader.unit(move.unit)} (${move.from ?? '–'} → ${move.to ?? '–'}, ${move.year})`);
  const [firm, noise] = [named(true), named(false)];
  return (
    <>
      <DataTable
        caption={t('cluster.years')}
        captionHidden
        label={t('cluster.years')}
        columns={[t('cluster.region'), ...years.map(({ year }) => String(year))]}
        rows={units.map((unit) => [
          reader.unit(unit),
          ...years.map(({ year, clusters }) => {
            const letter = clusters[unit] ?? null;
            return letter === null ? '–' : <ClusterBadge key={year} site={site} cluster={letter} />;
          }),
        ])}
      />
      {firm.length + noise.length === 0 ? <p className="mt-3">{t('cluster.movedNobody')}</p> : null}
      {firm.length === 0 ? null : <p className="mt-3">{t('cluster.movedFirm', { list: reader.words.list(firm) })}</p>}
      {noise.length === 0 ? null : (
        <p className="quiet mt-3">{t('cluster.movedNoise', { list: reader.words.list(noise) })}</p>
      )}
    </>
  );
}

const INDICES = ['silhouette', 'calinskiHarabasz', 'dunn', 'daviesBouldin'] as const;

/** Each index for each number of groups, with the band in which 90 % of data sets without groups lie. */
export function IndexPanel({ site }: { readonly site: Site }): ReactElement | null {
  const { result, t } = site;
  const { words } = site.reader;
  const { structure } = result.cluster;
  const bands = structure?.bands ?? [];
  if (structure === null || bands.length === 0) return null;
  const names = {
    silhouette: words.text('views.cluster.silhouette'),
    calinskiHarabasz: 'Caliński–Harabasz',
    dunn: 'Dunn',
    daviesBouldin: 'Davies–Bouldin',
  };
  const number = (value: number | null) => words.number(value, { digits: 2 });
  return (
    <details className="mt-5">
      <summary>{t('cluster.indices')}</summary>
      <p className="prose quiet my-3">{t('cluster.indicesIntro')}</p>
      <DataTable
        caption={t('cluster.indices')}
        captionHidden
        label={t('cluster.indices')}
        columns={[words.text('views.cluster.k'), ...INDICES.map((index) => names[index])]}
        numeric={[1, 2, 3, 4]}
        rows={[...new Set(bands.map((band) => band.k))].map((k) => [
          String(k),
          ...INDICES.map((index) => {
            const band = bands.find((one) => one.k === k && one.index === index);
            return band === undefined ? (
              '–'
            ) : (
              <span key={index} className="whitespace-nowrap">
                {number(band.value)}
                <span className="quiet block text-sm">
                  {number(band.low)} – {number(band.high)}
                </span>
              </span>
            );
          }),
        ])}
      />
      <p className="small quiet mt-3">
        {words.text(structure.found === false ? 'views.cluster.structureNone' : 'views.cluster.structureFound', {
          statistic: number(structure.statistic),
          pValue: words.number(structure.pValue, { significant: 2 }),
        })}
      </p>
    </details>
  );
}

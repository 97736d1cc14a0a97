/** A headline figure: value, unit, year and source, beside the country and the region's cluster in the same year. */
import { clusterPosition, type Role, stripScene } from '@aimaq/engine/views';
import { SceneView } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { Sources, sourcesOf } from './Sources';

interface FigureCardProps {
  readonly site: Site;
  /** Variable of the study, or indicator. */
  readonly id: string;
  readonly region: string;
  readonly cluster: string | null;
}

export function FigureCard({ site, id, region, cluster }: FigureCardProps): ReactElement {
  const { reader, figures, t, result } = site;
  const { words } = reader;
  const isVariable = result.variables.some((variable) => variable.id === id);
  const label = isVariable ? reader.variable(id) : reader.indicator(id);
  const unit = isVariable ? reader.variableUnit(id) : reader.indicatorUnit(id);
  const own = figures.derived(id, region);
  const country = own === null ? figures.derived(id, result.nation) : figures.derived(id, result.nation, own.year);
  const group =
    cluster === null
      ? null
      : own === null
        ? figures.derived(id, `cluster:${cluster}`)
        : figures.derived(id, `cluster:${cluster}`, own.year);
  const before = own === null ? null : figures.derived(id, region, own.year - 1);
  const beside = (name: string, figure: { year: number; value: number } | null) =>
    figure === null ? null : (
      <>
        <dt>{name}</dt>
        <dd>
          {words.number(figure.value, { significant: 4 })}
          {own === null ? ` (${words.year(figure.year)})` : ''}
        </dd>
      </>
    );
  return (
    <article className="card flex flex-col gap-2">
      <h3 className="text-base">{label}</h3>
      {own === null ? (
        <p className="figure-number quiet text-2xl!">{t('state.notKnown')}</p>
      ) : (
        <p>
          <span className="figure-number">{words.number(own.value, { significant: 4 })}</span>
          <span className="small quiet block">
            {unit}, {words.year(own.year)}
          </span>
        </p>
      )}
      <Strip site={site} id={id} region={region} cluster={cluster} year={own?.year ?? null} />
      <dl className="pairs small">
        {beside(reader.region(result.nation, 'short'), country)}
        {cluster === null ? null : beside(reader.cluster(cluster), group)}
        {before === null ? null : beside(t('figure.yearBefore'), before)}
      </dl>
      <p className="source mt-auto">
        <Sources site={site} ids={sourcesOf(site, id)} />{' '}
        {own === null ? t('figure.notPublished') : t('figure.noError')}
      </p>
    </article>
  );
}

/** Where the region stands among all in that year. */
function Strip({
  site,
  id,
  region,
  cluster,
  year,
}: FigureCardProps & { readonly year: number | null }): ReactElement | null {
  const { reader, figures, result } = site;
  if (year === null) return null;
  const values = site.present.flatMap((one) => {
    const figure = figures.derived(id, one.id, year);
    return figure === null ? [] : [{ id: one.id, name: reader.region(one.id, 'short'), value: figure.value }];
  });
  if (values.length < 3) return null;
  const place = cluster === null ? -1 : clusterPosition(result, cluster);
  const role: Role = place < 0 ? 'accent' : (`cluster${(place % 8) + 1}` as Role);
  const scene = stripScene(
    {
      values,
      highlight: { id: region, name: reader.region(region), role },
      name: result.variables.some((variable) => variable.id === id) ? reader.variable(id) : reader.indicator(id),
      year,
      format: (value) => reader.words.number(value, { significant: 4 }),
      width: 230,
    },
    reader.words,
  );
  return <SceneView scene={scene} id={`strip-${id}`} />;
}

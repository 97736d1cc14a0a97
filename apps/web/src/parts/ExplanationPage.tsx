/** Why an instrument is, or is not, recommended to a region or a group: a page of its own, with an address to share. */
import { explanationOf } from '@aimaq/engine/views';
import type { ReactElement } from 'react';
import { Chain, type ChainProps } from './Chain';
import { nameOf } from './Recommendations';
import { Verdict } from './Verdict';

export function ExplanationPage({ site, area, instrument }: ChainProps): ReactElement | null {
  const { t, reader, to } = site;
  const explanation = explanationOf(site.result, area, instrument);
  if (explanation === null) return null;
  const cluster = area.startsWith('cluster:') ? area.slice('cluster:'.length) : null;
  const place = cluster === null ? reader.region(area) : reader.cluster(cluster);
  const { verdict, considered } = explanation;
  return (
    <div className="wrap grid gap-6 py-8">
      <nav aria-label={t('breadcrumb')} className="small">
        <a href={`${cluster === null ? to.region(area) : to.cluster(cluster)}#recommendations`}>{place}</a>{' '}
        <span aria-hidden="true">/</span> <a href={to.instrument(instrument)}>{nameOf(site, instrument)}</a>
      </nav>
      <h1>{t('explanation.title', { instrument: nameOf(site, instrument), place })}</h1>
      <p className="flex flex-wrap items-center gap-3">
        {verdict === null ? null : <Verdict site={site} kind="recommendation" verdict={verdict} />}
        {considered === null ? null : (
          <span className="sentence inline-block">{t(`recommendation.reason.${considered}`)}</span>
        )}
      </p>
      <p className="prose quiet">{t('explanation.intro')}</p>
      <Chain site={site} area={area} instrument={instrument} />
    </div>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../../lib/site';
import { duration, Evidence, nameOf } from '../../../../../parts/Recommendations';
import { Section } from '../../../../../parts/Section';
import { Grade, Verdict } from '../../../../../parts/Verdict';

type Props = PageProps<'/[locale]/[country]/instruments/[instrument]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, instrument } = await params;
  return { title: nameOf(await siteOf(locale, country), instrument) };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country, instrument: id } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result, to } = site;
  const instrument = result.instruments.find((one) => one.id === id);
  if (instrument === undefined) notFound();
  const text = (key: string) => reader.text(`instrument.${id}.${key}`);
  const numbered = (key: string) => {
    const found: string[] = [];
    for (let i = 1; ; i++) {
      const one = text(`${key}.${i}`);
      if (one === undefined) return found;
      found.push(one);
    }
  };
  const preconditions = numbered('precondition');
  const risks = numbered('risk');
  // A programme is a country's own: a study that has no name for it does not know it.
  const programmes = instrument.programmes.flatMap((one) => reader.text(`programme.${one}`) ?? []);
  const of = (one: { readonly instrument: string }) => one.instrument === id;
  const sets = result.recommendations.regions;
  const regions = site.present.flatMap((region) => {
    const found = sets[region.id]?.recommended.find(of);
    return found === undefined ? [] : [{ region, verdict: found.verdict }];
  });
  const others = site.present.flatMap((region) => {
    const found = sets[region.id]?.considered.find(of);
    return found === undefined ? [] : [{ region, why: found.why }];
  });
  return (
    <>
      <div className="wrap grid gap-4 pt-6 pb-8">
        <nav aria-label={t('breadcrumb')} className="small">
          <a href={to.page('instruments')}>{t('nav.instruments')}</a>
        </nav>
        <h1>{nameOf(site, id)}</h1>
        <p className="lead">{text('description')}</p>
        <dl className="pairs">
          <dt>{t('instruments.lever')}</dt>
          <dd>{reader.text(`lever.${instrument.lever}`) ?? instrument.lever}</dd>
          <dt>{t('recommendation.evidence')}</dt>
          <dd>
            <Grade site={site} grade={instrument.evidenceGrade} />
          </dd>
          <dt>{t('recommendation.cost')}</dt>
          <dd>{t(`cost.${instrument.costOrder}`)}</dd>
          <dt>{t('recommendation.time')}</dt>
          <dd>{duration(site, instrument.timeToEffect)}</dd>
        </dl>
      </div>
      <Section id="condition" title={t('instruments.condition')}>
        <div className="prose grid gap-3">
          <p>{text('condition')}</p>
          <p>{text('mechanism')}</p>
          {preconditions.length === 0 ? null : (
            <div>
              <h3>{t('instruments.preconditions')}</h3>
              <ul className="list">
                {preconditions.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )}
          {risks.length === 0 ? null : (
            <div>
              <h3>{t('instruments.risks')}</h3>
              <ul className="list">
                {risks.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </Section>
      <Section id="where" title={t('instruments.where')}>
        {regions.length === 0 ? (
          <p>{t('instruments.nowhere')}</p>
        ) : (
          <ul className="grid gap-2">
            {regions.map(({ region, verdict }) => (
              <li key={region.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <a href={to.why(region.id, id)}>{reader.region(region.id)}</a>
                <Verdict site={site} kind="recommendation" verdict={verdict} />
              </li>
            ))}
          </ul>
        )}
        {others.length === 0 ? null : (
          <details className="mt-4">
            <summary>{t('instruments.elsewhere', { count: others.length })}</summary>
            <ul className="columns list">
              {others.map(({ region, why }) => (
                <li key={region.id}>
                  {reader.region(region.id)}:{' '}
                  <a href={to.why(region.id, id)}>
                    {t(`recommendation.reason.${why}`)}
                    <span className="sr-only">: {reader.region(region.id)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Section>
      <Section id="evidence" title={t('recommendation.evidence')}>
        <div className="prose">
          <Evidence site={site} instrument={instrument} />
        </div>
      </Section>
      {programmes.length === 0 ? null : (
        <Section id="programmes" title={t('instruments.programmes')}>
          <ul className="list prose">
            {programmes.map((programme) => (
              <li key={programme}>{programme}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

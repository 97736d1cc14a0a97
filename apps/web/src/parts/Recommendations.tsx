/** What is recommended to an area and why: each card opens the chain down to figures, sources, method and evidence. */
import type { StudyResult } from '@aimaq/engine/result';
import { borderAdvice } from '@aimaq/engine/views';
import { DataTable } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { Chain } from './Chain';
import { type CardProps, ExpectedGain } from './ExpectedGain';
import { Grade, Verdict } from './Verdict';

type RecommendationSet = StudyResult['recommendations']['regions'][string];
export type Instrument = StudyResult['instruments'][number];

interface RecommendationsProps {
  readonly site: Site;
  /** Region, or `cluster:A`. */
  readonly area: string;
  readonly set: RecommendationSet | undefined;
  /** For a cluster: say in which of its regions the condition is met. */
  readonly showRegions?: boolean;
}

export function Recommendations({ site, area, set, showRegions = false }: RecommendationsProps): ReactElement {
  const { t } = site;
  if (set === undefined || (set.recommended.length === 0 && set.considered.length === 0)) {
    return <p>{t('recommendation.none')}</p>;
  }
  return (
    <div className="grid gap-4">
      {set.recommended.some((one) => !one.rankHolds) ? (
        <p className="small quiet prose">{t('recommendation.rankOpen')}</p>
      ) : null}
      {set.recommended.length === 0 ? <p>{t('recommendation.noneMet')}</p> : null}
      <ol className="grid gap-4">
        {set.recommended.map((one) => (
          <li key={one.instrument}>
            <RecommendationCard site={site} area={area} recommendation={one} showRegions={showRegions} />
          </li>
        ))}
      </ol>
      <Border site={site} area={area} />
      {set.considered.length === 0 ? null : (
        <details>
          <summary>{t('recommendation.considered', { count: set.considered.length })}</summary>
          <DataTable
            caption={t('recommendation.consideredCaption')}
            label={t('recommendation.consideredCaption')}
            columns={[t('recommendation.instrument'), t('recommendation.why')]}
            rows={set.considered.map((one) => [
              nameOf(site, one.instrument),
              <a key={one.instrument} href={site.to.why(area, one.instrument)}>
                {t(`recommendation.reason.${one.why}`)}
                <span className="sr-only">: {nameOf(site, one.instrument)}</span>
              </a>,
            ])}
          />
        </details>
      )}
    </div>
  );
}

/** To a region between two groups: what each of them is advised, with how likely it belongs there. */
function Border({ site, area }: { readonly site: Site; readonly area: string }): ReactElement | null {
  const { t, reader, to } = site;
  const advice = borderAdvice(site.result, area);
  if (advice.length === 0) return null;
  return (
    <section className="card grid gap-3" aria-labelledby="border">
      <h3 id="border" className="text-lg">
        {t('recommendation.border')}
      </h3>
      <div className="grid gap-6 md:grid-cols-2">
        {advice.map(({ cluster, probability, recommended }) => (
          <div key={cluster}>
            <p className="mb-1">
              <a href={`${to.cluster(cluster)}#recommendations`}>{reader.cluster(cluster)}</a>,{' '}
              {t('recommendation.borderShare', { share: probability })}
            </p>
            <ul className="list">
              {recommended.map((one) => (
                <li key={one.instrument}>
                  <a href={to.why(`cluster:${cluster}`, one.instrument)}>{nameOf(site, one.instrument)}</a>:{' '}
                  {reader.words.text(`evidence.recommendation.${one.verdict}`)}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function RecommendationCard(props: CardProps & { readonly area: string; readonly showRegions: boolean }): ReactElement {
  const { site, area, recommendation, showRegions } = props;
  const { t, reader } = site;
  const instrument = site.result.instruments.find((one) => one.id === recommendation.instrument);
  const ofGroup = area.startsWith('cluster:');
  const description = reader.text(`instrument.${recommendation.instrument}.description`);
  return (
    <article className="card grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 className="text-lg">
          {recommendation.rankHolds ? <span className="quiet font-normal">{recommendation.rank}. </span> : null}
          <a href={site.to.instrument(recommendation.instrument)}>{nameOf(site, recommendation.instrument)}</a>
        </h3>
        <Verdict site={site} kind="recommendation" verdict={recommendation.verdict} />
      </div>
      {description === undefined ? null : <p className="prose">{description}</p>}
      <dl className="pairs small">
        <dt>{t('recommendation.evidence')}</dt>
        <dd>
          <Grade site={site} grade={recommendation.evidenceGrade} />
        </dd>
        {instrument === undefined ? null : (
          <>
            <dt>{t('recommendation.cost')}</dt>
            <dd>{t(`cost.${instrument.costOrder}`)}</dd>
            <dt>{t('recommendation.time')}</dt>
            <dd>{duration(site, instrument.timeToEffect)}</dd>
          </>
        )}
        <ExpectedGain site={site} recommendation={recommendation} />
        {recommendation.certainty === null ? null : (
          <>
            <dt>{t('recommendation.certainty')}</dt>
            <dd>{reader.words.percent(recommendation.certainty, { digits: 0 })}</dd>
          </>
        )}
        {showRegions && recommendation.regions.length > 0 ? (
          <>
            <dt>{t('recommendation.regions')}</dt>
            <dd>{reader.words.list(recommendation.regions.map((id) => reader.region(id, 'short')))}</dd>
          </>
        ) : null}
      </dl>
      <details>
        <summary className="font-semibold">{t('recommendation.whyThis')}</summary>
        <div className="mt-2 grid gap-4">
          <Chain site={site} area={area} instrument={recommendation.instrument} brief={ofGroup} />
          <p className="source">
            <a href={site.to.why(area, recommendation.instrument)}>
              {t(ofGroup ? 'explanation.linkFigures' : 'explanation.link')}
              <span className="sr-only">: {nameOf(site, recommendation.instrument)}</span>
            </a>
          </p>
        </div>
      </details>
    </article>
  );
}

/** Studies behind an instrument, with their design and whether the citation was checked. */
export function Evidence({ site, instrument }: { readonly site: Site; readonly instrument: Instrument }): ReactElement {
  const { t } = site;
  if (instrument.evidence.length === 0) return <p>{t('evidence.none')}</p>;
  return (
    <div>
      <h4 className="mb-1 font-semibold">{t('evidence.title')}</h4>
      <ul className="grid gap-3">
        {instrument.evidence.map((item) => (
          <li key={item.citation} className="small border-s-2 border-line ps-3">
            <p lang="en">
              {item.doi?.startsWith('10.') === true ? (
                <a href={`https://doi.org/${item.doi}`} rel="noreferrer">
                  {item.citation}
                </a>
              ) : (
                item.citation
              )}
            </p>
            <p lang="en">
              {item.finding} <span className="quiet">({item.setting})</span>
            </p>
            <p className="quiet">
              {t('evidence.design')} {t(`design.${item.design}`)} ·{' '}
              {t('evidence.strength', { strength: item.strength })} · {t(`verification.${item.verification}`)}
              {item.check === null ? null : (
                <>
                  {' '}
                  ({item.check.date}:{' '}
                  {item.check.address === null ? (
                    <span lang="en">{item.check.note}</span>
                  ) : (
                    <a href={item.check.address} rel="noreferrer" lang="en">
                      {item.check.note}
                    </a>
                  )}
                  )
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function nameOf(site: Site, instrument: string): string {
  return site.reader.text(`instrument.${instrument}.name`) ?? instrument;
}

/** “6–12 months” of the record in the language of the page. */
export function duration(site: Site, text: string): string {
  const found = /^([\d–-]+) (years|months)$/.exec(text);
  if (found === null) return text;
  const span = found[1] ?? '';
  // The word follows the last number: “2–4 года”, “6–12 месяцев”.
  return site.t(`duration.${found[2]}`, { span, count: Number(/\d+$/.exec(span)?.[0] ?? 0) });
}

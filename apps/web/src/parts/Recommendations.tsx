/** What is recommended to an area and why: opens to the rule, the numbers, their source and the evidence. */
import type { StudyResult } from '@aimaq/engine/result';
import { DataTable } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { Basis, type CardProps, ExpectedGain } from './RecommendationBasis';
import { Sources, sourcesOf } from './Sources';
import { Grade, Verdict } from './Verdict';

type RecommendationSet = StudyResult['recommendations']['regions'][string];
type Recommendation = RecommendationSet['recommended'][number];
type Rule = Recommendation['rules'][number];
export type Instrument = StudyResult['instruments'][number];

interface RecommendationsProps {
  readonly site: Site;
  readonly set: RecommendationSet | undefined;
  /** For a cluster: say in which of its regions the condition is met. */
  readonly showRegions?: boolean;
}

export function Recommendations({ site, set, showRegions = false }: RecommendationsProps): ReactElement {
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
            <RecommendationCard site={site} recommendation={one} showRegions={showRegions} />
          </li>
        ))}
      </ol>
      {set.considered.length === 0 ? null : (
        <details>
          <summary>{t('recommendation.considered', { count: set.considered.length })}</summary>
          <DataTable
            caption={t('recommendation.consideredCaption')}
            label={t('recommendation.consideredCaption')}
            columns={[t('recommendation.instrument'), t('recommendation.why')]}
            rows={set.considered.map((one) => [
              <a key={one.instrument} href={site.to.instrument(one.instrument)}>
                {nameOf(site, one.instrument)}
              </a>,
              t(`recommendation.reason.${one.why}`),
            ])}
          />
        </details>
      )}
    </div>
  );
}

function RecommendationCard(props: CardProps & { readonly showRegions: boolean }): ReactElement {
  const { site, recommendation, showRegions } = props;
  const { t, reader } = site;
  const instrument = site.result.instruments.find((one) => one.id === recommendation.instrument);
  const description = reader.text(`instrument.${recommendation.instrument}.description`);
  const ids = [...new Set(recommendation.rules.flatMap((rule) => sourcesOf(site, rule.indicator)))];
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
          {recommendation.rules.length === 0 ? (
            <p>{t('recommendation.always')}</p>
          ) : (
            <DataTable
              caption={t('recommendation.rules')}
              label={t('recommendation.rules')}
              numeric={[1, 2, 3, 4]}
              columns={[
                t('rule.measure'),
                t('rule.here'),
                t('rule.country'),
                t('rule.compared'),
                t('rule.threshold'),
                t('rule.met'),
              ]}
              rows={recommendation.rules.map((rule) => ruleRow(site, rule))}
            />
          )}
          {recommendation.reasons.length === 0 ? null : (
            <ul className="list">
              {recommendation.reasons.map((reason) => (
                <li key={reason.rule}>{reader.sentence(reason.message)}</li>
              ))}
            </ul>
          )}
          <Basis site={site} recommendation={recommendation} />
          {instrument === undefined ? null : <Evidence site={site} instrument={instrument} />}
          <p className="source">
            {ids.length === 0 ? null : <Sources site={site} ids={ids} />} {t('recommendation.judgement')}
          </p>
        </div>
      </details>
    </article>
  );
}

function ruleRow(site: Site, rule: Rule) {
  const { t, reader } = site;
  const { words } = reader;
  const measure = (
    <>
      <a href={site.to.indicator(rule.indicator)}>{reader.indicator(rule.indicator)}</a>
      <span className="quiet block text-sm">
        {rule.normalise === 'none' ? reader.indicatorUnit(rule.indicator) : t(`normalise.${rule.normalise}`)}
        {rule.year === null ? '' : `, ${words.year(rule.year)}`}
        {rule.stale ? ` · ${t('rule.stale')}` : ''}
      </span>
    </>
  );
  const met = rule.met === null ? t('state.notKnown') : rule.met ? t('rule.yes') : t('rule.no');
  return [
    measure,
    words.number(rule.value),
    words.number(rule.country),
    <span key="compared">
      {words.number(rule.compared, { digits: 2 })}{' '}
      <span className="quiet block text-sm">{t(`compare.${rule.compare}`)}</span>
    </span>,
    `${OPERATORS[rule.op] ?? rule.op} ${words.number(rule.threshold)}`,
    met,
  ];
}

const OPERATORS: Readonly<Record<string, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

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

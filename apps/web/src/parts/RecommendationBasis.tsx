/** The numbers behind a recommendation: expected gain, need, what else must hold, what would change the verdict, a test. */
import type { StudyResult } from '@aimaq/engine/result';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

export interface CardProps {
  readonly site: Site;
  readonly recommendation: StudyResult['recommendations']['regions'][string]['recommended'][number];
}

/** What the instrument could add to output, as an interval; or the word that nobody has measured it. */
export function ExpectedGain({ site, recommendation }: CardProps): ReactElement | null {
  const { t, reader } = site;
  const { gain, effect } = recommendation;
  if (gain === null && effect === null) return null;
  const percent = (share: number) => reader.words.percent(share, { significant: 2, sign: 'always' });
  return (
    <>
      <dt>{t('recommendation.gain')}</dt>
      <dd>
        {gain === null
          ? t('recommendation.gainUnknown')
          : t('recommendation.gainRange', {
              low: percent(gain.low),
              high: percent(gain.high),
              median: percent(gain.median),
            })}
        {effect === null || effect.origin === 'none' ? null : (
          <span className="quiet block">{t(`recommendation.origin.${effect.origin}`)}</span>
        )}
      </dd>
    </>
  );
}

/** Behind the verdict: how far behind the area is, what else must hold, what would change the verdict, how to test. */
export function Basis({ site, recommendation }: CardProps): ReactElement | null {
  const { t, reader } = site;
  const { words } = reader;
  const { need, requirements, wouldChange, pilot, acceptability } = recommendation;
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? null : (
      <div>
        <h4 className="mb-1 font-semibold">{title}</h4>
        <ul className="list">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </div>
    );
  const state = (met: boolean | null) => t(met === null ? 'state.notKnown' : met ? 'rule.yes' : 'rule.no');
  const facts = [
    ...(need === null
      ? []
      : [
          t('recommendation.need', {
            indicator: reader.indicator(need.indicator),
            gap: words.number(need.gap, { digits: 1, sign: 'always' }),
            low: words.number(need.low, { digits: 1, sign: 'always' }),
            high: words.number(need.high, { digits: 1, sign: 'always' }),
          }),
        ]),
    ...(acceptability === null
      ? []
      : [t('recommendation.acceptability', { share: words.percent(acceptability, { digits: 0 }) })]),
  ];
  const known = (key: string) => (words.has(`site.${key}`) ? t(key) : key.split('.').at(-1));
  return (
    <>
      {list(t('recommendation.basis'), facts)}
      {list(
        t('recommendation.requirements'),
        requirements.map((one) => `${reader.text(`requirement.${one.id}`) ?? one.id}: ${state(one.met)}`),
      )}
      {list(
        t('recommendation.wouldChange'),
        wouldChange.map((one) => reader.sentence(one.message)),
      )}
      {pilot === null
        ? null
        : list(t('recommendation.pilot'), [
            t('recommendation.pilotText', {
              design: known(`pilot.design.${pilot.design}`) ?? pilot.design,
              unit: known(`pilot.unit.${pilot.unit}`) ?? pilot.unit,
              count: pilot.perArm,
              detectable: words.percent(pilot.detectable, { digits: 0 }),
            }),
          ])}
    </>
  );
}

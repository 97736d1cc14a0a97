/** What an instrument could add to output, on its card; what the number rests on stands in the chain. */
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

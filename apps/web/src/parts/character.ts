/** A cluster in one line: where it stands out from all regions, most marked first, from its profile in the result. */
import type { StudyResult } from '@aimaq/engine/result';
import type { Site } from '../lib/site';

/** A deviation smaller than this many standard deviations is not called high or low. */
const MARKED = 0.5;
const NAMED = 3;

export function character(site: Site, cluster: StudyResult['clusters'][number]): string {
  const marked = cluster.profile.filter((one) => Math.abs(one.standardized) >= MARKED).slice(0, NAMED);
  const names = (sign: number) =>
    site.reader.words.list(
      marked
        .filter((one) => Math.sign(one.standardized) === sign)
        .map((one) => inSentence(site.reader.variable(one.variable))),
    );
  const high = names(1);
  const low = names(-1);
  if (high !== '' && low !== '') return site.t('cluster.highLow', { high, low });
  if (high !== '') return site.t('cluster.high', { high });
  if (low !== '') return site.t('cluster.low', { low });
  return site.t('cluster.middle');
}

/** A label inside a sentence begins small, unless it begins with an abbreviation. */
function inSentence(label: string): string {
  const second = label[1] ?? '';
  return second === second.toLowerCase() && second !== second.toUpperCase()
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}

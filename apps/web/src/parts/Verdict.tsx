/** Verdicts as word, shape and colour together, never colour alone. */
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

type Tone = 'good' | 'warn' | 'stop' | 'plain';

const TONES: Readonly<Record<string, Tone>> = {
  recommended: 'good',
  supported: 'good',
  pilot: 'warn',
  conditional: 'warn',
  mixed: 'warn',
  'not-supported': 'stop',
  contradicted: 'stop',
  'cannot-tell': 'plain',
};

const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M1 5.5 4 8.5 9 2 7.8 1 4 6.4 2.2 4.4Z',
  warn: 'M5 0.8 9.6 9.2H0.4Z',
  stop: 'M1 4h8v2.4H1Z',
  plain: 'M5 0.6A4.4 4.4 0 1 0 5 9.4 4.4 4.4 0 1 0 5 .6Zm0 2A2.4 2.4 0 1 1 5 7.4 2.4 2.4 0 1 1 5 2.6Z',
};

interface VerdictProps {
  readonly site: Site;
  readonly kind: 'recommendation' | 'verdict';
  readonly verdict: string;
}

export function Verdict({ site, kind, verdict }: VerdictProps): ReactElement {
  const tone = TONES[verdict] ?? 'plain';
  return (
    <span className={`tag tag-${tone}`}>
      <svg viewBox="0 0 10 10" className="mark" aria-hidden="true" focusable="false">
        <path d={SHAPES[tone]} />
      </svg>
      {site.reader.words.text(`evidence.${kind}.${verdict}`)}
    </span>
  );
}

const HIGHEST = 5;

/** Grade of evidence from 0 to 5 as words and dots. */
export function Grade({ site, grade }: { readonly site: Site; readonly grade: number }): ReactElement {
  return (
    <span>
      <span className="grade me-2 text-accent" aria-hidden="true">
        {Array.from({ length: HIGHEST }, (_, i) => (
          <i key={i} data-on={i < grade ? '' : undefined} />
        ))}
      </span>
      <span>{site.t('evidence.grade', { grade, of: HIGHEST, word: site.t(`evidence.gradeWord.${grade}`) })}</span>
    </span>
  );
}

/** What the computation found by itself and a reader should know, each with what to do. */
import type { StudyResult } from '@aimaq/engine/result';
import type { ReactElement } from 'react';
import { sentence } from '../lib/sentence';
import type { Site } from '../lib/site';
import { Section } from './Section';

interface Props {
  readonly site: Site;
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly notes: StudyResult['warnings'];
}

export function Warnings({ site, id, title, intro, notes }: Props): ReactElement | null {
  if (notes.length === 0) return null;
  return (
    <Section id={id} title={title} intro={intro}>
      <ul className="grid gap-3">
        {notes.map((one, i) => {
          const { message, hint } = site.reader.note(one);
          return (
            <li key={i} className="notice">
              {sentence(message)} <span className="quiet">{sentence(hint)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

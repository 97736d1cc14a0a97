/** What the computation found by itself and a reader should know: the findings of one kind together, and what to do. */
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
  const kinds = new Map<string, { readonly messages: Set<string>; readonly hints: Set<string> }>();
  for (const one of notes) {
    const { message, hint } = site.reader.note(one);
    const kind = kinds.get(one.code) ?? { messages: new Set(), hints: new Set() };
    kinds.set(one.code, kind);
    kind.messages.add(sentence(message));
    kind.hints.add(sentence(hint));
  }
  return (
    <Section id={id} title={title} intro={intro}>
      <ul className="grid gap-3">
        {[...kinds].map(([code, { messages, hints }]) => (
          <li key={code} className="notice">
            {messages.size === 1 ? (
              <>{[...messages]} </>
            ) : (
              <ul className="list">
                {[...messages].map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            )}
            <span className="quiet">{[...hints].join(' ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

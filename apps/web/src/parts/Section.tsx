import type { ReactElement, ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, intro, children }: SectionProps): ReactElement {
  return (
    <section className="section" aria-labelledby={id}>
      <div className="wrap">
        <h2 id={id}>{title}</h2>
        {intro === undefined ? null : <p className="prose quiet mb-5">{intro}</p>}
        {children}
      </div>
    </section>
  );
}

import Link from 'next/link';
import { CHAPTERS } from '../lib/pages';

/** The chapters with the readers that they are for. */
export function Chapters() {
  return (
    <>
      {CHAPTERS.map((chapter) => (
        <section key={chapter.title}>
          <h2>{chapter.title}</h2>
          <p>{chapter.reader}</p>
          <ul>
            {chapter.pages.map((page) => (
              <li key={page.href}>
                <Link href={page.href}>{page.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

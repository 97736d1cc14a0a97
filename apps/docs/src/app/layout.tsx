import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CHAPTERS } from '../lib/pages';
import 'katex/dist/katex.min.css';
import './docs.css';

export const metadata: Metadata = {
  title: { default: 'Aimaq: how it computes', template: '%s · Aimaq' },
  description: 'How Aimaq estimates, tests, clusters and judges, with numbers computed when the page was built.',
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className="skip" href="#content">
          Skip to the text
        </a>
        <header>
          <Link href="/" className="brand">
            Aimaq <span>how it computes</span>
          </Link>
          <search>
            <form action="/docs/search/" method="get">
              <input type="search" name="q" aria-label="Search the documentation" placeholder="Search" />
            </form>
          </search>
          <a className="contents" href="#pages">
            Contents
          </a>
          {/* The site itself is another application at the same address. */}
          <a href="/en">To the regions</a>
        </header>
        <div className="columns">
          <main id="content" data-pagefind-body>
            {children}
          </main>
          <nav id="pages" aria-label="Pages">
            {CHAPTERS.map((chapter) => (
              <section key={chapter.title}>
                <h2>{chapter.title}</h2>
                <ul>
                  {chapter.pages.map((page) => (
                    <li key={page.href}>
                      <Link href={page.href}>{page.title}</Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            <section>
              <h2>Reference</h2>
              <ul>
                <li>
                  <a href="/docs/api/index.html">Engine API</a>
                </li>
              </ul>
            </section>
          </nav>
        </div>
        <footer>
          Numbers on these pages are computed by the engine when the page is built and compared with their oracles. MIT
          licence.
        </footer>
      </body>
    </html>
  );
}

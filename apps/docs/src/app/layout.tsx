import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PAGES } from '../lib/pages';
import 'katex/dist/katex.min.css';
import './docs.css';

export const metadata: Metadata = {
  title: { default: 'Aimaq methods', template: '%s · Aimaq methods' },
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
            Aimaq <span>methods</span>
          </Link>
          <nav aria-label="Pages">
            {PAGES.map((page) => (
              <Link key={page.href} href={page.href}>
                {page.title}
              </Link>
            ))}
          </nav>
        </header>
        <main id="content">{children}</main>
        <footer>
          Every number on these pages is computed by the engine when the page is built and compared with its oracle.
        </footer>
      </body>
    </html>
  );
}

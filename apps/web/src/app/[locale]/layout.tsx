import '../fonts.css';
import '../globals.css';
import { readerOf } from '@aimaq/engine/views';
import { isLocale, LOCALES, type Locale, wordsOf } from '@aimaq/locales';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactElement, ReactNode } from 'react';
import { addressesOf } from '../../lib/address';
import { preloadFaces } from '../../lib/faces';
import { countries, DEFAULT_COUNTRY, resultOf } from '../../lib/result';

export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#12171c' },
  ],
};

/** The documentation is in English, with a summary of the methods in these. */
const SUMMARIES: ReadonlySet<Locale> = new Set(['kk', 'ru']);
const OWN_NAME = { kk: 'Қазақша', ru: 'Русский', en: 'English' } as const;

/** Path and query after the language, the same in all languages. */
async function pathBelow(): Promise<string> {
  const path = (await headers()).get('x-aimaq-path') ?? '';
  return path.replace(/^\/[^/?]*/, '');
}

/** The country that the address names, if it has a result. */
async function countryOf(below: string): Promise<string> {
  const named = below.split(/[/?]/)[1] ?? '';
  return (await resultOf(named)) === null ? DEFAULT_COUNTRY : named;
}

export async function generateMetadata({ params }: LayoutProps<'/[locale]'>): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const below = await pathBelow();
  const words = wordsOf(locale);
  const country = await countryOf(below);
  const languages: Record<string, string> = {};
  for (const other of LOCALES) languages[other] = `/${other}${below}`;
  return {
    metadataBase: new URL(process.env.AIMAQ_SITE ?? 'http://localhost:3000'),
    title: { default: words.text('site.name'), template: `%s – ${words.text('site.name')}` },
    description: words.text('site.description'),
    alternates: {
      canonical: `/${locale}${below}`,
      languages: { ...languages, 'x-default': `/kk${below}` },
      types: { 'application/atom+xml': `/api/v1/${country}/feed/${locale}.xml` },
    },
    openGraph: {
      siteName: words.text('site.name'),
      locale,
      type: 'website',
      images: [{ url: `/api/v1/${country}/cards/${locale}/country.png`, width: 1200, height: 630 }],
    },
  };
}

export default async function LocaleLayout({ children, params }: LayoutProps<'/[locale]'>): Promise<ReactElement> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  preloadFaces(locale);
  const words = wordsOf(locale);
  const t = (key: string) => words.text(`site.${key}`);
  const below = await pathBelow();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const country = await countryOf(below);
  const result = await resultOf(country);
  const to = addressesOf(locale, country);
  const others: (readonly [string, string])[] = [];
  for (const other of await countries()) {
    const its = other === country ? null : await resultOf(other);
    if (its !== null) others.push([other, readerOf(its, words).text('study.title') ?? other]);
  }
  const links = [
    [to.page('regions'), 'nav.regions'],
    [to.page('findings'), 'nav.findings'],
    [to.page('indicators'), 'nav.indicators'],
    [to.page('instruments'), 'nav.instruments'],
    [to.page('compare'), 'nav.compare'],
    [to.page('data'), 'nav.data'],
    [to.page('about'), 'nav.about'],
  ] as const;
  return (
    <html lang={locale}>
      <body>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <header className="border-b border-line">
          <div className="wrap flex items-center justify-between gap-6 pt-3">
            <a href={to.home()} className="font-serif text-2xl font-semibold text-ink no-underline">
              Aimaq
            </a>
            <nav aria-label={t('language')}>
              <ul className="flex gap-4 text-sm">
                {LOCALES.map((other) => (
                  <li key={other}>
                    <a
                      href={`/${other}${below}`}
                      hrefLang={other}
                      lang={other}
                      aria-current={other === locale ? 'true' : undefined}
                      className={`inline-block py-1 ${other === locale ? 'font-semibold text-ink no-underline' : ''}`}
                    >
                      {OWN_NAME[other]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
          <nav aria-label={t('nav.label')} className="wrap pt-1 pb-2">
            <ul className="flex flex-wrap gap-x-5 text-[0.95rem]">
              {links.map(([href, key]) => (
                <li key={key}>
                  <a href={href} className="inline-block py-1.5 text-ink no-underline hover:underline">
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="content" tabIndex={-1} className="flex-1">
          {children as ReactNode}
        </main>
        <script src="/enhance.js" type="module" nonce={nonce} />
        <footer className="mt-8 border-t border-line bg-sunken">
          <div className="wrap small quiet grid gap-2 py-8">
            <p>{t('footer.about')}</p>
            {result === null ? null : (
              <p>
                {t('footer.stamp')}{' '}
                <a href={`${to.page('data')}#stamp`}>
                  <code>{result.provenance.inputs.replace(/^sha256:/, '').slice(0, 12)}</code>
                </a>
                {' · '}
                {t('footer.engine')} {result.provenance.engine}
              </p>
            )}
            <nav aria-label={t('footer.label')}>
              <ul className="flex flex-wrap gap-x-5">
                {(['changes', 'accessibility', 'try'] as const).map((name) => (
                  <li key={name}>
                    <a href={to.page(name)} className="inline-block py-1">
                      {t(`nav.${name}`)}
                    </a>
                  </li>
                ))}
                <li>
                  <a href={`/docs/${SUMMARIES.has(locale) ? `read/${locale}/` : ''}`} className="inline-block py-1">
                    {t('nav.docs')}
                  </a>
                </li>
                {others.map(([other, name]) => (
                  <li key={other}>
                    <a href={addressesOf(locale, other).home()} className="inline-block py-1">
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <p>{t('footer.licence')}</p>
          </div>
        </footer>
      </body>
    </html>
  );
}

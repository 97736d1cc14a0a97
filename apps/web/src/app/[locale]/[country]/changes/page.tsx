import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { type Change, type Difference, differenceOf } from '../../../../lib/difference';
import { type Version, versionsOf } from '../../../../lib/result';
import { type Site, siteOf } from '../../../../lib/site';
import { nameOf } from '../../../../parts/Recommendations';
import { Section } from '../../../../parts/Section';

type Props = PageProps<'/[locale]/[country]/changes'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.changes') };
}

/** Results by version, and what changed between any of them and the present one. */
export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t } = site;
  const versions = await versionsOf(country);
  const asked = [(await searchParams).from ?? []].flat()[0];
  const present = versions[0];
  const from = versions.slice(1).find((one) => one.stamp === asked) ?? versions[1];
  return (
    <>
      <div className="wrap grid gap-4 py-8 md:py-10">
        <h1>{t('nav.changes')}</h1>
        <p className="prose quiet">{t('changes.intro')}</p>
        <DataTable
          caption={t('changes.versions')}
          captionHidden
          label={t('changes.versions')}
          rowIds={versions.map((one) => one.stamp)}
          columns={[t('footer.stampShort'), t('changes.published'), t('footer.engine'), t('changes.take')]}
          rows={versions.map((one, i) => row(site, one, i === 0))}
        />
      </div>
      {present === undefined || from === undefined ? (
        <div className="wrap">
          <p className="notice">{t('changes.single')}</p>
        </div>
      ) : (
        <Section id="difference" title={t('changes.since', { stamp: from.stamp })} intro={t('changes.sinceIntro')}>
          <Differences site={site} difference={differenceOf(from.result, present.result)} />
        </Section>
      )}
    </>
  );
}

function row(site: Site, version: Version, present: boolean) {
  const { t, to, reader } = site;
  return [
    <code key="stamp">{version.stamp}</code>,
    <time key="time" dateTime={version.published.toISOString()}>
      {new Intl.DateTimeFormat(reader.words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(version.published)}
    </time>,
    version.result.provenance.engine,
    <span key="take" className="flex flex-wrap gap-x-4">
      <a href={to.api(`versions/${version.stamp}/result.json`)}>
        JSON<span className="sr-only">: {version.stamp}</span>
      </a>
      {present ? (
        <span className="quiet">{t('changes.present')}</span>
      ) : (
        <a href={`${to.page('changes')}?from=${version.stamp}`}>
          {t('changes.compare')}
          <span className="sr-only">: {version.stamp}</span>
        </a>
      )}
    </span>,
  ];
}

function Differences({ site, difference }: { readonly site: Site; readonly difference: Difference }): ReactElement {
  const { t, reader } = site;
  const { words } = reader;
  const { values, figures } = difference;
  const number = (figure: { readonly year: number; readonly value: number } | null) =>
    figure === null ? t('state.notKnown') : `${words.number(figure.value)} (${words.year(figure.year)})`;
  const none = t('changes.none');
  const group = (id: string | null) => (id === null ? none : reader.cluster(id));
  const tables: readonly (readonly [string, readonly (readonly [string, string, string])[]])[] = [
    [
      'changes.engine',
      difference.engine === null ? [] : [['Aimaq', difference.engine.before, difference.engine.after]],
    ],
    ['changes.verdicts', rows(difference.verdicts, (id) => reader.text(`hypothesis.${id}.title`) ?? id, verdict)],
    ['changes.clusters', rows(difference.clusters, (id) => reader.region(id), group)],
    [
      'changes.recommendations',
      rows(
        difference.recommendations,
        (id) => reader.region(id),
        (id) => (id === null ? none : nameOf(site, id)),
      ),
    ],
    ['changes.figures', rows(figures, figureName, number)],
    ['changes.files', rows(difference.files, (path) => path, short)],
  ];
  function verdict(id: string | null): string {
    return id === null ? none : words.text(`evidence.verdict.${id}`);
  }
  function short(hash: string | null): string {
    return hash === null ? none : hash.replace(/^sha256:/, '').slice(0, 12);
  }
  function figureName(id: string): string {
    const [variable = '', region = ''] = id.split(' ');
    return `${reader.variable(variable)} – ${reader.region(region)}`;
  }
  const changed = tables.filter(([, table]) => table.length > 0);
  return (
    <div className="grid gap-6">
      <p>{t('changes.values', values)}</p>
      {changed.length === 0 ? <p>{t('changes.nothing')}</p> : null}
      {changed.map(([key, table]) => (
        <DataTable
          key={key}
          caption={t(key)}
          label={t(key)}
          columns={[t('changes.what'), t('changes.before'), t('changes.after')]}
          rows={table}
        />
      ))}
    </div>
  );
}

function rows<T>(
  changes: readonly Change<T>[],
  name: (id: string) => string,
  say: (value: T) => string,
): readonly (readonly [string, string, string])[] {
  return changes.map((one) => [name(one.id), say(one.before), say(one.after)]);
}

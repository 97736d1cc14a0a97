import { compareResults, type DiffDocument } from '@aimaq/engine/result';
import { diffTables } from '@aimaq/engine/views';
import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { type Version, versionsOf } from '../../../../lib/result';
import { type Site, siteOf } from '../../../../lib/site';
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
          <Differences site={site} difference={compareResults(from.result, present.result)} />
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

function Differences({ site, difference }: { readonly site: Site; readonly difference: DiffDocument }): ReactElement {
  const { t, reader } = site;
  const { causes, changes, observations } = difference;
  const inputs = diffTables(difference, reader)[0];
  const observed = { added: 0, changed: 0, removed: 0 };
  for (const one of observations) observed[one.from === null ? 'added' : one.to === null ? 'removed' : 'changed']++;
  const none = causes.data.length + causes.instruments.length + causes.study.length === 0 && causes.engine === null;
  return (
    <div className="grid gap-6">
      <p>{t('changes.values', observed)}</p>
      {inputs === undefined || none ? null : (
        <DataTable
          caption={inputs.title}
          label={inputs.title}
          columns={inputs.columns.map((column) => column.heading)}
          rows={inputs.blocks.flat()}
        />
      )}
      {changes.length === 0 ? (
        <p>{t('changes.nothing')}</p>
      ) : (
        <DataTable
          caption={t('changes.what')}
          label={t('changes.what')}
          columns={[
            reader.words.text('views.diff.kind'),
            t('changes.what'),
            t('changes.before'),
            t('changes.after'),
            reader.words.text('views.diff.because'),
          ]}
          rows={changes.map((one) => [
            reader.words.text(`views.diff.kind.${one.kind}`),
            one.subject.map((id) => subjectName(site, id)).join(' · '),
            valueText(site, one.kind, one.from),
            valueText(site, one.kind, one.to),
            one.because.map((cause) => reader.words.text(`views.diff.${cause}`)).join(', '),
          ])}
        />
      )}
    </div>
  );
}

/** The first name that the study has for an id. */
function subjectName(site: Site, id: string): string {
  const { reader } = site;
  const known = ['hypothesis.ID.title', 'model.ID.label', 'variable.ID.label', 'instrument.ID.name', 'region.ID.name']
    .map((key) => reader.text(key.replace('ID', id)))
    .find((name) => name !== undefined);
  return known ?? reader.unit(id);
}

function valueText(site: Site, kind: string, value: number | string | null): string {
  const { t, reader } = site;
  if (value === null) return t('changes.none');
  if (typeof value === 'number') return reader.words.number(value);
  const verdict = ['verdict', 'recommendation'].find((one) => reader.words.has(`evidence.${one}.${value}`));
  if (verdict !== undefined) return reader.words.text(`evidence.${verdict}.${value}`);
  return kind === 'cluster' ? reader.cluster(value) : subjectName(site, value);
}

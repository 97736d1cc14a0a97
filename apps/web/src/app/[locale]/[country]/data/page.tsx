import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { stampOf } from '../../../../lib/result';
import { type Site, siteOf } from '../../../../lib/site';
import { DatasetData } from '../../../../parts/DatasetData';
import { Section } from '../../../../parts/Section';
import { Warnings } from '../../../../parts/Warnings';

type Props = PageProps<'/[locale]/[country]/data'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.data') };
}

const TABLE = ['csv', 'xlsx', 'json'] as const;

const FILES = [
  ['series', 'data.series', TABLE],
  ['panel', 'data.panel', TABLE],
  ['regions', 'data.regions', TABLE],
  ['indicators', 'data.indicators', TABLE],
  ['estimates', 'data.estimates', TABLE],
  ['clusters', 'data.clusters', TABLE],
  ['hypotheses', 'data.hypotheses', ['json']],
  ['instruments', 'data.instruments', ['json']],
  ['result', 'data.result', ['json']],
  ['package', 'data.package', ['zip']],
] as const;

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result, to } = site;
  const { provenance } = result;
  const origin = process.env.AIMAQ_SITE ?? '';
  return (
    <>
      <div className="wrap grid gap-4 py-8 md:py-10">
        <h1>{t('nav.data')}</h1>
        <p className="lead quiet">{t('data.intro')}</p>
        <DataTable
          caption={t('data.take')}
          captionHidden
          label={t('data.take')}
          columns={[t('data.file'), t('data.formats')]}
          rows={FILES.map(([name, key, endings]) => [
            t(key),
            <span key={name} className="flex gap-4">
              {endings.map((ending) => (
                <a key={ending} href={to.api(`${name}.${ending}`)}>
                  {ending.toUpperCase()}
                  <span className="sr-only">: {t(key)}</span>
                </a>
              ))}
            </span>,
          ])}
        />
        <p className="prose">
          {t('data.permanent')}{' '}
          <a href={to.api(`versions/${stampOf(result)}/result.json`)} className="break-words">
            {to.api(`versions/${stampOf(result)}/result.json`)}
          </a>
        </p>
        <p>
          <a href="/api/v1/openapi.json">{t('data.openapi')}</a> · <a href={to.page('changes')}>{t('nav.changes')}</a> ·{' '}
          <a href={to.api(`feed/${locale}.xml`)}>{t('data.feed')}</a>
        </p>
      </div>
      <Section id="cite" title={t('data.cite')}>
        <p className="card prose">
          {`Aimaq. ${reader.text('study.title') ?? t('name')}. ${t('data.citeStamp', { stamp: stampOf(result), engine: provenance.engine })} ${origin}${to.api(`versions/${stampOf(result)}/result.json`)}`}
        </p>
        <p className="prose small quiet mt-3">{t('data.licence')}</p>
      </Section>
      <DatasetData
        site={site}
        name={reader.text('study.title') ?? t('name')}
        description={t('description')}
        path="series"
      />
      <Section id="sources" title={t('data.sources')}>
        <DataTable
          caption={t('data.sources')}
          captionHidden
          label={t('data.sources')}
          stacked
          rowIds={result.sources.map((source) => source.id)}
          columns={[
            t('source.column'),
            t('data.sourceTitle'),
            t('nav.indicators'),
            t('data.publisher'),
            t('data.coverage'),
          ]}
          rows={result.sources.map(({ id, address }) => [
            address === undefined ? (
              reader.source(id, 'identifier')
            ) : (
              <a key={id} href={address} rel="noreferrer">
                {reader.source(id, 'identifier')}
              </a>
            ),
            reader.source(id),
            <SeriesOf key={id} site={site} source={id} />,
            reader.source(id, 'publisher'),
            reader.source(id, 'coverage'),
          ])}
        />
      </Section>
      <Section id="breaks" title={t('data.breaks')}>
        <DataTable
          caption={t('data.breaks')}
          captionHidden
          label={t('data.breaks')}
          stacked
          columns={[t('indicator.name'), words(site, 'views.region'), words(site, 'views.year'), t('data.what')]}
          rows={result.breaks.map((one) => [
            one.indicator === null ? t('data.all') : reader.indicator(one.indicator),
            one.region === null ? t('data.all') : reader.region(one.region),
            reader.words.year(one.year),
            reader.text(one.text) ?? one.kind,
          ])}
        />
      </Section>
      <Warnings
        site={site}
        id="checks"
        title={t('data.checks')}
        intro={t('data.checksIntro')}
        notes={result.warnings.filter((one) => one.code.startsWith('data-'))}
      />
      <Section id="stamp" title={t('data.stamp')} intro={t('data.stampIntro')}>
        <dl className="grid gap-3">
          <div>
            <dt className="quiet small">{t('data.inputs')}</dt>
            <dd>
              <code className="break-all">{provenance.inputs}</code>
            </dd>
          </div>
          <div>
            <dt className="quiet small">{t('data.spec')}</dt>
            <dd>
              <code className="break-all">{provenance.spec}</code>
            </dd>
          </div>
          <div>
            <dt className="quiet small">{t('footer.engine')}</dt>
            <dd>{provenance.engine}</dd>
          </div>
        </dl>
        <div className="mt-5">
          <DataTable
            caption={t('data.files')}
            label={t('data.files')}
            numeric={[1]}
            columns={[t('data.file'), t('data.rows'), 'SHA-256']}
            rows={provenance.resources.map((resource) => [
              resource.path,
              reader.words.number(resource.rows),
              <code key={resource.path} className="text-[0.8rem] break-all">
                {resource.sha256.replace(/^sha256:/, '')}
              </code>,
            ])}
          />
        </div>
        <p className="mt-4">{t('data.rebuild')}</p>
        <pre className="card mt-2 text-sm break-words whitespace-pre-wrap">
          <code>{`npm start\nnpx aimaq run data/${country}/study.yaml --out results`}</code>
        </pre>
      </Section>
    </>
  );
}

/** The indicators whose figures are taken from a source, each a link to its series. */
function SeriesOf({ site, source }: { readonly site: Site; readonly source: string }): ReactElement {
  return (
    <ul>
      {site.result.indicators
        .filter((one) => one.sources.includes(source))
        .map((one) => (
          <li key={one.id}>
            <a href={site.to.indicator(one.id)} className="inline-block py-1">
              {site.reader.indicator(one.id)}
            </a>
          </li>
        ))}
    </ul>
  );
}

function words(site: { reader: { words: { text(key: string): string } } }, key: string): string {
  return site.reader.words.text(key);
}

import type { StudyResult } from '@aimaq/engine/result';
import { correlationHeatmap, multiplicityLines } from '@aimaq/engine/views';
import { Chart, DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { type Site, siteOf } from '../../../../lib/site';
import { ChartLinks } from '../../../../parts/ChartLinks';
import { HypothesisSection } from '../../../../parts/HypothesisSection';
import { Section } from '../../../../parts/Section';
import { Verdict } from '../../../../parts/Verdict';
import { Warnings } from '../../../../parts/Warnings';

type Props = PageProps<'/[locale]/[country]/findings'>;
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.findings') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result } = site;
  const doi = result.study.reference?.doi;
  const heatmap = correlationHeatmap(result, reader, 720);
  return (
    <>
      <div className="wrap grid gap-4 py-8 md:py-10">
        <h1>{t('findings.title')}</h1>
        <p className="lead">{reader.text('study.question')}</p>
        <p className="prose quiet">
          {t('findings.intro', { count: result.specifications })}
          {doi === undefined ? null : (
            <>
              {' '}
              {t('findings.reference')} <a href={`https://doi.org/${doi}`}>DOI {doi}</a>.
            </>
          )}
        </p>
        <ul className="grid gap-2">
          {result.hypotheses.map(({ id, verdict }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3">
              <a href={`#${id}`}>{reader.text(`hypothesis.${id}.title`) ?? id}</a>
              <Verdict site={site} kind="verdict" verdict={verdict} />
            </li>
          ))}
        </ul>
        {multiplicityLines(result, reader).map((line) => (
          <p key={line} className="prose quiet">
            {line}
          </p>
        ))}
      </div>
      {result.hypotheses.map((hypothesis) => (
        <HypothesisSection key={hypothesis.id} site={site} hypothesis={hypothesis} />
      ))}
      <RSquared site={site} />
      <Models site={site} />
      <Section id="correlations" title={t('findings.correlations')} intro={t('findings.correlationsIntro')}>
        <Chart
          id="heatmap"
          scene={heatmap}
          narrow={correlationHeatmap(result, reader, 360)}
          caption={heatmap.description}
          tableLabel={t('showTable')}
          links={<ChartLinks site={site} chart="correlations" />}
        />
      </Section>
      <Variables site={site} />
      <Warnings
        site={site}
        id="warnings"
        title={t('findings.warnings')}
        intro={t('findings.warningsIntro')}
        notes={result.warnings.filter((one) => !one.code.startsWith('data-'))}
      />
      {result.study.limitations.length === 0 ? null : (
        <Section id="limitations" title={t('findings.limitations')}>
          <ul className="list prose">
            {result.study.limitations.map((id) => (
              <li key={id}>{reader.text(`limitation.${id}`)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** R² of the first baseline model, taken apart. */
function RSquared({ site }: { readonly site: Site }): ReactElement | null {
  const { t, reader, result } = site;
  const model = result.models.find((one) => one.role === 'baseline');
  if (model === undefined) return null;
  const { full, fixedEffectsOnly, within } = model.estimate.fit.rSquared;
  const { words } = reader;
  const rows = (
    [
      ['findings.r2Full', full],
      ['findings.r2Effects', fixedEffectsOnly],
      ['findings.r2Within', within],
    ] as const
  ).filter(([, value]) => value !== null);
  return (
    <Section id="r-squared" title={t('findings.r2')} intro={t('findings.r2Intro', { model: reader.model(model.id) })}>
      <dl className="grid max-w-3xl gap-4">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className="flex items-center gap-4">
              <span className="figure-number w-24">{words.number(value, { digits: 3 })}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="h-3 min-w-0 flex-1" aria-hidden="true">
                <rect width="100" height="4" className="f-grid" />
                <rect width={Math.max(0, Math.min(1, value ?? 0)) * 100} height="4" className="f-accent" />
              </svg>
            </dd>
          </div>
        ))}
      </dl>
      <p className="prose mt-4">{t('findings.r2Words')}</p>
    </Section>
  );
}

function Models({ site }: { readonly site: Site }): ReactElement {
  const { t, reader, result } = site;
  const { words } = reader;
  const terms = [...new Set(result.models.flatMap((model) => model.estimate.coefficients.map((one) => one.term)))];
  const cell = (modelId: string, term: string) => {
    const found = result.models
      .find((model) => model.id === modelId)
      ?.estimate.coefficients.find((one) => one.term === term);
    if (found === undefined) return '';
    return (
      <span key={modelId}>
        {words.number(found.estimate, { digits: 3 })}
        <span className="quiet block text-[0.8rem]">({words.number(found.standardError, { digits: 3 })})</span>
      </span>
    );
  };
  const all = <T,>(pick: (model: StudyResult['models'][number]) => T) => result.models.map(pick);
  const number = (value: number | null | undefined) => words.number(value ?? null, { digits: 3 });
  return (
    <Section id="models" title={t('findings.models')} intro={t('findings.modelsIntro')}>
      <DataTable
        caption={t('findings.models')}
        captionHidden
        label={t('findings.models')}
        numeric={result.models.map((_, i) => i + 1)}
        columns={[t('findings.variable'), ...result.models.map((model) => reader.model(model.id))]}
        rows={[
          ...terms.map((term) => [reader.term(term), ...all((model) => cell(model.id, term))]),
          [words.text('views.regression.observations'), ...all((model) => words.number(model.estimate.sample.used))],
          [words.text('views.regression.units'), ...all((model) => words.number(model.estimate.sample.units))],
          [words.text('views.regression.r2'), ...all((model) => number(model.estimate.fit.rSquared.full))],
          [
            words.text('views.regression.r2Effects'),
            ...all((model) => number(model.estimate.fit.rSquared.fixedEffectsOnly)),
          ],
          [words.text('views.regression.r2Within'), ...all((model) => number(model.estimate.fit.rSquared.within))],
          [t('findings.covariance'), ...all((model) => model.estimate.covariance.type)],
        ]}
      />
      <p className="source mt-3">{t('findings.modelsNote')}</p>
    </Section>
  );
}

function Variables({ site }: { readonly site: Site }): ReactElement {
  const { t, reader, result } = site;
  return (
    <Section id="variables" title={t('findings.variables')} intro={t('findings.variablesIntro')}>
      <DataTable
        caption={t('findings.variables')}
        captionHidden
        label={t('findings.variables')}
        numeric={[2]}
        columns={[t('findings.variable'), t('findings.standsFor'), t('findings.withinShare')]}
        rows={result.variables
          .filter((variable) => variable.role !== 'profile')
          .map((variable) => [
            <span key={variable.id}>
              {reader.variable(variable.id)}
              <code className="quiet block text-[0.8rem] break-all">{variable.expression}</code>
            </span>,
            reader.text(`variable.${variable.id}.standsFor`) ?? '',
            reader.words.percent(variable.withinShare),
          ])}
      />
    </Section>
  );
}

import { estimatesTable } from '@aimaq/engine/views';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { Section } from './Section';
import { ViewTable } from './ViewTable';

/** The variables that an indicator enters, and what the hypotheses estimate for them. */
export function InModels({
  site,
  indicator,
}: {
  readonly site: Site;
  readonly indicator: string;
}): ReactElement | null {
  const { t, reader, result, to } = site;
  const variables = result.variables.filter((one) => one.indicators.includes(indicator)).map((one) => one.id);
  if (variables.length === 0) return null;
  const estimates = result.hypotheses
    .flatMap((one) => one.estimates)
    .filter(({ term }) => term.split(/[^\p{L}\p{N}_.]+/u).some((word) => variables.includes(word)));
  const once = estimates.filter(
    (one, i) => estimates.findIndex(({ model, term }) => model === one.model && term === one.term) === i,
  );
  const table = estimatesTable({ estimates: once }, reader);
  return (
    <Section id="models" title={t('indicator.models')}>
      <p className="prose mb-4">
        {t('indicator.variables', { list: reader.words.list(variables.map((id) => reader.variable(id))) })}{' '}
        <a href={`${to.page('findings')}#variables`}>{t('indicator.how')}</a>
      </p>
      {table === null ? null : <ViewTable site={site} table={table} />}
    </Section>
  );
}

/** A claim of the reference study under test: verdict, reasons, estimates, every specification, rival readings. */
import type { StudyResult } from '@aimaq/engine/result';
import {
  blocksTable,
  estimatesTable,
  hypothesisCurve,
  hypothesisForest,
  multiplicityTable,
  slopesTable,
  type TableView,
  trialsTable,
} from '@aimaq/engine/views';
import { Chart, DataTable } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { Site } from '../lib/site';
import { ChartLinks } from './ChartLinks';
import { Section } from './Section';
import { Verdict } from './Verdict';
import { ViewTable } from './ViewTable';

type Hypothesis = StudyResult['hypotheses'][number];

/** Figures that are p-values, by their names. */
const P_VALUE = /(?:PValue|HTZ|Wild)$/;

interface Props {
  readonly site: Site;
  readonly hypothesis: Hypothesis;
}

export function HypothesisSection({ site, hypothesis }: Props): ReactElement {
  const { t, reader, result } = site;
  const { words } = reader;
  const { id } = hypothesis;
  const forest = hypothesisForest(result, reader, id, 720);
  const narrow = hypothesisForest(result, reader, id, 360);
  const figures = Object.entries(hypothesis.figures).flatMap(([name, value]) =>
    value !== null && words.has(`evidence.figure.${name}`) ? [{ name, value }] : [],
  );
  return (
    <Section id={id} title={reader.text(`hypothesis.${id}.title`) ?? id}>
      <div className="grid gap-5">
        <p>
          <Verdict site={site} kind="verdict" verdict={hypothesis.verdict} />
        </p>
        <dl className="prose grid gap-2">
          <div>
            <dt className="font-semibold">{t('findings.claim')}</dt>
            <dd>{reader.text(`hypothesis.${id}.claim`)}</dd>
          </div>
          {[
            [t('findings.paper'), reader.text(`hypothesis.${id}.paper`)],
            [t('findings.differs'), reader.text(`hypothesis.${id}.differs`)],
          ].map(([name, said]) =>
            said === undefined ? null : (
              <div key={name}>
                <dt className="font-semibold">{name}</dt>
                <dd>{said}</dd>
              </div>
            ),
          )}
        </dl>
        {hypothesis.reasons.length === 0 ? null : (
          <div className="prose">
            <h3>{t('findings.why')}</h3>
            <ul className="list">
              {hypothesis.reasons.map((reason, i) => (
                <li key={i} className="sentence">
                  {reader.sentence(reason.message)}
                </li>
              ))}
            </ul>
          </div>
        )}
        {forest === null ? null : (
          <Chart
            id={`forest-${id}`}
            scene={forest}
            narrow={narrow}
            caption={forest.description}
            tableLabel={t('showTable')}
            links={<ChartLinks site={site} chart={`hypotheses/${id}`} />}
          />
        )}
        <Curve site={site} hypothesis={hypothesis} />
        <details className="unfolds">
          <summary>{t('findings.numbers')}</summary>
          <div className="grid gap-5 pt-3 md:pt-0">
            <Table {...{ site, hypothesis }} make={estimatesTable} />
            <Table {...{ site, hypothesis }} make={multiplicityTable} />
            <Table {...{ site, hypothesis }} make={trialsTable} />
            {figures.length === 0 ? null : (
              <dl className="pairs small">
                {figures.map(({ name, value }) => (
                  <div key={name} className="contents">
                    <dt>{words.text(`evidence.figure.${name}`)}</dt>
                    <dd>{P_VALUE.test(name) ? words.pValue(value) : words.number(value, { significant: 3 })}</dd>
                  </div>
                ))}
              </dl>
            )}
            <Table {...{ site, hypothesis }} make={blocksTable} />
            <Readings site={site} hypothesis={hypothesis} />
            <Table {...{ site, hypothesis }} make={slopesTable} />
          </div>
        </details>
        <Targeting site={site} hypothesis={hypothesis} />
        {hypothesis.wouldTell.length === 0 ? null : (
          <div className="prose">
            <h3>{t('findings.wouldTell')}</h3>
            <ul className="list">
              {[...new Set(hypothesis.wouldTell.map((one) => reader.sentence(one.message)))].map((sentence) => (
                <li key={sentence} className="sentence">
                  {sentence}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}

function Curve({ site, hypothesis }: Props): ReactElement | null {
  const { t, reader, result } = site;
  const { id } = hypothesis;
  const scene = hypothesisCurve(result, reader, id, 720);
  const own = hypothesis.estimates[0]?.multiverse ?? null;
  if (scene === null) return null;
  return (
    <Chart
      id={`curve-${id}`}
      scene={scene}
      narrow={hypothesisCurve(result, reader, id, 360)}
      caption={
        own === null
          ? scene.description
          : t('findings.curveShares', {
              count: own.specifications,
              sign: own.signShare,
              significant: own.significantShare ?? 0,
            })
      }
      tableLabel={t('showTable')}
      links={<ChartLinks site={site} chart={`curves/${id}`} />}
    />
  );
}

/** Rival explanations side by side, each with the number that would speak for it. */
function Readings({ site, hypothesis }: Props): ReactElement | null {
  const { t, reader } = site;
  const { words } = reader;
  if (hypothesis.readings.length === 0) return null;
  return (
    <DataTable
      caption={t('findings.readings')}
      label={t('findings.readings')}
      stacked
      numeric={[2, 3, 4]}
      columns={[
        t('findings.reading'),
        t('findings.variable'),
        t('findings.estimate'),
        t('findings.interval'),
        t('findings.pWild'),
      ]}
      rows={hypothesis.readings.map(({ id, estimate }) => [
        reader.text(`hypothesis.${hypothesis.id}.reading.${id}`) ?? id,
        reader.term(estimate.term),
        words.number(estimate.estimate, { digits: 3, sign: 'always' }),
        interval(site, estimate.confidenceInterval),
        words.pValue(estimate.pValue.wildBootstrap),
      ])}
    />
  );
}

/** A table of the engine's, named after its claim where it scrolls. */
function Table({
  site,
  hypothesis,
  make,
}: Props & {
  readonly make: (hypothesis: Hypothesis, reader: Site['reader']) => TableView | null;
}): ReactElement | null {
  const table = make(hypothesis, site.reader);
  if (table === null) return null;
  const claim = site.reader.text(`hypothesis.${hypothesis.id}.title`) ?? hypothesis.id;
  return <ViewTable site={site} table={table} label={`${table.title}: ${claim}`} />;
}

/** What choosing the lever by group would be worth. */
function Targeting({ site, hypothesis }: Props): ReactElement | null {
  const { words } = site.reader;
  const { targeting } = hypothesis;
  if (targeting === null) return null;
  const percent = (value: number | null) => words.percent(value, { digits: 1, sign: 'always' });
  return (
    <p className="prose">
      {site.t('findings.targeting', {
        gain: percent(targeting.gain),
        low: percent(targeting.low),
        high: percent(targeting.high),
      })}
    </p>
  );
}

function interval(site: Site, [low, high]: readonly [number | null, number | null]): string {
  const { words } = site.reader;
  return site.t('interval', { low: words.number(low, { digits: 3 }), high: words.number(high, { digits: 3 }) });
}

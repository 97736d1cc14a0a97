/** The comparison of two results as tables: what differs in the inputs, then what changed and because of what. */
import type { DiffDocument } from '../../result/index.js';
import type { Reader } from '../reader.js';
import type { TableView } from './table.js';

export function diffTables(diff: DiffDocument, reader: Reader): TableView[] {
  const { words } = reader;
  const t = (key: string, params?: Record<string, string | number>) => words.text(`views.diff.${key}`, params);
  const files = [...diff.causes.data, ...diff.causes.instruments].map((one) => [
    t(diff.causes.data.includes(one) ? 'data' : 'instruments'),
    one.resource,
    t(one.change),
  ]);
  const engine =
    diff.causes.engine === null ? [] : [[t('engine'), `${diff.causes.engine.from} → ${diff.causes.engine.to}`, '']];
  const causes = [...files, ...diff.causes.study.map((path) => [t('study'), path, t('changed')]), ...engine];
  const value = (one: number | string | null) => (typeof one === 'string' ? one : words.number(one));
  return [
    {
      title: t('causes'),
      columns: [
        { heading: t('cause'), kind: 'text' },
        { heading: t('where'), kind: 'text' },
        { heading: t('how'), kind: 'text' },
      ],
      blocks: [causes],
      notes: [
        causes.length === 0 ? t('sameInputs') : '',
        diff.observations.length === 0 ? '' : t('observations', { count: diff.observations.length }),
      ].filter((note) => note !== ''),
    },
    {
      title: t('changes', { count: diff.changes.length }),
      columns: [
        { heading: t('kind'), kind: 'text' },
        { heading: t('subject'), kind: 'text' },
        { heading: t('from'), kind: 'text' },
        { heading: t('to'), kind: 'text' },
        { heading: t('because'), kind: 'text' },
      ],
      blocks: [
        diff.changes.map((one) => [
          t(`kind.${one.kind}`),
          one.subject.map((id) => nameOf(id, reader)).join(' · '),
          value(one.from),
          value(one.to),
          one.because.map((cause) => t(cause)).join(', '),
        ]),
      ],
      notes: diff.changes.length === 0 ? [t('nothing')] : [],
    },
  ];
}

/** The first name that the study has for an id. */
function nameOf(id: string, reader: Reader): string {
  const names = [
    reader.text(`hypothesis.${id}.title`),
    reader.text(`model.${id}.label`),
    reader.text(`variable.${id}.label`),
    reader.text(`instrument.${id}.name`),
    reader.text(`unit.${id}.short`),
    reader.text(`region.${id}.short`),
  ];
  return names.find((name) => name !== undefined) ?? id;
}

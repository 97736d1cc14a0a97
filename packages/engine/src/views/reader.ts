/**
 * A study result in the reader's language: names of regions, units, variables and indicators from its texts, sentences
 * with those names filled in. A name that a language lacks is taken from the study's other languages, last the id.
 */
import type { Message, StudyResult } from '../result/index.js';
import type { NoteText, WordParams, Words } from './words.js';

export interface Reader {
  readonly words: Words;
  /** Text of the study by key, such as `study.title`; undefined when no language has it. */
  text(key: string): string | undefined;
  region(id: string, form?: 'name' | 'short' | 'centre'): string;
  unit(id: string, form?: 'name' | 'short' | 'centre'): string;
  indicator(id: string): string;
  indicatorUnit(id: string): string;
  variable(id: string): string;
  variableUnit(id: string): string;
  /** A term of a formula: the variable's label, or the term with each variable's label in it. */
  term(term: string): string;
  model(id: string): string;
  /** Title of a source, or what else is said of it; the record's own word where this language has none. */
  source(id: string, form?: 'title' | 'identifier' | 'publisher' | 'coverage'): string;
  cluster(id: string): string;
  /** A sentence of the evidence room; parameters that are ids of the study become names. */
  sentence(message: Message): string;
  note(note: NoteText): { readonly message: string; readonly hint: string };
}

/** Operators on the time index in a formula. */
const SHIFTS = { l: 'lag', f: 'lead', d: 'difference' } as const;
type Shift = keyof typeof SHIFTS;

export function readerOf(result: StudyResult, words: Words): Reader {
  const locales = [words.locale, ...result.study.locales, ...Object.keys(result.texts)];
  const text = (key: string): string | undefined => {
    for (const locale of locales) {
      const found = result.texts[locale]?.[key];
      if (found !== undefined && found !== '') return found;
    }
    return undefined;
  };
  const variables = new Set(result.variables.map((variable) => variable.id));
  const regions = new Set(result.regions.map((region) => region.id));
  const units = new Set(result.units.map((unit) => unit.id));
  const indicators = new Set(result.indicators.map((indicator) => indicator.id));
  const models = new Set(result.models.map((model) => model.id));

  const region = (id: string, form = 'name') => text(`region.${id}.${form}`) ?? text(`region.${id}.name`) ?? id;
  // Units of a study on present boundaries are regions, and go by their names.
  const unit = (id: string, form = 'name') => text(`unit.${id}.${form}`) ?? text(`unit.${id}.name`) ?? region(id, form);
  const variable = (id: string) => text(`variable.${id}.label`) ?? id;
  const indicator = (id: string) => text(`indicator.${id}.name`) ?? id;
  const model = (id: string) => text(`model.${id}.label`) ?? id;
  const sources = new Map(result.sources.map((one) => [one.id, one]));
  const source: Reader['source'] = (id, form = 'title') =>
    form === 'title'
      ? (text(`source.${id}.title`) ?? id)
      : (result.texts[words.locale]?.[`source.${id}.${form}`] ?? sources.get(id)?.[form] ?? '').replace(
          /(\d{4})-(\d{4})/g,
          '$1–$2',
        );
  const hypothesis = (id: string) => text(`hypothesis.${id}.title`) ?? id;
  const term = (name: string): string => {
    if (name === '(Intercept)') return words.text('views.term.intercept');
    if (variables.has(name)) return variable(name);
    const [, shift, inner, count = '1'] = /^([lfd])\((.+?)(?:,\s*(\d+))?\)$/.exec(name) ?? [];
    if (shift !== undefined && inner !== undefined)
      return words.text(`views.term.${SHIFTS[shift as Shift]}`, { term: term(inner), count: Number(count) });
    return name.replace(/[\p{L}_][\p{L}\p{N}_.]*/gu, (word) => (variables.has(word) ? variable(word) : word));
  };

  /** What the ids of a parameter are, by the parameter's name; a list is separated by commas. */
  const named = (name: string, value: string): string => {
    const one = (id: string): string => {
      if (/^(variable|term|outcome|regressor|rival)/.test(name)) return term(id);
      if (/^hypothesis/.test(name)) return hypothesis(id);
      if (/^verdict/.test(name)) return words.text(`evidence.recommendation.${id}`);
      if (/^requirement/.test(name)) return text(`requirement.${id}`) ?? id;
      if (/^instrument/.test(name)) return text(`instrument.${id}.name`) ?? id;
      if (/^model/.test(name) && models.has(id)) return model(id);
      if (units.has(id)) return unit(id, 'short');
      if (/^(region|unit|without)/.test(name) && regions.has(id)) return region(id, 'short');
      if (/^indicator/.test(name) && indicators.has(id)) return indicator(id);
      return id;
    };
    const ids = value.split(/,\s*/);
    return ids.length > 1 && ids.every((id) => one(id) !== id) ? words.list(ids.map(one)) : one(value);
  };
  const fill = (params: WordParams): WordParams =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : named(name, value)]),
    );

  return {
    words,
    text,
    region,
    unit,
    indicator,
    indicatorUnit: (id) => text(`indicator.${id}.unit`) ?? '',
    variable,
    variableUnit: (id) => text(`variable.${id}.unit`) ?? '',
    term,
    model,
    source,
    cluster: (id) => words.text('views.cluster', { id }),
    sentence: (message) => words.text(message.key, fill(message.params)),
    note: (note) => {
      const params = fill(note.params);
      // The engine's own sentence, for a language that has none of its own, was written with the ids.
      const own = {
        message: renamed(note.message, note.params, params),
        hint: renamed(note.hint, note.params, params),
      };
      return words.note({ ...note, ...own, params });
    },
  };
}

/** The sentence with names in the place of ids. */
function renamed(sentence: string, ids: WordParams, names: WordParams): string {
  const nameOf = new Map(
    Object.entries(ids).flatMap(([param, id]) =>
      typeof id === 'string' && id !== '' && id !== names[param] ? [[id, String(names[param])] as const] : [],
    ),
  );
  if (nameOf.size === 0) return sentence;
  const any = [...nameOf.keys()]
    .sort((a, b) => b.length - a.length)
    .map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  return sentence.replace(
    new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${any})(?![\\p{L}\\p{N}_-])`, 'gu'),
    (id) => nameOf.get(id) ?? id,
  );
}

/** The rules that several commands share, in the language that is asked for. */
import type { Locale } from '@aimaq/locales';
import type { Topic } from './topic.js';

export async function topicsOf(locale: Locale): Promise<readonly Topic[]> {
  switch (locale) {
    case 'kk':
      return (await import('./topics.kk.js')).TOPICS;
    case 'ru':
      return (await import('./topics.ru.js')).TOPICS;
    case 'en':
      return (await import('./topics.en.js')).TOPICS;
  }
}

/** The language of a visitor who has not chosen one. */
import { isLocale, LOCALES, type Locale } from '@aimaq/locales';

/** Best of our languages for an `Accept-Language` header; the first of ours when none is asked for. */
export function preferredLocale(accept: string | null): Locale {
  const wishes = (accept ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...params] = wish.trim().split(';');
      const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((found) => found !== undefined);
      return { language: tag.toLowerCase().split('-')[0] ?? '', weight: q === undefined ? 1 : Number(q) };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wishes) if (isLocale(language)) return language;
  return LOCALES[0];
}

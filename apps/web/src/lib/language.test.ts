import { expect, it } from 'vitest';
import { preferredLocale } from './language';

it.each([
  [null, 'kk'],
  ['', 'kk'],
  ['de-DE,de;q=0.9', 'kk'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['en;q=0.4, kk;q=0.9', 'kk'],
  ['fr, en-GB;q=0.7, ru;q=0.6', 'en'],
  ['ru;q=0, en', 'en'],
  ['EN-us', 'en'],
  [';;;q=,,', 'kk'],
])('the wish %s is served in %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});

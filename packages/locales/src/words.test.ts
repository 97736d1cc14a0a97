import type { NumberForm } from '@aimaq/engine/views';
import { describe, expect, it } from 'vitest';
import { wordsOf } from './index.js';
import { language } from './words.js';

const NBSP = '\u00a0';

describe('numbers', () => {
  it('are written with the comma and no-break spaces in Kazakh and Russian, with the point in English', () => {
    expect(wordsOf('ru').number(1_234_567.891, { digits: 2 })).toBe(`1${NBSP}234${NBSP}567,89`);
    expect(wordsOf('kk').number(1_234_567.891, { digits: 2 })).toBe(`1${NBSP}234${NBSP}567,89`);
    expect(wordsOf('en').number(1_234_567.891, { digits: 2 })).toBe('1,234,567.89');
  });

  it('have the minus sign, not the hyphen, and a plus when asked', () => {
    expect(wordsOf('en').number(-0.25, { digits: 2 })).toBe('\u22120.25');
    expect(wordsOf('ru').number(0.25, { digits: 2, sign: 'always' })).toBe('+0,25');
    expect(wordsOf('en').number(-0.0001, { digits: 2 })).toBe('0.00');
  });

  it('keep a year together and group from five digits on', () => {
    expect(wordsOf('en').number(2018)).toBe('2018');
    expect(wordsOf('ru').number(12_345)).toBe(`12${NBSP}345`);
    expect(wordsOf('kk').year(2018)).toBe('2018');
  });

  it('show four significant digits unless told, never cutting the whole part', () => {
    expect(wordsOf('en').number(0.000123456)).toBe('0.0001235');
    expect(wordsOf('en').number(123_456.7)).toBe('123,457');
    expect(wordsOf('en').number(0)).toBe('0');
  });

  it('are what Intl writes, digit by digit', () => {
    const forms: readonly NumberForm[] = [
      { digits: 0 },
      { digits: 3 },
      { significant: 3 },
      { significant: 6, sign: 'always' },
      { maximumFractionDigits: 1 },
    ];
    const values = [
      0, 1, 100, 0.1, 0.001, 0.5, 2.5, 0.0005, 1.005, 9.9995, 99.95, 999.5, 9999.5, 99_999.5, 1e-9, 1e15, 123_456_789.5,
    ];
    for (let i = 0, x = 0.37; i < 400; i++, x = (x * 997.13) % 1) values.push((x - 0.5) * 10 ** ((i % 17) - 7));
    for (const locale of ['kk', 'ru', 'en'] as const)
      for (const form of forms)
        for (const value of values.flatMap((one) => [one, -one])) {
          const { digits, sign, significant } = form;
          const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1);
          const how = (style: 'decimal' | 'percent'): Intl.NumberFormatOptions => ({
            style,
            useGrouping: 'min2',
            signDisplay: sign === 'always' ? 'exceptZero' : 'negative',
            ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
            ...(significant === undefined
              ? {}
              : {
                  maximumSignificantDigits: Math.min(
                    21,
                    style === 'decimal' ? Math.max(significant, whole) : significant,
                  ),
                }),
            ...(form.maximumFractionDigits === undefined
              ? {}
              : { maximumFractionDigits: form.maximumFractionDigits, minimumFractionDigits: 0 }),
          });
          const intl = (style: 'decimal' | 'percent') =>
            new Intl.NumberFormat(locale, how(style)).format(value).replace(/-/g, '\u2212').replace(/ /g, NBSP);
          expect([value, wordsOf(locale).number(value, form)]).toEqual([value, intl('decimal')]);
          expect([value, wordsOf(locale).percent(value, form)]).toEqual([value, intl('percent')]);
        }
  });

  it('order what they stand in by their value, letters as the language does', () => {
    const sorted = (locale: 'kk' | 'ru' | 'en', names: string[]) => names.toSorted(wordsOf(locale).compare);
    expect(sorted('en', ['zone 10', 'zone 9', 'Area 1'])).toEqual(['Area 1', 'zone 9', 'zone 10']);
    expect(sorted('kk', ['өңір', 'облыс', 'ұя', 'уәкіл'])).toEqual(['облыс', 'өңір', 'уәкіл', 'ұя']);
    expect(sorted('ru', ['ёлка', 'ж', 'е'])).toEqual(['е', 'ёлка', 'ж']);
  });

  it('are a dash when absent', () => {
    for (const locale of ['kk', 'ru', 'en'] as const) {
      expect(wordsOf(locale).number(null)).toBe('–');
      expect(wordsOf(locale).pValue(null)).toBe('–');
      expect(wordsOf(locale).percent(null)).toBe('–');
      expect(wordsOf(locale).number(Number.NaN)).toBe('–');
    }
  });

  it('give p-values with three decimals and say when they are smaller', () => {
    expect(wordsOf('ru').pValue(0.0412)).toBe('0,041');
    expect(wordsOf('en').pValue(0.00004)).toBe(`<${NBSP}0.001`);
  });
});

describe('sentences', () => {
  it('write a p-value with its relation sign and an estimate with three digits', () => {
    const silent = (pValue: number) =>
      wordsOf('en').text('evidence.reason.term-silent', {
        term: 'x',
        estimate: -0.0032761,
        low: -0.009443,
        high: 1.23456,
        pValue,
      });
    expect(silent(0.4278)).toBe(
      `x: \u22120.00328, but anything from \u22120.00944 to 1.23 fits the data; p allowing for the number of tests =${NBSP}0.428`,
    );
    expect(silent(0.00002)).toMatch(`tests <${NBSP}0.001`);
  });

  it('choose the plural form of the language by the count', () => {
    const ru = (count: number) => wordsOf('ru').text('views.heatmap.description', { count, x: 'a', y: 'b', r: 0.5 });
    expect(ru(1)).toContain('1 пара');
    expect(ru(3)).toContain('3 пары');
    expect(ru(28)).toContain('28 пар ');
  });

  it('fill parameters as strings, numbers or in a named form', () => {
    const words = language({
      locale: 'ru',
      dictionary: { a: '{name}: {x:2}, {share:percent}, p {p:p}, {d:signed}, {y}' },
      fallback: () => ({}),
    });
    expect(words.text({ key: 'a', params: { name: 'Абай', x: 1.5, share: 0.983, p: 0.2, d: 2, y: 2023 } })).toBe(
      `Абай: 1,50, 98,3${NBSP}%, p${NBSP}=${NBSP}0,200, +2, 2023`,
    );
  });

  it('translate a warning by code and leave the words of the document where there is no translation', () => {
    const given = { code: 'inference-few-clusters', message: 'only 17', hint: 'read', params: { clusters: 17 } };
    expect(wordsOf('ru').note(given).message).toContain('17');
    expect(wordsOf('ru').note(given).message).not.toBe('only 17');
    expect(wordsOf('en').note(given)).toEqual({ message: 'only 17', hint: 'read' });
    expect(wordsOf('kk').note({ ...given, code: 'from-the-future' }).message).toBe('only 17');
  });

  it('join lists as the language does', () => {
    expect(wordsOf('en').list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(wordsOf('ru').list(['a', 'b'])).toBe('a и b');
  });

  it('never show a key, even of a sentence that does not exist', () => {
    expect(wordsOf('kk').text('site.home.openData')).toBe('open data');
  });
});

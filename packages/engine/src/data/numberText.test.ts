import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalSigns, numberIn } from './numberText.js';

describe('numberIn', () => {
  it.each([
    ['1234.5', '.', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1\u00a0234\u00a0567,25', ',', 1234567.25],
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1\u2019234.5', '.', 1234.5],
    ['\u22125,5', ',', -5.5],
    ['1e-3', '.', 0.001],
    ['0,001', ',', 0.001],
    [',5', ',', 0.5],
  ] as const)('reads %s with decimal %s as %d', (text, sign, value) => {
    expect(numberIn(text, sign)).toBe(value);
  });

  it.each(['12 34', '1,23,456', '0x10', 'Infinity', '1.2.3', '12%', '', '1,5,'])('takes %j for no number', (text) => {
    expect(numberIn(text, '.')).toBeUndefined();
  });

  it('gives back every double from its shortest decimal text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const back = numberIn(String(x), '.');
        expect(Object.is(back, x) || back === x).toBe(true);
      }),
    );
  });
});

describe('decimalSigns', () => {
  it('reads the sign off the column, whatever the others have', () => {
    expect(decimalSigns([['1,5'], ['2.5']], ';').signs).toEqual([',', '.']);
  });

  it('takes the proof of another column where its own values prove nothing', () => {
    expect(decimalSigns([['1,234'], ['0,5']], ';')).toEqual({ signs: [',', ','], ambiguous: [] });
    expect(decimalSigns([['1,234'], ['0.5']], ',')).toEqual({ signs: ['.', '.'], ambiguous: [] });
  });

  it('says when nothing proves what a comma means', () => {
    expect(decimalSigns([['1,234']], ';')).toEqual({ signs: [','], ambiguous: [0] });
    expect(decimalSigns([['1,234']], ',')).toEqual({ signs: ['.'], ambiguous: [0] });
  });

  it('takes a repeated sign for thousands', () => {
    expect(decimalSigns([['1,234,567']], ',').signs).toEqual(['.']);
    expect(decimalSigns([['1.234.567']], ';').signs).toEqual([',']);
  });
});

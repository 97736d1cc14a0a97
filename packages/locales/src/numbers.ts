/**
 * Numbers as a language writes them: kk and ru with decimal comma and no-break spaces, en with point and comma;
 * groups from five digits on, so that a year stays a year; the minus is U+2212, the absent number an en dash.
 */
import type { NumberForm } from '@aimaq/engine/views';

export const ABSENT = '–';

export interface Numbers {
  number(value: number | null, form?: NumberForm): string;
  percent(share: number | null, form?: NumberForm): string;
  pValue(value: number | null): string;
}

export function numbersOf(locale: string): Numbers {
  const cache = new Map<string, Intl.NumberFormat>();
  const format = (value: number, form: NumberForm, style: 'decimal' | 'percent'): string => {
    const key = `${style} ${form.digits} ${form.significant} ${form.maximumFractionDigits} ${form.sign}`;
    let formatter = cache.get(key);
    if (formatter === undefined) {
      formatter = new Intl.NumberFormat(locale, { ...optionsOf(form), style });
      cache.set(key, formatter);
    }
    return minus(formatter.format(value));
  };
  return {
    number(value, form = {}) {
      if (value === null || !Number.isFinite(value)) return ABSENT;
      return format(value, form.digits === undefined ? significant(value, form) : form, 'decimal');
    },
    // A share below one per cent keeps a second decimal: expected gains live there.
    percent(share, form = { maximumFractionDigits: Math.abs(share ?? 1) < 0.01 ? 2 : 1 }) {
      if (share === null || !Number.isFinite(share)) return ABSENT;
      return format(share, form, 'percent');
    },
    pValue(value) {
      if (value === null || !Number.isFinite(value)) return ABSENT;
      if (value < 0.001) return `<\u00a0${format(0.001, { digits: 3 }, 'decimal')}`;
      return format(value, { digits: 3 }, 'decimal');
    },
  };
}

/** Four significant digits unless told, but never fewer than the whole part of the number has. */
function significant(value: number, form: NumberForm): NumberForm {
  if (form.significant === undefined && form.maximumFractionDigits !== undefined) return form;
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1);
  return { ...form, significant: Math.max(form.significant ?? 4, whole) };
}

function optionsOf(form: NumberForm): Intl.NumberFormatOptions {
  const options: Intl.NumberFormatOptions = { useGrouping: 'min2' };
  if (form.sign === 'always') options.signDisplay = 'exceptZero';
  else options.signDisplay = 'negative';
  if (form.digits !== undefined) {
    options.minimumFractionDigits = form.digits;
    options.maximumFractionDigits = form.digits;
  } else if (form.significant !== undefined) {
    options.maximumSignificantDigits = Math.min(21, form.significant);
  } else if (form.maximumFractionDigits !== undefined) {
    options.maximumFractionDigits = form.maximumFractionDigits;
  }
  return options;
}

function minus(text: string): string {
  return text.replace(/-/g, '\u2212').replace(/ /g, '\u00a0');
}

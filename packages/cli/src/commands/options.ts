/** Readers of option values that several commands share. */
import { InvalidArgumentError } from 'commander';

export function parsePanel(text: string): { unit: string; time: string } {
  const [unit, time, ...rest] = text.split(',').map((part) => part.trim());
  if (unit === undefined || time === undefined || unit === '' || time === '' || rest.length > 0)
    throw new InvalidArgumentError('write it as UNIT,TIME, such as region,year.');
  return { unit, time };
}

export function parseNames(text: string): string[] {
  const names = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (names.length === 0) throw new InvalidArgumentError('write names separated by commas.');
  return names;
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || text.trim() === '')
    throw new InvalidArgumentError('a whole number is needed.');
  return count;
}

export function parseGroups(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const count = parseCount(text);
  if (count < 1) throw new InvalidArgumentError('at least 1, or auto.');
  return count;
}

export function parseLevel(text: string): number {
  const level = Number(text);
  if (!(level > 0 && level < 1)) throw new InvalidArgumentError('a number between 0 and 1, such as 0.95.');
  return level;
}

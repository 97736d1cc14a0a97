import { AimaqError } from '../src/errors.js';

/** Code and params of what is refused; empty where nothing is. */
export function refusalOf(make: () => unknown): readonly unknown[] {
  try {
    make();
  } catch (error) {
    if (error instanceof AimaqError) return [error.code, error.params];
    throw error;
  }
  return [];
}

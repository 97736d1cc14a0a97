import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.js';

describe('nearest', () => {
  it('finds the name with one letter wrong, missing or too many', () => {
    expect(nearest('valeu', ['inv', 'value', 'capital'])).toBe('value');
    expect(nearest('captal', ['inv', 'value', 'capital'])).toBe('capital');
    expect(nearest('VALUE', ['inv', 'value'])).toBe('value');
  });

  it('is silent when nothing is near', () => {
    expect(nearest('population', ['inv', 'value', 'capital'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { measuresOf } from './areaFigures.js';

test('a normalisation reads the rule’s indicator as value and the others by their names', () => {
  const measures = measuresOf({ none: 'value', perCapita: '1000 * value / population' });
  const other = (name: string) => (name === 'population' ? 50 : null);
  expect(measures.get('none')?.(7, other)).toBe(7);
  expect(measures.get('perCapita')?.(7, other)).toBe(140);
  expect(measures.get('perCapita')?.(7, () => null)).toBeNull();
});

import { expect, it } from 'vitest';
import { regionMatcher } from './regionNames.js';

it('takes an id with strokes for the name with spaces', () => {
  const match = regionMatcher([
    { id: 'NORTH_CAROLINA', type: 'region', names: ['NORTH_CAROLINA'], aliases: [] },
    { id: 'SOUTH_CAROLINA', type: 'region', names: ['SOUTH_CAROLINA'], aliases: [] },
  ]);
  expect(match('North Carolina')).toEqual({ region: 'NORTH_CAROLINA' });
  expect(match('Carolina')).toMatchObject({ region: null });
});

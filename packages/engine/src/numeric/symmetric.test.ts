import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnMatrix } from './columnMatrix.js';
import { eigen } from './symmetric.js';

const symmetric = (k: number, entry: (i: number, j: number) => number) => {
  const a = columnMatrix(k, k);
  for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) a.data[j * k + i] = entry(Math.min(i, j), Math.max(i, j));
  return a;
};

test.each([5e-324, 1e-320, 1e-160, 1, 1e160, 1e306])('eigenvalues keep their digits at the scale %d', (scale) => {
  const { values } = eigen(symmetric(2, (i, j) => (i === j ? 2 : 1) * scale));
  expect(values[0] / scale).toBeCloseTo(1, 12);
  expect(values[1] / scale).toBeCloseTo(3, 12);
});

test('an entry that is nothing beside the others does no harm', () => {
  expect([...eigen(symmetric(2, (i, j) => [0, 4.9e-194, 3.8e128][i + j] as number)).values]).toEqual([0, 3.8e128]);
});

test('A v = λ v with orthonormal v, whatever the finite entries', () => {
  const entry = fc.oneof(
    fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.constantFrom(0, 1e-300, 1e150),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(entry, { minLength: 25, maxLength: 25 }), (k, entries) => {
      // Below the normal numbers no eigenvalue has digits to compare.
      const a = symmetric(k, (i, j) => {
        const value = entries[i * 5 + j] as number;
        return Math.abs(value) < 1e-305 ? 0 : value;
      });
      const size = a.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
      const { values, vectors } = eigen(a);
      for (let l = 0; l < k; l++) {
        let square = 0;
        for (let i = 0; i < k; i++) {
          let image = 0;
          for (let j = 0; j < k; j++) image += (a.data[j * k + i] / size) * vectors.data[l * k + j];
          expect(Math.abs(image - (values[l] / size) * vectors.data[l * k + i])).toBeLessThan(1e-13);
          square += vectors.data[l * k + i] ** 2;
        }
        expect(square).toBeCloseTo(1, 12);
      }
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { philox, randomStream } from './random.js';

const hex = (words: readonly number[]) => words.map((w) => w.toString(16).padStart(8, '0')).join(' ');

describe('philox: gives the known answers of Random123', () => {
  test('zero counter and key', () => {
    expect(hex(philox(0, 0, 0, 0, 0, 0))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  });
  test('all ones', () => {
    const f = 0xffffffff;
    expect(hex(philox(f, f, f, f, f, f))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
  });
  test('digits of pi', () => {
    expect(hex(philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });
});

describe('randomStream', () => {
  test('draw i does not depend on the draws before it', () => {
    const a = randomStream(7);
    const forwards = [0, 1, 2, 3].map((i) => a.uniform(i));
    const b = randomStream(7);
    const backwards = [3, 2, 1, 0].map((i) => b.uniform(i)).reverse();
    expect(backwards).toEqual(forwards);
  });
  test('uniform and normal have their moments', () => {
    const stream = randomStream(20, 1);
    const n = 20_000;
    let mean = 0;
    let normalMean = 0;
    let normalSquare = 0;
    for (let i = 0; i < n; i++) {
      mean += stream.uniform(i) / n;
      const z = stream.normal(i);
      normalMean += z / n;
      normalSquare += (z * z) / n;
    }
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(normalMean)).toBeLessThan(0.03);
    expect(Math.abs(normalSquare - 1)).toBeLessThan(0.04);
  });
  test('a permutation holds every index once', () => {
    const order = randomStream(3).permutation(5, 17);
    expect([...order].sort((x, y) => x - y)).toEqual(Array.from({ length: 17 }, (_, i) => i));
  });
});

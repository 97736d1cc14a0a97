/**
 * Counter-based random numbers: draw i of stream s under seed k is a pure function of (k, s, i), so a result does not
 * depend on the order or the number of workers. Philox4x32 with 10 rounds; Salmon, Moraes, Dror & Shaw (2011),
 * "Parallel random numbers: as easy as 1, 2, 3", SC'11; checked against the known answers of Random123.
 */

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;

/** Four 32-bit words for a 128-bit counter (c0…c3) and a 64-bit key (k0, k1). */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): [number, number, number, number] {
  for (let round = 0; round < 10; round++) {
    const lowA = Math.imul(MULTIPLIER_A, c0) >>> 0;
    const highA = highProduct(MULTIPLIER_A, c0);
    const lowB = Math.imul(MULTIPLIER_B, c2) >>> 0;
    const highB = highProduct(MULTIPLIER_B, c2);
    c0 = (highB ^ c1 ^ k0) >>> 0;
    c1 = lowB;
    c2 = (highA ^ c3 ^ k1) >>> 0;
    c3 = lowA;
    k0 = (k0 + WEYL_A) >>> 0;
    k1 = (k1 + WEYL_B) >>> 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** Upper 32 bits of the unsigned 32 × 32 product. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000);
  const carry = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

export interface RandomStream {
  /** Uniform on [0, 1) with 53 random bits; the same for the same i. */
  uniform(i: number): number;
  /** Integer on 0 … n−1. */
  integer(i: number, n: number): number;
  /** Standard normal by Box–Muller (1958) on the words of draw i. */
  normal(i: number): number;
  /** +1 or −1 with probability ½ each. */
  sign(i: number): number;
  /** Random permutation of 0 … n−1; permutation i of the stream. */
  permutation(i: number, n: number): Int32Array;
}

/** Stream number `stream` under `seed`, both unsigned 32-bit integers. Streams of one seed are independent. */
export function randomStream(seed: number, stream = 0): RandomStream {
  const key = seed >>> 0;
  const words = (i: number, lane: number) =>
    philox(i >>> 0, Math.floor(i / 0x100000000) >>> 0, lane, stream >>> 0, key, 0x61696d71);
  const fraction = (high: number, low: number) => ((high >>> 5) * 0x4000000 + (low >>> 6)) / 0x20000000000000;
  return {
    uniform(i) {
      const [a, b] = words(i, 0);
      return fraction(a, b);
    },
    integer(i, n) {
      return Math.floor(this.uniform(i) * n);
    },
    normal(i) {
      const [a, b, c, d] = words(i, 1);
      return Math.sqrt(-2 * Math.log(1 - fraction(a, b))) * Math.cos(2 * Math.PI * fraction(c, d));
    },
    sign(i) {
      return words(i, 2)[0] & 1 ? 1 : -1;
    },
    permutation(i, n) {
      const order = Int32Array.from({ length: n }, (_, j) => j);
      for (let j = n - 1; j > 0; j--) {
        const [a, b] = philox(i >>> 0, j, 3, stream >>> 0, key, 0x61696d71);
        const k = Math.floor(fraction(a, b) * (j + 1));
        const held = order[j];
        order[j] = order[k];
        order[k] = held;
      }
      return order;
    },
  };
}

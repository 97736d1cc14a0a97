// Data of the benchmark, the same on every machine: 50 Gaussian blobs (sd 0.5, centres uniform on [0, 10]^d) or uniform.
export function benchmarkData(n, d, kind) {
  let state = 123456789;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const uniform = () => (word() * 2 ** 21 + (word() >>> 11)) / 2 ** 53;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  if (kind === 'uniform') return Float64Array.from({ length: n * d }, uniform);
  const centers = Float64Array.from({ length: 50 * d }, () => 10 * uniform());
  const data = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const blob = Math.floor(50 * uniform());
    for (let j = 0; j < d; j++) data[i * d + j] = centers[blob * d + j] + 0.5 * normal();
  }
  return data;
}

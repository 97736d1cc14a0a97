/**
 * Data of known difficulty for estimators with fixed effects, made from a seed.
 *
 * simple, difficult: n rows of n/10 persons over 10 years and n/230 firms; the firm of a row is drawn at random (simple)
 * or goes round all firms in the order of the rows (difficult: a person meets ten neighbours on a ring, so that the
 * graph of persons and firms has a tiny spectral gap). After the generators of fixest's benchmarks.
 * akm: workers who change their firm with probability `mobility` a year, to a firm that is near in rank; sorted and
 * sparse, as matched employer–employee data are (Abowd, Kramarz & Margolis, 1999).
 */
export const DESIGNS = ['simple', 'difficult', 'akm'];

/** Columns y, x1, x2, person, year, firm (Float64Array each); the true coefficients are 1 and 0.05. */
export function design(kind, n, seed = 20250725) {
  const { uniform, normal } = generator(seed);
  const years = 10;
  const persons = Math.round(n / years);
  const firms = kind === 'akm' ? Math.max(2, Math.round(n / 20)) : Math.max(2, Math.round(persons / 23));
  const person = new Float64Array(n);
  const year = new Float64Array(n);
  const firm = new Float64Array(n);
  const mobility = 0.05;
  let current = 0;
  for (let i = 0; i < n; i++) {
    const t = i % years;
    person[i] = Math.floor(i / years) + 1;
    year[i] = t + 1;
    if (kind === 'simple') firm[i] = 1 + Math.floor(uniform() * firms);
    else if (kind === 'difficult') firm[i] = 1 + (i % firms);
    else {
      if (t === 0) current = Math.floor(uniform() * firms);
      else if (uniform() < mobility) {
        const step = Math.round(normal() * Math.max(2, firms / 1000));
        current = (((current + step) % firms) + firms) % firms;
      }
      firm[i] = 1 + current;
    }
  }
  const draw = (count) => Float64Array.from({ length: count + 1 }, normal);
  const [a, b, c] = [draw(persons + 1), draw(firms), draw(years)];
  const x1 = new Float64Array(n);
  const x2 = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    x1[i] = normal() + 0.3 * a[person[i]] + 0.3 * b[firm[i]];
    x2[i] = x1[i] ** 2;
    y[i] = x1[i] + 0.05 * x2[i] + a[person[i]] + b[firm[i]] + c[year[i]] + normal();
  }
  return { y, x1, x2, person, year, firm };
}

/** Uniform and normal numbers from a 32-bit state: for data, not for inference. */
function generator(seed) {
  let state = seed >>> 0;
  const word = () => {
    // Mulberry32 (T. Ettinger).
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const uniform = () => (word() * 2097152 + (word() >>> 11)) / 9007199254740992;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

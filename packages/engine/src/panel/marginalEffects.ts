/**
 * Average marginal effects and elasticities of the variables of a formula, through logs, powers, products and interactions,
 * with standard errors by the delta method. Of a response in logs, and of Poisson, effects are relative changes.
 *
 * Formula: effect = n⁻¹Σ_i Σ_j β_j ∂x_ij/∂v; elasticity = n⁻¹Σ_i Σ_j β_j (∂x_ij/∂v) v_i / y_i (without y_i when the response is
 * in logs); standard error √(g'Vg) with g_j the average of what multiplies β_j. Lags and leads of v are other variables.
 * Source: Wooldridge (2010), §2.2. Variables inside functions without a derivative here (orthogonal poly) are left out.
 */
import type { Design } from '../design/design.js';
import { studentQuantile } from '../distribution/student.js';
import { isUnavailable } from '../errors.js';
import type { Term } from '../formula/ast.js';
import { variablesOf } from '../formula/index.js';
import type { Covariance } from '../inference/covariance.js';
import { dot, multiplyVector } from '../numeric/sums.js';
import type { Fit } from './fit.js';

export interface DeltaEstimate {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly confidenceInterval: readonly [number | null, number | null];
}

export interface MarginalEffect {
  readonly variable: string;
  /** Of one unit of the variable, in units of the response; a share of the response when that is in logs. */
  readonly effect: DeltaEstimate;
  /** Null when the response has a zero or negative mean, or the variable is a category. */
  readonly elasticity: DeltaEstimate | null;
  readonly relative: boolean;
}

/** Values of a term's columns and their derivatives with respect to one variable. */
interface Dual {
  readonly value: Float64Array;
  readonly slope: Float64Array;
}

export function marginalEffects(fit: Fit, covariance: Covariance | null, level = 0.95): MarginalEffect[] {
  const { design } = fit;
  const { formula } = design;
  // The response of the rows of the table, which differences and means of the design are not.
  const [{ values: y }] = design.columns(formula.response);
  const terms = [...formula.regressors, ...(formula.instruments?.endogenous ?? [])];
  const relative =
    fit.linearPredictor !== undefined || (formula.response.kind === 'call' && formula.response.name === 'log');
  const numbers = [...new Set(terms.flatMap((term) => variablesOf(term)))].filter(
    (name) => values(design, name) !== null,
  );
  return numbers.flatMap((variable) => {
    const columns = new Map<string, Float64Array>();
    for (const term of terms) {
      const duals = derivative(term, variable, design);
      if (duals === null) return [];
      design.columns(term).forEach(({ name }, c) => {
        columns.set(name, duals[c].slope);
      });
    }
    const v = values(design, variable) as Float64Array;
    const gradient = (weight: (i: number) => number) =>
      Float64Array.from(fit.names, (name) => {
        const slope = columns.get(name);
        return slope === undefined ? 0 : slope.reduce((sum, value, i) => sum + value * weight(i), 0) / slope.length;
      });
    const g = gradient(() => 1);
    if (g.every((value) => value === 0)) return [];
    const positive = relative || y.every((value) => value > 0);
    return [
      {
        variable,
        relative,
        effect: delta(fit, g, covariance, level),
        elasticity: positive
          ? delta(
              fit,
              gradient((i) => (relative ? v[i] : v[i] / y[i])),
              covariance,
              level,
            )
          : null,
      },
    ];
  });
}

function delta(fit: Fit, g: Float64Array, covariance: Covariance | null, level: number): DeltaEstimate {
  const estimate = dot(g, fit.coefficients);
  if (covariance === null) return { estimate, standardError: null, confidenceInterval: [null, null] };
  const variance = dot(g, multiplyVector(covariance.matrix, g));
  // Not every covariance is positive (PCSE, several clusters).
  if (!(variance >= 0)) return { estimate, standardError: null, confidenceInterval: [null, null] };
  const standardError = Math.sqrt(variance);
  const used = covariance.degreesOfFreedom.flatMap((df, j) => (g[j] !== 0 && !isUnavailable(df) ? [df] : []));
  const half = standardError * studentQuantile((1 + level) / 2, Math.min(...used));
  return { estimate, standardError, confidenceInterval: [estimate - half, estimate + half] };
}

function values(design: Design, name: string): Float64Array | null {
  const columns = design.columns({ kind: 'variable', name });
  return columns.length === 1 && columns[0].name === name ? columns[0].values : null;
}

/** Null where a function of the variable has no derivative here. */
function derivative(term: Term, variable: string, design: Design): Dual[] | null {
  const fixed = () =>
    design.columns(term).map(({ values: value }) => ({ value, slope: new Float64Array(value.length) }));
  if (!variablesOf(term).includes(variable)) return fixed();
  switch (term.kind) {
    case 'variable':
      return design
        .columns(term)
        .map(({ values: value }) => ({ value, slope: new Float64Array(value.length).fill(1) }));
    case 'constant':
    case 'number':
      return fixed();
    case 'interaction': {
      const parts = term.terms.map((part) => derivative(part, variable, design));
      if (parts.includes(null)) return null;
      return (parts as Dual[][]).reduce((left, right) => right.flatMap((b) => left.map((a) => product(a, b))));
    }
    case 'arithmetic': {
      const [left, right] = [term.left, term.right].map((part) => derivative(part, variable, design)?.[0]);
      return left === undefined || right === undefined ? null : [arithmetic(term.operator, left, right)];
    }
    case 'call':
      return call(term, variable, design, fixed);
  }
}

function call(
  term: Extract<Term, { kind: 'call' }>,
  variable: string,
  design: Design,
  fixed: () => Dual[],
): Dual[] | null {
  if (['l', 'lag', 'f', 'lead'].includes(term.name)) return fixed();
  const slope = SLOPES[term.name];
  const [first, second] = term.args;
  if (slope !== undefined && first !== undefined) {
    const inner = derivative(first, variable, design)?.[0];
    if (inner === undefined) return null;
    const [{ values: value }] = design.columns(term);
    return [{ value, slope: inner.slope.map((d, i) => (d === 0 ? 0 : d * slope(inner.value[i], value[i]))) }];
  }
  if (term.name === 'i' && second?.kind === 'variable' && second.name === variable) {
    // i(f) alone leaves a level out, i(f, x) none.
    const one: Term = { kind: 'arithmetic', operator: '^', left: second, right: { kind: 'number', value: 0 } };
    const dummies = design.columns({ ...term, args: [first, { kind: 'call', name: 'I', args: [one], options: {} }] });
    return design.columns(term).map(({ values: value }, c) => ({ value, slope: dummies[c].values }));
  }
  if (term.name === 'poly' && term.options.raw === true && first?.kind === 'variable') {
    const [{ values: x }] = design.columns(first);
    return design.columns(term).map(({ values: value }, c) => ({ value, slope: x.map((one) => (c + 1) * one ** c) }));
  }
  return null;
}

/** f'(u), given u and f(u). */
const SLOPES: Readonly<Record<string, (u: number, f: number) => number>> = {
  I: () => 1,
  log: (u) => 1 / u,
  log1p: (u) => 1 / (1 + u),
  log10: (u) => 1 / (u * Math.LN10),
  log2: (u) => 1 / (u * Math.LN2),
  exp: (_, f) => f,
  expm1: (_, f) => f + 1,
  sqrt: (_, f) => 1 / (2 * f),
  abs: (u) => Math.sign(u),
};

function product(a: Dual, b: Dual): Dual {
  return {
    value: a.value.map((value, i) => value * b.value[i]),
    slope: a.slope.map((value, i) => value * b.value[i] + a.value[i] * b.slope[i]),
  };
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '^', a: Dual, b: Dual): Dual {
  if (operator === '*') return product(a, b);
  const both = (of: (x: number, dx: number, y: number, dy: number) => number) =>
    a.value.map((x, i) => of(x, a.slope[i], b.value[i], b.slope[i]));
  switch (operator) {
    case '+':
      return { value: both((x, _, y) => x + y), slope: both((_, dx, __, dy) => dx + dy) };
    case '-':
      return { value: both((x, _, y) => x - y), slope: both((_, dx, __, dy) => dx - dy) };
    case '/':
      return { value: both((x, _, y) => x / y), slope: both((x, dx, y, dy) => (dx * y - x * dy) / y ** 2) };
    case '^':
      return {
        value: both((x, _, y) => x ** y),
        slope: both((x, dx, y, dy) => y * x ** (y - 1) * dx + (dy === 0 ? 0 : x ** y * Math.log(x) * dy)),
      };
  }
}

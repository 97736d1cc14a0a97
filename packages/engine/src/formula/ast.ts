/**
 * Syntax tree of a formula in fixest's dialect. Printing a tree gives text that parses to the same tree.
 */
export type Literal = number | string | boolean;

export type Term =
  | { readonly kind: 'variable'; readonly name: string }
  /** `1` keeps, `0` or `-1` removes the constant. */
  | { readonly kind: 'constant'; readonly value: 0 | 1 }
  | { readonly kind: 'number'; readonly value: number }
  /** `a:b` */
  | { readonly kind: 'interaction'; readonly terms: readonly Term[] }
  /** Arithmetic inside a call, such as `I(x^2)` or `log(x / y)`. */
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/' | '^';
      readonly left: Term;
      readonly right: Term;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Term[];
      /** Named arguments, such as `ref = "akmola"`. */
      readonly options: Readonly<Record<string, Literal | readonly Literal[]>>;
    };

/** `region`, `region^year`, `region[x]` (own constant and slope), `region[[x]]` (slope only). */
export interface EffectTerm {
  readonly factors: readonly string[];
  readonly slopes: readonly Term[];
  readonly constant: boolean;
}

/** One model: what remains after csw/sw and c(y1, y2) are expanded. */
export interface Formula {
  readonly response: Term;
  readonly regressors: readonly Term[];
  /** What `.` shall not stand for: `y ~ . - x`. */
  readonly except?: readonly Term[];
  readonly intercept: boolean;
  readonly effects: readonly EffectTerm[];
  readonly instruments?: { readonly endogenous: readonly Term[]; readonly excluded: readonly Term[] };
  /** Parts after the bar as plm writes them: `y ~ x | exogenous | endogenous`, `y ~ x | lag(y, 2:99)`. */
  readonly parts?: readonly (readonly Term[])[];
}

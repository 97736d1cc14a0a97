/** Designs made from designs: every column through one function, or some columns left out. */
import type { Design } from '../design/design.js';
import { AimaqError } from '../errors.js';
import { type ColumnMatrix, column, fromColumns, selectColumns } from '../numeric/columnMatrix.js';

/** Response, regressors and instruments through `transform`; the constant through `constant`. */
export function mapColumns(
  design: Design,
  transform: (values: Float64Array) => Float64Array,
  constant: (values: Float64Array) => Float64Array = transform,
): Pick<Design, 'y' | 'X' | 'instruments'> {
  const matrix = (from: ColumnMatrix, names: readonly string[], rows: number) =>
    fromColumns(
      names.map((name, j) => (name === '(Intercept)' ? constant : transform)(column(from, j))),
      rows,
    );
  const y = transform(design.y);
  const { instruments } = design;
  return {
    y,
    X: matrix(design.X, design.names, y.length),
    ...(instruments === undefined
      ? {}
      : { instruments: { ...instruments, Z: matrix(instruments.Z, instruments.names, y.length) } }),
  };
}

/** Only the chosen regressors; positions of endogenous ones follow. */
export function keepRegressors(design: Design, keep: readonly number[]): Design {
  if (keep.length === design.names.length && keep.every((j, i) => j === i)) return design;
  const { instruments } = design;
  return {
    ...design,
    X: selectColumns(design.X, keep),
    names: keep.map((j) => design.names[j]),
    ...(instruments === undefined
      ? {}
      : {
          instruments: {
            ...instruments,
            endogenous: instruments.endogenous.map((j) => keep.indexOf(j)).filter((j) => j >= 0),
          },
        }),
  };
}

export function withoutIntercept(design: Design): Design {
  return keepRegressors(
    design,
    design.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [j])),
  );
}

export interface Refused {
  readonly weights?: boolean;
  readonly effects?: boolean;
  readonly instruments?: boolean;
}

/** What an estimator cannot use is an error, never ignored. Errors: panel-no-weights, panel-effects-in-formula, panel-instruments. */
export function refuse(design: Design, estimator: string, what: Refused): void {
  if (what.weights === true && design.weights !== undefined) throw new AimaqError('panel-no-weights', { estimator });
  if (what.effects === true && design.effects.length > 0)
    throw new AimaqError('panel-effects-in-formula', { estimator });
  if (what.instruments === true && design.instruments !== undefined)
    throw new AimaqError('panel-instruments', { estimator });
}

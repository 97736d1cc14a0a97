/**
 * How a covariance is named: `iid`, `HC1`, `CR1S:region`, `CR1S:region+year`, `HC1:region`, `GHC1:region`, `DK:2`,
 * `conley:300`.
 */
import { AimaqError } from '../errors.js';

export type HeteroskedasticType = 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'HC4';
export type ClusterType = 'CR0' | 'CR1' | 'CR1S' | 'CR2' | 'CR3';
export type CovarianceSpec =
  | { readonly kind: 'iid' }
  /** `by`: scores are inflated row by row, then added up by cluster; empty for independent rows. */
  | { readonly kind: 'heteroskedastic'; readonly type: HeteroskedasticType; readonly by: readonly string[] }
  /** `by`: inside its groups errors are independent and of one variance. */
  | { readonly kind: 'groupwise'; readonly type: HeteroskedasticType; readonly by: string }
  | { readonly kind: 'cluster'; readonly type: ClusterType; readonly by: readonly string[] }
  | { readonly kind: 'jackknife'; readonly by: string }
  /** Lags of the Bartlett kernel; `auto` is the convention's rule. */
  | { readonly kind: 'neweyWest' | 'driscollKraay'; readonly lag: number | 'auto' }
  /** `by`: unit or time, inside whose groups errors are correlated; the time by default. */
  | { readonly kind: 'pcse'; readonly by: string | null }
  | { readonly kind: 'conley'; readonly km: number; readonly coordinates: Coordinates };

/** Columns of longitude and latitude in degrees. */
export interface Coordinates {
  readonly longitude: string;
  readonly latitude: string;
}

const COORDINATES: Coordinates = { longitude: 'lon', latitude: 'lat' };

/** `coordinates`: columns that `conley` reads; default lon and lat. Errors: inference-covariance-syntax. */
export function parseCovariance(text: string, coordinates: Coordinates = COORDINATES): CovarianceSpec {
  const fail = (problem: string): never => {
    throw new AimaqError('inference-covariance-syntax', { text, problem });
  };
  const clusters = (part: string): string[] => {
    const by = part.split('+').map((one) => one.trim());
    return by.includes('') ? fail('a cluster is missing') : by;
  };
  const [name, after] = text.trim().split(/:(.*)/s);
  const alone = <T>(spec: T): T => (after === undefined ? spec : fail(`${name} takes nothing after a colon`));
  if (/^iid$/i.test(name)) return alone({ kind: 'iid' });
  if (/^pcse$/i.test(name)) return { kind: 'pcse', by: after === undefined ? null : after.trim() };
  const hc = /^(g?)hc([0-4])$/i.exec(name);
  if (hc !== null) {
    const type = `HC${hc[2]}` as HeteroskedasticType;
    if (hc[1] === '') return { kind: 'heteroskedastic', type, by: after === undefined ? [] : clusters(after) };
    const by = clusters(after ?? '');
    return by.length === 1 ? { kind: 'groupwise', type, by: by[0] } : fail('the groups are those of one variable');
  }
  if (/^(nw|dk)$/i.test(name)) {
    if (after !== undefined && !/^\s*\d+\s*$/.test(after)) return fail('the lag is a whole number from 0 on');
    const lag = after === undefined ? 'auto' : Number(after);
    return { kind: /^nw$/i.test(name) ? 'neweyWest' : 'driscollKraay', lag };
  }
  if (/^conley$/i.test(name)) {
    const km = Number(after);
    if (after === undefined || after.trim() === '' || !(km >= 0))
      return fail('the distance in kilometres is missing, such as conley:300');
    return { kind: 'conley', km, coordinates };
  }
  const cr = /^(?:cr(0|1|1s|2|3)|jackknife)$/i.exec(name);
  if (cr === null) return fail('unknown name');
  const by = clusters(after ?? '');
  if (cr[1] !== undefined) return { kind: 'cluster', type: `CR${cr[1].toUpperCase()}` as ClusterType, by };
  return by.length === 1 ? { kind: 'jackknife', by: by[0] } : fail('the jackknife exists for one cluster variable');
}

/** The name without the clusters: `CR1S`, `GHC1`, `DK`, … */
export function typeOf(spec: CovarianceSpec): string {
  switch (spec.kind) {
    case 'iid':
    case 'jackknife':
    case 'conley':
      return spec.kind;
    case 'pcse':
      return 'PCSE';
    case 'groupwise':
      return `G${spec.type}`;
    case 'neweyWest':
      return 'NW';
    case 'driscollKraay':
      return 'DK';
    default:
      return spec.type;
  }
}

/** Cluster variables; none for covariances without clusters. */
export function clustersOf(spec: CovarianceSpec): readonly string[] {
  if (spec.kind === 'cluster' || spec.kind === 'heteroskedastic') return spec.by;
  return spec.kind === 'jackknife' ? [spec.by] : [];
}

export function printCovariance(spec: CovarianceSpec): string {
  const clusters = clustersOf(spec);
  if (clusters.length > 0) return `${typeOf(spec)}:${clusters.join('+')}`;
  if (spec.kind === 'conley') return `conley:${spec.km}`;
  if (spec.kind === 'groupwise' || (spec.kind === 'pcse' && spec.by !== null)) return `${typeOf(spec)}:${spec.by}`;
  if (spec.kind === 'neweyWest' || spec.kind === 'driscollKraay')
    return spec.lag === 'auto' ? typeOf(spec) : `${typeOf(spec)}:${spec.lag}`;
  return typeOf(spec);
}

/** How a covariance is named: `iid`, `HC1`, `CR1S:region`, `CR1S:region+year`. */
import { AimaqError } from '../errors.js';

export type HeteroskedasticType = 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'HC4';
export type ClusterType = 'CR0' | 'CR1' | 'CR1S' | 'CR2' | 'CR3';
export type CovarianceSpec =
  | { readonly kind: 'iid' }
  | { readonly kind: 'heteroskedastic'; readonly type: HeteroskedasticType }
  | { readonly kind: 'cluster'; readonly type: ClusterType; readonly by: readonly string[] };

/** Errors: inference-covariance-syntax. */
export function parseCovariance(text: string): CovarianceSpec {
  const fail = (problem: string): never => {
    throw new AimaqError('inference-covariance-syntax', { text, problem });
  };
  const [name, by] = text.trim().split(/:(.*)/s);
  if (/^iid$/i.test(name)) return by === undefined ? { kind: 'iid' } : fail('iid takes no cluster');
  const hc = /^hc([0-4])$/i.exec(name);
  if (hc !== null)
    return by === undefined
      ? { kind: 'heteroskedastic', type: `HC${hc[1]}` as HeteroskedasticType }
      : fail(`${name} takes no cluster`);
  const cr = /^cr(0|1|1s|2|3)$/i.exec(name);
  if (cr === null) return fail('unknown name');
  if (by === undefined || by.trim() === '') return fail('a cluster is missing');
  return {
    kind: 'cluster',
    type: `CR${cr[1].toUpperCase()}` as ClusterType,
    by: by.split('+').map((part) => part.trim()),
  };
}

export function printCovariance(spec: CovarianceSpec): string {
  if (spec.kind === 'iid') return 'iid';
  return spec.kind === 'cluster' ? `${spec.type}:${spec.by.join('+')}` : spec.type;
}

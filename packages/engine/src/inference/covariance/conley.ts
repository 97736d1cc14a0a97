import { AimaqError } from '../../errors.js';
import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import type { CovarianceSpec } from '../covarianceSpec.js';
import type { LinearModel } from '../linearModel.js';
import { groupScores, sandwich } from './sandwich.js';

/** Mean radius of the Earth in km. */
const RADIUS = 6371.0088;

/**
 * Conley: errors correlated between observations not farther apart than a distance, whatever their periods; the kernel is
 * uniform (as in fixest), distances are great circles.
 *
 * Formula: M (Σ_p Σ_q 1[d_pq ≤ km] s_p s_q') M, s_p the scores added up at place p.
 * Source: Conley (1999). Errors: inference-not-coordinate, data-unknown-column.
 */
export function conley(model: LinearModel, spec: Extract<CovarianceSpec, { kind: 'conley' }>): ColumnMatrix {
  const { longitude, latitude } = spec.coordinates;
  const places = model.groups(`${longitude}^${latitude}`);
  const longitudes = degreesAt(model, longitude, places, 180);
  const latitudes = degreesAt(model, latitude, places, 90);
  const P = places.count;
  const k = model.X.cols;
  const { data } = groupScores(model, places.codes, P);
  const meat = columnMatrix(k, k);
  for (let p = 0; p < P; p++) {
    for (let q = 0; q < P; q++) {
      if (distance(longitudes[p], latitudes[p], longitudes[q], latitudes[q]) > spec.km) continue;
      for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) meat.data[b * k + a] += data[a * P + p] * data[b * P + q];
    }
  }
  return sandwich(model, meat);
}

function degreesAt(
  model: LinearModel,
  name: string,
  places: { readonly codes: Int32Array; readonly count: number },
  limit: number,
): Float64Array {
  const { codes, labels } = model.groups(name);
  const values = new Float64Array(places.count);
  for (let i = 0; i < codes.length; i++) {
    const value = Number(labels[codes[i]]);
    if (!(Math.abs(value) <= limit))
      throw new AimaqError('inference-not-coordinate', { column: name, value: labels[codes[i]] });
    values[places.codes[i]] = value;
  }
  return values;
}

/** Great circle by the haversine formula, in km. */
function distance(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const radian = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * radian) / 2) ** 2 +
    Math.cos(lat1 * radian) * Math.cos(lat2 * radian) * Math.sin(((lon2 - lon1) * radian) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

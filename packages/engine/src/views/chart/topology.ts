/**
 * TopoJSON (Bostock & Metcalf 2012) to rings of longitude and latitude: arcs are delta-coded integers under a transform,
 * a negative index ~i is arc i backwards. Only polygons are read; that is what a map of regions is made of.
 */

export type Point = readonly [number, number];
export interface Shape {
  readonly id: string;
  readonly polygons: readonly (readonly (readonly Point[])[])[];
}

interface Geometry {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly properties?: unknown;
  readonly arcs?: unknown;
}

export function shapesOf(topology: Readonly<Record<string, unknown>>, object = 'regions'): readonly Shape[] {
  const arcs = arcsOf(topology);
  const objects = topology.objects as Readonly<Record<string, { geometries?: readonly Geometry[] }>> | undefined;
  const geometries = objects?.[object]?.geometries ?? Object.values(objects ?? {})[0]?.geometries ?? [];
  return geometries.map((geometry) => ({ id: idOf(geometry), polygons: polygonsOf(geometry, arcs) }));
}

function idOf(geometry: Geometry): string {
  const properties = geometry.properties as { id?: unknown } | undefined;
  return String(geometry.id ?? properties?.id ?? '');
}

function polygonsOf(geometry: Geometry, arcs: readonly (readonly Point[])[]): Point[][][] {
  const ring = (indices: readonly number[]): Point[] =>
    indices.flatMap((index, i) => {
      const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
      return i === 0 ? arc : arc.slice(1);
    });
  if (geometry.type === 'Polygon') return [(geometry.arcs as number[][]).map(ring)];
  if (geometry.type === 'MultiPolygon') return (geometry.arcs as number[][][]).map((polygon) => polygon.map(ring));
  return [];
}

function arcsOf(topology: Readonly<Record<string, unknown>>): readonly (readonly Point[])[] {
  const raw = (topology.arcs ?? []) as readonly (readonly (readonly number[])[])[];
  const transform = topology.transform as { scale: readonly number[]; translate: readonly number[] } | undefined;
  return raw.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map((point): Point => {
      if (transform === undefined) return [point[0], point[1]];
      x += point[0];
      y += point[1];
      return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
    });
  });
}

/**
 * Albers equal-area conic projection (Snyder 1987, §14): areas are true, so that no region looks larger than it is.
 * Standard parallels one sixth inside the latitudes shown; scaled and moved to fit a width.
 */
import type { Point, Shape } from './topology.js';

export interface Projection {
  readonly height: number;
  project(lon: number, lat: number): Point;
}

const RADIANS = Math.PI / 180;

export function fitAlbers(shapes: readonly Shape[], width: number, margin: number): Projection {
  const points = shapes.flatMap((shape) => shape.polygons.flatMap((rings) => rings[0]));
  const box = boxOf(points);
  const raw = albers(box);
  const flat = boxOf(points.map(([lon, lat]) => raw(lon, lat)));
  const scale = (width - 2 * margin) / (flat.east - flat.west || 1);
  return {
    height: (flat.north - flat.south) * scale + 2 * margin,
    project(lon, lat) {
      const [x, y] = raw(lon, lat);
      return [margin + (x - flat.west) * scale, margin + (flat.north - y) * scale];
    },
  };
}

interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function albers(box: Box): (lon: number, lat: number) => Point {
  const sixth = (box.north - box.south) / 6;
  const sin1 = Math.sin((box.south + sixth) * RADIANS);
  const sin2 = Math.sin((box.north - sixth) * RADIANS);
  const n = (sin1 + sin2) / 2;
  const meridian = (box.west + box.east) / 2;
  // On the equator's both sides the cone degenerates to the cylinder of equal area.
  if (Math.abs(n) < 1e-6) return (lon, lat) => [(lon - meridian) * RADIANS, Math.sin(lat * RADIANS)];
  const c = 1 - sin1 * sin1 + 2 * n * sin1;
  const rho = (lat: number) => Math.sqrt(Math.max(0, c - 2 * n * Math.sin(lat * RADIANS))) / n;
  const origin = rho((box.south + box.north) / 2);
  return (lon, lat) => {
    const theta = n * (lon - meridian) * RADIANS;
    return [rho(lat) * Math.sin(theta), origin - rho(lat) * Math.cos(theta)];
  };
}

function boxOf(points: readonly Point[]): Box {
  let [west, east, south, north] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return west > east ? { west: 0, east: 1, south: 0, north: 1 } : { west, east, south, north };
}

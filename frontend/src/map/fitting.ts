/** Which part of the world is shown first, and when all is asked for. */
import type { Rows } from "../lib/rows";

export type Edges = [west: number, south: number, east: number, north: number];

/** The box around the places of these rows; null where none has one. */
export function boxOf(rows: Rows, of: Iterable<number>): Edges | null {
  const edges: Edges = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of of) {
    const [lon, lat] = [rows.lon[row] ?? NaN, rows.lat[row] ?? NaN];
    if (Number.isNaN(lon) || Number.isNaN(lat)) continue;
    edges[0] = Math.min(edges[0], lon);
    edges[1] = Math.min(edges[1], lat);
    edges[2] = Math.max(edges[2], lon);
    edges[3] = Math.max(edges[3], lat);
  }
  return edges[0] === Infinity ? null : edges;
}

/** On each side the outermost one in so many is left out: a few far-off incidents do not count where most lie close together. */
const ONE_IN = 50;

export function trimmed(rows: Rows, shown: Uint32Array): ArrayLike<number> & Iterable<number> {
  const there = shown.filter((row) => !Number.isNaN(rows.lat[row] ?? NaN));
  const cut = Math.floor(there.length / ONE_IN);
  if (cut === 0) return there;
  const [west, east] = inner(rows.lon, there, cut);
  const [south, north] = inner(rows.lat, there, cut);
  return there.filter((row) => within(rows.lon[row] ?? 0, west, east) && within(rows.lat[row] ?? 0, south, north));
}

function inner(column: Float64Array, of: Uint32Array, cut: number): [number, number] {
  const sorted = Float64Array.from(of, (row) => column[row] ?? 0).sort();
  return [sorted[cut] ?? -Infinity, sorted[sorted.length - 1 - cut] ?? Infinity];
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

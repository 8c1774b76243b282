/** The base map: rings of land and lines of borders from a TopoJSON file, projected once into flat arrays. */
import { toX, toY } from "./projection";

interface Topology {
  transform: { scale: [number, number]; translate: [number, number] };
  arcs: [number, number][][];
  objects: {
    land: { arcs: number[][][] };
    border: { arcs: number[][] };
    disputed: { arcs: number[][] };
    province: { arcs: number[][] };
  };
}

/** x0, y0, x1, y1, … in the world of 1 by 1, with the box around them. */
export interface Line {
  xy: Float64Array;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Land {
  rings: Line[];
  border: Line[];
  disputed: Line[];
  province: Line[];
}

export type LabelRow = readonly [string, number, number, number, number];
export type CountryRow = readonly [string, string, number, number, number, string];

export interface Labels {
  countries: CountryRow[];
  places: LabelRow[];
}

export function toLand(topology: Topology): Land {
  const arcs = topology.arcs.map((arc) => projected(arc, topology.transform));
  const lines = (nested: number[][]): Line[] => nested.map((line) => boxed(joined(line, arcs)));
  return {
    rings: topology.objects.land.arcs.flatMap(lines),
    border: lines(topology.objects.border.arcs),
    disputed: lines(topology.objects.disputed.arcs),
    province: lines(topology.objects.province.arcs),
  };
}

function projected(arc: [number, number][], { scale, translate }: Topology["transform"]): Float64Array {
  const xy = new Float64Array(arc.length * 2);
  let east = 0;
  let north = 0;
  for (const [at, [dx, dy]] of arc.entries()) {
    east += dx;
    north += dy;
    xy[at * 2] = toX(east * scale[0] + translate[0]);
    xy[at * 2 + 1] = toY(north * scale[1] + translate[1]);
  }
  return xy;
}

/** Arcs end to end; one with its bits turned over (~n) runs backwards. */
function joined(line: number[], arcs: Float64Array[]): Float64Array {
  const parts = line.map((arc) => (arc < 0 ? backwards(arcs[~arc]) : (arcs[arc] ?? new Float64Array())));
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function backwards(arc: Float64Array | undefined): Float64Array {
  const xy = arc ?? new Float64Array();
  const turned = new Float64Array(xy.length);
  for (let at = 0; at < xy.length; at += 2) {
    turned[xy.length - at - 2] = xy[at] ?? 0;
    turned[xy.length - at - 1] = xy[at + 1] ?? 0;
  }
  return turned;
}

function boxed(xy: Float64Array): Line {
  const line: Line = { xy, left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let at = 0; at < xy.length; at += 2) {
    const [x, y] = [xy[at] ?? 0, xy[at + 1] ?? 0];
    if (x < line.left) line.left = x;
    if (x > line.right) line.right = x;
    if (y < line.top) line.top = y;
    if (y > line.bottom) line.bottom = y;
  }
  return line;
}

export async function fetchLand(): Promise<Land> {
  return toLand((await (await fetch(new URL("base/land.json", document.baseURI))).json()) as Topology);
}

/** Incidents that would lie on one another are drawn as one: greedily within a radius of pixels, at half steps of the zoom.
 * Flat arrays throughout: of 50,000 incidents it takes a few milliseconds, so a filter can redraw at once. */
import { NO_DAY, type Rows } from "../lib/rows";
import { toX, toY } from "./projection";

/** Pixels within which marks become one: two of the largest do not touch. */
const REACH = 44;

/** From here on incidents of the very same spot are laid out around it instead. */
export const FAN_FROM = 6.5;

/** More than these stay one mark at any zoom: a click lists them. */
export const FAN_MOST = 24;

/** Distinct places of a load, those with the most incidents first. */
export interface Spots {
  x: Float64Array;
  y: Float64Array;
  /** Spot of each row; -1 where no place was told. */
  of: Int32Array;
}

/** Steps across the world within which two places are the same: 10 m. */
const SAME = 4_000_000;

export function toSpots(rows: Rows): Spots {
  const found = new Map<number, number>();
  const [xs, ys, counts]: [number[], number[], number[]] = [[], [], []];
  const first = new Int32Array(rows.n).fill(-1);
  for (let row = 0; row < rows.n; row++) {
    const [lon, lat] = [rows.lon[row] ?? NaN, rows.lat[row] ?? NaN];
    if (Number.isNaN(lon) || Number.isNaN(lat)) continue;
    const [x, y] = [toX(lon), toY(lat)];
    const key = Math.round(x * SAME) * SAME + Math.round(y * SAME);
    let spot = found.get(key);
    if (spot === undefined) {
      spot = xs.length;
      found.set(key, spot);
      xs.push(x);
      ys.push(y);
      counts.push(0);
    }
    counts[spot] = (counts[spot] ?? 0) + 1;
    first[row] = spot;
  }
  const order = Uint32Array.from(counts, (_, at) => at).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const rank = new Int32Array(order.length);
  order.forEach((spot, at) => (rank[spot] = at));
  return {
    x: Float64Array.from(order, (spot) => xs[spot] ?? 0),
    y: Float64Array.from(order, (spot) => ys[spot] ?? 0),
    of: first.map((spot) => (spot < 0 ? -1 : (rank[spot] ?? -1))),
  };
}

/** Marks of the whole world at a zoom, so that moving the map never changes them. */
export interface Clusters {
  n: number;
  x: Float64Array;
  y: Float64Array;
  count: Uint32Array;
  /** 1 where all of a mark lie on the very same spot. */
  spot: Uint8Array;
  /** First row of each mark, and the row after a row; -1 ends. */
  head: Int32Array;
  next: Int32Array;
  /** Mark of each row; -1 for what is not on the map. */
  of: Int32Array;
  fans: boolean;
}

export function clustered(spots: Spots, shown: Uint32Array, zoom: number): Clusters {
  const step = Math.floor(zoom * 2) / 2;
  const size = spots.x.length;
  const counts = new Uint32Array(size);
  for (const row of shown) {
    const spot = spots.of[row] ?? -1;
    if (spot >= 0) counts[spot] = (counts[spot] ?? 0) + 1;
  }
  const made = gathered(spots, counts, REACH / (256 * 2 ** step));
  const head = new Int32Array(made.n).fill(-1);
  const next = new Int32Array(spots.of.length).fill(-1);
  const of = new Int32Array(spots.of.length).fill(-1);
  for (let at = shown.length - 1; at >= 0; at--) {
    const row = shown[at] ?? 0;
    const mark = made.of[spots.of[row] ?? -1] ?? -1;
    if (mark < 0) continue;
    next[row] = head[mark] ?? -1;
    head[mark] = row;
    of[row] = mark;
  }
  return { ...made, head, next, of, fans: step >= FAN_FROM };
}

interface Gathered {
  n: number;
  x: Float64Array;
  y: Float64Array;
  count: Uint32Array;
  spot: Uint8Array;
  of: Int32Array;
}

/** Each spot joins the nearest mark within reach, or begins one. Marks are found by cells of twice the reach: four hold all
 * that may be near. The mark is drawn at the middle of its incidents. */
function gathered(spots: Spots, counts: Uint32Array, reach: number): Gathered {
  const size = counts.length;
  const [x, y, sx, sy] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const count = new Uint32Array(size);
  const spot = new Uint8Array(size);
  const of = new Int32Array(size).fill(-1);
  const after = new Int32Array(size).fill(-1);
  const cells = new Map<number, number>();
  const cell = 2 * reach;
  let n = 0;
  for (let each = 0; each < size; each++) {
    const c = counts[each] ?? 0;
    if (!c) continue;
    const [ex, ey] = [spots.x[each] ?? 0, spots.y[each] ?? 0];
    const [left, top] = [Math.floor((ex - reach) / cell), Math.floor((ey - reach) / cell)];
    let best = -1;
    let least = reach * reach;
    for (let corner = 0; corner < 4; corner++) {
      let mark = cells.get((left + (corner & 1)) * 2_097_152 + top + (corner >> 1)) ?? -1;
      while (mark >= 0) {
        const away = ((x[mark] ?? 0) - ex) ** 2 + ((y[mark] ?? 0) - ey) ** 2;
        if (away < least) [best, least] = [mark, away];
        mark = after[mark] ?? -1;
      }
    }
    if (best < 0) {
      best = n++;
      x[best] = ex;
      y[best] = ey;
      spot[best] = 1;
      const key = Math.floor(ex / cell) * 2_097_152 + Math.floor(ey / cell);
      after[best] = cells.get(key) ?? -1;
      cells.set(key, best);
    } else spot[best] = 0;
    of[each] = best;
    count[best] = (count[best] ?? 0) + c;
    sx[best] = (sx[best] ?? 0) + ex * c;
    sy[best] = (sy[best] ?? 0) + ey * c;
  }
  for (let mark = 0; mark < n; mark++) {
    x[mark] = (sx[mark] ?? 0) / (count[mark] ?? 1);
    y[mark] = (sy[mark] ?? 0) / (count[mark] ?? 1);
  }
  return { n, x, y, count, spot, of };
}

/** A mark that is in view. */
export interface Mark {
  /** Tells it from others, over redraws too: its first row. */
  id: number;
  x: number;
  y: number;
  n: number;
  row: number;
  rows: () => number[];
  /** All lie on the very same spot. */
  spot: boolean;
  /** Where one of a fan is drawn, in pixels away from its spot. */
  dx: number;
  dy: number;
}

/** Marks within a box of the world. A few incidents of one spot lie around it, as seeds lie in a flower; many stay one mark. */
export function within(clusters: Clusters, left: number, top: number, right: number, bottom: number): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < clusters.n; at++) {
    const [x, y] = [clusters.x[at] ?? 0, clusters.y[at] ?? 0];
    if (x < left || x > right || y < top || y > bottom) continue;
    const n = clusters.count[at] ?? 0;
    const spot = clusters.spot[at] === 1;
    const row = clusters.head[at] ?? 0;
    const one: Mark = { id: row, x, y, n, row, rows: () => rowsOf(clusters, at), spot, dx: 0, dy: 0 };
    if (n > 1 && n <= FAN_MOST && spot && clusters.fans) marks.push(...fan(one));
    else marks.push(one);
  }
  return marks;
}

function fan(mark: Mark): Mark[] {
  return mark.rows().map((row, at) => {
    const angle = at * 2.399963;
    const away = 15 * Math.sqrt(at + 0.6);
    return { ...mark, id: row, n: 1, row, rows: () => [row], dx: Math.cos(angle) * away, dy: Math.sin(angle) * away };
  });
}

function rowsOf(clusters: Clusters, mark: number): number[] {
  const rows = [];
  for (let row = clusters.head[mark] ?? -1; row >= 0; row = clusters.next[row] ?? -1) rows.push(row);
  return rows;
}

/** What a mark weighs: those killed by the highest claim that counts, or the reports that tell of it. */
export function weight(rows: Rows, row: number, size: "killed" | "reports"): number {
  if (size === "reports") return rows.reports[row] ?? 1;
  const [low, high] = [rows.killedLow[row] ?? NaN, rows.killedHigh[row] ?? NaN];
  return Number.isNaN(high) ? (Number.isNaN(low) ? 0 : low) : high;
}

/** Rows in the order of time, those without a day last. */
export function inOrder(rows: Rows, of: readonly number[]): number[] {
  const day = (row: number): number => {
    const since = rows.since[row] ?? NO_DAY;
    return since === NO_DAY ? Infinity : since;
  };
  return [...of].sort((a, b) => day(a) - day(b) || a - b);
}

/** Incidents that would lie on one another are drawn as one: greedily within a radius of pixels, at half steps of the zoom.
 * Flat arrays throughout, and rows are only counted: which ones a mark holds is found out where it is asked for. */
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
  /** Types of the load. */
  types: number;
  /** Type of each row, by its index. */
  type: Uint16Array;
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
    types: rows.types.length,
    type: rows.type,
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
  /** First row of each mark. */
  row: Int32Array;
  /** How many of each type each mark holds, mark after mark. */
  byType: Uint32Array;
  types: number;
  /** Rows that are on no place of the map. */
  off: number;
  /** Mark of a row; -1 of one that is not shown on the map. */
  markOf: (row: number) => number;
  rowsOf: (mark: number) => number[];
  fans: boolean;
}

/** `shown` are the rows in ascending order. */
export function clustered(spots: Spots, shown: Uint32Array, zoom: number): Clusters {
  const step = Math.floor(zoom * 2) / 2;
  const { types } = spots;
  const { first, byType, counts, off } = tallied(spots, shown);
  const made = gathered(spots, counts, REACH / (256 * 2 ** step));
  const row = new Int32Array(made.n).fill(0x7fff_ffff);
  const sums = new Uint32Array(made.n * types);
  for (let spot = 0; spot < counts.length; spot++) {
    const mark = made.of[spot] ?? -1;
    if (mark < 0) continue;
    row[mark] = Math.min(row[mark] ?? 0, first[spot] ?? 0);
    for (let type = 0; type < types; type++) sums[mark * types + type] = (sums[mark * types + type] ?? 0) + (byType[spot * types + type] ?? 0);
  }
  const markAt = (each: number): number => made.of[spots.of[each] ?? -1] ?? -1;
  const lists = once(() => listed(shown, made.n, markAt));
  return {
    ...made,
    row,
    byType: sums,
    types,
    off,
    markOf: (each) => (holds(shown, each) ? markAt(each) : -1),
    rowsOf: (mark) => lists().rowsOf(mark),
    fans: step >= FAN_FROM,
  };
}

interface Tally {
  /** Of each spot, the first of the rows that are shown. */
  first: Int32Array;
  byType: Uint32Array;
  counts: Uint32Array;
  off: number;
}

function tallied({ x, of, type, types }: Spots, shown: Uint32Array): Tally {
  const first = new Int32Array(x.length);
  const counts = new Uint32Array(x.length);
  const byType = new Uint32Array(x.length * types);
  let off = 0;
  for (let at = shown.length - 1; at >= 0; at--) {
    const row = shown[at] ?? 0;
    const spot = of[row] ?? -1;
    if (spot < 0) {
      off++;
      continue;
    }
    const slot = spot * types + (type[row] ?? 0);
    byType[slot] = (byType[slot] ?? 0) + 1;
    counts[spot] = (counts[spot] ?? 0) + 1;
    first[spot] = row;
  }
  return { first, byType, counts, off };
}

/** Rows of each mark as chains: the first of each, and the one after each. */
function listed(shown: Uint32Array, marks: number, markAt: (row: number) => number): { rowsOf: (mark: number) => number[] } {
  const head = new Int32Array(marks).fill(-1);
  const next = new Int32Array((shown.at(-1) ?? -1) + 1).fill(-1);
  for (let at = shown.length - 1; at >= 0; at--) {
    const row = shown[at] ?? 0;
    const mark = markAt(row);
    if (mark < 0) continue;
    next[row] = head[mark] ?? -1;
    head[mark] = row;
  }
  const rowsOf = (mark: number): number[] => {
    const rows = [];
    for (let row = head[mark] ?? -1; row >= 0; row = next[row] ?? -1) rows.push(row);
    return rows;
  };
  return { rowsOf };
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** Whether a row is among rows in ascending order. */
function holds(shown: Uint32Array, row: number): boolean {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return shown[low] === row;
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
  /** Which of the clusters it is, or is part of. */
  of: number;
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
    const row = clusters.row[at] ?? 0;
    const one: Mark = { id: row, of: at, x, y, n, row, rows: () => clusters.rowsOf(at), spot, dx: 0, dy: 0 };
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

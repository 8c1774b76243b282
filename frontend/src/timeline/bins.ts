/** Rows by step of time and type. */
import { floorTo, next, type Step } from "../lib/days";
import { NO_DAY, type Rows } from "../lib/rows";

export interface Bins {
  /** First day of each bin; one more marks the end. */
  edges: number[];
  /** How many types there are. */
  types: number;
  /** Of each row, its bin and type as one number: bin * types + type. Behind those of the bins come three more: of rows of days
   * before the first bin, of days after the last, and of no day. */
  slot: Uint32Array;
}

export interface Stack {
  /** By slot. */
  counts: Uint32Array;
  most: number;
  /** Rows of days before the first bin, and after the last. */
  before: number;
  after: number;
}

/** More bins than this would be thinner than a pixel: the step is widened. */
const MOST_BINS = 1500;

/** Where each row belongs: the same for each filter. */
export function toBins(rows: Rows, extent: [number, number], asked: Step): Bins {
  const step = widened(extent, asked);
  const edges: number[] = [];
  for (let day = floorTo(step, extent[0]); day < extent[1]; day = next(step, day)) edges.push(day);
  edges.push(next(step, edges.at(-1) ?? extent[0]));
  const first = edges[0] ?? 0;
  const bin = binOfDay(edges, first);
  const types = rows.types.length;
  const behind = (edges.length - 1) * types;
  const slot = new Uint32Array(rows.n);
  for (let row = 0; row < rows.n; row++) {
    const day = rows.since[row] ?? NO_DAY;
    if (day === NO_DAY) slot[row] = behind + 2;
    else if (day < first) slot[row] = behind;
    else if (day >= first + bin.length) slot[row] = behind + 1;
    else slot[row] = (bin[day - first] ?? 0) * types + (rows.type[row] ?? 0);
  }
  return { edges, types, slot };
}

export function stacked({ edges, types, slot }: Bins, shown: Uint32Array): Stack {
  const behind = (edges.length - 1) * types;
  const counts = new Uint32Array(behind + 3);
  for (let at = 0; at < shown.length; at++) {
    const own = slot[shown[at] ?? 0] ?? 0;
    counts[own] = (counts[own] ?? 0) + 1;
  }
  let most = 1;
  for (let bin = 0; bin < behind; bin += types) {
    let sum = 0;
    for (let type = 0; type < types; type++) sum += counts[bin + type] ?? 0;
    if (sum > most) most = sum;
  }
  return { counts, most, before: counts[behind] ?? 0, after: counts[behind + 1] ?? 0 };
}

function widened([first, last]: [number, number], step: Step): Step {
  const days = last - first;
  if (step === "day" && days > MOST_BINS) return widened([first, last], "week");
  return step === "week" && days / 7 > MOST_BINS ? "month" : step;
}

function binOfDay(edges: number[], first: number): Int32Array {
  const days = new Int32Array((edges.at(-1) ?? first) - first);
  for (let at = 0; at + 1 < edges.length; at++) days.fill(at, (edges[at] ?? 0) - first, (edges[at + 1] ?? 0) - first);
  return days;
}

/** Which bin holds the day; -1 before the first, the number of bins after the last. */
export function binAt(edges: readonly number[], day: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Months between two names of months. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/** Which edges bear a name: not more than every `least`th, and of months those with which a year, half or quarter begins. */
export function ticked(edges: readonly number[], least: number): number[] {
  const [first = 0, second = 1] = edges;
  if (second - first < 28) return every(edges, Math.max(1, Math.ceil(least)));
  const months = MONTHS.find((each) => each >= least) ?? 240;
  return edges.flatMap((day, at) => (monthOf(day) % months === 0 ? [at] : []));
}

function every(edges: readonly number[], step: number): number[] {
  return edges.flatMap((_, at) => (at % step ? [] : [at]));
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

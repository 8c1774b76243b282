/** Who to whom, over the incidents that are shown. */
import type { Rows } from "../lib/rows";
import { kindOf } from "../lib/types";
import { NO_DAY } from "../lib/rows";
import { binAt } from "../timeline/bins";

export interface Cell {
  actor: string;
  recipient: string;
  n: number;
  /** Those of them that are conflict, in words or deeds. */
  hostile: number;
}

export interface Matrix {
  actors: string[];
  recipients: string[];
  cells: Map<string, Cell>;
  most: number;
  /** How many pairs there are in all, those that did not fit among them. */
  pairs: number;
}

export const pairKey = (actor: string, recipient: string): string => `${actor}~${recipient}`;

export function hostile(type: string): boolean {
  const { shape } = kindOf(type);
  return shape === "diamond" || shape === "triangle";
}

/** The busiest on either side, so many of each. */
export function matrix(rows: Rows, shown: Uint32Array, most: number): Matrix {
  const cells = new Map<string, Cell>();
  for (const row of shown)
    for (const actor of rows.actors[row] ?? [])
      for (const recipient of rows.recipients[row] ?? []) {
        const key = pairKey(actor, recipient);
        const cell = cells.get(key) ?? { actor, recipient, n: 0, hostile: 0 };
        cell.n++;
        if (hostile(rows.types[rows.type[row] ?? 0] ?? "")) cell.hostile++;
        cells.set(key, cell);
      }
  const side = (of: (cell: Cell) => string): string[] => {
    const sums = new Map<string, number>();
    for (const cell of cells.values()) sums.set(of(cell), (sums.get(of(cell)) ?? 0) + cell.n);
    return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, most).map(([code]) => code);
  };
  const [actors, recipients] = [side((cell) => cell.actor), side((cell) => cell.recipient)];
  return { actors, recipients, cells, most: Math.max(1, ...[...cells.values()].map((cell) => cell.n)), pairs: cells.size };
}

export interface Course {
  /** Incidents of conflict and of cooperation, a bin each. */
  conflict: number[];
  cooperation: number[];
  /** Killed by the lowest and by the highest claims. */
  low: number[];
  high: number[];
}

export function course(rows: Rows, shown: Uint32Array, edges: readonly number[], dyad: [string, string] | null): Course {
  const zero = (): number[] => new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  const made: Course = { conflict: zero(), cooperation: zero(), low: zero(), high: zero() };
  for (const row of shown) {
    if (dyad && !(rows.actors[row]?.includes(dyad[0]) && rows.recipients[row]?.includes(dyad[1]))) continue;
    const day = rows.since[row] ?? NO_DAY;
    const at = day === NO_DAY ? -1 : binAt(edges, day);
    if (at < 0 || at >= made.conflict.length) continue;
    const side = hostile(rows.types[rows.type[row] ?? 0] ?? "") ? made.conflict : made.cooperation;
    side[at] = (side[at] ?? 0) + 1;
    const low = rows.killedLow[row] ?? NaN;
    const high = rows.killedHigh[row] ?? NaN;
    made.low[at] = (made.low[at] ?? 0) + (Number.isNaN(low) ? 0 : low);
    made.high[at] = (made.high[at] ?? 0) + (Number.isNaN(high) ? (Number.isNaN(low) ? 0 : low) : high);
  }
  return made;
}

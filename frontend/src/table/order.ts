/** The columns of the table and its order. */
import { NO_DAY, type Rows } from "../lib/rows";
import { weight } from "../map/clusters";

export interface Column {
  key: string;
  word: string;
  number?: true;
}

export const COLUMNS: readonly Column[] = [
  { key: "since", word: "Day" },
  { key: "type", word: "What" },
  { key: "actor", word: "Who" },
  { key: "recipient", word: "To whom" },
  { key: "place", word: "Where" },
  { key: "killed", word: "Killed", number: true },
  { key: "injured", word: "Injured", number: true },
  { key: "voices", word: "Voices", number: true },
  { key: "state", word: "Reports" },
];

/** The order at rest: from the latest day that was reported on back, then what lies ahead of it. */
export const RECENT = "recent";

/** All rows in the order asked for ("killed", "-killed"); equal ones from the latest on, then as they came. Sorted once an
 * order; a filter then only picks from it. `last` is the last day that was reported on. */
function orderOf(rows: Rows, sort: string, last: number): Uint32Array {
  const kept = orders.get(rows)?.get(sort);
  if (kept) return kept;
  const down = sort.startsWith("-") || sort === RECENT;
  const keys = sort === RECENT ? recent(rows, last) : keyed(rows, down ? sort.slice(1) : sort);
  const way = down ? -1 : 1;
  const day = (row: number): number => rows.since[row] ?? NO_DAY;
  const made = Uint32Array.from({ length: rows.n }, (_, row) => row).sort((a, b) => way * ((keys[a] ?? 0) - (keys[b] ?? 0)) || day(b) - day(a) || a - b);
  orders.set(rows, (orders.get(rows) ?? new Map<string, Uint32Array>()).set(sort, made));
  return made;
}

const orders = new WeakMap<Rows, Map<string, Uint32Array>>();

/** Those of the rows that are shown, in that order. */
export function ordered(rows: Rows, shown: Uint32Array, sort: string, last: number): Uint32Array {
  const order = orderOf(rows, sort, last);
  if (shown.length === rows.n) return order;
  const picked = new Uint8Array(rows.n);
  for (let at = 0; at < shown.length; at++) picked[shown[at] ?? 0] = 1;
  const found = new Uint32Array(shown.length);
  let n = 0;
  for (let at = 0; at < order.length; at++) if (picked[order[at] ?? 0]) found[n++] = order[at] ?? 0;
  return found;
}

/** Days that lie ahead of all reports count as older than any, but as younger than none. */
function recent(rows: Rows, last: number): Float64Array {
  return Float64Array.from(rows.since, (day) => (day > last ? NO_DAY + 1 / (day - last + 1) : day === NO_DAY ? NO_DAY - 1 : day));
}

function keyed(rows: Rows, key: string): ArrayLike<number> {
  switch (key) {
    case "type":
      return ranked(rows.types, rows.type);
    case "place":
      return ranked(rows.places, rows.place);
    case "state":
      return ranked(rows.states, rows.state);
    case "voices":
      return rows.voices;
    case "killed":
      return Float64Array.from({ length: rows.n }, (_, row) => weight(rows, row, "killed"));
    case "injured":
      return Float64Array.from({ length: rows.n }, (_, row) => rows.injuredHigh[row] || rows.injuredLow[row] || 0);
    case "actor":
      return ranks(rows.actors.map((codes) => codes.join(" ")));
    case "recipient":
      return ranks(rows.recipients.map((codes) => codes.join(" ")));
    default:
      return rows.since;
  }
}

function ranked(names: string[], column: ArrayLike<number>): Float64Array {
  const rank = ranks(names);
  return Float64Array.from(column, (at) => rank[at] ?? -1);
}

function ranks(names: string[]): Float64Array {
  const collate = new Intl.Collator();
  const order = new Map([...new Set(names)].sort(collate.compare).map((name, at) => [name, at]));
  return Float64Array.from(names, (name) => order.get(name) ?? -1);
}

/** Rows by what the rail counts: each type, state and country that occur together are one cell. A filter over them is decided once
 * a cell instead of once a row, and they are few: some hundreds for 50,000 rows. */

export interface Cells {
  /** Cell of each row. */
  of: Uint32Array;
  /** Of each cell: its type, state and country, by their indexes, and how many rows it holds. */
  type: Uint32Array;
  state: Uint32Array;
  country: Uint32Array;
  count: Uint32Array;
}

type Column = ArrayLike<number>;

/** `sizes` are how many types and states there are. */
export function toCells(n: number, type: Column, state: Column, country: Column, [types, states]: [number, number]): Cells {
  const found = new Map<number, number>();
  const of = new Uint32Array(n);
  const [keys, count]: [number[], number[]] = [[], []];
  for (let row = 0; row < n; row++) {
    const key = ((country[row] ?? 0) * states + (state[row] ?? 0)) * types + (type[row] ?? 0);
    let cell = found.get(key);
    if (cell === undefined) {
      cell = keys.length;
      found.set(key, cell);
      keys.push(key);
      count.push(0);
    }
    of[row] = cell;
    count[cell] = (count[cell] ?? 0) + 1;
  }
  return {
    of,
    type: Uint32Array.from(keys, (key) => key % types),
    state: Uint32Array.from(keys, (key) => Math.floor(key / types) % states),
    country: Uint32Array.from(keys, (key) => Math.floor(key / types / states)),
    count: Uint32Array.from(count),
  };
}

/** Room on the map: what lies where, so that labels make way. */

/** Boxes already taken, in a coarse grid. */
export class Taken {
  readonly #cells = new Map<number, [number, number, number, number][]>();

  free(left: number, top: number, right: number, bottom: number): boolean {
    for (const key of keys(left, top, right, bottom))
      for (const [l, t, r, b] of this.#cells.get(key) ?? []) if (left < r && right > l && top < b && bottom > t) return false;
    return true;
  }

  take(left: number, top: number, right: number, bottom: number): void {
    for (const key of keys(left, top, right, bottom)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push([left, top, right, bottom]);
      else this.#cells.set(key, [[left, top, right, bottom]]);
    }
  }
}

function* keys(left: number, top: number, right: number, bottom: number): Generator<number> {
  for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x++)
    for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y++) yield x * 4096 + y;
}

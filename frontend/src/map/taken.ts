/** Room on the map: what lies where, so that labels make way. */

const CELL = 64;
const ACROSS = 4096;

/** Boxes already taken, in a coarse grid. */
export class Taken {
  /** Left, top, right, bottom of each box of a cell, one after the other. */
  readonly #cells = new Map<number, number[]>();

  free(left: number, top: number, right: number, bottom: number): boolean {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) {
        const boxes = this.#cells.get(x * ACROSS + y);
        if (boxes && hit(boxes, left, top, right, bottom)) return false;
      }
    return true;
  }

  take(left: number, top: number, right: number, bottom: number): void {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) {
        const boxes = this.#cells.get(x * ACROSS + y);
        if (boxes) boxes.push(left, top, right, bottom);
        else this.#cells.set(x * ACROSS + y, [left, top, right, bottom]);
      }
  }
}

function hit(boxes: readonly number[], left: number, top: number, right: number, bottom: number): boolean {
  for (let at = 0; at < boxes.length; at += 4)
    if (left < (boxes[at + 2] ?? 0) && right > (boxes[at] ?? 0) && top < (boxes[at + 3] ?? 0) && bottom > (boxes[at + 1] ?? 0)) return true;
  return false;
}

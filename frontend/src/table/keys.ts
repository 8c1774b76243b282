/** Long lists by keys: where a key leads, and the row that it leads to kept in view. */

const JUMPS: Record<string, (at: number, page: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  j: (at) => at + 1,
  k: (at) => at - 1,
  PageDown: (at, page) => at + page,
  PageUp: (at, page) => at - page,
  Home: () => 0,
  End: () => Infinity,
};

export interface Stand {
  /** The row that the keys stand on. */
  at: number;
  n: number;
  /** Pixels of a row, and of the part in view. */
  tall: number;
  high: number;
}

export function steer(event: KeyboardEvent, { at, n, tall, high }: Stand, go: (at: number) => void, open: (at: number) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const jump = JUMPS[event.key];
  if (jump) go(Math.max(0, Math.min(n - 1, jump(at, Math.max(1, Math.floor(high / tall) - 2)))));
  else if (event.key === "Enter" || event.key === " ") open(at);
  else return;
  event.preventDefault();
}

/** Scrolls no further than it must; the head of the table hides a row's height. */
export function brought(scroller: HTMLElement | null | undefined, { at, tall, high }: Stand): void {
  if (!scroller) return;
  if (at * tall < scroller.scrollTop) scroller.scrollTop = at * tall;
  else if ((at + 2) * tall > scroller.scrollTop + high) scroller.scrollTop = (at + 2) * tall - high;
}

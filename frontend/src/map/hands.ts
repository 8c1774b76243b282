/** Pointers on the map: one drags, two pinch, a tap chooses, the wheel zooms. */
import type { Camera } from "./camera.svelte";

/** Pixels that a pointer may stray and still have tapped, and from which on it drags. */
const TAP = 6;
const DRAG = 3;

/** How far beside a mark still is on it, in pixels: a finger is wide. */
const SLACK = 4;
const FINGER = 14;

const LINE = 18;
const ZOOM_A_PIXEL = 0.0022;

interface At {
  x: number;
  y: number;
}

export class Hands {
  readonly #down = new Map<number, At>();
  #strayed = 0;

  constructor(
    private readonly camera: Camera,
    private readonly hover: (x: number, y: number, slack: number) => void,
    private readonly tap: (x: number, y: number, slack: number) => void,
  ) {}

  press(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, at(event));
    this.#strayed = 0;
  }

  drag(event: PointerEvent): void {
    const last = this.#down.get(event.pointerId);
    if (!last) {
      this.hover(event.offsetX, event.offsetY, SLACK);
      return;
    }
    const [dx, dy] = [event.offsetX - last.x, event.offsetY - last.y];
    this.#strayed += Math.abs(dx) + Math.abs(dy);
    if (this.#down.size > 1) this.#pinch(event, last);
    else if (this.#strayed > DRAG) this.camera.pan(-dx, -dy);
    this.#down.set(event.pointerId, at(event));
  }

  #pinch(event: PointerEvent, own: At): void {
    const [other] = [...this.#down].filter(([id]) => id !== event.pointerId).map(([, each]) => each);
    if (!other) return;
    const before = Math.hypot(own.x - other.x, own.y - other.y);
    const after = Math.hypot(event.offsetX - other.x, event.offsetY - other.y);
    if (before > 4) this.camera.zoom(after / before, (event.offsetX + other.x) / 2, (event.offsetY + other.y) / 2);
  }

  lift(event: PointerEvent): void {
    if (!this.#down.delete(event.pointerId) || this.#strayed > TAP) return;
    this.tap(event.offsetX, event.offsetY, event.pointerType === "touch" ? FINGER : SLACK);
  }

  lose(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? LINE : 1;
    this.camera.zoom(2 ** (-event.deltaY * pixels * ZOOM_A_PIXEL), event.offsetX, event.offsetY);
  }
}

function at(event: PointerEvent): At {
  return { x: event.offsetX, y: event.offsetY };
}

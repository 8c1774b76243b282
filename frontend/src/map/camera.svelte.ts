/** Where the map looks, and whether it is just being moved. */
import { held, type Window, zoomed } from "./projection";

/** Milliseconds without a move after which the map rests: it is drawn in full, and its place is written into the address. */
const REST_MS = 140;

export class Camera {
  view = $state.raw<Window>({ x: 0.5, y: 0.4, scale: 512, width: 0, height: 0 });
  moving = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly rested: () => void) {}

  /** It has a size: before that there is nothing to look at. */
  get open(): boolean {
    return this.view.width > 2;
  }

  resize(width: number, height: number): void {
    this.view = held({ ...this.view, width, height });
  }

  /** There at once, as if it had always stood there. */
  place(view: Partial<Window>): void {
    this.view = held({ ...this.view, ...view });
  }

  move(view: Window): void {
    this.view = view;
    this.moving = true;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.moving = false;
      this.rested();
    }, REST_MS);
  }

  /** As far as that, and drawn in full on the way. */
  jump(view: Window): void {
    this.move(view);
    this.moving = false;
  }

  pan(dx: number, dy: number): void {
    const { view } = this;
    this.move(held({ ...view, x: view.x + dx / view.scale, y: view.y + dy / view.scale }));
  }

  zoom(factor: number, x = this.view.width / 2, y = this.view.height / 2): void {
    this.move(zoomed(this.view, factor, x, y));
  }

  leave(): void {
    clearTimeout(this.#resting);
  }
}

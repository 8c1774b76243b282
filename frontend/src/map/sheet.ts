/** A map drawn ahead: a sheet larger than the window, which is only moved while the map is moved. Drawing it takes tens of
 * milliseconds, moving it under one; so panning stays smooth without a GPU, whatever is drawn. */
import { screenX, screenY, type Window } from "./projection";

/** How far the sheet reaches beyond the window on each side, as a share of the window. */
const MARGIN = 0.35;

export class Sheet {
  readonly #canvas = document.createElement("canvas");
  #drawn: Window | null = null;
  #key: unknown = null;

  /** Draw it anew for this window, unless it lies there already. */
  draw(window: Window, ratio: number, key: unknown, draw: (pen: CanvasRenderingContext2D, sheet: Window) => void): void {
    if (this.#drawn && this.#key === key && this.#drawn.scale === window.scale && this.covers(window)) return;
    const sheet = { ...window, width: Math.ceil(window.width * (1 + 2 * MARGIN)), height: Math.ceil(window.height * (1 + 2 * MARGIN)) };
    const [wide, high] = [Math.round(sheet.width * ratio), Math.round(sheet.height * ratio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) [this.#canvas.width, this.#canvas.height] = [wide, high];
    const pen = this.#canvas.getContext("2d");
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, sheet.width, sheet.height);
    draw(pen, sheet);
    this.#drawn = sheet;
    this.#key = key;
  }

  forget(): void {
    this.#drawn = null;
  }

  /** The sheet still reaches to all borders of the window. */
  covers(window: Window): boolean {
    const sheet = this.#drawn;
    if (!sheet) return false;
    const half = (size: number, scale: number): number => size / 2 / scale;
    const [w, h] = [half(sheet.width, sheet.scale), half(sheet.height, sheet.scale)];
    const [ww, wh] = [half(window.width, window.scale), half(window.height, window.scale)];
    const fitsX = Math.max(0, sheet.x - w) <= Math.max(0, window.x - ww) + 1e-12 && Math.min(1, sheet.x + w) >= Math.min(1, window.x + ww) - 1e-12;
    return fitsX && sheet.y - h <= window.y - wh + 1e-12 && sheet.y + h >= window.y + wh - 1e-12;
  }

  /** Lay it where it belongs in the window, at most scaled. */
  lay(pen: CanvasRenderingContext2D, window: Window): void {
    const sheet = this.#drawn;
    if (!sheet) return;
    const factor = window.scale / sheet.scale;
    const left = screenX(window, sheet.x) - (sheet.width / 2) * factor;
    const top = screenY(window, sheet.y) - (sheet.height / 2) * factor;
    pen.drawImage(this.#canvas, left, top, sheet.width * factor, sheet.height * factor);
  }
}


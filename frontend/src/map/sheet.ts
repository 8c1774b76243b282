/** A map drawn ahead: a sheet larger than the window, which is only moved while the map is moved. Drawing it takes tens of
 * milliseconds, moving it under one; so panning stays smooth without a GPU, whatever is drawn. */
import { screenX, screenY, type Window } from "./projection";

/** How far the sheet reaches beyond the window on each side, as a share of the window. */
const MARGIN = 0.35;

/** The window of a sheet around this one. It reaches out by whole pixels, so that laying it back moves no pixel between two. */
export function beyond(window: Window): Window {
  const wider = (size: number): number => size + 2 * Math.ceil(size * MARGIN);
  return { ...window, width: wider(window.width), height: wider(window.height) };
}

/** The sheet still reaches to all borders of the window. */
export function covers(sheet: Window | null, window: Window): boolean {
  if (!sheet) return false;
  const half = (size: number, scale: number): number => size / 2 / scale;
  const [w, h] = [half(sheet.width, sheet.scale), half(sheet.height, sheet.scale)];
  const [ww, wh] = [half(window.width, window.scale), half(window.height, window.scale)];
  const fitsX = Math.max(0, sheet.x - w) <= Math.max(0, window.x - ww) + 1e-12 && Math.min(1, sheet.x + w) >= Math.min(1, window.x + ww) - 1e-12;
  return fitsX && sheet.y - h <= window.y - wh + 1e-12 && sheet.y + h >= window.y + wh - 1e-12;
}

/** Where the sheet's corner lies in a window, and how much larger the sheet is shown. One of the same scale is laid on whole
 * pixels: between two, all would be blurred, and slow. */
export function offset(sheet: Window, window: Window): { left: number; top: number; factor: number } {
  const factor = window.scale / sheet.scale;
  const [left, top] = [screenX(window, sheet.x) - (sheet.width / 2) * factor, screenY(window, sheet.y) - (sheet.height / 2) * factor];
  return factor === 1 ? { left: Math.round(left), top: Math.round(top), factor } : { left, top, factor };
}

export class Sheet {
  readonly #canvas = document.createElement("canvas");
  readonly #pen: CanvasRenderingContext2D | null;
  #drawn: Window | null = null;
  #key: unknown = null;

  /** An opaque one hides what it is laid on, and is laid faster. */
  constructor(opaque: boolean) {
    this.#pen = this.#canvas.getContext("2d", { alpha: !opaque });
  }

  /** What was drawn under this key lies there. */
  has(key: unknown): boolean {
    return this.#drawn !== null && this.#key === key;
  }

  /** The window that it shows. */
  get drawn(): Window | null {
    return this.#drawn;
  }

  draw(sheet: Window, ratio: number, key: unknown, draw: (pen: CanvasRenderingContext2D) => void): void {
    const [wide, high] = [Math.round(sheet.width * ratio), Math.round(sheet.height * ratio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) [this.#canvas.width, this.#canvas.height] = [wide, high];
    const pen = this.#pen;
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, sheet.width, sheet.height);
    draw(pen);
    this.#drawn = sheet;
    this.#key = key;
  }

  /** Lay it where it belongs in the window, at most scaled. */
  lay(pen: CanvasRenderingContext2D, window: Window): void {
    const sheet = this.#drawn;
    if (!sheet) return;
    const { left, top, factor } = offset(sheet, window);
    pen.drawImage(this.#canvas, left, top, sheet.width * factor, sheet.height * factor);
  }
}

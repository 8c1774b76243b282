/** Paints the map: two sheets that are drawn ahead, the ground and what lies over it, and on them what changes with the pointer. */
import type { Rows } from "../lib/rows";
import type { Clusters } from "./clusters";
import { drawGround } from "./ground";
import { type Inks, readInks } from "./inks";
import { drawLabels } from "./labels";
import type { Labels, Land } from "./land";
import { drawMarks, drawRing, drawTarget, place, type Placed } from "./marks";
import { pixels, screenX, screenY, type Window } from "./projection";
import { Sheet } from "./sheet";

/** All that a frame shows. */
export interface Scene {
  view: Window;
  /** While it is moved, sheets that still cover the window are only laid anew. */
  moving: boolean;
  theme: string;
  land: Land | null;
  labels: Labels | null;
  rows: Rows | null;
  marks: Clusters | null;
  size: "killed" | "reports";
  /** Row of the incident that is open. */
  chosen: number | null;
  /** Ids of the mark under the pointer, and of that which the keyboard stands on. */
  hovered: number | null;
  focused: number | null;
  target: Target | null;
}

/** A place that something else points to: in the world, with the reach that it may mean in kilometres. */
export interface Target {
  x: number;
  y: number;
  latitude: number;
  km: number;
}

/** More than two pixels a point cost time and are not seen. */
const FINEST = 2;

export class Painter {
  /** Marks as they lie on the screen, for the pointer to find. */
  placed: Placed[] = [];
  readonly #ground = new Sheet();
  readonly #over = new Sheet();
  #inks: Inks | null = null;
  #inksOf = "";
  #overKey = "";
  #overMarks: Clusters | null = null;

  paint(canvas: HTMLCanvasElement, scene: Scene): void {
    const pen = canvas.getContext("2d");
    const { view } = scene;
    if (!pen || view.width < 2) return;
    const inks = this.#inksFor(canvas, scene.theme);
    const ratio = Math.min(FINEST, window.devicePixelRatio || 1);
    const [wide, high] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    if (!scene.moving || !this.#ground.covers(view) || !this.#over.covers(view)) this.#redraw(scene, inks, ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = inks.sea;
    pen.fillRect(0, 0, view.width, view.height);
    this.#ground.lay(pen, view);
    this.#over.lay(pen, view);
    this.#rings(pen, scene, inks);
  }

  /** The mark nearest to a point of the screen, not further off than `slack` pixels. */
  under(view: Window, x: number, y: number, slack: number): Placed | null {
    let best: Placed | null = null;
    let least = Infinity;
    for (const each of this.placed) {
      const away = Math.hypot(screenX(view, each.mark.x) + each.mark.dx - x, screenY(view, each.mark.y) + each.mark.dy - y);
      if (away <= each.r + slack && away < least) [best, least] = [each, away];
    }
    return best;
  }

  /** Asking the browser for colours makes it lay out anew: once a theme. */
  #inksFor(canvas: HTMLCanvasElement, theme: string): Inks {
    if (this.#inks && this.#inksOf === theme) return this.#inks;
    this.#inksOf = theme;
    this.#inks = readInks(canvas);
    return this.#inks;
  }

  #redraw({ view, theme, land, labels, rows, marks, size }: Scene, inks: Inks, ratio: number): void {
    this.#ground.draw(view, ratio, `${theme}${land !== null}`, (pen, sheet) => drawGround(pen, land, sheet, inks));
    const key = `${theme}${labels !== null}${size}`;
    if (key !== this.#overKey || marks !== this.#overMarks) this.#over.forget();
    [this.#overKey, this.#overMarks] = [key, marks];
    this.#over.draw(view, ratio, key, (pen, sheet) => {
      const laid = rows && marks ? place(marks, rows, sheet, size) : [];
      if (rows) drawMarks(pen, laid, rows, sheet, inks);
      drawLabels(pen, laid, rows, labels, sheet, inks);
    });
    this.placed = rows && marks ? place(marks, rows, view, size) : [];
  }

  #rings(pen: CanvasRenderingContext2D, scene: Scene, inks: Inks): void {
    const { view, marks, chosen, target } = scene;
    if (target) drawTarget(pen, screenX(view, target.x), screenY(view, target.y), pixels(target.km, target.latitude, view.scale), inks);
    for (const each of this.placed) {
      const at = { ...each, x: screenX(view, each.mark.x) + each.mark.dx, y: screenY(view, each.mark.y) + each.mark.dy };
      if (chosen !== null && holds(each, chosen, marks)) drawRing(pen, at, inks.accent, false);
      else if (each.mark.id === scene.hovered) drawRing(pen, at, inks.ink, false);
      if (each.mark.id === scene.focused) drawRing(pen, { ...at, r: at.r + 4 }, inks.accent, true);
    }
  }
}

function holds({ mark }: Placed, row: number, marks: Clusters | null): boolean {
  return mark.n > 1 ? marks?.of[row] === marks?.of[mark.row] : mark.row === row;
}

/** Paints the map: the ground, which is drawn ahead into a sheet, what lies over it, and what changes with the pointer. What lies
 * over it changes with each filter: it is drawn into the window at once, and ahead into a sheet when nothing else is to be done. */
import type { Rows } from "../lib/rows";
import type { Clusters } from "./clusters";
import { drawGround } from "./ground";
import { type Inks, readInks } from "./inks";
import { drawLabels, type Written, written } from "./labels";
import type { Labels, Land } from "./land";
import { drawMarks, drawRing, drawTarget, place, type Placed } from "./marks";
import { pixels, screenX, screenY, type Window } from "./projection";
import { beyond, covers, offset, Sheet } from "./sheet";

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

/** Marks and labels, and where each lies in a sheet. */
interface Plan {
  sheet: Window;
  inks: Inks;
  rows: Rows | null;
  labels: Labels | null;
  marks: Clusters | null;
  size: "killed" | "reports";
  placed: Placed[];
  names: Written[];
}

/** More than two pixels a point cost time and are not seen. */
const FINEST = 2;

/** How far a mark, the ground that it may mean or a label reaches beyond where it lies, in pixels. */
const REACH = 260;

export class Painter {
  /** Marks as they lie on the screen, for the pointer to find. */
  placed: Placed[] = [];
  readonly #ground = new Sheet(true);
  readonly #over = new Sheet(false);
  #inks: Inks | null = null;
  #inksOf = "";
  #plan: Plan | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;

  paint(canvas: HTMLCanvasElement, scene: Scene): void {
    const pen = canvas.getContext("2d");
    const { view } = scene;
    if (!pen || view.width < 2) return;
    const inks = this.#inksFor(canvas, scene.theme);
    const ratio = Math.min(FINEST, window.devicePixelRatio || 1);
    const [wide, high] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = inks.sea;
    pen.fillRect(0, 0, view.width, view.height);
    this.#layGround(pen, scene, inks, ratio);
    this.#layOver(pen, scene, inks, ratio);
    this.#rings(pen, scene, inks);
  }

  leave(): void {
    this.#hush();
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

  #layGround(pen: CanvasRenderingContext2D, { view, moving, theme, land }: Scene, inks: Inks, ratio: number): void {
    const key = `${theme}${land !== null}`;
    const fits = this.#ground.has(key) && this.#ground.drawn?.scale === view.scale;
    if (!covers(this.#ground.drawn, view) || !(moving || fits)) {
      const sheet = beyond(view);
      this.#ground.draw(sheet, ratio, key, (own) => drawGround(own, land, sheet, inks));
    }
    this.#ground.lay(pen, view);
  }

  #layOver(pen: CanvasRenderingContext2D, scene: Scene, inks: Inks, ratio: number): void {
    const { view, moving } = scene;
    const plan = this.#planFor(scene, inks);
    if (moving) this.#drawAhead(plan, ratio);
    if (this.#over.has(plan)) this.#over.lay(pen, view);
    else {
      drawPlan(pen, plan, view);
      this.#hush();
      this.#idle = whenIdle(() => plan === this.#plan && this.#drawAhead(plan, ratio));
    }
  }

  #drawAhead(plan: Plan, ratio: number): void {
    this.#hush();
    if (!this.#over.has(plan)) this.#over.draw(plan.sheet, ratio, plan, (pen) => drawPlan(pen, plan, plan.sheet));
  }

  #hush(): void {
    clearTimeout(this.#idle);
  }

  /** Where all lies. While the map is moved, what was planned holds as far as it reaches. */
  #planFor({ view, moving, labels, rows, marks, size }: Scene, inks: Inks): Plan {
    const plan = this.#plan;
    const reaches = plan !== null && covers(plan.sheet, view);
    if (reaches && moving) return plan;
    const near = reaches && plan.sheet.scale === view.scale;
    if (near && plan.inks === inks && plan.rows === rows && plan.labels === labels && plan.marks === marks && plan.size === size) {
      this.placed = seen(plan, view);
      return plan;
    }
    const sheet = near ? plan.sheet : beyond(view);
    const placed = rows && marks ? place(marks, rows, sheet, size) : [];
    this.#plan = { sheet, inks, rows, labels, marks, size, placed, names: written(placed, rows, labels, sheet, inks) };
    this.placed = seen(this.#plan, view);
    return this.#plan;
  }

  #rings(pen: CanvasRenderingContext2D, scene: Scene, inks: Inks): void {
    const { view, marks, chosen, target } = scene;
    const open = chosen === null ? -1 : (marks?.markOf(chosen) ?? -1);
    if (target) drawTarget(pen, screenX(view, target.x), screenY(view, target.y), pixels(target.km, target.latitude, view.scale), inks);
    for (const each of this.placed) {
      const at = { ...each, x: screenX(view, each.mark.x) + each.mark.dx, y: screenY(view, each.mark.y) + each.mark.dy };
      if (open >= 0 && open === each.mark.of && (each.mark.n > 1 || each.mark.row === chosen)) drawRing(pen, at, inks.accent, false);
      else if (each.mark.id === scene.hovered) drawRing(pen, at, inks.ink, false);
      if (each.mark.id === scene.focused) drawRing(pen, { ...at, r: at.r + 4 }, inks.accent, true);
    }
  }
}

/** What of a plan lies in a window of the same scale, drawn where it lies there. */
function drawPlan(pen: CanvasRenderingContext2D, { sheet, inks, rows, marks, placed, names }: Plan, view: Window): void {
  const { left, top } = offset(sheet, view);
  const inView = <T extends { x: number; y: number }>(each: T): boolean =>
    each.x + left > -REACH && each.x + left < view.width + REACH && each.y + top > -REACH && each.y + top < view.height + REACH;
  pen.translate(left, top);
  pen.lineJoin = "round";
  if (rows && marks) drawMarks(pen, placed.filter(inView), marks, rows, sheet, inks);
  drawLabels(pen, names.filter(inView), inks);
  pen.translate(-left, -top);
}

/** Marks of a plan as they lie in a window. */
function seen({ sheet, placed }: Plan, view: Window): Placed[] {
  const { left, top } = offset(sheet, view);
  const found = [];
  for (const each of placed) {
    const [x, y] = [each.x + left, each.y + top];
    if (x > -REACH && y > -REACH && x < view.width + REACH && y < view.height + REACH) found.push({ ...each, x, y });
  }
  return found;
}

/** What is drawn ahead waits until the reader rests, and the browser too: Safari does not tell when. */
const LATER_MS = 150;
const whenIdle = (does: () => unknown): ReturnType<typeof setTimeout> =>
  setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(does) : does()), LATER_MS);

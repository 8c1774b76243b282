/** Draws the incidents. */
import type { Rows } from "../lib/rows";
import { number } from "../lib/days";
import { dayText } from "../lib/told";
import { kindOf, outline, type Shape } from "../lib/types";
import { type Clusters, type Mark, weight, within } from "./clusters";
import type { Inks } from "./inks";
import { pixels, screenX, screenY, type Window } from "./projection";

/** A mark as it lies on the screen, for the pointer to find. */
export interface Placed {
  mark: Mark;
  x: number;
  y: number;
  r: number;
}

const LEAST = 5.5;
const MOST = 20;

/** Radius at which a place is so vague that its mark is a ring: there is no spot to point to. */
const VAGUE_KINDS = new Set(["country", "region", "sea", "border"]);

const paths = new Map<string, Path2D>();

function path(shape: Shape, r: number): Path2D {
  const key = `${shape}${r.toFixed(1)}`;
  const known = paths.get(key);
  if (known) return known;
  const made = new Path2D(outline(shape, r));
  paths.set(key, made);
  return made;
}

/** How far beyond the window marks are still drawn, in pixels: the largest reach in. */
const BEYOND = 40;

export function place(clusters: Clusters, rows: Rows, window: Window, size: "killed" | "reports"): Placed[] {
  const [halfX, halfY] = [(window.width / 2 + BEYOND) / window.scale, (window.height / 2 + BEYOND) / window.scale];
  const marks = within(clusters, window.x - halfX, window.y - halfY, window.x + halfX, window.y + halfY);
  const placed = marks.map((mark) => ({ mark, x: screenX(window, mark.x) + mark.dx, y: screenY(window, mark.y) + mark.dy, r: radius(mark, rows, size) }));
  return placed.sort((a, b) => b.r - a.r);
}

function radius(mark: Mark, rows: Rows, size: "killed" | "reports"): number {
  if (mark.n > 1) return Math.min(MOST, 10 + 1.15 * Math.log2(mark.n));
  return Math.min(MOST, LEAST + 1.15 * Math.sqrt(weight(rows, mark.row, size)));
}

export function drawMarks(pen: CanvasRenderingContext2D, placed: readonly Placed[], clusters: Clusters, rows: Rows, window: Window, inks: Inks): void {
  drawVague(pen, placed, rows, window, inks);
  for (const each of placed) {
    if (each.mark.n > 1) drawCluster(pen, each, clusters, rows, inks);
    else drawOne(pen, each, rows, inks);
  }
}

/** An ocean or a continent about its mark tells nothing: of the sheet's height no more than this. */
const WIDEST = 0.16;

/** The ground that a vague place may mean, under its mark. */
function drawVague(pen: CanvasRenderingContext2D, placed: readonly Placed[], rows: Rows, window: Window, inks: Inks): void {
  pen.setLineDash([3, 4]);
  pen.lineWidth = 1;
  for (const { mark, x, y, r } of placed) {
    const { row } = mark;
    if (!mark.spot) continue;
    const reach = pixels(rows.radius[row] ?? 0, rows.lat[row] ?? 0, window.scale);
    if (reach < r + 6 || reach > WIDEST * Math.min(window.width, window.height)) continue;
    pen.beginPath();
    pen.arc(x - mark.dx, y - mark.dy, reach, 0, Math.PI * 2);
    pen.globalAlpha = 0.05;
    pen.fillStyle = ink(rows, row, inks);
    pen.fill();
    pen.globalAlpha = 0.55;
    pen.strokeStyle = inks.label;
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function ink(rows: Rows, row: number, inks: Inks): string {
  return inks.types.get(rows.types[rows.type[row] ?? 0] ?? "") ?? inks.other;
}

function drawOne(pen: CanvasRenderingContext2D, { mark, x, y, r }: Placed, rows: Rows, inks: Inks): void {
  const { row } = mark;
  const { shape } = kindOf(rows.types[rows.type[row] ?? 0] ?? "");
  const vague = VAGUE_KINDS.has(rows.kinds[rows.kind[row] ?? 255] ?? "");
  pen.save();
  pen.translate(x, y);
  const figure = path(shape, r);
  pen.lineWidth = 3;
  pen.strokeStyle = inks.paper;
  pen.stroke(figure);
  pen.fillStyle = vague ? inks.paper : ink(rows, row, inks);
  pen.fill(figure);
  pen.lineWidth = vague ? 2.4 : 1;
  pen.strokeStyle = vague ? ink(rows, row, inks) : inks.ink;
  pen.globalAlpha = vague ? 1 : 0.55;
  pen.stroke(figure);
  pen.restore();
}

/** A disc with the number, within a ring that is parted by type. */
function drawCluster(pen: CanvasRenderingContext2D, { mark, x, y, r }: Placed, { byType, types }: Clusters, rows: Rows, inks: Inks): void {
  pen.beginPath();
  pen.arc(x, y, r + 1.5, 0, Math.PI * 2);
  pen.fillStyle = inks.paper;
  pen.fill();
  pen.lineWidth = 4.5;
  let from = -Math.PI / 2;
  for (let type = 0; type < types; type++) {
    const count = byType[mark.of * types + type] ?? 0;
    if (!count) continue;
    const to = from + (count / mark.n) * Math.PI * 2;
    pen.beginPath();
    pen.arc(x, y, r - 2, from, to);
    pen.strokeStyle = inks.types.get(rows.types[type] ?? "") ?? inks.other;
    pen.stroke();
    from = to;
  }
  pen.fillStyle = inks.ink;
  pen.font = `600 ${mark.n > 999 ? 10 : 11}px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(number(mark.n), x, y + 0.5);
}

export const FONT = "system-ui, 'Noto Sans', sans-serif";

export function drawRing(pen: CanvasRenderingContext2D, at: Placed, ink: string, dashed: boolean): void {
  pen.beginPath();
  pen.arc(at.x, at.y, at.r + 5, 0, Math.PI * 2);
  pen.lineWidth = 2.5;
  pen.setLineDash(dashed ? [4, 3] : []);
  pen.strokeStyle = ink;
  pen.stroke();
  pen.setLineDash([]);
}

/** Where an alert is: a cross of four ticks about the place, and the ground that it may mean. */
export function drawTarget(pen: CanvasRenderingContext2D, x: number, y: number, reach: number, inks: Inks): void {
  const r = 26;
  pen.lineCap = "round";
  for (const [width, ink] of [[6, inks.paper], [3, inks.bad]] as const) {
    pen.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      pen.moveTo(x + dx * r, y + dy * r);
      pen.lineTo(x + dx * (r + 12), y + dy * (r + 12));
    }
    pen.lineWidth = width;
    pen.strokeStyle = ink;
    pen.stroke();
  }
  pen.lineCap = "butt";
  if (reach < r + 14) return;
  pen.beginPath();
  pen.arc(x, y, reach, 0, Math.PI * 2);
  pen.lineWidth = 1.5;
  pen.setLineDash([6, 5]);
  pen.stroke();
  pen.setLineDash([]);
}

/** For one who does not see the map: what a mark is, in a sentence. */
export function spoken(mark: Mark, rows: Rows): string {
  const { row } = mark;
  const where = rows.places[rows.place[row] ?? -1] ?? "place not told";
  if (mark.n > 1) return `${number(mark.n)} incidents ${mark.spot ? `at ${where}` : `near ${where}`}`;
  const day = dayText(rows, row, "");
  return `${kindOf(rows.types[rows.type[row] ?? 0] ?? "").word}, ${where}${day ? `, ${day}` : ""}`;
}

/** Draws the incidents and, where they leave room, the labels. */
import { NO_DAY, type Rows } from "../lib/rows";
import { number } from "../lib/days";
import { kindOf, outline, type Shape } from "../lib/types";
import { type Clusters, type Mark, weight, within } from "./clusters";
import type { Inks } from "./inks";
import type { Labels } from "./land";
import { pixels, screenX, screenY, toX, toY, type Window, zoomOf } from "./projection";

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

export function drawMarks(pen: CanvasRenderingContext2D, placed: readonly Placed[], rows: Rows, window: Window, inks: Inks): void {
  drawVague(pen, placed, rows, window, inks);
  for (const each of placed) {
    if (each.mark.n > 1) drawCluster(pen, each, rows, inks);
    else drawOne(pen, each, rows, inks);
  }
}

/** The ground that a vague place may mean, under its mark. */
function drawVague(pen: CanvasRenderingContext2D, placed: readonly Placed[], rows: Rows, window: Window, inks: Inks): void {
  pen.setLineDash([3, 4]);
  pen.lineWidth = 1;
  for (const { mark, x, y, r } of placed) {
    const { row } = mark;
    if (!mark.spot) continue;
    const reach = pixels(rows.radius[row] ?? 0, rows.lat[row] ?? 0, window.scale);
    if (reach < r + 6 || reach > Math.max(window.width, window.height)) continue;
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
function drawCluster(pen: CanvasRenderingContext2D, { mark, x, y, r }: Placed, rows: Rows, inks: Inks): void {
  pen.beginPath();
  pen.arc(x, y, r + 1.5, 0, Math.PI * 2);
  pen.fillStyle = inks.paper;
  pen.fill();
  let from = -Math.PI / 2;
  for (const [type, count] of counted(mark, rows)) {
    const to = from + (count / mark.n) * Math.PI * 2;
    pen.beginPath();
    pen.arc(x, y, r - 2, from, to);
    pen.lineWidth = 4.5;
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

const FONT = "system-ui, 'Noto Sans', sans-serif";

function counted(mark: Mark, rows: Rows): [number, number][] {
  const counts = new Map<number, number>();
  for (const row of mark.rows()) {
    const type = rows.type[row] ?? 0;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => a[0] - b[0]);
}

export function drawRing(pen: CanvasRenderingContext2D, at: Placed, ink: string, dashed: boolean): void {
  pen.beginPath();
  pen.arc(at.x, at.y, at.r + 5, 0, Math.PI * 2);
  pen.lineWidth = 2.5;
  pen.setLineDash(dashed ? [4, 3] : []);
  pen.strokeStyle = ink;
  pen.stroke();
  pen.setLineDash([]);
}

/** Boxes already taken, in a coarse grid. */
class Taken {
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

interface Label {
  text: string;
  x: number;
  y: number;
  /** Pixels from the point to where the text may begin; 0 writes it over the point. */
  gap: number;
  font: string;
  ink: string;
  dot: boolean;
}

/** Labels make way: marks first, then the incidents' own places, countries, and towns by weight. */
export function drawLabels(pen: CanvasRenderingContext2D, placed: readonly Placed[], rows: Rows | null, labels: Labels | null, window: Window, inks: Inks): void {
  const taken = new Taken();
  for (const { x, y, r } of placed) taken.take(x - r - 2, y - r - 2, x + r + 2, y + r + 2);
  pen.lineJoin = "round";
  pen.textBaseline = "middle";
  const written = new Set<string>();
  if (rows) for (const label of own(placed, rows, inks, zoomOf(window.scale))) write(pen, label, taken, inks, written);
  if (labels) for (const label of ofBase(labels, window, inks)) write(pen, label, taken, inks, written);
}

function* own(placed: readonly Placed[], rows: Rows, inks: Inks, zoom: number): Generator<Label> {
  const most = zoom < 5 ? 12 : 60;
  let made = 0;
  for (const { mark, x, y, r } of placed) {
    if (!mark.spot || made >= most) continue;
    const text = rows.places[rows.place[mark.row] ?? -1];
    if (!text) continue;
    made++;
    yield { text, x: x - mark.dx, y: y - mark.dy, gap: r + 5 + Math.abs(mark.dx), font: `600 12px ${FONT}`, ink: inks.ink, dot: false };
  }
}

function* ofBase(labels: Labels, window: Window, inks: Inks): Generator<Label> {
  const zoom = zoomOf(window.scale);
  const inside = (x: number, y: number): boolean => x > -60 && y > -20 && x < window.width + 60 && y < window.height + 20;
  for (const [, name, lon, lat, km] of labels.countries) {
    const across = pixels(km, lat, window.scale);
    const [x, y] = [screenX(window, toX(lon)), screenY(window, toY(lat))];
    if (across < 15 || across > 700 || !inside(x, y)) continue;
    const size = Math.min(15, 10 + across / 40);
    yield { text: spaced(name), x, y, gap: 0, font: `500 ${size.toFixed(0)}px ${FONT}`, ink: inks.country, dot: false };
  }
  const least = zoom - 1.2;
  for (const [name, lon, lat, rank, capital] of labels.places) {
    if (rank - capital * 2 > least + (zoom > 5.5 ? 2 : 0)) continue;
    const [x, y] = [screenX(window, toX(lon)), screenY(window, toY(lat))];
    if (!inside(x, y)) continue;
    yield { text: name, x, y, gap: 5, font: `${capital ? 600 : 400} ${rank < 4 || capital ? 12 : 11}px ${FONT}`, ink: inks.label, dot: true };
  }
}

function spaced(name: string): string {
  return name.toUpperCase();
}

function write(pen: CanvasRenderingContext2D, label: Label, taken: Taken, inks: Inks, written: Set<string>): void {
  const key = label.text.toLowerCase();
  if (written.has(key)) return;
  pen.font = label.font;
  const wide = pen.measureText(label.text).width;
  for (const [left, top] of spotsFor(label, wide)) {
    if (!taken.free(left - 2, top - 7, left + wide + 2, top + 7)) continue;
    if (label.dot && !taken.free(label.x - 2, label.y - 2, label.x + 2, label.y + 2)) return;
    taken.take(left - 4, top - 8, left + wide + 4, top + 8);
    written.add(key);
    if (label.dot) dot(pen, label, taken, inks);
    pen.textAlign = "left";
    pen.lineWidth = 3;
    pen.strokeStyle = inks.halo;
    pen.strokeText(label.text, left, top);
    pen.fillStyle = label.ink;
    pen.fillText(label.text, left, top);
    return;
  }
}

/** Right, left, above, below; over the point for what names an area. */
function spotsFor({ x, y, gap }: Label, wide: number): [number, number][] {
  if (gap === 0) return [[x - wide / 2, y], [x - wide / 2, y + 14], [x - wide / 2, y - 14]];
  return [[x + gap, y], [x - gap - wide, y], [x - wide / 2, y - gap - 7], [x - wide / 2, y + gap + 7]];
}

function dot(pen: CanvasRenderingContext2D, { x, y, ink }: Label, taken: Taken, inks: Inks): void {
  taken.take(x - 3, y - 3, x + 3, y + 3);
  pen.beginPath();
  pen.arc(x, y, 2, 0, Math.PI * 2);
  pen.fillStyle = inks.halo;
  pen.fill();
  pen.lineWidth = 1.2;
  pen.strokeStyle = ink;
  pen.stroke();
}

/** For one who does not see the map: what a mark is, in a sentence. */
export function spoken(mark: Mark, rows: Rows, day: (day: number) => string): string {
  const { row } = mark;
  const where = rows.places[rows.place[row] ?? -1] ?? "place not told";
  if (mark.n > 1) return `${number(mark.n)} incidents ${mark.spot ? `at ${where}` : `near ${where}`}`;
  const since = rows.since[row] ?? NO_DAY;
  return `${kindOf(rows.types[rows.type[row] ?? 0] ?? "").word}, ${where}${since === NO_DAY ? "" : `, ${day(since)}`}`;
}

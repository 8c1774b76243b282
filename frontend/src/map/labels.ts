/** Labels: the incidents' own places, countries, and towns by weight, where the marks and each other leave room. */
import type { Rows } from "../lib/rows";
import type { Inks } from "./inks";
import type { Labels } from "./land";
import { FONT, type Placed } from "./marks";
import { pixels, screenX, screenY, toX, toY, type Window, zoomOf } from "./projection";
import { Taken } from "./taken";

/** A name that asks for room. */
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

/** A name that has it: where its text begins. */
export interface Written extends Label {
  left: number;
  top: number;
  wide: number;
}

/** Labels make way: marks first, then the incidents' own places, countries, and towns by weight. */
export function written(placed: readonly Placed[], rows: Rows | null, labels: Labels | null, window: Window, inks: Inks): Written[] {
  const taken = new Taken();
  for (const { x, y, r } of placed) taken.take(x - r - 2, y - r - 2, x + r + 2, y + r + 2);
  const found: Written[] = [];
  const names = new Set<string>();
  if (rows) for (const label of own(placed, rows, inks, zoomOf(window.scale))) write(label, taken, found, names);
  if (labels) for (const label of ofBase(labels, window, inks)) write(label, taken, found, names);
  return found;
}

export function drawLabels(pen: CanvasRenderingContext2D, labels: readonly Written[], inks: Inks): void {
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  for (const label of labels) {
    if (label.dot) dot(pen, label, inks);
    pen.font = label.font;
    pen.lineWidth = 3;
    pen.strokeStyle = inks.halo;
    pen.strokeText(label.text, label.left, label.top);
    pen.fillStyle = label.ink;
    pen.fillText(label.text, label.left, label.top);
  }
}

/** "the village" names no place: such words stand in the table and in the tip. */
const NAMED = /\p{Lu}/u;

function* own(placed: readonly Placed[], rows: Rows, inks: Inks, zoom: number): Generator<Label> {
  const most = zoom < 5 ? 12 : 60;
  let made = 0;
  for (const { mark, x, y, r } of placed) {
    if (!mark.spot || made >= most) continue;
    const text = rows.places[rows.place[mark.row] ?? -1];
    if (!text || !NAMED.test(text)) continue;
    made++;
    yield { text, x: x - mark.dx, y: y - mark.dy, gap: r + 5 + Math.abs(mark.dx), font: `600 12px ${FONT}`, ink: inks.ink, dot: false };
  }
}

/** Names of the base map for a window: the same for each filter, so they are looked for once. */
function ofBase(labels: Labels, window: Window, inks: Inks): Label[] {
  if (kept?.labels === labels && kept.window === window && kept.inks === inks) return kept.found;
  const found = [...countriesIn(labels, window, inks), ...placesIn(labels, window, inks)];
  kept = { labels, window, inks, found };
  return found;
}
let kept: { labels: Labels; window: Window; inks: Inks; found: Label[] } | null = null;

function* countriesIn(labels: Labels, window: Window, inks: Inks): Generator<Label> {
  for (const [, name, lon, lat, km] of labels.countries) {
    const across = pixels(km, lat, window.scale);
    const [x, y] = [screenX(window, toX(lon)), screenY(window, toY(lat))];
    if (across < 15 || across > 700 || !inside(window, x, y)) continue;
    const size = Math.min(15, 10 + across / 40);
    yield { text: spaced(name), x, y, gap: 0, font: `500 ${size.toFixed(0)}px ${FONT}`, ink: inks.country, dot: false };
  }
}

function* placesIn(labels: Labels, window: Window, inks: Inks): Generator<Label> {
  const zoom = zoomOf(window.scale);
  const least = zoom - 1.2 + (zoom > 5.5 ? 2 : 0);
  for (const [name, lon, lat, rank, capital] of labels.places) {
    if (rank - capital * 2 > least) continue;
    const [x, y] = [screenX(window, toX(lon)), screenY(window, toY(lat))];
    if (!inside(window, x, y)) continue;
    yield { text: name, x, y, gap: 5, font: `${capital ? 600 : 400} ${rank < 4 || capital ? 12 : 11}px ${FONT}`, ink: inks.label, dot: true };
  }
}

function inside(window: Window, x: number, y: number): boolean {
  return x > -60 && y > -20 && x < window.width + 60 && y < window.height + 20;
}

function spaced(name: string): string {
  return name.toUpperCase();
}

function write(label: Label, taken: Taken, found: Written[], names: Set<string>): void {
  const key = label.text.toLowerCase();
  if (names.has(key)) return;
  const wide = widthOf(label.text, label.font);
  for (const [left, top] of spotsFor(label, wide)) {
    if (!taken.free(left - 2, top - 7, left + wide + 2, top + 7)) continue;
    if (label.dot && !taken.free(label.x - 2, label.y - 2, label.x + 2, label.y + 2)) return;
    taken.take(left - 4, top - 8, left + wide + 4, top + 8);
    if (label.dot) taken.take(label.x - 3, label.y - 3, label.x + 3, label.y + 3);
    names.add(key);
    found.push({ ...label, left, top, wide });
    return;
  }
}

/** Right, left, above, below; over the point for what names an area. */
function spotsFor({ x, y, gap }: Label, wide: number): [number, number][] {
  if (gap === 0) return [[x - wide / 2, y], [x - wide / 2, y + 14], [x - wide / 2, y - 14]];
  return [[x + gap, y], [x - gap - wide, y], [x - wide / 2, y - gap - 7], [x - wide / 2, y + gap + 7]];
}

/** Asking the browser how wide a text is takes longer than all else that is done with it. */
const widths = new Map<string, Map<string, number>>();
let ruler: CanvasRenderingContext2D | null = null;

function widthOf(text: string, font: string): number {
  let ofFont = widths.get(font);
  if (!ofFont) widths.set(font, (ofFont = new Map<string, number>()));
  let wide = ofFont.get(text);
  if (wide === undefined) {
    ruler ??= document.createElement("canvas").getContext("2d");
    if (ruler) ruler.font = font;
    ofFont.set(text, (wide = ruler?.measureText(text).width ?? 0));
  }
  return wide;
}

function dot(pen: CanvasRenderingContext2D, { x, y, ink }: Label, inks: Inks): void {
  pen.beginPath();
  pen.arc(x, y, 2, 0, Math.PI * 2);
  pen.fillStyle = inks.halo;
  pen.fill();
  pen.lineWidth = 1.2;
  pen.strokeStyle = ink;
  pen.stroke();
}

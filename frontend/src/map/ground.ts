/** Draws the base map: sea, land, borders. Slow (tens of milliseconds), so it is drawn ahead into a larger sheet. */
import type { Land, Line } from "./land";
import { screenX, screenY, type Window, zoomOf } from "./projection";
import type { Inks } from "./inks";

/** Points nearer than this to the last one drawn are passed over, in pixels. */
const FINE = 0.7;

const PROVINCES_FROM = 4.6;

export function drawGround(pen: CanvasRenderingContext2D, land: Land | null, window: Window, inks: Inks): void {
  pen.fillStyle = inks.sea;
  pen.fillRect(0, 0, window.width, window.height);
  if (!land) return;
  const zoom = zoomOf(window.scale);
  pen.lineJoin = "round";
  pen.beginPath();
  for (const ring of land.rings) trace(pen, ring, window, true);
  pen.fillStyle = inks.land;
  pen.fill();
  pen.strokeStyle = inks.coast;
  pen.lineWidth = 0.7;
  pen.stroke();
  if (zoom >= PROVINCES_FROM) stroke(pen, land.province, window, inks.province, 0.7);
  stroke(pen, land.border, window, inks.border, zoom < 4 ? 0.8 : 1.2);
  pen.setLineDash([5, 4]);
  stroke(pen, land.disputed, window, inks.border, zoom < 4 ? 0.9 : 1.3);
  pen.setLineDash([]);
}

function stroke(pen: CanvasRenderingContext2D, lines: Line[], window: Window, ink: string, width: number): void {
  pen.beginPath();
  for (const line of lines) trace(pen, line, window, false);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.stroke();
}

/** One line, without what lies outside on one side for several points, and without what is too fine to be seen. */
function trace(pen: CanvasRenderingContext2D, line: Line, window: Window, closed: boolean): void {
  const left = window.x - window.width / window.scale / 2;
  const right = window.x + window.width / window.scale / 2;
  const top = window.y - window.height / window.scale / 2;
  const bottom = window.y + window.height / window.scale / 2;
  if (line.right < left || line.left > right || line.bottom < top || line.top > bottom) return;
  if (closed && Math.max(line.right - line.left, line.bottom - line.top) * window.scale < FINE) return;
  const { xy } = line;
  const last = xy.length - 2;
  let [px, py, skipped] = [NaN, NaN, -1];
  let outside = 0;
  for (let at = 0; at <= last; at += 2) {
    const [wx, wy] = [xy[at] ?? 0, xy[at + 1] ?? 0];
    const side = (wx < left ? 1 : wx > right ? 2 : 0) | (wy < top ? 4 : wy > bottom ? 8 : 0);
    if (at > 0 && at < last && (side & outside) !== 0) {
      skipped = at;
      outside = side & outside;
      continue;
    }
    if (skipped >= 0) {
      pen.lineTo(screenX(window, xy[skipped] ?? 0), screenY(window, xy[skipped + 1] ?? 0));
      skipped = -1;
      px = NaN;
    }
    outside = side;
    const [x, y] = [screenX(window, wx), screenY(window, wy)];
    if (at === 0) pen.moveTo(x, y);
    else if (at === last || !(Math.abs(x - px) < FINE && Math.abs(y - py) < FINE)) pen.lineTo(x, y);
    else continue;
    px = x;
    py = y;
  }
  if (closed) pen.closePath();
}

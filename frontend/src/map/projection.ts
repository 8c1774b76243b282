/** Web Mercator on a world of 1 by 1, and the window onto it. `scale` is pixels across the world. */

const MOST = 85.0511;

export function toX(longitude: number): number {
  return (longitude + 180) / 360;
}

export function toY(latitude: number): number {
  const held = Math.max(-MOST, Math.min(MOST, latitude));
  const sine = Math.sin((held * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function toLongitude(x: number): number {
  return x * 360 - 180;
}

export function toLatitude(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

export const TILE = 256;
export const MOST_ZOOM = 11;

export function scaleOf(zoom: number): number {
  return TILE * 2 ** zoom;
}

export function zoomOf(scale: number): number {
  return Math.log2(scale / TILE);
}

/** Where the window's centre stands in the world, how large the world is, and the window's size, all in CSS pixels. */
export interface Window {
  x: number;
  y: number;
  scale: number;
  width: number;
  height: number;
}

/** The window kept on the world: never so small that the world would not fill it. */
export function held(window: Window): Window {
  const least = Math.max(window.width, window.height * 0.62, 64);
  const scale = Math.max(least, Math.min(scaleOf(MOST_ZOOM), window.scale));
  const halfX = window.width / 2 / scale;
  const halfY = window.height / 2 / scale;
  const [top, bottom] = [0.03, 0.86];
  const y = halfY * 2 >= bottom - top ? (top + bottom) / 2 : Math.max(top + halfY, Math.min(bottom - halfY, window.y));
  return { ...window, scale, x: Math.max(halfX, Math.min(1 - halfX, window.x)), y };
}

export function screenX(window: Window, x: number): number {
  return (x - window.x) * window.scale + window.width / 2;
}

export function screenY(window: Window, y: number): number {
  return (y - window.y) * window.scale + window.height / 2;
}

/** Pixels that a length on the ground takes at a latitude. */
export function pixels(km: number, latitude: number, scale: number): number {
  return (km / (40_075 * Math.max(0.05, Math.cos((latitude * Math.PI) / 180)))) * scale;
}

/** The window that holds a box with some margin; a single point is shown with its surroundings. */
export function around(west: number, south: number, east: number, north: number, width: number, height: number): Window {
  const [left, right, top, bottom] = [toX(west), toX(east), toY(north), toY(south)];
  const margin = 0.78;
  const fit = Math.min((width * margin) / Math.max(right - left, 1e-9), (height * margin) / Math.max(bottom - top, 1e-9));
  const scale = Math.min(fit, scaleOf(7));
  return held({ x: (left + right) / 2, y: (top + bottom) / 2, scale, width, height });
}

/** After a zoom by `factor` about a point of the screen, which stays where it is. */
export function zoomed(window: Window, factor: number, atX: number, atY: number): Window {
  const bounded = held({ ...window, scale: window.scale * factor }).scale;
  const x = window.x + (atX - window.width / 2) * (1 / window.scale - 1 / bounded);
  const y = window.y + (atY - window.height / 2) * (1 / window.scale - 1 / bounded);
  return held({ ...window, x, y, scale: bounded });
}

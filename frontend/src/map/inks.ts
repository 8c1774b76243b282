/** Colours of the canvas: the design's tokens, read again when the theme changes. */
import { KINDS } from "../lib/types";

export interface Inks {
  sea: string;
  land: string;
  coast: string;
  border: string;
  province: string;
  label: string;
  country: string;
  halo: string;
  ink: string;
  paper: string;
  accent: string;
  bad: string;
  types: Map<string, string>;
  other: string;
}

export function readInks(element: Element): Inks {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    sea: token("--map-sea"),
    land: token("--map-land"),
    coast: token("--map-coast"),
    border: token("--map-border"),
    province: token("--map-province"),
    label: token("--map-label"),
    country: token("--map-country"),
    halo: token("--map-halo"),
    ink: token("--ink"),
    paper: token("--paper"),
    accent: token("--accent"),
    bad: token("--bad"),
    types: new Map(KINDS.map((kind) => [kind.code, token(kind.token)])),
    other: token("--t-other"),
  };
}

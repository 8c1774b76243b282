/** Alerts in words and signs: each kind has a shape and a sign of its own, each rule a name. */
import type { Alert, AlertKind } from "../lib/shapes";
import { number } from "../lib/days";
import { countryName } from "../lib/names.svelte";
import { sentence } from "../lib/types";

const RULES: Record<string, string> = {
  "unusual-rise": "Violence rises",
  "unusual-dead": "More dead than usual",
  "change-point": "A new level of violence",
  "first-violence": "First violence",
  "repeated-attacks": "Attack upon attack",
  "words-to-deeds": "From words to deeds",
  ultimatum: "Ultimatum",
  "build-up": "Forces gather",
  "broken-ceasefire": "Ceasefire broken",
  "contradicted-toll": "Toll contradicted",
};

export function ruleName(rule: string): string {
  return RULES[rule] ?? sentence(rule);
}

/** Outline around the origin, eight units to each side, and the sign within it, drawn as lines. */
export const SHAPES: Record<AlertKind, { word: string; outline: string; sign: string }> = {
  rise: { word: "rise", outline: "M0-8L8 1H4V8H-4V1H-8z", sign: "M0-4V5" },
  outbreak: { word: "outbreak", outline: "M0-8L2.4-3 8-2.6 4 1.6 5.2 7.4 0 4.6-5.2 7.4-4 1.6-8-2.6-2.4-3z", sign: "M0-3V1M0 2.6V3.4" },
  warning: { word: "warning", outline: "M0-8L8 7H-8z", sign: "M0-2.5V2.2M0 4V4.8" },
  breach: { word: "breach", outline: "M-7-7H7V7H-7z", sign: "M-3.4-3.4L3.4 3.4M3.4-3.4L-3.4 3.4" },
  contradiction: { word: "contradiction", outline: "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z", sign: "M-4-2H4M-4 2H4M2.2-4.6L-2.2 4.6" },
};

export function shapeOf(kind: string): { word: string; outline: string; sign: string } {
  return SHAPES[kind as AlertKind] ?? SHAPES.warning;
}

/** The most exact name, with the country's. */
export function alertPlace(alert: Alert): string {
  const country = alert.country ? countryName(alert.country) : "";
  const near = calm(alert.place ?? alert.admin1 ?? "");
  if (!near) return country || "place not told";
  return country && !near.includes(country) ? `${near}, ${country}` : near;
}

/** A dateline's capitals. */
function calm(name: string): string {
  if (name.length < 4 || name !== name.toUpperCase()) return name;
  return name.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}

function figure(value: number): string {
  return number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

/** "5 dead", "1 event". */
export function withUnit(told: string, unit: string | null): string {
  if (!unit) return told;
  return `${told} ${told === "1" ? unit.replace(/s$/, "") : unit}`;
}

/** "5 dead, 0.2 expected"; nothing of a rule that counts nothing. */
export function seenWords(alert: Alert): string {
  if (alert.seen === null) return "";
  return `${withUnit(figure(alert.seen), alert.unit)}${alert.expected === null ? "" : `, ${figure(alert.expected)} expected`}`;
}

/** Beyond one in so many only the power of ten is told. */
const COUNTED = 1e6;

/** "once in 4,200", "once in 10¹⁶"; nothing where no probability was counted. */
export function tailWords(alert: Alert): string {
  if (alert.tail === null) return "";
  if (alert.tail <= 0) return "never before";
  const one = 1 / alert.tail;
  return `once in ${one > COUNTED ? power(one) : number(rounded(one))}`;
}

/** The power of ten that is not more than the value. */
function power(value: number): string {
  return `10${String(Math.floor(Math.log10(value))).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(digit)))}`;
}

/** Two figures are as much as such a probability is worth. */
function rounded(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / unit) * unit;
}

export function titleOfAlert(alert: Alert): string {
  return `${ruleName(alert.rule)}, ${alertPlace(alert)}`;
}

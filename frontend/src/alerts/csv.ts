/** Alerts as CSV: the columns and cells of `vedette alerts --format csv`. */
import type { Alert } from "../lib/shapes";

type Value = string | number | null;

/** Names of the columns, and what stands in them. */
const CELLS: readonly [string, (alert: Alert) => Value][] = [
  ["id", (alert) => alert.id],
  ["rule", (alert) => alert.rule],
  ["since", (alert) => alert.since],
  ["raised", (alert) => alert.raised],
  ["country", (alert) => alert.country],
  ["admin1", (alert) => alert.admin1],
  ["place", (alert) => alert.place],
  ["actors", (alert) => alert.actors.join("; ")],
  ["toward", (alert) => alert.toward.join("; ")],
  ["why", (alert) => alert.why],
  ["expected", (alert) => alert.expected],
  ["seen", (alert) => alert.seen],
  ["tail", (alert) => alert.tail],
  ["reports", (alert) => alert.reports.join(" ")],
  ["events", (alert) => alert.events.join(" ")],
  ["incidents", (alert) => alert.incidents.join(" ")],
  ["statements", (alert) => alert.statements.join(" ")],
  ["postures", (alert) => alert.postures.join(" ")],
  ["note", (alert) => alert.note],
  ["muted", (alert) => alert.muted],
];

export function toCsv(alerts: readonly Alert[]): string {
  const rows = alerts.map((alert) => CELLS.map(([, value]) => cell(value(alert))));
  return [CELLS.map(([name]) => name), ...rows].map((row) => `${row.join(",")}\n`).join("");
}

/** What a spreadsheet would run as a formula stands behind an apostrophe, as in all that Vedette writes; numbers do not. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function cell(value: Value): string {
  if (typeof value === "number") return String(value);
  const words = value ?? "";
  const guarded = FORMULA.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

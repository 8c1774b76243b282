/** The day of an incident in words: as exact as it was told, and whose day it is. */
import { reported, stretch } from "./days";
import { NO_DAY, type Rows } from "./rows";

/** "5 Mar 2026", "1–9 Jan 2022", "Jan 2022"; "reported 5 Mar 2026" where no day was told. */
export function dayText(rows: Rows, row: number, none = "not told"): string {
  const since = rows.since[row] ?? NO_DAY;
  if (since === NO_DAY) return none;
  if (byReport(rows, row)) return reported(since);
  const until = rows.until[row] ?? NO_DAY;
  return stretch(since, until === NO_DAY ? null : until);
}

/** What the words alone do not say. */
export function dayTitle(rows: Rows, row: number): string {
  return byReport(rows, row) ? "No day was told; the first report is of that day" : dayText(rows, row);
}

/** No day was told: that of the first report stands in. */
export function byReport(rows: Rows, row: number): boolean {
  return rows.reported[row] === 1;
}

/** Days that it may have taken: 0 where none is known. */
export function span(rows: Rows, row: number): number {
  const since = rows.since[row] ?? NO_DAY;
  return since === NO_DAY ? 0 : Math.max(1, (rows.until[row] ?? NO_DAY) - since);
}

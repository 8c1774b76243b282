/** Days as whole numbers since 1 January 1970: what the columns hold and the brush moves in. */

const MS = 86_400_000;

export type Step = "day" | "week" | "month";

export function toDay(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS);
}

export function toIso(day: number): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** An ISO day that exists, or null. */
export function asDay(text: string | null): number | null {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = toDay(text);
  return Number.isFinite(day) && toIso(day) === text ? day : null;
}

/** First day of the step that holds the day. Weeks begin on Monday. */
export function floorTo(step: Step, day: number): number {
  if (step === "day") return day;
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * MS);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / MS);
}

export function next(step: Step, day: number): number {
  if (step === "day") return day + 1;
  if (step === "week") return day + 7;
  const date = new Date(day * MS);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

export function shortDay(day: number): string {
  return format("short", { day: "numeric", month: "short", year: "numeric" }).format(day * MS);
}

export function dayAndMonth(day: number): string {
  return format("dm", { day: "numeric", month: "short" }).format(day * MS);
}

export function monthAndYear(day: number): string {
  return format("my", { month: "short", year: "numeric" }).format(day * MS);
}

export function longDay(day: number): string {
  return format("long", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(day * MS);
}

/** A half-open stretch in words: one day, first and last, or whole months or years by their names. */
export function stretch(since: number | null, until: number | null): string {
  if (since === null && until === null) return "day not told";
  if (since === null) return `until ${shortDay((until ?? 0) - 1)}`;
  if (until === null || until - since <= 1) return shortDay(since);
  return inWholes(since, until).formatRange(since * MS, (until - 1) * MS);
}

/** By years where the stretch is of whole years, by months likewise, else by days. */
function inWholes(since: number, until: number): Intl.DateTimeFormat {
  if (since !== floorTo("month", since) || until !== floorTo("month", until)) return format("short", { day: "numeric", month: "short", year: "numeric" });
  const years = [since, until].every((day) => new Date(day * MS).getUTCMonth() === 0);
  return years ? format("y", { year: "numeric" }) : format("my", { month: "short", year: "numeric" });
}

/** Of a day that only a report bears. Where there is no room on one line the day stands whole on the next. */
export function reported(day: number): string {
  return `reported ${shortDay(day).replaceAll(" ", "\u00a0")}`;
}

export function stretchOf(since: string | null, until: string | null): string {
  return stretch(since ? toDay(since) : null, until ? toDay(until) : null);
}

export function isoShort(iso: string | null): string {
  return iso ? shortDay(toDay(iso)) : "no date";
}

const plain = new Intl.NumberFormat();

export function number(value: number): string {
  return plain.format(value);
}

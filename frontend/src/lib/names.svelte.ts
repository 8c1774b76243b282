/** Codes of actors and countries in words. Names of countries come with the labels of the base map, which are our own. */
import type { Count, Where, Who } from "./shapes";
import { number } from "./days";

const SECTORS: Record<string, string> = {
  GOV: "government", MIL: "military", COP: "police", SPY: "intelligence", JUD: "courts", LEG: "parliament", PTY: "party",
  OPP: "opposition", REB: "rebels", UAF: "unidentified armed men", CRM: "criminals", CVL: "civilians", MED: "media",
  LAB: "workers", BUS: "business", EDU: "education", HLH: "health workers", REL: "religious group", REF: "refugees",
  HRI: "human rights group", IGO: "international organisation", NGO: "aid group", ELI: "public figures", PPL: "people",
};

const names = $state<{ countries: Record<string, string>; adjectives: Record<string, string> }>({ countries: {}, adjectives: {} });

export function learnCountries(rows: readonly (readonly [string, string, number, number, number, string])[]): void {
  names.countries = Object.fromEntries(rows.map(([code, name]) => [code, name]));
  names.adjectives = Object.fromEntries(rows.map(([code, , , , , adjective]) => [code, adjective]));
}

export function countryName(code: string | null): string {
  return code === null ? "no country" : (names.countries[code] ?? code);
}

export function isCountry(code: string): boolean {
  return code in names.countries;
}

/** "CAF MIL" is "Central African military"; "IGO:UN" is "UN"; "---" is nobody told. */
export function codeName(code: string): string {
  const [first = "", ...rest] = code.split(" ");
  const sectors = rest.map((sector) => SECTORS[sector] ?? sector).join(", ");
  if (first === "---") return sectors ? sectors.charAt(0).toUpperCase() + sectors.slice(1) : "not told";
  const [family, name] = first.split(":");
  const adjective = names.adjectives[first];
  if (adjective && sectors) return `${adjective} ${sectors}`;
  const head = name ? name : (names.countries[first] ?? SECTORS[family ?? ""] ?? first);
  return sectors ? `${head}, ${sectors}` : head;
}

export function whoName(who: Who | null | undefined): string {
  return who?.name ?? (who?.code ? codeName(who.code) : "not told");
}

export function whereName(where: Where | string | null | undefined): string {
  if (typeof where === "string") return where;
  if (!where?.name) return "place not told";
  const country = where.country ? names.countries[where.country] : undefined;
  return country && !where.name.includes(country) ? `${where.name}, ${country}` : where.name;
}

/** A range in words: "12", "at least 24", "up to 180", "200 to 400", "about 60"; "some" where no number was given. */
export function range(count: Pick<Count, "low" | "high"> & { approximate?: boolean | null } | null | undefined): string {
  if (!count || (count.low === null && count.high === null)) return "no number";
  const about = count.approximate ? "about " : "";
  if (count.low === null) return `up to ${number(count.high ?? 0)}`;
  if (count.high === null) return `at least ${number(count.low)}`;
  return count.low === count.high ? about + number(count.low) : `${about}${number(count.low)} to ${number(count.high)}`;
}

/** From here on figures in cells are rounded: "2m+". */
const LARGE = 100_000;
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const inCell = (value: number): string => (value < LARGE ? number(value) : compact.format(value));

/** The same in a cell: "12", "24+", "≤180", "200–400". */
export function shortRange(low: number | null, high: number | null): string {
  if (low === null && high === null) return "";
  if (low === null) return `≤${inCell(high ?? 0)}`;
  if (high === null) return `${inCell(low)}+`;
  return low === high ? inCell(low) : `${inCell(low)}–${inCell(high)}`;
}

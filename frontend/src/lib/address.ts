/** The page's whole state, and its form in the address bar. What is at its rest value is not written. */
import { asDay, type Step, toIso } from "./days";

export type View = "picture" | "ledger" | "dyads" | "drop";

export const VIEWS: readonly { view: View; word: string }[] = [
  { view: "picture", word: "Picture" },
  { view: "ledger", word: "Forces" },
  { view: "dyads", word: "Dyads" },
  { view: "drop", word: "Drop a report" },
];

/** Filters that hold several values; their names are those of the API. */
export const MANY = ["type", "mode", "state", "country", "place", "actor", "recipient"] as const;
export type Many = (typeof MANY)[number];

/** What the rows below the map are. */
export const WHATS = ["incidents", "events", "alerts"] as const;
export type What = (typeof WHATS)[number];

export interface Address {
  view: View;
  filters: Record<Many, string[]>;
  contains: string;
  /** Days, half-open; null is open. */
  since: number | null;
  until: number | null;
  step: Step | null;
  /** As of which day the ledger is shown; null follows the brush. */
  day: number | null;
  /** The ledger also lists forces of which nothing was told for long. */
  old: boolean;
  incident: string | null;
  report: string | null;
  wide: boolean;
  /** Longitude, latitude, zoom; null fits what is shown. */
  map: [number, number, number] | null;
  size: "killed" | "reports";
  sort: string;
  what: What;
  /** The alert that is open, and the order of their list. */
  alert: string | null;
  alerts: "raised" | "unusual";
  dyad: [string, string] | null;
}

export function atRest(): Address {
  return {
    view: "picture",
    filters: { type: [], mode: [], state: [], country: [], place: [], actor: [], recipient: [] },
    contains: "",
    since: null,
    until: null,
    step: null,
    day: null,
    old: false,
    incident: null,
    report: null,
    wide: false,
    map: null,
    size: "killed",
    sort: "recent",
    what: "incidents",
    alert: null,
    alerts: "raised",
    dyad: null,
  };
}

export function read(search: string): Address {
  const query = new URLSearchParams(search);
  const state = atRest();
  for (const name of MANY) state.filters[name] = [...new Set(query.getAll(name).filter(Boolean))];
  state.view = oneOf(query.get("view"), VIEWS.map(({ view }) => view)) ?? state.view;
  state.contains = query.get("contains") ?? "";
  state.since = asDay(query.get("since"));
  state.until = asDay(query.get("until"));
  state.step = oneOf(query.get("by"), ["day", "week", "month"] as const);
  state.day = asDay(query.get("day"));
  state.old = query.has("old");
  state.incident = query.get("incident");
  state.report = query.get("report");
  state.wide = query.has("wide");
  state.map = toView(query.get("map"));
  state.size = oneOf(query.get("size"), ["killed", "reports"] as const) ?? state.size;
  state.sort = query.get("sort") ?? state.sort;
  state.what = oneOf(query.get("table"), WHATS) ?? state.what;
  state.alert = query.get("alert");
  state.alerts = oneOf(query.get("alerts"), ["raised", "unusual"] as const) ?? state.alerts;
  const [from, to] = (query.get("dyad") ?? "").split("~");
  state.dyad = from && to ? [from, to] : null;
  return state;
}

export function write(state: Address): string {
  const rest = atRest();
  const query = new URLSearchParams();
  if (state.view !== rest.view) query.set("view", state.view);
  for (const name of MANY) for (const value of state.filters[name]) query.append(name, value);
  if (state.contains) query.set("contains", state.contains);
  if (state.since !== null) query.set("since", toIso(state.since));
  if (state.until !== null) query.set("until", toIso(state.until));
  if (state.step) query.set("by", state.step);
  if (state.day !== null) query.set("day", toIso(state.day));
  if (state.old) query.set("old", "");
  if (state.incident) query.set("incident", state.incident);
  if (state.report) query.set("report", state.report);
  if (state.wide) query.set("wide", "");
  if (state.map) query.set("map", state.map.map((part, at) => part.toFixed(at < 2 ? 3 : 2)).join("/"));
  if (state.size !== rest.size) query.set("size", state.size);
  if (state.sort !== rest.sort) query.set("sort", state.sort);
  if (state.what !== rest.what) query.set("table", state.what);
  if (state.alert) query.set("alert", state.alert);
  if (state.alerts !== rest.alerts) query.set("alerts", state.alerts);
  if (state.dyad) query.set("dyad", state.dyad.join("~"));
  const written = query.toString();
  return written ? `?${written}` : "";
}

/** The filters as the API takes them; `skip` leaves some out. */
export function asQuery(state: Address, skip: readonly string[] = []): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of MANY) if (!skip.includes(name)) for (const value of state.filters[name]) query.append(name, value);
  if (state.contains) query.set("contains", state.contains);
  if (!skip.includes("since") && state.since !== null) query.set("since", toIso(state.since));
  if (!skip.includes("until") && state.until !== null) query.set("until", toIso(state.until));
  return query;
}

/** The same for incidents, which count by the day of their first report where no day was told, as they do on the page. */
export function asIncidentQuery(state: Address): URLSearchParams {
  const query = asQuery(state);
  if (query.has("since") || query.has("until")) query.set("undated", "published");
  return query;
}

function oneOf<T extends string>(value: string | null, values: readonly T[]): T | null {
  return values.find((each) => each === value) ?? null;
}

function toView(text: string | null): [number, number, number] | null {
  const parts = (text ?? "").split("/").map(Number);
  const [lon, lat, zoom] = parts;
  if (parts.length !== 3 || lon === undefined || lat === undefined || zoom === undefined) return null;
  return parts.every(Number.isFinite) ? [lon, lat, zoom] : null;
}

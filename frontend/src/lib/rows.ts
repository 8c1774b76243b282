/** Incidents as columns of numbers, and the filter over them: one pass, no object a row. */
import type { Address, Many } from "./address";
import type { Columns } from "./shapes";

export const NO_DAY = -0x8000_0000;

export interface Rows {
  n: number;
  id: string[];
  types: string[];
  modes: string[];
  places: string[];
  states: string[];
  kinds: string[];
  type: Uint16Array;
  mode: Int16Array;
  state: Uint8Array;
  kind: Uint8Array;
  place: Int32Array;
  countries: string[];
  /** Index into `countries`; that of "" where no country was told. */
  country: Uint16Array;
  since: Int32Array;
  until: Int32Array;
  lon: Float64Array;
  lat: Float64Array;
  radius: Float32Array;
  killedLow: Float64Array;
  killedHigh: Float64Array;
  injuredLow: Float64Array;
  injuredHigh: Float64Array;
  voices: Uint32Array;
  reports: Uint32Array;
  actors: string[][];
  recipients: string[][];
  at: Map<string, number>;
}

export function toRows(answer: Columns): Rows {
  const c = answer.columns;
  const countries = [...new Set(c.country.map((code) => code ?? ""))];
  const placeOf = new Map(countries.map((code, at) => [code, at]));
  return {
    n: answer.n,
    id: c.id,
    types: answer.types,
    modes: answer.modes,
    places: answer.places,
    states: answer.states,
    kinds: answer.kinds ?? [],
    type: Uint16Array.from(c.type),
    mode: Int16Array.from(c.mode),
    state: Uint8Array.from(c.state),
    kind: Uint8Array.from(c.kind, (kind) => (kind < 0 ? 255 : kind)),
    place: Int32Array.from(c.place),
    countries,
    country: Uint16Array.from(c.country, (code) => placeOf.get(code ?? "") ?? 0),
    since: days(c.since),
    until: days(c.until),
    lon: numbers(c.lon),
    lat: numbers(c.lat),
    radius: Float32Array.from(c.radius, (km) => km ?? 0),
    killedLow: numbers(c.killed_low),
    killedHigh: numbers(c.killed_high),
    injuredLow: numbers(c.injured_low),
    injuredHigh: numbers(c.injured_high),
    voices: Uint32Array.from(c.voices),
    reports: Uint32Array.from(c.reports),
    actors: c.actors,
    recipients: c.recipients,
    at: new Map(c.id.map((id, at) => [id, at])),
  };
}

function days(column: (number | null)[]): Int32Array {
  return Int32Array.from(column, (day) => day ?? NO_DAY);
}

function numbers(column: (number | null)[]): Float64Array {
  return Float64Array.from(column, (value) => value ?? NaN);
}

/** NaN back to null. */
export function told(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

export interface Seen {
  /** Rows that pass everything but the stretch of days: what the timeline stacks. */
  ever: Uint32Array;
  /** Rows that pass everything. */
  now: Uint32Array;
  /** How many rows each value of a facet would leave, all other filters standing. */
  facets: Record<"type" | "state" | "country", Map<string, number>>;
}

type Test = (row: number) => boolean;

/** Which rows the filters leave. `containing` holds the ids that the server found for what only it can compare. */
export function filtered(rows: Rows, address: Address, containing: ReadonlySet<string> | null): Seen {
  const facetTests = [test(rows, address, "type"), test(rows, address, "state"), test(rows, address, "country")] as const;
  const others = (["mode", "actor", "recipient"] as const).map((name) => test(rows, address, name)).filter((each) => each !== null);
  if (containing) others.push((row) => containing.has(rows.id[row] ?? ""));
  const { since, until } = address;
  const within: Test | null = since === null && until === null ? null : (row) => overlaps(rows, row, since, until);
  const ever = new Uint32Array(rows.n);
  const now = new Uint32Array(rows.n);
  let everN = 0;
  let nowN = 0;
  const types = new Uint32Array(rows.types.length);
  const states = new Uint32Array(rows.states.length);
  const countries = new Uint32Array(rows.countries.length);
  rows: for (let row = 0; row < rows.n; row++) {
    for (const passes of others) if (!passes(row)) continue rows;
    let failed = 0;
    let which = -1;
    for (let facet = 0; facet < 3; facet++) {
      const passes = facetTests[facet];
      if (passes && !passes(row)) {
        failed++;
        which = facet;
      }
    }
    if (failed > 1) continue;
    if (failed === 0) ever[everN++] = row;
    if (within && !within(row)) continue;
    if (failed === 0) now[nowN++] = row;
    if (which === -1 || which === 0) bump(types, rows.type[row] ?? 0);
    if (which === -1 || which === 1) bump(states, rows.state[row] ?? 0);
    if (which === -1 || which === 2) bump(countries, rows.country[row] ?? 0);
  }
  const facets = { type: named(rows.types, types), state: named(rows.states, states), country: named(rows.countries, countries) };
  return { ever: ever.subarray(0, everN), now: now.subarray(0, nowN), facets };
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function named(names: readonly string[], counts: Uint32Array): Map<string, number> {
  return new Map(names.flatMap((name, at) => (counts[at] ? [[name, counts[at]]] : [])));
}

/** Stretches that touch: an incident whose day is not told is in no stretch. */
export function overlaps(rows: Rows, row: number, since: number | null, until: number | null): boolean {
  const from = rows.since[row] ?? NO_DAY;
  if (from === NO_DAY) return false;
  const to = Math.max(rows.until[row] ?? NO_DAY, from + 1);
  return (until === null || from < until) && (since === null || to > since);
}

function test(rows: Rows, address: Address, name: Exclude<Many, "place">): Test | null {
  const wanted = address.filters[name];
  if (!wanted.length) return null;
  const words = new Set(wanted);
  switch (name) {
    case "type":
      return among(rows.types, words, rows.type);
    case "mode":
      return among(rows.modes, words, rows.mode);
    case "state":
      return among(rows.states, words, rows.state);
    case "country":
      return among(rows.countries, words, rows.country);
    case "actor":
      return (row) => rows.actors[row]?.some((code) => means(words, code)) ?? false;
    case "recipient":
      return (row) => rows.recipients[row]?.some((code) => means(words, code)) ?? false;
  }
}

/** A code with or without its sector, as the API takes it: XKX is also XKX COP. */
function means(words: ReadonlySet<string>, code: string): boolean {
  if (words.has(code)) return true;
  const blank = code.indexOf(" ");
  return blank > 0 && words.has(code.slice(0, blank));
}

function among(names: string[], words: ReadonlySet<string>, column: ArrayLike<number>): Test {
  const wanted = names.map((name) => words.has(name));
  return (row) => wanted[column[row] ?? -1] === true;
}

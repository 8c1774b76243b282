/** Incidents as columns of numbers, and the filter over them: no object a row. */
import type { Address, Many } from "./address";
import { type Cells, toCells } from "./cells";
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
  /** First day, and the first no longer meant; of an incident of which no day was told, the day of its first report. */
  since: Int32Array;
  until: Int32Array;
  /** 1 where that day is the report's. */
  reported: Uint8Array;
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
  cells: Cells;
}

export function toRows(answer: Columns): Rows {
  const c = answer.columns;
  const countries = [...new Set(c.country.map((code) => code ?? ""))];
  const placeOf = new Map(countries.map((code, at) => [code, at]));
  const [type, state] = [Uint16Array.from(c.type), Uint8Array.from(c.state)];
  const country = Uint16Array.from(c.country, (code) => placeOf.get(code ?? "") ?? 0);
  const standsIn = (at: number): boolean => c.since[at] === null && c.published[at] !== null;
  return {
    n: answer.n,
    id: c.id,
    types: answer.types,
    modes: answer.modes,
    places: answer.places,
    states: answer.states,
    kinds: answer.kinds ?? [],
    type,
    mode: Int16Array.from(c.mode),
    state,
    kind: Uint8Array.from(c.kind, (kind) => (kind < 0 ? 255 : kind)),
    place: Int32Array.from(c.place),
    countries,
    country,
    since: days(c.since.map((day, at) => day ?? c.published[at] ?? null)),
    until: days(c.until.map((day, at) => (standsIn(at) ? (c.published[at] ?? 0) + 1 : day))),
    reported: Uint8Array.from(c.since, (_, at) => Number(standsIn(at))),
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
    cells: toCells(answer.n, type, state, country, [answer.types.length, answer.states.length]),
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
  facets: Record<Facet, Map<string, number>>;
}

/** With rows that are shown besides what the filters leave. */
export function joined(seen: Seen, besides: readonly number[]): Seen {
  if (!besides.length) return seen;
  const both = (rows: Uint32Array): Uint32Array => Uint32Array.from(new Set([...rows, ...besides])).sort();
  return { ...seen, ever: both(seen.ever), now: both(seen.now) };
}

/** Those of some rows that are not among the shown. */
export function missing({ now }: Seen, of: readonly number[]): number[] {
  const shown = new Set(now);
  return of.filter((row) => !shown.has(row));
}

type Test = (row: number) => boolean;

/** Which rows the filters leave. `containing` holds the ids that the server found for what only it can compare. */
export function filtered(rows: Rows, address: Address, containing: ReadonlySet<string> | null): Seen {
  const { cells } = rows;
  const failed = failures(rows, address);
  const tests = (["mode", "actor", "recipient"] as const).map((name) => test(rows, address, name)).filter((each) => each !== null);
  if (containing) tests.push((row) => containing.has(rows.id[row] ?? ""));
  const left = tests.length ? kept(rows.n, (row) => tests.every((passes) => passes(row))) : null;
  const ever = picked(cells.of, failed.any, left);
  const { since, until } = address;
  if (since === null && until === null) return { ever, now: ever, facets: facets(rows, failed, left ? counted(cells, left) : cells.count) };
  const within = kept(rows.n, (row) => (left === null || left[row] === 1) && overlaps(rows, row, since, until));
  return { ever, now: picked(cells.of, failed.any, within), facets: facets(rows, failed, counted(cells, within)) };
}

/** Which cells each facet shuts out, 1 or 0, and how many facets do. */
interface Failures extends Record<Facet, Uint8Array> {
  any: Uint8Array;
}

type Facet = "type" | "state" | "country";

function failures(rows: Rows, { filters }: Address): Failures {
  const { cells } = rows;
  const shut = (names: string[], wanted: readonly string[], of: Uint32Array): Uint8Array => {
    const words = new Set(wanted);
    const out = names.map((name) => Number(words.size > 0 && !words.has(name)));
    return Uint8Array.from(of, (value) => out[value] ?? 0);
  };
  const type = shut(rows.types, filters.type, cells.type);
  const state = shut(rows.states, filters.state, cells.state);
  const country = shut(rows.countries, filters.country, cells.country);
  return { type, state, country, any: type.map((out, cell) => out + (state[cell] ?? 0) + (country[cell] ?? 0)) };
}

function kept(n: number, passes: Test): Uint8Array {
  const found = new Uint8Array(n);
  for (let row = 0; row < n; row++) if (passes(row)) found[row] = 1;
  return found;
}

/** Rows whose cell nothing shuts out, of those that are left. */
function picked(cell: Uint32Array, shut: Uint8Array, left: Uint8Array | null): Uint32Array {
  const found = new Uint32Array(cell.length);
  let n = 0;
  for (let row = 0; row < cell.length; row++) if (shut[cell[row] ?? 0] === 0 && (left === null || left[row] === 1)) found[n++] = row;
  return found.subarray(0, n);
}

function counted({ of, count }: Cells, left: Uint8Array): Uint32Array {
  const found = new Uint32Array(count.length);
  for (let row = 0; row < of.length; row++) found[of[row] ?? 0] = (found[of[row] ?? 0] ?? 0) + (left[row] ?? 0);
  return found;
}

/** How many rows each value leaves where nothing but its own facet shuts them out. */
function facets(rows: Rows, failed: Failures, count: Uint32Array): Seen["facets"] {
  const { cells } = rows;
  const summed = (names: string[], own: Uint8Array, of: Uint32Array): Map<string, number> => {
    const sums = new Uint32Array(names.length);
    for (let cell = 0; cell < of.length; cell++) {
      const at = of[cell] ?? 0;
      if (failed.any[cell] === own[cell]) sums[at] = (sums[at] ?? 0) + (count[cell] ?? 0);
    }
    return new Map(names.flatMap((name, at) => (sums[at] ? [[name, sums[at]]] : [])));
  };
  return {
    type: summed(rows.types, failed.type, cells.type),
    state: summed(rows.states, failed.state, cells.state),
    country: summed(rows.countries, failed.country, cells.country),
  };
}

/** Stretches that touch: an incident of which neither a day nor that of a report is known is in no stretch. */
export function overlaps(rows: Rows, row: number, since: number | null, until: number | null): boolean {
  const from = rows.since[row] ?? NO_DAY;
  if (from === NO_DAY) return false;
  const to = Math.max(rows.until[row] ?? NO_DAY, from + 1);
  return (until === null || from < until) && (since === null || to > since);
}

function test(rows: Rows, address: Address, name: Exclude<Many, "place" | Facet>): Test | null {
  const wanted = address.filters[name];
  if (!wanted.length) return null;
  const words = new Set(wanted);
  switch (name) {
    case "mode":
      return among(rows.modes, words, rows.mode);
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

/** The room: the one state that all views share, what was loaded, and what follows from both. */
import * as addresses from "./address";
import type { Address, Many } from "./address";
import { base } from "./base.svelte";
import { get, listen, Refused, said } from "./api";
import { toDay, type Step } from "./days";
import { filtered, joined, missing, NO_DAY, type Rows, type Seen, toRows } from "./rows";
import type { Alert, Columns, Lake } from "./shapes";
import { selection, selects, watch } from "../alerts/alerts.svelte";

export interface Trouble {
  message: string;
  locked: boolean;
}

class Room {
  address = $state<Address>(addresses.read(location.search));
  lake = $state<Lake | null>(null);
  rows = $state.raw<Rows | null>(null);
  trouble = $state<Trouble | null>(null);
  fresh = $state(false);
  containing = $state.raw<ReadonlySet<string> | null>(null);
  /** Words that are being asked for at this moment. */
  asking = $state(false);

  /** What the filters leave. */
  readonly left: Seen | null = $derived.by(() =>
    this.rows ? filtered(this.rows, this.address, this.asked ? this.containing : null) : null,
  );

  /** Incidents that the open alert rests on, though the days and country that came with it, or other filters, leave them out:
   * a broken word is older than its breach, and a deed may be told of another country. */
  readonly besides: readonly number[] = $derived.by(() => {
    const { rows, left, alert } = this;
    if (!rows || !left || !alert || !selects(alert, this.address)) return [];
    return missing(left, [...new Set(alert.incidents)].flatMap((id) => rows.at.get(id) ?? []));
  });

  /** What is shown. */
  readonly seen: Seen | null = $derived.by(() => (this.left ? joined(this.left, this.besides) : null));

  /** First day and first day after the last that the timeline shows. */
  readonly extent: [number, number] | null = $derived.by(() => (this.rows ? extentOf(this.rows, this.lake) : null));

  readonly step: Step = $derived.by(() => this.address.step ?? fitting(this.extent));

  /** As of which day the ledger is: the one set, the last of the brush, or the last that was reported on. */
  readonly day: number | null = $derived.by(() => {
    if (this.address.day !== null) return this.address.day;
    if (this.address.until !== null) return this.address.until - 1;
    return this.lake?.until ? toDay(this.lake.until) : this.extent ? this.extent[1] - 1 : null;
  });

  readonly filterCount: number = $derived.by(
    () =>
      addresses.MANY.reduce((sum, name) => sum + this.address.filters[name].length, 0) +
      (this.address.contains ? 1 : 0) +
      (this.address.since !== null || this.address.until !== null ? 1 : 0),
  );

  /** Change the state. `step` makes an entry that the back button returns to; without it the address is only rewritten. */
  go(change: Partial<Address>, step = true): void {
    Object.assign(this.address, change);
    const target = location.pathname + addresses.write(this.address);
    if (target === location.pathname + location.search) return;
    if (step) history.pushState(null, "", target);
    else this.rewrite(target);
  }

  #rewriting: ReturnType<typeof setTimeout> | undefined;

  /** Browsers refuse more than some hundred rewrites in half a minute: a drag waits for its pauses. */
  private rewrite(target: string): void {
    clearTimeout(this.#rewriting);
    this.#rewriting = setTimeout(() => history.replaceState(null, "", target), 150);
  }

  toggle(name: Many, value: string): void {
    const values = this.address.filters[name];
    const changed = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
    this.go({ filters: { ...this.address.filters, [name]: changed } });
  }

  clear(): void {
    this.go({ filters: addresses.atRest().filters, contains: "", since: null, until: null });
  }

  restore(): void {
    clearTimeout(this.#rewriting);
    this.address = addresses.read(location.search);
  }

  async load(): Promise<void> {
    try {
      const [lake, columns] = await Promise.all([get<Lake>("lake"), get<Columns>("incidents/columns")]);
      this.lake = lake;
      this.rows = toRows(columns);
      this.fresh = false;
      this.trouble = null;
    } catch (error) {
      this.trouble = { message: said(error), locked: error instanceof Refused && error.status === 401 };
      return;
    }
    this.#silence ??= listen(() => (this.fresh = true), (of) => void watch.news(of));
    await watch.load();
  }

  #silence: (() => void) | undefined;

  leave(): void {
    this.#silence?.();
  }

  /** The alert that is open; null also while it is not known yet. */
  readonly alert: Alert | null = $derived.by(() => (this.address.alert ? (watch.at.get(this.address.alert) ?? null) : null));

  /** Where that is: in the middle of the incidents that it cites, else of those that bear its place's name, else in its country. */
  readonly spot: Spot | null = $derived.by(() => (this.rows && this.alert ? spotOf(this.rows, this.alert) : null));

  /** An alert is opened, and with it its days and its country are chosen. */
  openAlert(alert: Alert): void {
    const { since, until, country } = selection(alert);
    this.go({ alert: alert.id, incident: null, report: null, since, until, day: null, filters: { ...this.address.filters, country } });
  }

  /** What is open is closed: evidence leads back to its alert, and an alert takes with it what was chosen by it. */
  close(): void {
    const { incident, report } = this.address;
    if (incident !== null || report !== null) {
      this.go({ incident: null, report: null, wide: false });
      return;
    }
    const chosen = this.alert !== null && selects(this.alert, this.address);
    this.go({ alert: null, wide: false, ...(chosen ? { since: null, until: null, filters: { ...this.address.filters, country: [] } } : {}) });
  }

  /** Words of the reports, and names of places with those of their provinces, are the server's to compare: it is asked which
   * incidents they leave. Everything else is filtered here. */
  readonly asked: string = $derived.by(() => {
    const query = new URLSearchParams();
    if (this.address.contains) query.append("contains", this.address.contains);
    for (const name of this.address.filters.place) query.append("place", name);
    return query.toString();
  });

  async ask(query: string, signal: AbortSignal): Promise<void> {
    if (!query) {
      this.containing = null;
      return;
    }
    this.asking = true;
    try {
      const found = await get<Columns>("incidents/columns", new URLSearchParams(query), signal);
      this.containing = new Set(found.columns.id);
    } catch (error) {
      if (!signal.aborted) this.trouble = { message: said(error), locked: false };
    } finally {
      if (!signal.aborted) this.asking = false;
    }
  }
}

export interface Spot {
  longitude: number;
  latitude: number;
  /** How far around it the place may lie. */
  km: number;
}

function spotOf(rows: Rows, alert: Alert): Spot | null {
  const cited = alert.incidents.flatMap((id) => rows.at.get(id) ?? []);
  return middle(rows, cited) ?? middle(rows, named(rows, alert.place)) ?? middle(rows, named(rows, alert.admin1)) ?? countryOf(alert.country);
}

/** Where the base map writes the country's name. */
function countryOf(code: string | null): Spot | null {
  const label = base.labels?.countries.find(([each]) => each === code);
  return label ? { longitude: label[2], latitude: label[3], km: 0 } : null;
}

function named(rows: Rows, name: string | null): number[] {
  const place = name === null ? -1 : rows.places.indexOf(name);
  const found: number[] = [];
  if (place >= 0) for (let row = 0; row < rows.n; row++) if (rows.place[row] === place) found.push(row);
  return found;
}

function middle(rows: Rows, of: readonly number[]): Spot | null {
  const there = of.filter((row) => !Number.isNaN(rows.lat[row] ?? NaN));
  if (!there.length) return null;
  const mean = (column: ArrayLike<number>): number => there.reduce((sum, row) => sum + (column[row] ?? 0), 0) / there.length;
  return { longitude: mean(rows.lon), latitude: mean(rows.lat), km: there.length === 1 ? mean(rows.radius) : 0 };
}

/** Reports look back, now and then by years, and ahead. Days further from those of the reports than these shares of their span
 * are left out of the timeline, so that the days that were reported on are not pressed into a corner; the timeline says how many. */
const BACK = 0.1;
const AHEAD = 0.02;
const LEAST_MARGIN = 21;

function extentOf(rows: Rows, lake: Lake | null): [number, number] | null {
  const [from, to] = lake?.since && lake.until ? [toDay(lake.since), toDay(lake.until) + 1] : [-Infinity, Infinity];
  const margin = (share: number): number => Math.max(LEAST_MARGIN, share * (to - from));
  return within(rows, from - margin(BACK), to + margin(AHEAD)) ?? within(rows, -Infinity, Infinity);
}

function within(rows: Rows, from: number, to: number): [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < rows.n; row++) {
    const since = rows.since[row] ?? NO_DAY;
    if (since === NO_DAY || since < from || since >= to) continue;
    first = Math.min(first, since);
    last = Math.max(last, since + 1);
  }
  return first === Infinity ? null : [first, last];
}

/** Days up to four months, weeks up to three years, months beyond: bars of a few pixels at least. */
function fitting(extent: [number, number] | null): Step {
  const days = extent ? extent[1] - extent[0] : 0;
  if (days <= 120) return "day";
  return days <= 1100 ? "week" : "month";
}

export const room = new Room();


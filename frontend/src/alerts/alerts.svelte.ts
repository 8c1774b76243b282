/** The alerts of the lake: counted by the server beside what it answers, so that they may come later than all else. */
import type { Address } from "../lib/address";
import { get, said } from "../lib/api";
import { toDay } from "../lib/days";
import type { Alert, Alerts } from "../lib/shapes";

/** Alerts a question, and how many are listed at the most: the newest. */
const PAGE = 1000;
const MOST = 5000;

class Watch {
  items = $state.raw<Alert[]>([]);
  /** How many there are, also where fewer are listed. */
  total = $state(0);
  state = $state<"asking" | "counting" | "counted" | "failed">("asking");
  why = $state("");
  /** Version of the lake that they are of. */
  of: number | null = null;
  #turn = 0;
  #asked = 0;

  readonly at: ReadonlyMap<string, Alert> = $derived(new Map(this.items.map((alert) => [alert.id, alert])));

  /** The stream tells of which version they were counted: also of the one that is there already or on its way. */
  async news(of: number | null): Promise<void> {
    while (this.#asked > 0) await new Promise((after) => setTimeout(after, 100));
    if (this.state !== "counted" || this.of !== of) await this.load();
  }

  /** The list is shown as its pages come. What is asked for anew takes the place of what was asked before. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.#asked++;
    let items: Alert[] = [];
    let after: string | null = null;
    try {
      do {
        const query = new URLSearchParams({ cites: "false", limit: String(PAGE) });
        if (after) query.set("after", after);
        const page: Alerts = await get<Alerts>("alerts", query);
        if (turn !== this.#turn) return;
        items = [...items, ...page.items];
        after = page.next;
        [this.items, this.total, this.state, this.why, this.of] = [items, page.total, page.state, page.why ?? "", page.of];
      } while (after && items.length < MOST);
    } catch (error) {
      if (turn === this.#turn) [this.state, this.why] = ["failed", said(error)];
    } finally {
      this.#asked--;
    }
  }
}

export const watch = new Watch();

/** The stretch of days that an alert is about, and its country: what is chosen with it. */
export function selection(alert: Alert): Pick<Address, "since" | "until"> & { country: string[] } {
  const since = toDay(alert.since);
  return { since, until: Math.max(since, toDay(alert.raised)) + 1, country: alert.country ? [alert.country] : [] };
}

/** The filters are still those that came with the alert. */
export function selects(alert: Alert, address: Address): boolean {
  const { since, until, country } = selection(alert);
  return address.since === since && address.until === until && address.filters.country.join() === country.join();
}

/** Alerts that the filters leave. Those that came with the open alert leave all: one goes from one to the next. */
export function passing(alerts: readonly Alert[], address: Address, open: Alert | null): Alert[] {
  const wide = open !== null && selects(open, address);
  const [since, until] = wide ? [null, null] : [address.since, address.until];
  const country = wide ? [] : address.filters.country;
  const { actor, recipient } = address.filters;
  return alerts.filter((alert) => {
    if (until !== null && toDay(alert.since) >= until) return false;
    if (since !== null && toDay(alert.raised) < since) return false;
    if (country.length && !country.includes(alert.country ?? "")) return false;
    if (actor.length && !actor.some((code) => alert.actors.some((each) => means(code, each)))) return false;
    return !recipient.length || recipient.some((code) => alert.toward.some((each) => means(code, each)));
  });
}

/** A code with or without its sector. */
function means(wanted: string, code: string): boolean {
  return code === wanted || code.startsWith(`${wanted} `);
}

/** The newest first, or the least likely first; what has no probability comes last. */
export function inOrder(alerts: Alert[], by: Address["alerts"]): Alert[] {
  if (by === "raised") return alerts;
  return [...alerts].sort((a, b) => (a.tail ?? 2) - (b.tail ?? 2));
}

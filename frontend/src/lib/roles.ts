/** What an event's arguments come to, in a cell. */
import { isoShort, stretchOf } from "./days";
import { shortRange, whereName, whoName } from "./names.svelte";
import type { Argument, EventShape } from "./shapes";

export function byRole(event: EventShape, role: string): string {
  return event.arguments.filter((each) => each.role === role).map(inCell).join("; ");
}

function inCell({ who, where, count, text }: Argument): string {
  if (count && (count.low !== null || count.high !== null)) return shortRange(count.low, count.high);
  if (who?.code && who.code !== "---") return whoName(who);
  return where?.name ? whereName(where) : text;
}

/** The day that the words mean; else null. */
export function whenOf(event: EventShape): string | null {
  const when = event.arguments.find((each) => each.when?.since)?.when;
  return when ? stretchOf(when.since, when.until) : null;
}

/** That, or the day on which it was reported. */
export function dayOf(event: EventShape): string {
  return whenOf(event) ?? isoShort(event.report?.published ?? null);
}

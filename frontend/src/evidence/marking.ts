/** Segments of a report's text, cut by the server where marks begin and end, made ready to be shown. */
import type { Mark, Segment } from "../lib/shapes";
import { titleOf } from "../lib/types";

export interface Shown {
  text: string;
  /** Innermost first; one a role, however many events share the words. */
  marks: { role: string; keys: string[]; events: string[] }[];
  /** Tags that are written behind this segment: a mark's words end here. */
  tags: { role: string; word: string }[];
}

/** What tells one mark from another: the same event's same role with the same value. */
export function keyOf(mark: Mark): string {
  return [mark.event, mark.role, mark.label, mark.value ?? ""].join("|");
}

export const ROLE_WORDS: Record<string, string> = {
  trigger: "event",
  actor: "who",
  recipient: "to whom",
  place: "where",
  origin: "from where",
  time: "when",
  force: "force",
  killed: "killed",
  injured: "injured",
  count: "number",
  instrument: "with what",
  source: "who says so",
  speaker: "speaker",
  cue: "says",
  content: "said",
};

export function roleWord(role: string): string {
  return ROLE_WORDS[role] ?? role;
}

/** Marks of these events only (all, with null). */
export function shown(segments: readonly Segment[], events: ReadonlySet<string> | null): Shown[] {
  const kept = segments.map((segment) => segment.marks.filter((mark) => (!events || events.has(mark.event)) && mark.role !== "content"));
  const lengths = new Map<string, number>();
  kept.forEach((marks, at) => {
    for (const mark of marks) lengths.set(keyOf(mark), (lengths.get(keyOf(mark)) ?? 0) + (segments[at]?.text.length ?? 0));
  });
  return segments.map((segment, at) => {
    const marks = kept[at] ?? [];
    const later = new Set((kept[at + 1] ?? []).map(keyOf));
    return { text: segment.text, marks: byRole(marks, lengths), tags: tagsOf(marks.filter((mark) => !later.has(keyOf(mark))), lengths) };
  });
}

function byRole(marks: readonly Mark[], lengths: ReadonlyMap<string, number>): Shown["marks"] {
  const roles = new Map<string, Shown["marks"][number]>();
  for (const mark of innermost(marks, lengths)) {
    const known = roles.get(mark.role);
    if (known) {
      known.keys.push(keyOf(mark));
      if (!known.events.includes(mark.event)) known.events.push(mark.event);
    } else roles.set(mark.role, { role: mark.role, keys: [keyOf(mark)], events: [mark.event] });
  }
  return [...roles.values()];
}

function innermost(marks: readonly Mark[], lengths: ReadonlyMap<string, number>): Mark[] {
  return [...marks].sort((a, b) => (lengths.get(keyOf(a)) ?? 0) - (lengths.get(keyOf(b)) ?? 0));
}

function tagsOf(marks: readonly Mark[], lengths: ReadonlyMap<string, number>): Shown["tags"] {
  const words = new Map<string, { role: string; word: string }>();
  for (const mark of innermost(marks, lengths)) words.set(`${mark.role} ${wordOf(mark)}`, { role: mark.role, word: wordOf(mark) });
  return [...words.values()];
}

function wordOf(mark: Mark): string {
  if (mark.role !== "trigger") return roleWord(mark.role);
  const [type = "", mode] = mark.label.split(".");
  return titleOf(type, mode ?? null).toLowerCase();
}

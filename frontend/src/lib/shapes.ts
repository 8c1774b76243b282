/** What the API answers, as far as the page reads it. Dates are ISO days; `until` is the first day no longer meant.
 * What could not be told is null, within a value too: a shape of nulls with the rule that says why. */

export interface Who {
  code: string | null;
  country: string | null;
  sector: string | null;
  name: string | null;
  rule?: string;
}

export interface When {
  since: string | null;
  until: string | null;
  precision: string | null;
  rule?: string;
}

export interface Where {
  name: string | null;
  country: string | null;
  admin1: string | null;
  kind: string | null;
  latitude: number | null;
  longitude: number | null;
  radius_km: number | null;
  rule?: string;
}

export interface Count {
  low: number | null;
  high: number | null;
  approximate: boolean | null;
  unit: string | null;
  rule?: string;
}

export interface Span {
  text: string;
  start: number;
  end: number;
}

export interface Claim extends Partial<Count> {
  report: string;
  event: string;
  source: Who | null;
  source_words: string | null;
  published: string | null;
  superseded_by: string | null;
  words: string;
  voice: string;
  part: string | null;
  denied: boolean;
  rule: string;
  when?: When | null;
  where?: Where | null;
  who?: Who | null;
}

export interface Finding {
  state: string;
  voices: number;
  rule: string;
  claims: Claim[];
  when?: When | null;
  where?: Where | null;
  who?: Who[];
}

export type Toll = Finding & Count;

export interface Incident {
  id: string;
  type: string;
  mode: string | null;
  since: string | null;
  until: string | null;
  where: Where | null;
  actors: Who[];
  recipients: Who[];
  killed: Toll | null;
  injured: Toll | null;
  counts: Toll[];
  state: string;
  voices: number;
  reports: string[];
  copies: string[][];
  events: string[];
  findings: Record<string, Finding>;
  sources: string[];
  history: string[];
}

export interface Argument extends Span {
  role: string;
  score: number;
  who?: Who | null;
  when?: When | null;
  where?: Where | null;
  count?: Count | null;
}

export interface EventShape {
  id: string;
  type: string;
  mode: string | null;
  status: string;
  contexts: string[];
  score: number;
  intensity: number;
  trigger: Span;
  arguments: Argument[];
  /** Where it is told; of an event within its report it is left out. */
  report?: { id: string; key: string; source: string; published: string | null; title: string };
}

export interface Statement {
  id: string;
  speaker: Span & { who: Who | null };
  anonymous: boolean;
  cue: Span | null;
  content: Span;
  quoted: boolean;
  events: string[];
}

export interface Posture {
  id: string;
  owner: Who | null;
  command: Who | null;
  force: Span;
  kind: string;
  count: Count | null;
  status: string;
  where: Where | null;
  origin: Where | null;
  when: When | null;
  source: Who | null;
  event: string;
}

export interface Mark {
  event: string;
  role: string;
  label: string;
  value: string | null;
  rule: string | null;
}

export interface Segment {
  text: string;
  marks: Mark[];
}

export interface Part {
  part: string;
  level: string;
  weight: number;
}

export interface Joined {
  event: string;
  to: string;
  score: number;
  parts: Part[];
}

export interface Told {
  key: string;
  id: string;
  title: string;
  source: string;
  published: string | null;
  url: string;
  copy_of: string | null;
  copies: { id: string; source: string; title: string }[];
  segments: Segment[];
  events: EventShape[];
  statements: Statement[];
  joined: Joined[];
  claims: Claim[];
}

export interface IncidentEvidence {
  incident: Incident;
  reports: Told[];
}

export interface Force {
  as_of: string;
  owner: Who | null;
  command: Who | null;
  force: string;
  kind: string;
  count: Count | null;
  status: string;
  where: Where | null;
  since: string | null;
  last_confirmed: string | null;
  by: Who | null;
  by_words: string | null;
  rule: string;
  postures: string[];
  reports: string[];
  note: string | null;
}

export interface Movement {
  owner: Who | string | null;
  force: string;
  status: string;
  since: string | null;
  until: string | null;
  count: Count | null;
  where: Where | string | null;
  /** Number of the force: stretches of one force bear the same. */
  track?: number;
}

export type AlertKind = "rise" | "outbreak" | "warning" | "breach" | "contradiction";

/** A row that an alert rests on, with the words of its report around what it says. */
export interface Cite {
  what: "event" | "statement" | "posture" | "incident";
  id: string;
  incident: string | null;
  type: string | null;
  mode: string | null;
  day: string | null;
  report: string;
  key: string;
  source: string;
  published: string | null;
  title: string;
  segments: { text: string; hit: boolean }[];
}

export interface Alert {
  id: string;
  kind: AlertKind;
  rule: string;
  since: string;
  raised: string;
  country: string | null;
  admin1: string | null;
  place: string | null;
  actors: string[];
  toward: string[];
  why: string;
  expected: number | null;
  seen: number | null;
  tail: number | null;
  unit: string | null;
  reason: string;
  note: string | null;
  muted: string | null;
  reports: string[];
  events: string[];
  incidents: string[];
  statements: string[];
  postures: string[];
  cites: Cite[] | null;
}

export interface Alerts {
  items: Alert[];
  next: string | null;
  total: number;
  state: "counting" | "counted" | "failed";
  of: number | null;
  why: string | null;
}

export interface Problem {
  kind: string;
  message: string;
  next: string;
}

export interface Reading {
  id: string;
  published: string | null;
  title: string;
  text: string;
  engine: Record<string, string>;
  events: EventShape[];
  statements: Statement[];
  postures: Posture[];
  problems: Problem[];
  segments: Segment[];
}

export interface Lake {
  path_name: string;
  reports: number;
  events: number;
  incidents: number;
  since: string | null;
  until: string | null;
  engine: Record<string, string> | null;
  linked_at: string | null;
}

export interface Columns {
  n: number;
  types: string[];
  modes: string[];
  places: string[];
  states: string[];
  kinds: string[];
  columns: {
    id: string[];
    type: number[];
    mode: number[];
    since: (number | null)[];
    until: (number | null)[];
    /** Day of the first report. */
    published: (number | null)[];
    lat: (number | null)[];
    lon: (number | null)[];
    radius: (number | null)[];
    kind: number[];
    place: number[];
    country: (string | null)[];
    killed_low: (number | null)[];
    killed_high: (number | null)[];
    injured_low: (number | null)[];
    injured_high: (number | null)[];
    voices: number[];
    reports: number[];
    state: number[];
    actors: string[][];
    recipients: string[][];
  };
}

export interface Series {
  since: string;
  until: string;
  by: string;
  series: { key: string; values: (number | null)[]; read: number[] }[];
}

"""What things look like: frozen records that stages hand to one another.

Offsets are half-open and count code points of `Report.text`. Dates are half-open too: `since` is the first
day meant and `until` the first day no longer meant. Nothing here knows a stage; stages meet only here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

T = TypeVar("T")

SCHEMA = 1
"""Version of the public shapes; it rises when one of them changes in a way that a reader could notice."""


def digest(*parts: str, length: int = 16) -> str:
    """Hash of the parts, as `length` hex digits: the same content gives the same id in every run."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's own characters: `report.text[start:end] == text`, always."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where an input stood: `path` is "-" for standard input; `line` counts from 1, None for a whole file.

    A member of an archive or an attachment stands behind a `!`: "week.zip!monday/1.txt", which is a name and no path.
    """

    path: str
    line: int | None = None
    record: int | None = None
    """Which record of a web archive, message of a mailbox, item of a feed or row of a table, from 1."""
    byte: int | None = None
    """Where that record starts in the file as it lies there (compressed, if it is), from 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not read, or not as well as it could have been, and why. Nothing is dropped without one."""

    kind: str
    """A short name for machines, such as "no-date", "malformed-line", "empty-text", "binary-file"."""
    where: Location
    message: str
    """One sentence that names the offending thing."""
    next: str
    """One sentence that says what to do about it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One dated document, as given."""

    id: str
    text: str
    """The text as given, less its date header and the white space around it; never altered otherwise."""
    published: date | None = None
    title: str = ""
    source: str = ""
    url: str = ""
    offset: int = 0
    """Where `text` starts in the input's text, in code points."""
    where: Location = Location("-")
    date_origin: str = ""
    """What `published` rests on: field (of a record), header (of a text or a mail), markup (of a page), feed, address
    (the page's URL), option (`--date`), name (of the file), properties (of a document), crawl (when an archive fetched
    it); empty without a date."""
    language: str = ""
    """ISO 639-1 code where the text's language is sure, else empty. Only English and what is not sure are read."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a report itself: its source, its id, and a hash of its text."""
        return (self.source, self.id, digest(self.text))


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that fill a role of an event, as the reader saw them, not yet resolved."""

    role: str
    span: Span
    score: float
    """Probability, 0 to 1, that an annotator would have marked it so."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as the reader saw it: words with labels, nothing resolved."""

    type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...]
    trigger: Span
    arguments: tuple[Mention, ...]
    score: float


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A reading that a resolver weighed and did not take."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """What words mean, by which rule, and what else they could have meant.

    "Cannot say" is `value=None` with the rule that says why; it is never an exception.
    """

    value: T | None
    rule: str
    """Kebab-case name of the rule that decided, listed in docs/how-it-decides.md."""
    span: Span | None = None
    """The words that the value rests on."""
    passed_over: tuple[PassedOver, ...] = ()
    note: str | None = None
    """What an analyst should know beside the value: a unit's usual strength, a doubt."""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, at the precision that was said. `since <= day < until`."""

    since: date
    until: date
    precision: str
    """day, night, part-of-day, week, weekend, month, part-of-month, quarter, season, year, decade, range."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place. Degrees north and east (WGS 84); `radius_km` covers what the words leave open."""

    name: str
    country: str | None
    """ISO 3166 alpha-3; XKX is Kosovo; None on the high seas."""
    admin1: str | None
    kind: str
    """country, region, city, site, sea or border."""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    geoname: int | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """An actor. `code` is what the guidelines write: SRB, XKX COP, IGO:NATO, NGO:MSF, ---, "--- REB"."""

    code: str
    country: str | None
    sector: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many. Equal bounds are an exact number; None is an open bound; both None: no number was given."""

    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a resolver may look at beside the words themselves."""

    text: str
    """The whole text of the report."""
    published: date | None = None
    sentences: tuple[tuple[int, int], ...] = ()
    """Sentence spans, in order; empty when not known."""
    status: str | None = None
    """The event's status, from which its tense follows; None when the words stand alone."""
    trigger: Span | None = None
    mentions: tuple[Mention, ...] = ()
    """All that the reader marked in the report, in text order: the country context, earlier names."""


Resolver = Callable[[Span, Surroundings], Resolved[T]]
"""The shape of each of the four resolvers: words and their surroundings in, a value with its reason out."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A role of an event, filled by words, with what they mean. At least one of the four is set."""

    role: str
    span: Span
    score: float
    who: Resolved[Who] | None = None
    when: Resolved[When] | None = None
    where: Resolved[Where] | None = None
    count: Resolved[Count] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One report's claim that somebody did something."""

    id: str
    type: str
    mode: str | None
    status: str
    """actual, ongoing, planned, hypothetical or negated."""
    contexts: tuple[str, ...]
    score: float
    intensity: float
    """PLOVER's conflict-cooperation score of type and mode, -10 to +10."""
    trigger: Span
    arguments: tuple[Argument, ...]

    def role(self, name: str) -> tuple[Argument, ...]:
        """The arguments in this role, in text order."""
        return tuple(argument for argument in self.arguments if argument.role == name)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in the report's words and as resolved."""

    span: Span
    who: Resolved[Who]


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words in a report."""

    id: str
    speaker: Speaker
    anonymous: bool
    cue: Span | None
    """The words that mark it as said: "announced", "according to"."""
    content: Span
    """What is said, directly or indirectly."""
    quoted: bool
    events: tuple[str, ...]
    """Ids of the events that these words tell."""


@dataclass(frozen=True, slots=True)
class Posture:
    """A force somewhere, with a status, as one report tells it."""

    id: str
    owner: Resolved[Who] | None
    command: Resolved[Who] | None
    force: Span
    kind: str
    """personnel, unit, armour, artillery, aircraft, naval, air-defence, missile, drone, police, militia or force."""
    count: Resolved[Count]
    status: str
    """requested, threatened, authorised, on_standby, moving, present, rotated, withdrawn or denied."""
    where: Resolved[Where] | None
    origin: Resolved[Where] | None
    when: Resolved[When] | None
    source: Resolved[Who] | None
    event: str


@dataclass(frozen=True, slots=True)
class Engine:
    """What read the report: version of the package, of the model and of the ontology."""

    version: str
    model: str
    ontology: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was taken from one report."""

    report: Report
    engine: Engine
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    postures: tuple[Posture, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Weighed:
    """One comparison of two events: what was compared, how it came out, and what that weighs (log-odds)."""

    part: str
    """type, time, place, actors, recipients, killed, injured, instrument, sentence or report."""
    level: str
    """How it came out, in a word: a row of the table in docs/how-it-decides/incidents.md."""
    weight: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Why an event was joined: the event of the incident that it is most like, with every comparison."""

    event: str
    to: str
    """Id of the other event."""
    score: float
    parts: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says about one thing of an incident, in its words, and by whose word."""

    about: str
    """deed (that it happened at all), time, place, actor, recipient, killed, injured or count."""
    report: str
    """Id of the report."""
    event: str
    """Id of the event that says it."""
    published: date | None
    span: Span
    """The words, in that report."""
    source: Who | None
    """Whose word it is, where the report names somebody; None when it says so itself."""
    source_words: str | None
    """How the report calls them."""
    voice: str
    """Id of the first report of the text: claims of copies are one voice."""
    denied: bool = False
    """The report says that it is not so."""
    part: str | None = None
    """Which part of those meant ("police officers"), where the words count only a part."""
    superseded_by: str | None = None
    """Id of the event of the later claim that takes its place."""
    rule: str = ""
    """Why it is taken so: the rule of the value, and of a claim that no longer counts the rule that says so."""
    when: When | None = None
    where: Where | None = None
    who: Who | None = None
    count: Count | None = None
    """At most one of the four is set; of a deed none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about an incident: what is held, in which range, and all that was claimed of it."""

    about: str
    """As of its claims; of counts that are neither killed nor injured, one finding a unit."""
    state: str
    """agreed, ranging, contradicted or single source."""
    rule: str
    """Which rule of docs/how-it-decides/incidents.md the held value and the state follow from."""
    voices: int
    """Texts of their own among the claims that count."""
    claims: tuple[Claim, ...]
    """By day of publication; none is ever left out."""
    when: When | None = None
    where: Where | None = None
    who: tuple[Who, ...] = ()
    count: Count | None = None
    """The range over the claims that stand."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What several events are about: one happening, told by one report or many."""

    id: str
    """Hash of the event that it was founded on; it stays when earlier reports come to be known later."""
    type: str
    mode: str | None
    since: date | None
    until: date | None
    where: Where | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    reports: tuple[str, ...]
    """Ids of the reports that tell of it, by date of publication."""
    copies: tuple[tuple[str, ...], ...]
    """Those of the reports that are one text, in groups of two and more: each group is one voice."""
    voices: int
    """How many texts of their own tell of it."""
    sources: tuple[str, ...]
    """All publishers, those of copies among them."""
    events: tuple[str, ...]
    """Ids of its events, by date of publication."""
    joined: tuple[Joined, ...] = ()
    history: tuple[str, ...] = ()
    """Ids of incidents that it was merged from, or the one it was split from, oldest first."""
    findings: tuple[Finding, ...] = ()
    """What is claimed of it, thing by thing; empty until it is reconciled."""
    state: str = "single source"
    """agreed, ranging, contradicted or single source: what its findings come to."""


@dataclass(frozen=True, slots=True)
class Force:
    """A line of the ledger: a force somewhere at the end of a day, by what was published until then."""

    as_of: date
    owner: Who | None
    command: Who | None
    force: str
    """Its words, in the report that tells most of it."""
    kind: str
    """As of a posture."""
    count: Count | None
    """Range over the claims that stand."""
    status: str
    """As of a posture."""
    where: Where | None
    since: date | None
    """From when on it has this status, as far as told."""
    last_confirmed: date | None
    """Day of the last report that says so."""
    by: Who | None
    """Whose word it rests on last; None where reports say so themselves."""
    by_words: str | None
    rule: str
    """Which rule of docs/how-it-decides/ledger.md made it so: as reported, replaced, reinforced, past the horizon, …"""
    postures: tuple[str, ...]
    """Ids of the entries that it rests on, oldest first."""
    reports: tuple[str, ...]
    """Ids of their reports."""
    note: str | None = None
    """What to know beside it: how long unconfirmed, who says otherwise."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody changed by hand. Kept for ever, applied at every run, and shown wherever it tells."""

    id: str
    what: str
    """reject, keep, set, merge, split, mistrust or exclude; or withdraw, which takes another correction back."""
    target: str
    """Id of an event or incident, or the name of a source; of what is taken back its id."""
    report: str | None
    """Key of the event's report in the lake, by which it is found again when the report is read anew."""
    anchor: Span | None
    """The event's trigger, likewise."""
    type: str | None
    """The event's type as it was read, likewise."""
    field: str | None
    """What is set: type, mode, status, or a role and its value such as killed.count."""
    value: str | None
    """To what, as JSON; of a merge the other incident, of a split the events that leave, with their anchors."""
    reason: str
    by: str
    """Who says so."""
    made_at: datetime
    """Moment, in UTC."""
    withdrawn_at: datetime | None = None
    """From when on it no longer applies; it is kept and listed."""
    words: Span | None = None
    """The words of the argument whose value is set; None for an argument that was not marked."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a speaker stands to an event that his words carry."""

    event: str | None
    """Id of the event; None where the words carry none and only the cue tells."""
    stance: str
    """claims, denies, accuses, demands, threatens, promises, refuses, supports or reports."""
    rule: str
    """Which rule of docs/how-it-decides/statements.md says so."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement with its report, the speaker's stance to what it tells, and what became of a demand or threat."""

    statement: Statement
    report: str
    """Id of the report."""
    published: date | None
    source: str
    """The report's source."""
    stance: str | None
    """The one that names the whole statement; None where nothing tells it."""
    stances: tuple[Stance, ...]
    """To each event that it carries."""
    state: str | None = None
    """Of a demand or threat open, met, withdrawn or past; None of anything else."""
    state_rule: str | None = None
    """Which rule says so."""
    deadline: date | None = None
    """Last day that the words give for it, where they give one."""
    rests_on: tuple[str, ...] = ()
    """Ids of the events, or of the statement, by which it was met or withdrawn."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that an analyst should look at now: what a rule found, since when, how unusual, by which rows."""

    id: str
    """Hash of the rule, where and since when: a second run finds the same."""
    rule: str
    """A name of the table in docs/how-it-decides/alerts.md."""
    since: date
    """Day of the first thing that it rests on."""
    raised: date
    """First day on which what had been published was enough."""
    country: str | None
    """ISO 3166 alpha-3."""
    admin1: str | None
    place: str | None
    """Name of a place in it, in a report's words."""
    actors: tuple[str, ...]
    """Codes of the sides that act."""
    toward: tuple[str, ...]
    """Codes of those whom it hits or threatens."""
    why: str
    """In a sentence, with the figures."""
    expected: float | None = None
    """What the baseline lets expect, in the unit of `seen`; None of a rule that counts nothing."""
    seen: float | None = None
    tail: float | None = None
    """Probability of so much or more under the baseline."""
    reports: tuple[str, ...] = ()
    """Ids of the reports that it cites, oldest first."""
    events: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    postures: tuple[str, ...] = ()
    note: str | None = None
    """What to know beside it: who denies it, that the record begins late, that an ultimatum was met."""
    muted: str | None = None
    """Why nobody is to be alerted to it; None where nobody muted it."""

"""Who says what: what is demanded and threatened, until when, what became of it; and who denies, accuses, promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.analyse import statements
from vedette.records import Event, Heard
from vedette.report import names
from vedette.report.days import Days
from vedette.report.place import Place
from vedette.report.rows import Rows
from vedette.report.words import listed, one_line, opened, quoted, several
from vedette.report.written import Item, Quote, Section, Sentence, item, sentence

MOST = 12
"""Statements that are told one by one, demands and threats apart."""

MOST_ASKED = 12
"""Demands and threats, likewise."""

ASKING = ("demands", "threatens")

SHOWN = ("threatens", "demands", "denies", "refuses", "accuses", "promises", "supports", "claims")
"""Stances in the order in which they are told; a statement that only reports what others did is counted."""

NOUNS: Mapping[str, tuple[str, str]] = {
    "accuses": ("accusation", "accusations"),
    "claims": ("claim of the speaker's own deeds or view", "claims of the speakers' own deeds or views"),
    "demands": ("demand", "demands"),
    "denies": ("denial", "denials"),
    "promises": ("promise or plan", "promises or plans"),
    "refuses": ("refusal", "refusals"),
    "reports": ("statement about what others did", "statements about what others did"),
    "supports": ("expression of support", "expressions of support"),
    "threatens": ("threat", "threats"),
    "says": ("other statement", "other statements"),
    "tells": ("report of harm to the speaker's own side", "reports of harm to the speakers' own sides"),
}

VERBS: Mapping[str, str] = {
    "accuses": "accused",
    "claims": "said",
    "demands": "demanded",
    "denies": "denied",
    "promises": "promised",
    "refuses": "refused",
    "reports": "said",
    "says": "said",
    "supports": "expressed support",
    "threatens": "threatened",
}

SOFTER: Mapping[str, str] = {
    "event-is-negated": "said",
    "own-hostile-plan": "announced",
    "own-offer": "offered",
    "own-plan": "announced",
    "words-say-no": "said",
}
"""Rule of a stance -> its verb where the stance's own would say more than the words do."""

HARM = "done-to-own-side"
"""Rule of an accusation that is none in words: a speaker tells of harm to his own side."""

STATES: Mapping[str, str] = {
    "open": "It is open",
    "met": "It was met",
    "withdrawn": "It was dropped",
    "past": "Its last day went by",
}

ALIKE = 0.6
"""Share of the words of the shorter of two statements of one speaker from which they are told as one."""

LEAST_WORDS = 3
"""Words of a statement that is told one by one."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """Statements that say the same: the first, and those of other reports."""

    first: Heard
    others: tuple[Heard, ...] = ()

    @property
    def all(self) -> tuple[Heard, ...]:
        """All of them."""
        return (self.first, *self.others)

    @property
    def stance(self) -> str:
        """How the speaker stands to it."""
        return "tells" if self.first.stance == "accuses" and self.rule == HARM else self.first.stance or "says"

    @property
    def rule(self) -> str:
        """Which rule says so."""
        return rule(self.first)


def heard(rows: Rows) -> list[Told]:
    """The statements of the days that have to do with the place, and demands and threats of before that are open."""
    events = {event.id: event for reading in rows.readings for event in reading.events}
    found = statements.told(rows.readings, as_of=rows.days.last)
    return folded(each for each in found if _counts(each, rows.days) and concerns(each, events, rows.place))


def _counts(each: Heard, days: Days) -> bool:
    return each.published is not None and (each.published >= days.since or each.state == "open")


def concerns(each: Heard, events: Mapping[str, Event], place: Place) -> bool:
    """Whether the speaker is of the country, or what he tells is of the place."""
    who = each.statement.speaker.who.value
    if place.code and who and who.country == place.code:
        return True
    return any(_is_of(events[name], place) for name in each.statement.events if name in events)


def _is_of(event: Event, place: Place) -> bool:
    where = [
        one.where.value for role in ("place", "origin") for one in event.role(role) if one.where and one.where.value
    ]
    if place.code is None:
        name = place.name.casefold()
        return any(name in f"{one.name}\n{one.admin1 or ''}".casefold() for one in where)
    who = [one.who.value for role in ("actor", "recipient") for one in event.role(role) if one.who and one.who.value]
    return place.code in {*(one.country for one in where), *(one.country for one in who)}


def folded(found: Iterable[Heard]) -> list[Told]:
    """Each once: what a speaker is told to have said in the same words by several reports is one statement."""
    made: list[Told] = []
    for each in found:
        known = next((at for at, one in enumerate(made) if _same(one.first, each)), None)
        if known is None:
            made.append(Told(each))
        else:
            made[known] = replace(made[known], others=(*made[known].others, each))
    return made


def _same(one: Heard, other: Heard) -> bool:
    if one.stance != other.stance or one.state != other.state or speaker(one) != speaker(other):
        return False
    mine, theirs = (set(WORD.findall(each.statement.content.text.casefold())) for each in (one, other))
    return len(mine & theirs) >= ALIKE * max(1, min(len(mine), len(theirs)))


def speaker(each: Heard) -> str:
    """What the speaker is called."""
    said = each.statement.speaker
    words, who = one_line(said.span.text), said.who.value
    vague = names.VAGUE.match(words) is not None or (" " not in words and bool(who and who.name))
    if vague and who:
        return names.owner(who) or words
    return names.told(words) if " " in words or words[:1].islower() else words


def said(rows: Rows, found: Sequence[Told]) -> Section:
    """The section."""
    asked = sorted((each for each in found if each.stance in ASKING), key=_urgent)
    rest = sorted((each for each in found if each.stance not in ASKING), key=_order)
    shown = [each for each in rest if each.stance in SHOWN and _says_something(each)][:MOST]
    left = [each for each in rest if each not in shown]
    items = [*(told(each, rows.days) for each in (*asked[:MOST_ASKED], *shown))]
    items += [(_rest(each),) for each in (asked[MOST_ASKED:], left) if each]
    return Section("Who says what", tuple(items or [_nothing(rows)]))


def _says_something(each: Told) -> bool:
    """Whether there are words enough to be told alone: "denied it" is told by those that say what."""
    return len(each.first.statement.content.text.split()) >= LEAST_WORDS


def _urgent(each: Told) -> tuple[bool, str, str]:
    """Open ones first, those with a last day before others."""
    first = each.first
    return first.state != "open", str(first.deadline or "9999"), str(first.published)


def _order(each: Told) -> tuple[int, int, str]:
    place = SHOWN.index(each.stance) if each.stance in SHOWN else len(SHOWN)
    return place, -len({one.report for one in each.all}), str(each.first.published)


def told(each: Told, days: Days) -> Item:
    """What is said, and what became of it."""
    first = each.first
    when = f" ({days.called(first.published)})" if first.published else ""
    verb = SOFTER.get(each.rule) or VERBS.get(each.stance, "said")
    others = {one.report for one in each.all} - {first.report}
    also = f", also in {several(len(others), 'other report')}" if others else ""
    text = f"{opened(speaker(first))} {verb}{when}: {quoted(first.statement.content.text)}{also}."
    rows = tuple(f"statement {one.statement.id}" for one in each.all)
    lead = sentence(text, *(quote(one) for one in each.all), rows=rows)
    return (lead, *_state(each, days))


def _state(each: Told, days: Days) -> Iterator[Sentence]:
    first = each.first
    if first.state is None:
        return
    last = next((one.deadline for one in each.all if one.deadline), None)
    until = f"; its last day is {days.called(last)}" if last and first.state != "past" else ""
    day = f" on {days.called(last)}" if last and first.state == "past" else ""
    rests = f", by {', '.join(first.rests_on)}" if first.rests_on else ""
    rows = (f"statement {first.statement.id}: {first.state} (rule {first.state_rule}{rests})",)
    about = "; nothing was told of an answer" if first.state == "past" else ""
    state = "It was carried out" if each.stance == "threatens" and first.state == "met" else STATES[first.state]
    yield sentence(f"{state}{day}{until}{about}.", quote(first), rows=rows)


def quote(each: Heard) -> Quote:
    """The words of a statement."""
    return Quote(each.report, each.source, each.published, each.statement.content, told_rule(each))


def told_rule(each: Heard) -> str:
    """The same in a note."""
    return f"rule {name}" if (name := rule(each)) else "no stance told"


def rule(each: Heard) -> str:
    """Which rule tells how the speaker stands to it; empty where none does."""
    return next((one.rule for one in each.stances if one.stance == each.stance), "")


def _rest(left: Sequence[Told]) -> Sentence:
    number = Counter(each.stance for each in left)
    told = listed([f"{count:,} {NOUNS[stance][count > 1]}" for stance, count in number.most_common()])
    quotes = [quote(each.first) for each in left]
    rows = tuple(f"statement {each.first.statement.id}: {speaker(each.first)}" for each in left)
    return sentence(f"Not told one by one: {told}.", *quotes, rows=rows)


def _nothing(rows: Rows) -> Item:
    asked = (f"statements about {rows.place.name}, {rows.days.since} to {rows.days.last}: none",)
    if not rows.read:
        return item(f"No report of the {rows.days.what} was read, so nothing can be said of who said what.", rows=asked)
    return item(
        f"No statement that has to do with {names.the(rows.place.name)} was found in the {rows.days.what}.", rows=asked
    )


def figures(found: Sequence[Told], days: Days) -> Iterator[Item]:
    """How much is open, and until when."""
    asked = [each for each in found if each.stance in ASKING and each.first.state == "open"]
    if not asked:
        return
    ends = sorted(day for each in asked if (day := each.first.deadline))
    until = f"; the next last day is {days.called(ends[0])}" if ends else ""
    are = "is" if len(asked) == 1 else "are"
    rows = tuple(f"statement {each.first.statement.id}: open (rule {each.first.state_rule})" for each in asked)
    quotes = [quote(each.first) for each in asked]
    yield item(
        f"{opened(several(len(asked), 'demand or threat', 'demands or threats'))} {are} open{until}.",
        *quotes,
        rows=rows,
    )

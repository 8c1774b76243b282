"""The forces that an event names: one line for each, with the words that count it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vedette.assemble.cues import vocabulary
from vedette.assemble.kinds import bare_words, kind
from vedette.assemble.page import Page
from vedette.assemble.rotations import Rotation, heads_a_force, rotation
from vedette.assemble.status import Row, Scene, decide, replaces
from vedette.assemble.tokens import real_words, trimmed
from vedette.records import Argument, Count, Event, Resolved, Span, Who

FORCE_SECTORS = frozenset({"MIL", "COP", "REB", "UAF"})
"""Sectors of actors that are forces themselves."""

GUESSES = frozenset({"country-of-report"})
"""Rules of the who resolver that take the country from the report as a whole, not from the words."""

OFFICES = vocabulary("anonymity.toml")["offices"] | {
    "ministry",
    "department",
    "office",
    "president",
    "secretary",
    "spokesman",
}

HELPING = frozenset({"personnel", "unit", "police", "aircraft", "naval"})
"""Kinds that stand somewhere when they are sent as help; weapons that are given away change hands instead."""

PAIR = 2
"""Phrases: a name and a number, or one part and another."""

PARTY = frozenset({"party", "team", "group", "detachment"})
"""Words of a part of a force: its number is not the whole's."""

PARTS = re.compile(r"\s*,\s+(?:and|with)\s+|\s+and\s+|\s*,\s+|\s+as well as\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A force of an event, with its status and the rule for it; owner and command are not yet told."""

    event: Event
    force: Span
    kind: str
    status: str
    rule: str
    who: Resolved[Who] | None
    count: Resolved[Count]
    dated: bool = True
    """Whether the event's time is when it came to this status."""


def lines(scene: Scene, page: Page) -> list[Line]:
    """The lines that an event makes, in text order; none when it puts no force anywhere."""
    row = decide(scene)
    if row.posture == "-":
        return []
    made = [each for line in forces(scene, row, page) for each in as_it_went_on(scene, line, page)]
    if scene.event.type == "MOBILIZE" and replaces(scene):
        made += replaced(scene, made, page)
    return made


def forces(scene: Scene, row: Row, page: Page) -> Iterator[Line]:
    """A line for each force argument; where there is none, for each actor that is a force itself."""
    named = scene.event.role("force")
    counted = beside(named, scene.text)
    whole = numbered(scene.event, named)
    if whole:
        yield line(scene.event, whole, kind(whole.span.text) or kind_by_sector(whole), row, named[0].count)
        return
    for argument in named:
        if argument in counted.values():
            continue
        for part in split(argument, scene.text, page):
            found = kind_of(part.span, scene.event)
            if found and not is_seat(part, page):
                count = counted[argument].count if argument in counted else part.count
                yield line(scene.event, part, found, row, count)
    if not named and (scene.event.type == "MOBILIZE" or scene.event.mode == "withdraw"):
        yield from acting(scene, row, page)


def numbered(event: Event, named: Sequence[Argument]) -> Argument | None:
    """The actor that is the force, where the force's own words are only its number: "the marines left, all 290"."""
    actors = [actor for actor in event.role("actor") if is_force(actor) and not is_counted(actor)]
    if len(named) != 1 or len(actors) != 1 or event.type not in ("MOBILIZE", "RETREAT"):
        return None
    return actors[0] if is_number(named[0]) else None


def is_number(argument: Argument) -> bool:
    """Whether a phrase is a number that names no force: "all 290", "about 300", "number exceeding three hundred"."""
    return is_counted(argument) and kind(argument.span.text) is None


def line(event: Event, argument: Argument, kind: str, row: Row, count: Resolved[Count] | None) -> Line:
    """The line of a force, as the row decides."""
    said = count or Resolved(None, "no-number-said", argument.span)
    return Line(event, argument.span, kind, row.posture, row.rule, argument.who, said)


def kind_of(span: Span, event: Event) -> str | None:
    """The kind of a force in its event; None for goods that are no force."""
    known = kind(span.text)
    if event.type == "AID":
        return known if known in HELPING else None
    if known or event.type != "MOBILIZE":
        return known
    actors = (kind(actor.span.text) for actor in event.role("actor"))
    return next((of_actor for of_actor in actors if of_actor), BY_MODE.get(event.mode or "", "force"))


def is_seat(argument: Argument, page: Page) -> bool:
    """Whether words are an organisation or an organ of it and no force; the reader may have cut its name short."""
    rest = NAME_GOES_ON.match(page.report.text, argument.span.end) if argument.span.text[-1].islower() else None
    whole = page.span(argument.span.start, rest.end()) if rest else argument.span
    if heads_a_force(whole.text):
        return False
    told = page.resolvers.who(whole, page.around()) if rest else argument.who
    who = told.value if told else None
    return who is not None and who.code[:4] in ORGANISATIONS and who.sector not in FORCE_SECTORS


NAME_GOES_ON = re.compile(r"(?:\s[A-Z][a-z]+)+")
ORGANISATIONS = ("IGO:", "NGO:")


BY_MODE = {"police": "police", "militia": "militia", "troops": "personnel"}
"""Kinds by mode, for words that the table does not know."""


def acting(scene: Scene, row: Row, page: Page) -> Iterator[Line]:
    """Lines of actors that are forces: "the mission's troops patrolled", "the guard reinforced its presence"."""
    for actor in scene.event.role("actor"):
        if is_force(actor):
            count = page.resolvers.count(actor.span, page.around_event(scene.event))
            yield line(scene.event, actor, kind(actor.span.text) or kind_by_sector(actor), row, count)


def is_force(actor: Argument) -> bool:
    """Whether an actor is a force: by the head of its phrase, or by its sector unless it is an office."""
    words = [token.low for token in real_words(actor.span.text, 0, len(actor.span.text))]
    if any(word in OFFICES for word in words):
        return False
    who = actor.who.value if actor.who else None
    return kind(actor.span.text) is not None or (who is not None and who.sector in FORCE_SECTORS)


def kind_by_sector(actor: Argument) -> str:
    """The kind of a force that only its sector tells."""
    sector = actor.who.value.sector if actor.who and actor.who.value else None
    return {"COP": "police", "REB": "militia", "UAF": "militia"}.get(sector or "", "force")


def replaced(scene: Scene, taking: Sequence[Line], page: Page) -> Iterator[Line]:
    """Lines of the forces that give way: rotated once they are replaced, present as long as that lies ahead."""
    done = scene.event.status in ("actual", "ongoing")
    row = Row("MOBILIZE", "*", scene.event.status, "replacing", "near", *(ROTATED if done else STILL_THERE))
    for recipient in scene.event.role("recipient"):
        known = kind(recipient.span.text) or next((one.kind for one in taking), None)
        if known and (is_force(recipient) or taking):
            count = page.resolvers.count(recipient.span, page.around_event(scene.event))
            yield line(scene.event, recipient, known, row, count)


def as_it_went_on(scene: Scene, line: Line, page: Page) -> list[Line]:
    """The line; where the words go on to tell that others took its place and no event does, it and theirs."""
    turn = unmarked_rotation(scene, line)
    if turn is None:
        return [line]
    gone = replace(line, status="rotated", rule="replaced-in-words-is-rotated", dated=False)
    return [gone, *(in_its_place(line, span, page) for span in turn.taking)]


def unmarked_rotation(scene: Scene, line: Line) -> Rotation | None:
    """The rotation that the words around a force tell, unless an event tells it or names the same force after this."""
    if scene.event.status not in ("actual", "ongoing") or line.status not in ("present", "moving"):
        return None
    turn = rotation(scene.text, line.force, scene.sentence)
    told = (scene.event, *scene.beside)
    if turn is None or not turn.done or any(overlaps(turn.verb, event.trigger) for event in told):
        return None
    later = (event for event in scene.beside if event.trigger.start > scene.event.trigger.start)
    again = any(argument.span == line.force for event in later for argument in event.role("force"))
    return None if again else turn


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def in_its_place(line: Line, span: Span, page: Page) -> Line:
    """The line of a contingent that took the place of a force: it came later, nobody says when."""
    around = page.around_event(line.event)
    who, count = page.resolvers.who(span, around), page.resolvers.count(span, around)
    found = kind(span.text) or line.kind
    return Line(line.event, span, found, "present", "replacement-in-words-is-present", who, count, dated=False)


ROTATED = ("rotated", "replaced-is-rotated")
STILL_THERE = ("present", "replacement-ahead-is-present")


def beside(named: Sequence[Argument], text: str) -> dict[Argument, Argument]:
    """Of two force phrases that are one force, the name with the number that stands apart from it."""
    if len(named) != PAIR:
        return {}
    first, second = named
    for name, number in ((first, second), (second, first)):
        if is_bare(number) and not is_counted(name) and not joined(first.span, second.span, text):
            return {name: number}
    return {}


def is_counted(argument: Argument) -> bool:
    """Whether a phrase says how many."""
    value = argument.count.value if argument.count else None
    return value is not None and (value.low is not None or value.high is not None)


def is_bare(argument: Argument) -> bool:
    """Whether a phrase is a number and little else: "about 300 of whom", "450 all ranks"."""
    words = [token.low for token in real_words(argument.span.text, 0, len(argument.span.text))]
    named = argument.who and argument.who.value and argument.who.value.country and argument.who.rule not in GUESSES
    apart = PARTY & set(words)
    return is_counted(argument) and not named and not apart and (words[-1] in bare_words() or words[-1][-1].isdigit())


def joined(first: Span, second: Span, text: str) -> bool:
    """Whether "and" or a bare comma joins two phrases, so that they are two forces."""
    between = text[first.end : second.start].strip()
    return between in ("and", ",", ", and", "as well as", "with")


def split(argument: Argument, text: str, page: Page) -> list[Argument]:
    """The parts of a coordinated phrase when each is of another kind and no number may cover the part after its own."""
    parts = [part for part in pieces(argument.span, text) if part.text]
    kinds = [kind(part.text) for part in parts]
    in_a_number = any(part.text[-1].isdigit() for part in parts[:-1])
    if len(parts) < PAIR or in_a_number or None in kinds or len(set(kinds)) < len(kinds):
        return [argument]
    resolved = [part_of(argument, part, page) for part in parts]
    covered = (is_counted(one) and not is_counted(other) for one, other in pairwise(resolved))
    return [argument] if any(covered) else resolved


def pieces(span: Span, text: str) -> Iterator[Span]:
    """The stretches between "and" and commas, cut exactly."""
    start = span.start
    for match in [*PARTS.finditer(text, span.start, span.end), None]:
        end = match.start() if match else span.end
        first, last = trimmed(text, start, end)
        yield Span(text[first:last], first, last)
        start = match.end() if match else span.end


def part_of(argument: Argument, span: Span, page: Page) -> Argument:
    """An argument for a part of its words, resolved anew."""
    around = page.around()
    who = page.resolvers.who(span, around)
    return Argument(argument.role, span, argument.score, who=who, count=page.resolvers.count(span, around))

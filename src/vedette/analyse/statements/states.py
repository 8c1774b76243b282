"""What became of a demand or threat: the rows of states.tsv, each a function that says what it rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vedette.analyse.statements.asking import OPENING, Asking, asking
from vedette.analyse.statements.rows import rows_of
from vedette.analyse.statements.sides import side
from vedette.analyse.statements.taken import DONE, Deed, Deeds, Taken

DEMAND = r"(?:demands?|ultimatums?|deadlines?|conditions?)"
THREAT = r"(?:threats?|ultimatums?)"
UNSURE = re.compile(r"\b(?:would|will|could|might|may|not|never|if|unless|until|no|refus\w+)\b|n['’]t\b")
"""Words before a verb by which it has not happened."""

DROPS = (
    r"(?:dropp?(?:s|ed)?|withdr[ae]w(?:s|n)?|lift(?:s|ed)|rescind(?:s|ed)|abandon(?:s|ed)|retract(?:s|ed)|took back)"
)
GONE = r"(?:dropped|withdrawn|lifted|rescinded|abandoned|retracted)"

DROPPED = {
    type_: re.compile(rf"\b{DROPS}\b[^.;]{{0,40}}?\b{thing}\b|\b{thing}\b[^.;]{{0,30}}?\b{GONE}\b")
    for type_, thing in (("REQUEST", DEMAND), ("THREATEN", THREAT))
}
"""Type of what was said -> words by which it no longer holds."""

MET = {"REQUEST": re.compile(rf"\b{DEMAND}\b[^.;]{{0,30}}?\b(?:met|fulfilled|satisfied)\b")}
"""Likewise: words by which a demand is met. A threat is not met by words."""

Words = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class State:
    """The state of a demand or threat, by which rule, and by which events or statements."""

    state: str
    rule: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """All that was told up to a day."""

    as_of: date | None
    deeds: Deeds
    by_side: Mapping[tuple[str, re.Pattern[str]], list[Taken]]
    """The statements of each side whose words tell that a demand or threat is dropped or met, by the words."""
    looked: dict[Look, Looked] = field(default_factory=dict)


Look = tuple[str, str, tuple[str, ...], frozenset[str], frozenset[str], frozenset[str]]
"""What was looked for: type, doer, statuses, modes, targets and countries."""


@dataclass(slots=True)
class Looked:
    """How far it was looked for: no deed from `start` to before `end` is what was asked of a statement of this day, nor so of one
    of a later day.
    """

    start: int
    end: int
    day: date


def known(all_taken: Sequence[Taken], deeds: Deeds, as_of: date | None) -> Known:
    """What the states are looked up in."""
    by_side: dict[tuple[str, re.Pattern[str]], list[Taken]] = defaultdict(list)
    for one in all_taken:
        name = side(one.statement.speaker.who)
        for pattern in (*DROPPED.values(), *MET.values()) if name else ():
            if certain(pattern, one):
                by_side[name or "", pattern].append(one)
    return Known(as_of, deeds, by_side)


def state(one: Taken, known: Known) -> tuple[State, Asking] | None:
    """The state of a statement with what it asks for; None of one that is no demand or threat."""
    asked = asking(one)
    if asked is None:
        return None
    for row in rows_of("states.tsv"):
        rests_on = RULES[row["rule"]](one, asked, known)
        if rests_on is not None:
            return State(row["state"], row["rule"], rests_on), asked
    raise AssertionError("the last row of states.tsv fits all")


Rule = Callable[[Taken, Asking, Known], tuple[str, ...] | None]
"""What a state rests on; empty where it rests on the day alone, None where the rule does not fit."""


def said_to_be_met(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """Who made it says later that it is met."""
    return by_own_words(MET, one, asked, known)


def dropped_in_words(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """Who made it says later that it is dropped."""
    return by_own_words(DROPPED, one, asked, known)


def by_own_words(words: Words, one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first later statement of the same side with such words."""
    pattern = words.get(OPENING[one.stance or ""])
    if pattern is None:
        return None
    told = known.by_side.get((asked.made_by or "", pattern), [])
    after = bisect_right(told, one.published or date.max, key=day_of)
    return (told[after].statement.id,) if after < len(told) else None


def certain(pattern: re.Pattern[str], one: Taken) -> bool:
    """Whether a statement has such words, and no word before them in its clause that takes them back."""
    words = one.statement.content.text.casefold()
    found = pattern.search(words)
    return found is not None and not UNSURE.search(words[: found.end()])


def day_of(told: Taken | Deed) -> date:
    """The day of publication, by which all are in order; what has none comes first."""
    return told.published or date.min


def act_was_done(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first later event that fulfils it."""
    return first_later(looks(asked.types, asked.doers, DONE, asked), one, asked, known)


def act_was_ruled_out(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first later event by which the one who made it takes it back."""
    mine = frozenset({asked.made_by} if asked.made_by else ())
    opener = OPENING[one.stance or ""]
    types = frozenset({opener}) | (asked.types if opener == "THREATEN" else frozenset())
    return first_later(looks(types, mine, ("negated",), asked), one, asked, known)


def looks(types: frozenset[str], doers: frozenset[str], statuses: tuple[str, ...], asked: Asking) -> Iterator[Look]:
    """All that is looked for: deeds of these types by these sides."""
    for type_ in types:
        for doer in doers:
            yield type_, doer, statuses, asked.modes, asked.targets, asked.countries


def first_later(wanted: Iterable[Look], one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first of the deeds that are looked for, in reports of later days, that fulfils what was asked."""
    if one.published is None:
        return None
    found = (first_of(look, one.published, asked, known) for look in wanted)
    best = min((deed for deed in found if deed is not None), key=order, default=None)
    return (best.event.id,) if best else None


def first_of(look: Look, day: date, asked: Asking, known: Known) -> Deed | None:
    """The first deed of a type by a side. What was passed over for a statement of an earlier day, that asks the same, is not
    looked at again.
    """
    found = known.deeds.get(look[:2], [])
    start = at = bisect_right(found, day, key=day_of)
    before = known.looked.get(look)
    if before is not None and before.day <= day and before.start <= start <= before.end:
        start, at = before.start, max(at, before.end)
    while at < len(found) and not is_it(found[at], look[2], day, asked):
        at += 1
    known.looked[look] = Looked(start, at, day)
    return found[at] if at < len(found) else None


def is_it(deed: Deed, statuses: Collection[str], day: date, asked: Asking) -> bool:
    """Whether a deed is what was asked, and not of a time that ends before that."""
    return deed.event.status in statuses and (deed.until is None or deed.until > day) and fulfils(deed, asked)


def order(deed: Deed) -> tuple[int, int, str]:
    """Where a deed stands among all."""
    return deed.place, deed.event.trigger.start, deed.event.id


def fulfils(deed: Deed, asked: Asking) -> bool:
    """Whether nothing that both tell keeps the event apart: mode, to whom, in which country."""
    mode = deed.event.mode
    if mode and asked.modes and mode not in asked.modes:
        return False
    told = ((deed.recipients, asked.targets), (deed.countries, asked.countries))
    return all(not one or not other or not one.isdisjoint(other) for one, other in told)


def deadline_passed(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The last day lies before the day asked for."""
    del one
    return () if asked.deadline and known.as_of and asked.deadline < known.as_of else None


def deadline_ahead(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """There is a last day, and it has not gone by."""
    del one, known
    return () if asked.deadline else None


def nothing_since(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """Whatever is left."""
    del one, asked, known
    return ()


RULES: Mapping[str, Rule] = {
    "said-to-be-met": said_to_be_met,
    "act-was-done": act_was_done,
    "dropped-in-words": dropped_in_words,
    "act-was-ruled-out": act_was_ruled_out,
    "deadline-passed": deadline_passed,
    "deadline-ahead": deadline_ahead,
    "nothing-since": nothing_since,
}
"""Rule of states.tsv -> what it looks for."""

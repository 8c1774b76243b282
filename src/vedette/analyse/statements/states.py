"""What became of a demand or threat: the rows of states.tsv, each a function that says what it rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

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
    by_side: Mapping[str, list[Taken]]
    """The statements of each side whose words tell that a demand or threat is dropped or met."""


def known(all_taken: Sequence[Taken], deeds: Deeds, as_of: date | None) -> Known:
    """What the states are looked up in."""
    by_side: dict[str, list[Taken]] = defaultdict(list)
    for one in all_taken:
        name = side(one.statement.speaker.who)
        if name and any(certain(pattern, one) for pattern in (*DROPPED.values(), *MET.values())):
            by_side[name].append(one)
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
    for later in known.by_side.get(asked.made_by or "", ()):
        if is_after(later, one) and certain(pattern, later):
            return (later.statement.id,)
    return None


def certain(pattern: re.Pattern[str], one: Taken) -> bool:
    """Whether a statement has such words, and no word before them in its clause that takes them back."""
    words = one.statement.content.text.casefold()
    found = pattern.search(words)
    return found is not None and not UNSURE.search(words[: found.end()])


def is_after(later: Taken, one: Taken) -> bool:
    """Whether a statement is of a later day."""
    return later.published is not None and one.published is not None and later.published > one.published


def act_was_done(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first later event that fulfils it."""
    return first_later(deeds_of(asked.types, asked.doers, known), DONE, one, asked)


def act_was_ruled_out(one: Taken, asked: Asking, known: Known) -> tuple[str, ...] | None:
    """The first later event by which the one who made it takes it back."""
    mine = frozenset({asked.made_by} if asked.made_by else ())
    opener = OPENING[one.stance or ""]
    types = frozenset({opener}) | (asked.types if opener == "THREATEN" else frozenset())
    return first_later(deeds_of(types, mine, known), ("negated",), one, asked)


def deeds_of(types: frozenset[str], doers: frozenset[str], known: Known) -> list[list[Deed]]:
    """All deeds of these types by these sides, a list for each, in the order of publication."""
    return [known.deeds.get((type_, doer), []) for type_ in types for doer in doers]


def first_later(
    lists: Iterable[Sequence[Deed]], statuses: Collection[str], one: Taken, asked: Asking
) -> tuple[str, ...] | None:
    """The first of the deeds, in later readings, that fulfils what was asked."""
    best: Deed | None = None
    for found in lists:
        for deed in islice(found, bisect_right(found, one.place, key=placed), None):
            if best is not None and deed.place > best.place:
                break
            if deed.event.status in statuses and follows(deed, one) and fulfils(deed, asked):
                best = deed if best is None else min(best, deed, key=order)
    return (best.event.id,) if best else None


def order(deed: Deed) -> tuple[int, int, str]:
    """Where a deed stands among all."""
    return deed.place, deed.event.trigger.start, deed.event.id


def placed(deed: Deed) -> int:
    """In which reading it is told."""
    return deed.place


def follows(deed: Deed, one: Taken) -> bool:
    """Whether an event is later than a statement: told on a later day, and not of a time that ends before it."""
    if deed.published is None or one.published is None or deed.published <= one.published:
        return False
    return deed.until is None or deed.until > one.published


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

"""The table of rules: name, what it looks for, its parameters, and why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vedette.analyse.alerts.build_up import BuildUp, build_up
from vedette.analyse.alerts.change import Change, change
from vedette.analyse.alerts.deeds import Deeds, deeds
from vedette.analyse.alerts.first import First, first
from vedette.analyse.alerts.picture import Picture
from vedette.analyse.alerts.repeated import Repeated, repeated
from vedette.analyse.alerts.rise import Rise, rise
from vedette.analyse.alerts.tolls import Tolls, tolls
from vedette.analyse.alerts.truce import Truce, truce
from vedette.analyse.alerts.ultimatum import Ultimatum, ultimatum
from vedette.records import Alert


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table."""

    name: str
    find: Callable[[Picture, Any], Iterable[Alert]]
    given: object
    """Its parameters: a frozen record whose fields say what each is."""
    reason: str


RULES: tuple[Rule, ...] = (
    Rule("unusual-rise", rise, Rise(), "More is told of a country than ever in two years: something has begun."),
    Rule(
        "unusual-dead",
        rise,
        Rise("unusual-dead", least=15, dead=True),
        "One report of a massacre is no rise of reports, and is an alarm.",
    ),
    Rule("change-point", change, Change(), "A level that crept up for weeks shows in no single one of them."),
    Rule("first-violence", first, First(), "An outbreak in a place that nobody watches is the one that is missed."),
    Rule("repeated-attacks", repeated, Repeated(), "One attack may be chance; one after the other is a campaign."),
    Rule("words-to-deeds", deeds, Deeds(), "A quarrel of states is a matter of words until the first of them acts."),
    Rule("ultimatum", ultimatum, Ultimatum(), "It names the day on which to look again."),
    Rule("build-up", build_up, BuildUp(), "Forces at a border of two that quarrel are what an attack needs."),
    Rule("broken-ceasefire", truce, Truce(), "After the first breach a truce holds only if somebody steps in."),
    Rule("contradicted-toll", tolls, Tolls(), "Where both sides count differently, one of them hides something."),
)


def found(picture: Picture, rules: Iterable[Rule] = RULES) -> list[Alert]:
    """What all rules find, by the day on which it was raised."""
    return sorted(_all(picture, rules), key=lambda one: (one.raised, one.rule, one.id))


def _all(picture: Picture, rules: Iterable[Rule]) -> Iterator[Alert]:
    for rule in rules:
        yield from rule.find(picture, rule.given)

"""Who did it and to whom, out of many reports: those that most name, told as closely as any tells it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from vedette.link.sides import sides
from vedette.records import Argument, Event, Resolved, Span, Who

WORDS = Span("they", 0, 4)

CASES = {
    "what one of many says is a slip": ("ASSAULT", "REB>MIL REB>MIL REB>MIL REB>MIL PTY>MIL", "REB", "MIL"),
    "what half of them say stays": ("ASSAULT", "REB>MIL REB>MIL REB>MIL CRM>CVL CRM>CVL", "CRM REB", "CVL MIL"),
    "gunmen are the rebels whom others name": ("ASSAULT", "UAF>CVL REB>CVL", "REB", "CVL"),
    "gunmen stay where most know nobody": ("ASSAULT", "UAF>CVL UAF>CVL REB>CVL", "REB UAF", "CVL"),
    "gunmen are not civilians": ("ASSAULT", "UAF>COP CVL>COP", "CVL UAF", "COP"),
    "a country is its army that others name": ("COERCE", ".>CVL MIL>CVL", "MIL", "CVL"),
    "who is told on both sides is of the one where more tell him": ("ASSAULT", "REB>MIL MIL>MIL MIL>MIL", "REB", "MIL"),
    "the only party of a side stays": ("ASSAULT", "MIL> MIL>MIL MIL>MIL", "MIL", "MIL"),
    "of talks each report may name another": ("CONSULT", "GOV> GOV> GOV> GOV> REB>", "GOV REB", ""),
    "nobody told is nobody": ("ASSAULT", "> >", "", ""),
}


def event(number: int, told: str, kind: str) -> Event:
    actor, recipient = told.split(">")
    arguments = [
        Argument(role, WORDS, 1.0, who=Resolved(who(code), "test"))
        for role, code in (("actor", actor), ("recipient", recipient))
        if code
    ]
    return Event(f"e{number}", kind, None, "actual", (), 1.0, 0.0, WORDS, tuple(arguments))


def who(code: str) -> Who:
    return Who("CAF" if code == "." else f"CAF {code}", "CAF", None if code == "." else code, None)


def events(told: str, kind: str) -> list[Event]:
    return [event(number, each, kind) for number, each in enumerate(told.split())]


def codes(several: tuple[Who, ...]) -> str:
    return " ".join(sorted((who.sector or ".") for who in several))


@pytest.mark.parametrize("case", CASES)
def test_a_side_is_whom_most_name_as_closely_as_any_tells(case: str) -> None:
    kind, told, actors, recipients = CASES[case]
    found = sides(events(told, kind), kind)
    assert (codes(found[0]), codes(found[1])) == (actors, recipients)


def test_the_order_of_reports_changes_nothing() -> None:
    told = events("REB>MIL UAF>MIL REB>CVL MIL>MIL", "ASSAULT")
    assert (
        len(
            {tuple(tuple(who.code for who in side) for side in sides(order, "ASSAULT")) for order in permutations(told)}
        )
        == 1
    )


def test_a_party_goes_by_its_name_where_any_report_tells_one() -> None:
    they = Argument("actor", WORDS, 1.0, who=Resolved(Who("CAF REB", "CAF", "REB", "3R"), "test"))
    named = replace(event(9, "REB>", "ASSAULT"), arguments=(they,))
    ((actor,), _) = sides([*events("REB> REB>", "ASSAULT"), named], "ASSAULT")
    assert actor.name == "3R"

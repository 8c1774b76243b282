"""Resolvers are measured on the gold's own words, with all around them that a perfect reader would know."""

from __future__ import annotations

from datetime import date

from bench.corpus import Report
from bench.given import as_told, phrases_of, resolvers, score_given
from bench.tally import Tally
from vedette.records import Resolved, Span, Surroundings, When, Who


def _who(span: Span, surroundings: Surroundings) -> Resolved[Who]:
    assert surroundings.text[span.start : span.end] == span.text
    assert surroundings.trigger is not None
    assert any(mention.span == span for mention in surroundings.mentions)
    known = {"Averia": "AVE", "The council of the league": "IGO:LEAGUE"}.get(span.text)
    return Resolved(Who(known, None, None, None) if known else None, "test")


def test_each_phrase_counts_once_and_silence_apart(reports: list[Report]) -> None:
    sheet = score_given(reports, {"who": _who})
    assert sheet["given.who.whole"] == Tally(2, 5, 5)
    assert sheet["given.who.silent"] == Tally(3, 5, 5)
    assert "given.when.whole" not in sheet.tallies


def test_a_phrase_stands_in_a_role_of_its_kind(reports: list[Report]) -> None:
    roles = {(phrase.kind, phrase.filler.role) for phrase in phrases_of(reports[0])}
    assert {("count", "killed"), ("when", "time"), ("where", "place")} <= roles
    assert ("who", "killed") not in roles


def test_a_resolved_value_has_the_public_shape() -> None:
    day = Resolved(When(date(2021, 3, 9), date(2021, 3, 10), "day"), "test")
    assert as_told(day) == {"since": "2021-03-09", "until": "2021-03-10", "precision": "day"}
    assert as_told(Resolved(None, "cannot-say")) is None


def test_only_resolvers_that_exist_are_asked() -> None:
    assert set(resolvers()) <= {"who", "when", "where", "count"}

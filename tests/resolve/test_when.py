"""Times, in sentences of all kinds: `tests/cases/when.tsv` holds what each must mean."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from vedette.records import Mention, Resolved, Span, Surroundings, When
from vedette.resolve import when

CASES = Path(__file__).parents[1] / "cases" / "when.tsv"


def _cases() -> list[object]:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    fails = pytest.mark.xfail(reason="known failure, described in docs/how-it-decides/when.md", strict=True)
    return [pytest.param(tuple(row[1:]), id=row[4], marks=[fails] if row[0] == "fails" else []) for row in rows]


def resolved(
    marked: str, published: str, status: str, trigger: str = "", times: tuple[str, ...] = ()
) -> Resolved[When]:
    """The time in brackets, in the sentence without the brackets."""
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    at = text.find(trigger) if trigger else -1
    mentions = tuple(Mention("time", Span(time, text.index(time), text.index(time) + len(time)), 1.0) for time in times)
    surroundings = Surroundings(
        text,
        date.fromisoformat(published) if published else None,
        (),
        status,
        Span(trigger, at, at + len(trigger)) if trigger else None,
        mentions,
    )
    return when.resolve(Span(text[start:end], start, end), surroundings)


def _day(said: str, *, last: bool) -> date:
    """The first day of "2021", "2021-03" or "2021-03-17", or the first day after it."""
    parts = [int(part) for part in said.split("-")]
    first = date(*[*parts, 1, 1][:3])
    if not last:
        return first
    if len(parts) == 3:
        return first + timedelta(days=1)
    return date(first.year + 1, 1, 1) if len(parts) == 1 else (first + timedelta(days=32)).replace(day=1)


@pytest.mark.parametrize("case", _cases())
def test_a_time_means_the_days_that_the_table_says(case: tuple[str, ...]) -> None:
    published, status, trigger, text, value, precision = case
    found = resolved(text, published, status, trigger)
    if value == "?":
        assert found.value is None
        assert found.rule
        return
    first, _, last = value.partition("/")
    assert found.value == When(_day(first, last=False), _day(last or first, last=True), precision), found.rule


def test_the_table_is_large_and_shows_its_failures_first() -> None:
    states = [
        line.split("\t")[0] for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert len(states) >= 250
    assert states == sorted(states)


def test_two_readings_of_figures_are_both_kept() -> None:
    found = resolved("It was signed on [03/04/2015].", "2021-03-17", "actual")
    assert found.rule == "figures-two-orders"
    assert [passed.value for passed in found.passed_over] == ["2015-03-04"]


def test_a_weekday_keeps_the_week_beside_as_passed_over() -> None:
    found = resolved("Gunmen struck on [Friday].", "2021-03-17", "actual")
    assert [passed.value for passed in found.passed_over] == ["2021-03-19"]


def test_a_marked_time_is_an_anchor_where_no_plain_date_stands() -> None:
    found = resolved(
        "The fort fell at the weekend. [The next day] it rained.", "2021-03-17", "actual", times=("the weekend",)
    )
    assert found.value is not None
    assert found.rule == "from-earlier-time"


def test_the_span_of_the_words_is_handed_back() -> None:
    found = resolved("Gunmen struck on [Friday].", "2021-03-17", "actual")
    assert found.span == Span("Friday", 17, 23)


def test_every_rule_that_decides_a_case_is_described() -> None:
    described = (Path(__file__).parents[2] / "docs" / "how-it-decides" / "when.md").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rules = {resolved(text, published, status, trigger).rule for _, published, status, trigger, text, *_ in rows}
    assert {rule for rule in rules if f"`{rule}`" not in described} == set()

"""Series count what stands in a lake, keep zero and unknown apart, and say what came back between two sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store import told as lakes
from vedette.analyse.series import BY, EVERY, OF, Asked, sparkline
from vedette.cli import analysing
from vedette.errors import StoreError, UsageError
from vedette.records import Argument, Count, Reading, Resolved, Span, Who
from vedette.store import Lake

MONTHS = (date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1))


def attack(number: int, day: date, **given: Any) -> Reading:
    """A report of a day whose one event is an attack of that day."""
    made = lakes.reading(number, type="ASSAULT", mode=None, **given)
    made = lakes.moved(made, days=(day - date(2024, 3, 4)).days, country="MLI", code="MLI REB")
    return replace(made, report=replace(made.report, published=day))


def toll(number: int) -> Argument:
    span = Span(str(number), 0, 1)
    return Argument("killed", span, 0.9, count=Resolved(Count(number, number), "number", span))


def actors(by: str, to: str) -> tuple[Argument, ...]:
    span = Span("x", 0, 1)
    codes = (("actor", by), ("recipient", to))
    return tuple(
        Argument(role, span, 0.9, who=Resolved(Who(code, code[:3], None, None), "r", span)) for role, code in codes
    )


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    dyads = [
        replace(
            attack(number, date(2024, 3, 20)),
            events=(replace(attack(number, date(2024, 3, 20)).events[0], arguments=actors(*pair)),),
        )
        for number, pair in enumerate((("KEN MIL", "SOM MIL"), ("KEN GOV", "SOM"), ("SOM", "KEN")), start=10)
    ]
    first = attack(0, date(2024, 3, 5))
    first = replace(first, events=(replace(first.events[0], arguments=(*first.events[0].arguments, toll(7))),))
    readings = [
        first,
        attack(1, date(2024, 3, 6)),
        attack(2, date(2024, 5, 7)),
        attack(3, date(2024, 5, 8), status="planned"),
        *dyads,
    ]
    return lakes.make(tmp_path_factory.mktemp("series") / "lake", [(each, lakes.KNOWN) for each in readings])


def numbers(lake: Lake, **wanted: Any) -> list[tuple[date, int | None]]:
    rows = lake.series(**wanted)
    return list(zip(rows.column("since").to_pylist(), rows.column("number").to_pylist(), strict=True))


def test_a_month_without_reports_is_unknown_and_one_without_events_is_zero(lake: Lake) -> None:
    assert numbers(lake, country="MLI") == [(MONTHS[0], 2), (MONTHS[1], None), (MONTHS[2], 1)]
    assert numbers(lake, country="NER", type="ASSAULT") == [(MONTHS[0], 0), (MONTHS[1], None), (MONTHS[2], 0)]


def test_the_dead_are_summed_and_rates_are_of_a_thousand_reports(lake: Lake) -> None:
    (row, *_) = lake.series(country="MLI").to_pylist()
    assert (row["killed_low"], row["killed_high"], row["read"]) == (7, 7, 5)
    assert row["rate"] == pytest.approx(1000 * 2 / 5)


def test_only_what_happened_counts_unless_more_is_asked_for(lake: Lake) -> None:
    assert numbers(lake, country="MLI", status=["actual", "planned"])[2] == (MONTHS[2], 2)


def test_dyads_say_what_came_back(lake: Lake) -> None:
    rows = [row for row in lake.series(by="dyad", actor=["KEN", "SOM"]).to_pylist() if row["since"] == MONTHS[0]]
    found = {(row["actor"], row["recipient"]): (row["number"], row["returned"], row["reciprocity"]) for row in rows}
    assert found == {("KEN", "SOM"): (2, 1, pytest.approx(2 / 3)), ("SOM", "KEN"): (1, 2, pytest.approx(2 / 3))}


@pytest.mark.parametrize(("every", "length"), [("day", 65), ("week", 10), ("month", 3)])
def test_bins_follow_one_another_without_a_gap(lake: Lake, every: str, length: int) -> None:
    rows = lake.series(every=every).to_pylist()
    assert len(rows) == length
    assert all(row["until"] == after["since"] for row, after in pairwise(rows))


def test_ends_cut_the_series(lake: Lake) -> None:
    assert numbers(lake, country="MLI", since="2024-03-06", until="2024-04-01") == [(MONTHS[0], 1)]


@pytest.mark.parametrize("by", [name for name in BY if name != "dyad"])
def test_groups_add_up_to_the_whole(lake: Lake, by: str) -> None:
    whole = sum(number or 0 for _, number in numbers(lake, country="MLI"))
    assert sum(number or 0 for _, number in numbers(lake, by=by, country="MLI")) == whole


def test_what_was_known_earlier_can_be_asked_for(lake: Lake) -> None:
    assert numbers(lake, known_at=datetime(2024, 3, 1, tzinfo=UTC)) == [(date(2000, 1, 1), None)] or not numbers(
        lake, known_at=datetime(2024, 3, 1, tzinfo=UTC)
    )


def test_a_lake_that_was_never_linked_has_no_series_of_incidents(lake: Lake) -> None:
    with pytest.raises(StoreError, match="vedette link"):
        lake.series(of="incidents")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"by": "village"}, "there is no 'village'"),
        ({"every": "year"}, "there is no 'year'"),
        ({"since": "spring"}, "is no date"),
        ({"cell": 99}, "no resolution"),
        ({"colour": "red"}, "no option 'colour'"),
        ({"since": "2024-05-01", "until": "2024-04-01"}, "no day from"),
    ],
)
def test_a_wrong_call_names_the_thing(lake: Lake, wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        lake.series(**wanted)


def test_help_names_what_there_is() -> None:
    assert (analysing.OF, analysing.BY, analysing.EVERY) == (OF, BY, EVERY)
    assert Asked().of in OF


# sparklines


@pytest.mark.parametrize(
    ("values", "line"),
    [([], ""), ([0, 0], "  "), ([None, 1], "·█"), ([0, 1, None, 8], " ▁·█"), ([1, 1, 1], "███")],
)
def test_a_line_of_blocks_tells_zero_from_unknown(values: list[float | None], line: str) -> None:
    assert sparkline(values) == line


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=300), st.integers(1, 80))
def test_a_line_is_never_wider_than_asked_for(values: list[float | None], width: int) -> None:
    assert len(sparkline(values, width)) == min(len(values), width)


def test_a_lake_of_one_report_has_a_series(tmp_path: Path) -> None:
    lake = lakes.make(tmp_path / "lake", [(attack(0, date(2024, 3, 5)), lakes.KNOWN)])
    assert numbers(lake, every="day") == [(date(2024, 3, 5), 1)]


def test_a_linked_lake_counts_incidents_unless_events_are_meant(tmp_path: Path) -> None:
    twice = [attack(number, date(2024, 3, 5)) for number in (0, 1)]
    own = lakes.make(tmp_path / "lake", [(each, lakes.KNOWN) for each in twice])
    assert numbers(own) == [(MONTHS[0], 2)]
    own.link()
    assert numbers(own) == numbers(own, of="incidents") == [(MONTHS[0], 1)]
    assert numbers(own, of="events") == numbers(own, status="actual") == [(MONTHS[0], 2)]

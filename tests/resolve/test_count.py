"""Counts, in phrases of all kinds: `tests/cases/count.tsv` holds what each must mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.records import Count, Mention, Resolved, Span, Surroundings
from vedette.resolve import count

CASES = Path(__file__).parents[1] / "cases" / "count.tsv"


def _cases() -> list[object]:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    fails = pytest.mark.xfail(reason="known failure, described in docs/how-it-decides/count.md", strict=True)
    return [pytest.param(*row[1:], id=row[1] or "empty", marks=[fails] if row[0] == "fails" else []) for row in rows]


def resolved(phrase: str) -> Resolved[Count]:
    return count.resolve(Span(phrase, 0, len(phrase)), Surroundings(phrase))


def _bounds(said: str) -> tuple[float | None, float | None, bool]:
    """The bounds that a value of the table stands for."""
    about = said.startswith("~")
    said = said.lstrip("~")
    if said == "?":
        return None, None, False
    if said.startswith(">="):
        return float(said[2:]), None, about
    if said.startswith("<="):
        return None, float(said[2:]), about
    low, _, high = said.partition("..")
    return float(low), float(high or low), about


@pytest.mark.parametrize(("phrase", "value", "unit", "rule"), _cases())
def test_a_phrase_counts_what_the_table_says(phrase: str, value: str, unit: str, rule: str) -> None:
    found = resolved(phrase)
    if value == "?none":
        assert found.value is None
        return
    assert found.value is not None
    assert (found.value.low, found.value.high, found.value.approximate) == _bounds(value), found.rule
    assert unit in {"*", found.value.unit or ""}
    assert not rule or found.rule == rule


def test_the_table_is_large_and_shows_its_failures_first() -> None:
    states = [
        line.split("\t")[0] for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert len(states) >= 250
    assert states == sorted(states)


def test_a_unit_without_a_number_notes_its_usual_strength() -> None:
    assert resolved("a battalion").note == "a battalion is usually 300..1000 soldiers"


def test_the_parts_of_a_sum_are_named() -> None:
    assert [passed.value for passed in resolved("four nuns and a priest").passed_over] == ["four nuns", "a priest"]


def test_a_further_number_is_passed_over_and_not_lost() -> None:
    assert [passed.value for passed in resolved("162 of the 270 dockers").passed_over] == ["270"]


def test_words_that_point_back_take_the_number_told_before() -> None:
    text = "Police found five rifles in the van. They burnt these rifles."
    mention = Mention("count", Span("five rifles", 13, 24), 1.0)
    start = text.index("these")
    found = count.resolve(Span("these rifles", start, start + 12), Surroundings(text, mentions=(mention,)))
    assert found.value == Count(5.0, 5.0, unit="rifles")
    assert (found.rule, found.span) == ("same-noun-earlier", mention.span)


def test_every_rule_that_decides_a_case_is_described() -> None:
    described = (Path(__file__).parents[2] / "docs" / "how-it-decides" / "count.md").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert {rule for rule in (resolved(row[1]).rule for row in rows) if f"`{rule}`" not in described} == set()

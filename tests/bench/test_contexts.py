"""Contexts count on the annotated events that were found, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.contexts import WHOLE, as_text, by_context, compared, marks
from bench.corpus import Event
from bench.errors import BenchError

LEGAL, BOTH, NONE = frozenset({"legal"}), frozenset({"legal", "crime"}), frozenset[str]()


def found(start: int, end: int, *contexts: str) -> Event:
    return Event("ACCUSE", None, "actual", start, end, contexts=contexts)


def test_an_event_that_was_not_found_is_left_out() -> None:
    assert compared({(0, 5): LEGAL, (10, 15): BOTH}, [found(2, 4, "legal")]) == [(LEGAL, LEGAL)]


def test_a_found_event_answers_for_one_annotated_event_only() -> None:
    assert len(compared({(0, 5): LEGAL, (6, 9): BOTH}, [found(0, 9, "legal")])) == 1


def test_all_contexts_are_the_sum_of_each() -> None:
    tallies = by_context([(BOTH, LEGAL), (LEGAL, BOTH), (NONE, LEGAL)], ["legal", "crime"])
    assert tallies[WHOLE] == tallies["legal"] + tallies["crime"]
    assert (tallies["legal"].right, tallies["legal"].found, tallies["legal"].gold) == (2, 3, 2)


def test_rare_contexts_are_shown_together() -> None:
    shown = as_text(by_context([(BOTH, LEGAL)] * 9 + [(LEGAL, LEGAL)] * 9, ["legal", "crime", "gender"]), 18, 20)
    assert shown.startswith("18 of 20 annotated events were found")
    assert "| legal " in shown
    assert "| gender " not in shown
    assert "| the others " in shown


def test_contexts_are_read_by_report_and_trigger(tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text(
        "report\tstart\tend\tcontexts\na\t3\t7\tlegal,crime\na\t9\t12\t\n", encoding="utf-8"
    )
    assert marks(tmp_path / "c.tsv") == {"a": {(3, 7): BOTH, (9, 12): NONE}}


def test_another_table_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text("report\tbegin\na\t3\n", encoding="utf-8")
    with pytest.raises(BenchError, match=r"c\.tsv"):
        marks(tmp_path / "c.tsv")

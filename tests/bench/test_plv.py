"""The event that lies on the marked pair answers, whatever else is in the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import Event, Filler
from bench.plv import Pair, answer, as_text, by_root, macro_f1, pairs_of, unmarked

TEXT, SOURCE, TARGET = unmarked("<s>Averia</s> thanked <t>Norland</t>, which freed the envoys of Lissa.")
PAIR = Pair("p", TEXT, SOURCE, TARGET, "SUPPORT")


def _event(kind: str, actor: str, recipient: str, score: float = 0.5) -> Event:
    fillers = [
        Filler(role, TEXT.index(words), TEXT.index(words) + len(words))
        for role, words in (("actor", actor), ("recipient", recipient))
    ]
    return Event(kind, None, "actual", 0, 1, tuple(fillers), score)


def test_the_event_between_the_marked_parties_answers() -> None:
    events = [_event("RETREAT", "Norland", "Lissa", 0.9), _event("SUPPORT", "Averia", "Norland", 0.2)]
    assert answer(events, PAIR) == "SUPPORT"


def test_equal_fit_is_decided_by_score() -> None:
    events = [_event("AID", "Averia", "Norland", 0.9), _event("SUPPORT", "Averia", "Norland", 0.2)]
    assert answer(events, PAIR) == "AID"


@pytest.mark.parametrize("kind", ["RETREAT", "CONCEDE"])
def test_yielding_has_two_types(kind: str) -> None:
    assert answer([_event(kind, "Norland", "Lissa")], PAIR) == "YIELD"


def test_no_event_is_a_wrong_answer() -> None:
    tallies = by_root([("AID", answer([], PAIR)), ("AID", "AID"), ("YIELD", "YIELD")])
    assert macro_f1(tallies.values()) == pytest.approx((2 / 3 + 1) / 2)


def test_several_marked_stretches_are_kept() -> None:
    assert unmarked("<s>A</s> and <s>B</s> met <t>C</t>") == ("A and B met C", ((0, 1), (6, 7)), ((12, 13),))


def test_rows_without_a_root_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("marked_sentence\tgold_root\n<s>A</s> sued <t>B</t>\tACCUSE\nA sat\t\n", encoding="utf-8")
    assert [pair.root for pair in pairs_of(path)] == ["ACCUSE"]


def test_the_table_names_the_confusions() -> None:
    assert "macro-F1 0.333" in as_text([("AID", "AID"), ("AID", "COERCE"), ("COERCE", "none")])

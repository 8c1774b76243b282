"""Noise changes how the words look, never which words are marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.corpus import Event, Report
from bench.noise import VARIANTS, Edit, edited

CHANGED = {
    "doubled full stops, stray quotes": "the mayor said..",
    "all capitals": "SOLDIERS OF AVERIA SHELLED",
    "all small letters": "soldiers of averia shelled",
    "no final punctuation": "the mayor said",
    "hard line breaks": "killing at least\n12 people",
    "HTML remains": "<p>Soldiers of Averia",
    "headline capitals": "Shelled The Town Of Karst On Tuesday",
}


def _words(report: Report) -> list[str]:
    spans = [span for event in report.events for span in (event.span, *(each.span for each in event.arguments))]
    return [report.text[slice(*span)] for span in spans]


def _bare(words: str) -> str:
    for one, other in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("\n", " "), ("&amp;", "&")):
        words = words.replace(one, other)
    return words.casefold()


@pytest.mark.parametrize("vary", VARIANTS.values(), ids=VARIANTS)
def test_marked_words_stay_the_same_words(vary: Callable[[Report], Report], reports: list[Report]) -> None:
    for report in reports:
        assert list(map(_bare, _words(vary(report)))) == list(map(_bare, _words(report)))


@pytest.mark.parametrize("name", CHANGED)
def test_each_noise_does_what_it_says(name: str, reports: list[Report]) -> None:
    assert CHANGED[name] in VARIANTS[name](reports[0]).text


def test_quotes_become_curly_and_straight_again(reports: list[Report]) -> None:
    curly = VARIANTS["curly quotes"](reports[2])
    assert "“reporter”" in curly.text
    assert "Norland’s king" in curly.text
    assert VARIANTS["straight quotes"](curly).text == reports[2].text


def test_plain_is_plain(reports: list[Report]) -> None:
    assert [VARIANTS["plain"](report).text for report in reports] == [report.text for report in reports]


def test_what_is_put_at_the_ends_of_a_span_stays_outside() -> None:
    report = Report("r", "brief", "ab cd ef", events=(Event("AID", None, "actual", 3, 5),))
    moved = edited(report, [Edit(3, 3, "<b>"), Edit(5, 5, "</b>"), Edit(0, 3, "")])
    assert moved.text == "<b>cd</b> ef"
    assert _words(moved) == ["cd"]

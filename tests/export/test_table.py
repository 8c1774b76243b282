"""The tables say what a person asks first, each row with the words that it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import stand_ins
from vedette.export import Page, phrases, renderer
from vedette.records import Reading


def shown(reading: Reading, width: int = 100, *, colour: bool = False) -> str:
    return renderer("table")(reading, Page(width, colour))


def test_a_report_is_shown_with_events_statements_posture_and_problems() -> None:
    page = shown(stand_ins.reading())
    for expected in (
        "Italians in Mali · Wire · published 2024-03-05",
        "Events",
        "MOBILIZE.troops",
        "2024-03-04",
        "Italy (ITA)",
        "Statements",
        "the ministry",
        "Force posture",
        "present",
        "a.jsonl:1: bad-field",
    ):
        assert expected in page, expected


def test_each_event_and_posture_stands_over_its_evidence() -> None:
    page = shown(stand_ins.reading())
    assert "On Monday Italy [deployed] 200 soldiers to Mali, the ministry said." in page
    assert "On Monday Italy deployed [200 soldiers] to Mali, the ministry said." in page


def test_each_row_names_an_event_that_explain_finds() -> None:
    assert shown(stand_ins.reading()).count("00112233") == 3


@pytest.mark.parametrize("width", [80, 100, 140, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(len, shown(stand_ins.reading(), width).splitlines())) <= width


def test_there_is_no_escape_code_without_colour() -> None:
    assert "\x1b" not in shown(stand_ins.reading())
    assert "\x1b" in shown(stand_ins.reading(), colour=True)


def test_square_brackets_in_a_report_are_no_markup() -> None:
    reading = stand_ins.reading()
    text = reading.report.text.replace("the ministry", "[bold] :fire:")
    assert "[bold] :fire:" in shown(replace(reading, report=replace(reading.report, text=text)))


def test_a_report_without_events_says_so() -> None:
    empty = replace(stand_ins.reading(), events=(), statements=(), postures=(), problems=())
    assert "No event" in shown(empty)


def test_an_excerpt_is_cut_at_words_and_says_where() -> None:
    text = "one, " * 40 + "the army [fired]. " + "two, " * 40
    start = text.index("fired")
    before, words, after = phrases.excerpt(text, start, start + 5, side=30)
    assert words == "fired"
    assert before.startswith("… ")
    assert before.endswith("army [")
    assert after.startswith("]. two,")
    assert after.endswith(" …")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is so. They shelled Orvel. They left.", "It is so. They [shelled] Orvel."),
        ("Rebels moved north. They shelled “Orvel”. Nobody knows why.", "They [shelled] “Orvel”."),
        ("On Monday Capt. Berg shelled Orvel.", "On Monday Capt. Berg [shelled] Orvel."),
        ("On Monday Lt. Gen. Berg shelled Orvel.", "On Monday Lt. Gen. Berg [shelled] Orvel."),
        ("Nothing else moved there.\nThey shelled Orvel on\nMonday.", "They [shelled] Orvel on"),
    ],
)
def test_an_excerpt_is_the_sentence_unless_its_ends_are_in_doubt(text: str, shown: str) -> None:
    start = text.index("shelled")
    before, words, after = phrases.excerpt(text, start, start + len("shelled"))
    assert f"{before}[{words}]{after}".strip() == shown


def test_an_excerpt_stays_in_its_paragraph() -> None:
    text = "Before.\n\nThe army fired.\n\nAfter."
    start = text.index("fired")
    assert phrases.excerpt(text, start, start + 5) == ("The army ", "fired", ".")

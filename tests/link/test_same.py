"""Copies are one text: under another headline, cut at the end, lightly edited; and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.link.told import reading
from vedette.link import copies, fingerprint
from vedette.link.same import is_copy

TEXT = (
    "Dockers in Orvel walked out on Monday over the dismissal of a crane driver, the third this year. The port's director"
    " said that ships would be sent to Tessin if the cranes stood still for more than a week. A speaker of the union, who"
    " had been a docker for thirty years, called that a threat, and asked the mayor to speak with both sides. The mayor's"
    " office answered in the evening that she would see them on Wednesday. No ship was unloaded until nightfall."
)

UPDATED = TEXT.replace("No ship was unloaded until nightfall.", "").replace("Monday", "Tuesday")


def same(one: str, other: str, days: tuple[str, str] = ("2024-05-06", "2024-05-06")) -> bool:
    first, second = (reading(text[:5], day, text) for text, day in zip((one, other), days, strict=True))
    return is_copy(fingerprint(first.report), fingerprint(second.report))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(TEXT, True, id="word for word"),
        pytest.param(TEXT[: len(TEXT) * 2 // 3], True, id="cut at the end"),
        pytest.param(TEXT.replace("walked out", "went on strike").replace("called that a threat", "spoke of threats"), True, id="lightly edited"),
        pytest.param(
            "Cranes stood still in the port of Orvel on Monday. Dockers want a colleague back who was dismissed last week;"
            " it was the third dismissal of the year. The director may send ships to Tessin, and the union says that it"
            " will not be threatened. The mayor wants to hear both sides on Wednesday, her office said in the evening.",
            False,
            id="another outlet's own words",
        ),
    ],
)  # fmt: skip
def test_a_copy_is_told_from_a_text_of_its_own(other: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert same(TEXT, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A driver hurt in the crash at Orvel dies, raising the toll to four.", "A nurse hurt in the crash at Orvel dies, raising the toll to five."),
        ("Two people are killed by a mine near Tessin.", "Three people are killed by a mine near Orvel."),
    ],
)  # fmt: skip
def test_short_lines_of_one_pattern_are_no_copies(one: str, other: str) -> None:
    assert not same(one, other)


def test_the_same_words_a_year_later_are_no_copy() -> None:
    assert not same(TEXT, TEXT, ("2024-05-06", "2025-05-06"))


@given(st.permutations(["a", "b", "c", "d"]))
def test_groups_do_not_depend_on_order(order: list[str]) -> None:
    texts = {"a": TEXT, "b": TEXT[:300], "c": "Rain fell on Tessin.", "d": TEXT}
    prints = {name: fingerprint(reading(name, "2024-05-06", texts[name]).report) for name in order}
    assert copies(prints) == [("a", "b", "d")]

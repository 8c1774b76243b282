"""Text is wrapped at words, never wider than its column, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.export.layout import Styled, below, beside, columns, wrapped

words = st.text(st.sampled_from("ab–é漢\u0301 \n"), max_size=40)
cells = st.lists(st.tuples(words, st.sampled_from(["", "bold", "dim"])), max_size=4).map(
    lambda runs: Styled(tuple(runs))
)


@given(cells, st.integers(2, 30))
def test_no_line_is_wider_than_its_column(cell: Styled, width: int) -> None:
    assert all(columns(line.plain) <= width for line in wrapped(cell, width))


@given(cells, st.integers(2, 30))
def test_wrapping_loses_nothing_but_white_space(cell: Styled, width: int) -> None:
    lines = "".join(line.plain for line in wrapped(cell, width))
    assert "".join(lines.split()) == "".join(cell.plain.split())


@given(cells, st.integers(2, 30))
def test_each_part_keeps_its_style(cell: Styled, width: int) -> None:
    def styles(parts: list[Styled]) -> list[tuple[str, str]]:
        return [(each, style) for part in parts for text, style in part.runs for each in text if not each.isspace()]

    assert styles(wrapped(cell, width)) == styles([cell])


def test_words_are_kept_whole_where_they_fit() -> None:
    assert [line.plain for line in wrapped(Styled.of("one two three"), 7)] == ["one two", "three"]


def test_a_word_that_is_too_long_is_cut() -> None:
    assert [line.plain for line in wrapped(Styled.of("2024-03-04/2024-03-09"), 11)] == ["2024-03-04/", "2024-03-09"]


def test_wide_and_combining_characters_are_counted_as_a_terminal_does() -> None:
    assert (columns("漢字"), columns("e\u0301"), columns("abc")) == (4, 1, 3)


def test_cells_stand_side_by_side() -> None:
    lines = beside([Styled.of("one two"), Styled.of("three")], [3, 5], colour=False)
    assert list(lines) == ["one  three", "two"]


def test_a_paragraph_is_set_in() -> None:
    assert list(below(Styled.of("one two"), 6, 2, colour=False)) == ["  one", "  two"]


def test_colour_is_an_escape_code_around_each_part() -> None:
    assert Styled((("a", "bold"), ("b", ""))).shown(colour=True) == "\x1b[1ma\x1b[0mb"


@pytest.mark.parametrize("order", ["\x1b[2J", "\x9b31m", "\r", "\x07", "\u202e", "\u2066"])
def test_what_a_report_holds_is_no_order_to_a_terminal(order: str) -> None:
    shown = Styled((("Rebels ", ""), (f"shelled{order}", "bold"))).shown(colour=True)
    assert order not in shown
    assert len(Styled.of(order).shown(colour=False)) == len(order)

"""What holds of every count, whatever the words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.records import Count, Resolved, Span, Surroundings
from vedette.resolve import count

WORDS = st.sampled_from(
    [
        "the",
        "a",
        "an",
        "one",
        "two",
        "three",
        "dozen",
        "dozens",
        "hundreds",
        "thousand",
        "million",
        "5",
        "12",
        "1,200",
        "3.5",
        "$",
        "€",
        "%",
        "about",
        "at",
        "least",
        "up",
        "to",
        "between",
        "and",
        "to",
        "or",
        "more",
        "soldiers",
        "men",
        "police",
        "battalion",
        "of",
        "its",
        "20-year-old",
        "F-16",
        "and",
        "no",
        "both",
        "several",
        "few",
        "Colonel",
        "Radić",
        ",",
        "-",
        "(",
        ")",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
NUMBERS = st.integers(0, 10**12)


def resolved(phrase: str) -> Resolved[Count]:
    return count.resolve(Span(phrase, 0, len(phrase)), Surroundings(phrase))


def _in_order(value: Count | None) -> bool:
    return value is None or value.low is None or value.high is None or value.low <= value.high


@given(st.text())
@settings(deadline=None)
def test_no_text_is_an_error(text: str) -> None:
    found = resolved(text)
    assert found.rule
    assert _in_order(found.value)


@given(PHRASES)
@settings(max_examples=400, deadline=None)
def test_low_is_never_above_high(phrase: str) -> None:
    assert _in_order(resolved(phrase).value)


@given(NUMBERS)
@settings(deadline=None)
def test_a_number_in_figures_is_itself_with_and_without_commas(number: int) -> None:
    for written in (f"{number} soldiers", f"{number:,} soldiers"):
        assert resolved(written).value == Count(float(number), float(number), unit="soldiers")


@given(NUMBERS, st.sampled_from(["at least", "more than", "over", "no fewer than"]))
@settings(deadline=None)
def test_a_lower_bound_leaves_the_top_open(number: int, words: str) -> None:
    assert resolved(f"{words} {number} men").value == Count(float(number), None, unit="men")


@given(NUMBERS, st.sampled_from(["up to", "no more than", "fewer than", "at most"]))
@settings(deadline=None)
def test_an_upper_bound_leaves_the_bottom_open(number: int, words: str) -> None:
    assert resolved(f"{words} {number} men").value == Count(None, float(number), unit="men")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
@settings(deadline=None)
def test_a_range_has_both_its_ends(one: int, other: int) -> None:
    low, high = sorted((one, other + 10**6))
    assert resolved(f"between {low} and {high} tents").value == Count(float(low), float(high), unit="tents")


@given(st.permutations(["two nuns", "a priest", "dozens", "a battalion", "12 of 20", "no one"]))
@settings(deadline=None)
def test_the_order_of_questions_changes_no_answer(order: list[str]) -> None:
    assert {phrase: resolved(phrase) for phrase in order} == {phrase: resolved(phrase) for phrase in reversed(order)}


@given(st.text(), st.integers(1, 99))
@settings(deadline=None)
def test_surroundings_change_no_number_that_was_said(text: str, number: int) -> None:
    phrase = f"{number} monks"
    start = len(text)
    found = count.resolve(Span(phrase, start, start + len(phrase)), Surroundings(text + phrase))
    assert found.value == Count(float(number), float(number), unit="monks")


@given(
    st.sampled_from(
        ["the troops", "gunmen", "police", "a battalion", "its armoured vehicles", "several houses", "villagers"]
    ),
    st.lists(NUMBERS, min_size=1, max_size=4),
)
@settings(deadline=None)
def test_no_number_comes_from_outside_the_words(phrase: str, numbers: list[int]) -> None:
    text = f"{' shells, '.join(map(str, numbers))} shells and {numbers[0]} men; {phrase} came, {numbers[-1]} of them."
    start = text.index(f"; {phrase}") + 2
    value = count.resolve(Span(phrase, start, start + len(phrase)), Surroundings(text)).value
    assert value is None or (value.low, value.high) == (None, None)


@given(st.sampled_from(["the ", "two hundred million ", "1,000 ", "and a ", "about ", "9 9"]), st.integers(1, 3000))
@settings(max_examples=30, deadline=None)
def test_a_long_text_is_neither_slow_nor_an_error(piece: str, times: int) -> None:
    found = resolved(piece * times)
    assert found.value is None or _in_order(found.value)

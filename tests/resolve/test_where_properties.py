"""What holds for all words whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.records import Mention, Span, Surroundings
from vedette.resolve import where
from vedette.resolve.countries import countries
from vedette.resolve.where.fold import fold
from vedette.resolve.where.geometry import BEARINGS, apart, moved
from vedette.resolve.where.phrase import parse

KINDS = {"country", "region", "city", "site", "sea", "border"}
WORDS = st.sampled_from(
    [
        "the",
        "a",
        "near",
        "north",
        "of",
        "in",
        "southern",
        "border",
        "with",
        "Mali",
        "Gao",
        "village",
        "mosque",
        "12",
        "km",
        "and",
        ",",
        "Syria's",
        "its",
        "Kosovo",
        "capital",
        "US",
        "U.S.",
        "embassy",
        "sea",
        "Ma'rib",
        "off",
        "coast",
        "al-Tanf",
        "St.",
        "Paris",
        "Texas",
        "(",
        ")",
        "“",
        "’s",
        "—",
        "東京",
        "Ω",
        "\u200f",
        "país",
        "État",
        "2,5",
        "east",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join) | st.text(min_size=1, max_size=40)
DEGREES = st.floats(-60, 60)


@given(PHRASES, PHRASES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_words_get_a_value_or_a_reason(words: str, rest: str, marked: bool) -> None:  # noqa: FBT001
    span = Span(words, 0, len(words))
    around = Surroundings(f"{words} {rest}", mentions=(Mention("place", span, 0.5),) if marked else ())
    found = where.resolve(span, around)
    assert found.rule
    assert found.span == span
    assert found == where.resolve(span, Surroundings(around.text, mentions=around.mentions))
    if found.value is None:
        assert found.note
        return
    assert found.value.kind in KINDS
    assert found.value.name == words
    assert found.value.country is None or found.value.country in countries()
    if found.value.latitude is not None:
        assert -90 <= found.value.latitude <= 90
        assert found.value.longitude is not None
        assert -180 <= found.value.longitude <= 180
        assert found.value.radius_km is not None
        assert found.value.radius_km > 0


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    once = fold(name)
    assert fold(once) == fold(fold(once))
    assert once == once.strip()


@given(st.text(max_size=80))
def test_every_part_of_a_phrase_has_words(words: str) -> None:
    assert all(part.words.strip() for part in parse(words).parts)


@given(DEGREES, DEGREES, st.sampled_from(sorted(BEARINGS)), st.floats(1, 300))
def test_a_place_so_far_away_is_so_far_away(latitude: float, longitude: float, side: str, km: float) -> None:
    point = moved((latitude, longitude), BEARINGS[side], km)
    assert abs(apart((latitude, longitude), point) - km) < 1 + 0.06 * km

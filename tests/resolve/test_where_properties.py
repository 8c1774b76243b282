"""What holds for all words whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.records import Mention, Resolved, Span, Surroundings, Where
from vedette.resolve import where
from vedette.resolve.countries import countries
from vedette.resolve.where import Gazetteer
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


REPORTS = (
    "Malian troops left Gao; a convoy was hit at Camp Ridge, north of the city.",
    "In Texas, police shut a road in Paris; the capital was calm.",
    "French ministers met in Paris. A blast shook the capital, and Tripoli was told.",
    "Ukraine's guns fired from Bakhmut; the border with Russia stayed shut.",
    "Lebanon buried its dead in Tripoli, near the sea.",
)
PLACES = (
    "Gao",
    "the city",
    "Camp Ridge",
    "Paris",
    "the capital",
    "Tripoli",
    "the border with Russia",
    "Bakhmut",
    "the sea",
)
ASKED = [(text, words) for text in REPORTS for words in PLACES if words in text]


@given(st.permutations(ASKED))
@settings(max_examples=25, deadline=None)
def test_the_order_of_reports_changes_no_place(order: list[tuple[str, str]]) -> None:
    assert {each: asked(*each) for each in order} == ALONE


def asked(text: str, words: str) -> Resolved[Where]:
    """What words mean in a text where every place is marked."""
    spans = [Span(each, text.index(each), text.index(each) + len(each)) for each in PLACES if each in text]
    around = Surroundings(
        text, mentions=tuple(Mention("place", span, 1.0) for span in sorted(spans, key=lambda s: s.start))
    )
    return where.resolve(next(span for span in spans if span.text == words), around)


ALONE = {each: asked(*each) for each in ASKED}
"""Each answer with nothing asked between."""

CODES = st.sampled_from(sorted(code for code, country in countries().items() if country.radius_km > 100))
INVENTED = (
    st.text("bdfgklmnprstvz", min_size=5, max_size=9)
    .map(lambda letters: f"Qw{letters}")
    .filter(lambda name: not Gazetteer.load().places(name))
)


@given(CODES, INVENTED, st.sampled_from(["the village of {}, {}", "{}, {}", "a bridge in {}, {}"]))
@settings(max_examples=60, deadline=None)
def test_a_place_is_never_known_better_than_the_words_tell_it(code: str, name: str, words: str) -> None:
    country = countries()[code]
    value = where.resolve(*alone(words.format(name, country.name))).value
    assert value is not None
    assert (value.country, value.geoname) == (code, None)
    assert value.radius_km is not None
    assert value.radius_km >= country.radius_km - 0.1


@given(CODES, INVENTED)
@settings(max_examples=60, deadline=None)
def test_no_place_lies_in_a_country_that_nothing_tells_of(code: str, name: str) -> None:
    words, country = f"the village of {name}", countries()[code]
    text = f"{country.name} sent police. They reached {words}."
    start = text.index(words)
    value = where.resolve(Span(words, start, start + len(words)), Surroundings(text)).value
    assert value is not None
    assert value.country == code
    assert where.resolve(*alone(words)).value is None


def alone(words: str) -> tuple[Span, Surroundings]:
    """Words that stand in no report."""
    span = Span(words, 0, len(words))
    return span, Surroundings(words, mentions=(Mention("place", span, 1.0),))


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

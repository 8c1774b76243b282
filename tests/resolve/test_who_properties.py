"""What holds for all words, whatever they are."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vedette.records import Resolved, Span, Surroundings, Who
from vedette.resolve import countries, who
from vedette.resolve.who import words
from vedette.resolve.who.table import SECTORS, code_of

DAYS = st.dates(date(1999, 1, 1), date(2030, 1, 1)) | st.none()
ACTORS = st.sampled_from(
    ["the police", "rebels", "Kurdish fighters", "NATO", "its men", "they", "Ban Ki-moon", "the group", "12 people"]
)
FILLERS = st.sampled_from(["in", "Mali", "said", ",", ".", "of", "Chad", "the UN", "killed", "–", "’s", "“"])
TEXTS = st.lists(ACTORS | FILLERS, min_size=1, max_size=12).map(" ".join)


def well_formed(found: Resolved[Who]) -> bool:
    if found.value is None:
        return bool(found.rule)
    value = found.value
    country, sector = code_of(value.code, "here")
    if country and ":" in country:
        return (value.country, value.sector) == (None, sector or country[:3])
    return (value.country, value.sector) == (country, sector)


@given(text=TEXTS, published=DAYS, data=st.data())
def test_any_words_of_any_report_give_a_well_formed_code_and_a_rule(
    text: str, published: date | None, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert well_formed(who.resolve(Span(text[start:end], start, end), Surroundings(text, published)))


@given(words_=st.text(min_size=1, max_size=40), published=DAYS)
def test_no_words_raise(words_: str, published: date | None) -> None:
    assert well_formed(who.resolve(Span(words_, 0, len(words_)), Surroundings(words_, published)))


@given(text=TEXTS, published=DAYS)
def test_the_same_words_give_the_same_answer_twice(text: str, published: date | None) -> None:
    span, around = Span(text, 0, len(text)), Surroundings(text, published)
    assert who.resolve(span, around) == who.resolve(span, around)


@given(st.text(max_size=60))
def test_word_offsets_point_at_the_text(text: str) -> None:
    cut = words.split(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(cut.starts, cut.ends, strict=True))
    assert list(cut.starts) == sorted(cut.starts)


@given(st.sampled_from(sorted(countries.countries())), st.sampled_from(sorted(SECTORS)))
def test_every_country_and_sector_make_a_code(country: str, sector: str) -> None:
    assert code_of(f"{country} {sector}", "here") == (country, sector)


@given(st.sampled_from([country for country in countries.countries().values() if country.capital]))
def test_a_country_s_own_name_means_the_country_as_such(country: countries.Country) -> None:
    found = who.resolve(Span(country.name, 0, len(country.name)), Surroundings(country.name))
    assert found.value is not None
    assert found.value.country == country.code

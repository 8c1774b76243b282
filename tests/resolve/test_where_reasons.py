"""What a place says about itself beside the value: the rule, what was passed over, the room that words leave open."""

from __future__ import annotations

import pytest

from vedette.records import Mention, Resolved, Span, Surroundings, Where
from vedette.resolve import where
from vedette.resolve.countries import belonging, by_adjective, by_capital, by_name, countries, named
from vedette.resolve.where.geometry import apart


def resolved(text: str, *words: str) -> list[Resolved[Where]]:
    spans = [Span(word, text.index(word), text.index(word) + len(word)) for word in words]
    around = Surroundings(text, mentions=tuple(Mention("place", span, 1.0) for span in spans))
    return [where.resolve(span, around) for span in spans]


def value(found: Resolved[Where]) -> Where:
    assert found.value is not None
    return found.value


def test_a_namesake_that_was_passed_over_is_named_with_the_reason() -> None:
    (found,) = resolved("Lebanon's police closed a cafe in Tripoli.", "Tripoli")
    assert value(found).country == "LBN"
    assert any("LBY" in other.value and "LBN" in other.why for other in found.passed_over)


def test_the_other_side_of_a_border_is_passed_over() -> None:
    (found,) = resolved("Serbia massed guns. Kosovo saw them on the border with Kosovo.", "the border with Kosovo")
    assert (value(found).country, [other.value for other in found.passed_over]) == ("XKX", ["SRB"])


def test_an_unknown_village_lies_somewhere_in_the_region_told_with_it() -> None:
    (found,) = resolved("Mali lost men at Zibbane Koyra, Mopti Region.", "Zibbane Koyra, Mopti Region")
    assert found.rule == "unknown-place-in-region"
    assert (value(found).country, value(found).kind) == ("MLI", "city")
    assert (value(found).radius_km or 0) >= 100
    assert "Zibbane Koyra" in (found.note or "")


def test_an_unknown_village_is_no_namesake_far_away() -> None:
    found, known = resolved("Nigeria sent troops to Bentonville and to Maiduguri.", "Bentonville", "Maiduguri")
    assert value(found).country == value(known).country == "NGA"
    assert found.rule.startswith("unknown-place-in-")


def test_neighbouring_places_decide_between_namesakes() -> None:
    near, _, _ = resolved("Buses from Salem stopped in Beaverton and Eugene.", "Salem", "Beaverton", "Eugene")
    assert value(near).admin1 == "Oregon"


def test_a_side_is_moved_and_narrower_than_the_whole() -> None:
    whole, north = resolved("Fighting in Mali spread from Mali to northern Chad; Chad wept.", "Chad", "northern Chad")
    assert (value(north).latitude or 0) > (value(whole).latitude or 0)
    assert (value(north).radius_km or 0) < (value(whole).radius_km or 0)


@pytest.mark.parametrize(("words", "km"), [("30 km east of Homs", 30), ("20 miles north of Homs", 32.2)])
def test_a_distance_and_direction_are_followed(words: str, km: float) -> None:
    there, homs = resolved(f"Syria hit a truck {words}. Homs is in Syria.", words, "Homs")
    points = [(value(found).latitude or 0.0, value(found).longitude or 0.0) for found in (there, homs)]
    assert apart(points[0], points[1]) == pytest.approx(km, abs=2)


def test_words_that_point_back_take_the_place_spoken_of_before() -> None:
    _, city = resolved("Iraq's army entered Mosul. Families of Iraq fled the city.", "Mosul", "the city")
    assert (city.rule, city.note) == ("same-place-as-before", "taken to be Mosul")


def test_nothing_is_invented_where_nothing_is_told() -> None:
    (found,) = resolved("A man was shot in the area.", "the area")
    assert (found.value, found.rule) == (None, "no-place-in-context")
    (found,) = resolved("A man was shot in Qwyzzxville.", "Qwyzzxville")
    assert (found.value, found.rule) == (None, "unknown-place")
    (found,) = resolved("They met at the border.", "the border")
    assert (found.value, found.rule) == (None, "border-of-no-country")


def test_countries_are_neighbours_of_one_another() -> None:
    for code, country in countries().items():
        assert all(code in countries()[other].neighbours for other in country.neighbours if code not in {"DNK", "GBR"})


@pytest.mark.parametrize(
    ("words", "code"),
    [("the US", "USA"), ("us", None), ("CAR", "CAF"), ("car", None), ("Burma", "MMR"), ("Côte d’Ivoire", "CIV")],
)
def test_a_country_is_known_by_all_its_names(words: str, code: str | None) -> None:
    assert named(words) == code


def test_adjectives_and_capitals_point_to_their_country() -> None:
    assert (belonging("Kosovar"), belonging("Syrians"), by_capital()["kyiv"]) == ("XKX", "SYR", "UKR")
    assert all(by_adjective()[word] == by_name()[word] for word in set(by_adjective()) & set(by_name()))

"""Values as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from tests import stand_ins
from vedette.correct import written
from vedette.correct.fields import decoded, encoded, named, shown
from vedette.errors import UsageError
from vedette.records import Count, When, Where, Who

(EVENT,) = stand_ins.reading().events


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate"),
    [
        ("4", 4, 4, False),
        ("3..5", 3, 5, False),
        (" 3 .. 5 ", 3, 5, False),
        (">=4", 4, None, False),
        ("≥ 4", 4, None, False),
        ("<=10", None, 10, False),
        ("~200", 200, 200, True),
        ("1,200", 1200, 1200, False),
        ("2.5", 2.5, 2.5, False),
    ],
)
def test_numbers(words: str, low: float | None, high: float | None, approximate: bool) -> None:  # noqa: FBT001
    assert written.count(words, "men") == Count(low, high, approximate, "men")


@pytest.mark.parametrize("words", ["dozens", "four", "4 people", "", ">=", "3..", "-4"])
def test_words_are_left_to_the_resolvers(words: str) -> None:
    assert written.count(words) is None
    assert written.when(words) is None


@pytest.mark.parametrize(
    ("words", "since", "until", "precision"),
    [
        ("2023-09-24", date(2023, 9, 24), date(2023, 9, 25), "day"),
        ("2023-09-24..2023-09-26", date(2023, 9, 24), date(2023, 9, 27), "range"),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1), "month"),
    ],
)
def test_days_are_meant_to_the_last_one_written(words: str, since: date, until: date, precision: str) -> None:
    assert written.when(words) == When(since, until, precision)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("XKX COP", Who("XKX COP", "XKX", "COP", None)),
        ("SRB", Who("SRB", "SRB", None, None)),
        ("IGO:NATO", Who("IGO:NATO", None, "IGO", "NATO")),
        ("NGO:ISIS REB", Who("NGO:ISIS REB", None, "REB", "ISIS")),
        ("--- REB", Who("--- REB", None, "REB", None)),
        ("QQQ", None),
        ("XKX QQQ", None),
        ("Kosovo police", None),
    ],
)
def test_codes_of_actors(words: str, who: Who | None) -> None:
    assert written.who(words, {"XKX", "SRB"}) == who


def test_labels() -> None:
    assert written.label("type", "assault.firearms", EVENT) == "ASSAULT.firearms"
    assert written.label("status", "Negated", EVENT) == "negated"
    assert written.label("mode", "troops", EVENT) == "troops"
    assert written.label("mode", "?", EVENT) is None


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("type", "FLYING", "no event type; there are"),
        ("status", "maybe", "no status; there are actual"),
        ("mode", "firearms", "no mode of MOBILIZE; there are"),
    ],
)
def test_a_label_that_is_none_names_those_there_are(field: str, words: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        written.label(field, words, EVENT)


@pytest.mark.parametrize("words", ["5..3", "2023-09-26..2023-09-24", "2023-02-30", "2023-13"])
def test_what_cannot_be_is_refused(words: str) -> None:
    with pytest.raises(UsageError):
        _ = written.count(words) or written.when(words)


@pytest.mark.parametrize(
    ("words", "field"),
    [("killed", "killed.count"), ("Actor", "actor.who"), ("force.who", "force.who"), ("type", "type")],
)
def test_a_role_alone_means_its_first_kind_of_value(words: str, field: str) -> None:
    assert named(words) == field


@pytest.mark.parametrize("words", ["colour", "place.who", "type.mode", ""])
def test_what_cannot_be_set_is_refused_with_what_can(words: str) -> None:
    with pytest.raises(UsageError, match="There are type, mode, status, actor"):
        named(words)


@pytest.mark.parametrize(
    ("field", "value", "short"),
    [
        ("killed.count", Count(3, 5, approximate=False, unit="men"), "3..5"),
        ("killed.count", Count(4, None), ">=4"),
        ("killed.count", Count(None, 4), "<=4"),
        ("killed.count", Count(200, 200, approximate=True), "~200"),
        ("time.when", When(date(2024, 3, 4), date(2024, 3, 5), "day"), "2024-03-04"),
        ("time.when", When(date(2024, 3, 4), date(2024, 3, 6), "range"), "2024-03-04..2024-03-05"),
        ("place.where", Where("Orvel", "FRA", None, "city", 50.0, 3.0, 2.0, 1), "Orvel, FRA"),
        ("actor.who", Who("XKX COP", "XKX", "COP", None), "XKX COP"),
        ("actor.who", None, "cannot say"),
        ("type", "ASSAULT.firearms", "ASSAULT.firearms"),
    ],
)
def test_values_come_back_as_they_were_kept(field: str, value: object, short: str) -> None:
    assert decoded(field, encoded(value)) == value  # type: ignore[arg-type]
    assert shown(value) == short  # type: ignore[arg-type]

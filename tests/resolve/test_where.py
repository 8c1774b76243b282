"""Places, in sentences of all kinds: `tests/cases/where.tsv` holds what each must mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.records import Mention, Resolved, Span, Surroundings, Where
from vedette.resolve import where
from vedette.resolve.where.geometry import apart

CASES = Path(__file__).parents[1] / "cases" / "where.tsv"
NEAR_KM = 70.0
"""How close a place must come to the point in the table: our own lists are good to a tenth of a degree."""


def _cases() -> list[object]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    fails = pytest.mark.xfail(reason="known failure, described in docs/how-it-decides/where.md", strict=True)
    return [pytest.param(*row[1:], id=row[-1], marks=[fails] if row[0] == "fails" else []) for row in rows]


def resolved(text: str, *, mentioned: bool = True) -> Resolved[Where]:
    """What the words in brackets mean, marked as a place by the reader or not."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    span = Span(plain[start:end], start, end)
    return where.resolve(span, Surroundings(plain, mentions=(Mention("place", span, 1.0),) if mentioned else ()))


@pytest.mark.parametrize("mentioned", [True, False])
@pytest.mark.parametrize(("country", "kind", "near", "text"), _cases())
def test_words_mean_the_place_that_the_table_says(
    country: str, kind: str, near: str, text: str, *, mentioned: bool
) -> None:
    value = resolved(text, mentioned=mentioned).value
    assert value is not None
    assert (value.country or "---", value.kind) == (country, kind)
    if near:
        latitude, longitude = (float(number) for number in near.split(","))
        assert value.latitude is not None
        assert value.longitude is not None
        assert apart((value.latitude, value.longitude), (latitude, longitude)) <= NEAR_KM

"""The report that the project began with answers which force stands where, alone; so do variants with other names."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import vedette
from tests.test_seed import SEED
from vedette.analyse.ledger import answer, entries
from vedette.records import Force

AS_OF = date(2023, 9, 30)


@cache
def seed() -> tuple[Force, ...]:
    if not SEED.exists():
        pytest.skip(f"needs ../shared: {SEED} is not there")
    return vedette.ledger(vedette.read_all([SEED]), as_of=AS_OF, place="Kosovo")


def find(lines: tuple[Force, ...], owner: str, status: str, words: str = "") -> Force:
    """The one line of the owner in the status."""
    found = [
        line
        for line in lines
        if line.owner and line.owner.code.split()[0] == owner and line.status == status and words in line.force
    ]
    assert len(found) == 1, [(line.owner, line.status, line.force) for line in lines]
    return found[0]


def bounds(line: Force) -> tuple[float | None, float | None]:
    return (line.count.low, line.count.high) if line.count else (None, None)


def test_kfor_is_present_in_northern_kosovo() -> None:
    line = find(seed(), "IGO:NATO", "present")
    assert line.owner
    assert line.owner.name == "KFOR"
    assert line.where
    assert (line.where.country, line.where.kind) == ("XKX", "region")


@pytest.mark.parametrize("status", ["on_standby", "present"])
def test_a_british_battalion_is_on_standby_for_kfor_and_in_the_region(status: str) -> None:
    line = find(seed(), "GBR", status, "battalion")
    assert bounds(line) == (500, 650)
    assert line.command
    assert line.command.name == "KFOR"


def test_about_500_turkish_soldiers_were_rotated_out_since_may() -> None:
    line = find(seed(), "TUR", "rotated")
    assert bounds(line) == (500, 500)
    assert line.count
    assert line.count.approximate
    assert line.since == date(2023, 5, 1)
    assert line.note
    assert "not said" in line.note


@pytest.mark.parametrize("owner", ["BGR", "GRC"])
def test_bulgarian_and_greek_members_are_present_in_their_place(owner: str) -> None:
    line = find(seed(), owner, "present")
    assert line.rule == "took-over"
    assert bounds(line) == (None, None)


def test_additional_forces_were_authorised_on_thursday() -> None:
    line = find(seed(), "IGO:NATO", "authorised")
    assert line.since == date(2023, 9, 28)
    assert line.count is None


@pytest.mark.parametrize("words", ["artillery", "tanks", "infantry"])
def test_serbian_arms_stand_along_the_border_by_the_word_of_john_kirby(words: str) -> None:
    line = find(seed(), "SRB", "present", words)
    assert line.by_words
    assert "John Kirby" in line.by_words
    assert line.where
    assert line.where.kind == "border"


def test_each_line_rests_on_words_of_the_report() -> None:
    if not SEED.exists():
        pytest.skip(f"needs ../shared: {SEED} is not there")
    (reading,) = (each for each in vedette.read_all([SEED]) if isinstance(each, vedette.Reading))
    found = answer(entries([reading]), as_of=AS_OF)
    assert found.lines
    assert found.left == ()
    for told in found.lines:
        assert told.entries
        for entry in told.entries:
            span = entry.posture.force
            assert reading.report.text[span.start : span.end] == span.text


VARIANTS = [
    (
        (
            "In southern Lebanon, UNIFIL decided to reinforce its patrols, a Western diplomat said. The Dutch Ministry of Defence "
            "said that a battalion of between 300 and 420 members had been placed at the disposal of UNIFIL."
        ),
        "2024-11-21",
        "Lebanon",
        ("NLD", "on_standby", 300, 420),
    ),
    (
        (
            "In March the mission in Mali deployed about 300 Romanian soldiers, who were later replaced by Hungarian and Austrian "
            "troops."
        ),
        "2024-09-09",
        "Mali",
        ("ROU", "rotated", 300, 300),
    ),
    (
        (
            "In March the mission in Mali deployed about 300 Romanian soldiers, who were later replaced by Hungarian and Austrian "
            "troops."
        ),
        "2024-09-09",
        "MLI",
        ("HUN", "present", None, None),
    ),
    (
        (
            "On Thursday the Peace and Security Council of the African Union approved the deployment of additional troops to "
            "Somalia, the commission's chairman said."
        ),
        "2024-02-10",
        "Somalia",
        ("IGO:AU", "authorised", None, None),
    ),
]


@pytest.mark.parametrize(("text", "published", "place", "wanted"), VARIANTS, ids=lambda each: str(each)[:40])
def test_so_do_variants(
    text: str, published: str, place: str, wanted: tuple[str, str, float | None, float | None]
) -> None:
    lines = vedette.ledger([vedette.read(text, published=published)], place=place)
    owner, status, low, high = wanted
    assert bounds(find(lines, owner, status)) == (low, high)

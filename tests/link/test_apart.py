"""Attacks of one kind in one town on following days are two, where a report tells both."""

from __future__ import annotations

from tests.link.told import reading
from vedette.link.apart import parted
from vedette.link.telling import Telling, tellings

FRIDAY = reading(
    "a", "2024-05-03", "A bomb went off in Orvel on Friday.", "ASSAULT.explosives:went off@Orvel=2024-05-03"
)
SATURDAY = reading(
    "b", "2024-05-04", "A bomb went off in Orvel on Saturday.", "ASSAULT.explosives:went off@Orvel=2024-05-04"
)
BOTH = reading(
    "c",
    "2024-05-04",
    "Another bomb exploded in Orvel on Saturday. The bomb that burst on Friday is forgotten. Shops were hit.",
    "ASSAULT.explosives:exploded@Orvel=2024-05-04 | ASSAULT.explosives:burst@Orvel=2024-05-03 | ASSAULT.explosives:hit",
)
UNTOLD = reading("d", "2024-05-03", "A bomb shook Orvel.", "ASSAULT.explosives:shook@Orvel")


def reports(parts: list[tuple[Telling, ...]]) -> list[set[str]]:
    return [{telling.report.split("\x1f")[1] for telling in part} for part in parts]


def of(*several: object) -> list[Telling]:
    return [telling for each in several for telling in tellings(each)]  # type: ignore[arg-type]


def test_two_days_that_one_report_tells_are_two() -> None:
    assert reports(parted(of(FRIDAY, SATURDAY, BOTH, UNTOLD))) == [{"a", "c", "d"}, {"b", "c"}]


def test_days_that_no_report_tells_beside_each_other_stay_as_they_were_grouped() -> None:
    assert len(parted(of(FRIDAY, SATURDAY, UNTOLD))) == 1


def test_a_day_that_one_report_alone_tells_parts_nothing() -> None:
    assert len(parted(of(FRIDAY, BOTH))) == 1


def test_no_event_is_lost() -> None:
    told = of(FRIDAY, SATURDAY, BOTH, UNTOLD)
    assert sorted(each.event for part in parted(told) for each in part) == sorted(each.event for each in told)

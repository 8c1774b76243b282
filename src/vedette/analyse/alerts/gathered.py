"""A force that gathers at a border: how large it is, whose, and which countries lie behind that border."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from vedette.analyse.alerts.picture import side, state
from vedette.analyse.ledger import Entry
from vedette.records import Where
from vedette.resolve.countries import by_name, fold

HEAVY = ("air-defence", "aircraft", "armour", "artillery", "missile", "naval")
NO_ARMY = ("militia", "police")
POLICE = "MOBILIZE.police"
GATHERED = ("moving", "present")
FORMATION = re.compile(
    r"\b(?:brigades?|divisions?|regiments?|army|corps|battle ?groups?|armou?red column)\b", re.IGNORECASE
)
"""Units of thousands, which need no number to be large."""
BORDER = re.compile(r"\b(?:borders?|frontiers?|contact line|line of contact)\b", re.IGNORECASE)
MISSION = re.compile(
    r"\b(?:peacekeep\w+|mission|contingents?|observers?|blue helmets|rotat\w+|police\w*|officers of)\b", re.IGNORECASE
)
"""Forces that are there by somebody's mandate, or to keep order."""

NEAR = 150
"""Characters around the force's words in which a border is named with it: its sentence."""
CLOSE = 40
"""Characters in which the words say what kind of force it is."""
STALE = timedelta(days=30)
"""What came so long before it was told of does not gather."""


@dataclass(frozen=True, slots=True)
class Size:
    """From when on a force counts."""

    men: float = 100
    pieces: float = 10
    """Tanks, guns, aircraft."""
    km: float = 30
    """A place of another country lies so near."""


def owner(entry: Entry) -> str | None:
    """The state whose force it is."""
    who = entry.posture.owner.value if entry.posture.owner else None
    name = side(who.code) if who else None
    return name if name and state(name) else None


def gathers(entry: Entry, size: Size) -> bool:
    """Whether an army's force of this size came, or comes."""
    posture = entry.posture
    if posture.status not in GATHERED or posture.kind in NO_ARMY or entry.type == POLICE:
        return False
    when = posture.when.value if posture.when else None
    if when and entry.published and entry.published - when.since > STALE:
        return False
    return _is_large(entry, size) and not MISSION.search(around(entry, CLOSE))


def is_heavy(entry: Entry) -> bool:
    """Tanks, guns, aircraft or a formation that has them."""
    return entry.posture.kind in HEAVY or FORMATION.search(entry.posture.force.text) is not None


def behind(entry: Entry, size: Size) -> tuple[str, ...] | None:
    """The countries that it may threaten by where it stands; empty where a border is named and no country; None at none."""
    posture, mine = entry.posture, owner(entry)
    where = posture.where.value if posture.where else None
    if where and where.country and where.country != mine:
        return (where.country,)
    named = BORDER.search(around(entry, NEAR)) is not None or (where is not None and where.kind == "border")
    found = [*(_named(around(entry, NEAR)) if named else ()), *(_beyond(where, size) if where else ())]
    others = tuple(dict.fromkeys(code for code in found if code != mine))
    return others if others or named else None


def around(entry: Entry, characters: int) -> str:
    """The report's words around the force."""
    span = entry.posture.force
    return entry.text[max(0, span.start - characters) : span.end + characters] or span.text


def _is_large(entry: Entry, size: Size) -> bool:
    count = entry.posture.count.value
    number = (count.low or count.high or 0) if count else 0
    if FORMATION.search(entry.posture.force.text):
        return True
    return number >= (size.pieces if entry.posture.kind in HEAVY else size.men)


def _beyond(where: Where, size: Size) -> list[str]:
    if where.latitude is None or where.longitude is None or where.kind not in {"city", "site"}:
        return []
    from vedette.analyse.alerts.borders import neighbours  # noqa: PLC0415 - alerts that were found before need no map

    return neighbours(where.latitude, where.longitude, size.km)


def _named(words: str) -> Iterator[str]:
    """The countries that words name."""
    parts = re.findall(r"[\w'’-]+", words)
    for place in range(len(parts)):
        for length in (3, 2, 1):
            code = by_name().get(fold(" ".join(parts[place : place + length])))
            if code and parts[place][0].isupper():
                yield code
                break

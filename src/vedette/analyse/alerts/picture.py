"""What the rules look at: events, demands, forces and incidents, each flat, in the order of publication; and what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from vedette.analyse.ledger import Entry
from vedette.records import Heard, Incident

ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
"""Sectors by which a country acts."""

STATE = 3
"""Letters of a country's code; a longer side is no state."""

TRUCE = re.compile(r"\b(?:cease-?fires?|truces?|armistice|cessation of (?:fire|hostilities))\b", re.IGNORECASE)
"""Words that name a truce."""

TOLL = re.compile(
    r"\b(?:death toll|toll|number of [\w ,'’-]{0,40}(?:killed|dead|people|victims))\b[^.]{0,120}?\b(?:rose|risen|climbed|reached|raised)\b",
    re.IGNORECASE,
)
"""Words of a count that went on."""

AROUND = 120
"""Characters before and behind an event's trigger in which such words count: about the rest of its sentence."""

BOMB = "explosives"
"""Of a bomb, whom it hit is often told elsewhere. Of shells too, but their place may be where they were fired."""

BEFORE = timedelta(days=45)
"""Older times are background of a report, and no news."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the rules see it."""

    id: str
    type: str
    mode: str | None
    status: str
    day: date
    """When it happened; where that is not told, when it was published."""
    published: date
    country: str | None
    """Of its place; else of those whom it befell, else of those who did it, where they share one."""
    admin1: str | None
    place: str | None
    kind: str | None
    """country, region, city, site, sea or border."""
    latitude: float | None
    longitude: float | None
    actors: tuple[str, ...]
    """Sides: KEN for Kenya and its organs, KEN REB for others."""
    recipients: tuple[str, ...]
    killed: float
    """Least number, 0 where none is told."""
    report: str
    truce: bool
    """Whether words beside it name a ceasefire."""

    dated: bool = True
    """Whether the report tells when."""
    toll: bool = False
    """Whether words beside it tell of a toll that rose, so that its time may be that of the count."""

    @property
    def done(self) -> bool:
        """It is told as news that happened."""
        return self.status == "actual" and self.published - self.day <= BEFORE

    @property
    def violent(self) -> bool:
        """Somebody was attacked, or fought."""
        return self.type == "ASSAULT" and self.done

    @property
    def hit(self) -> bool:
        """Likewise, by a bomb, or it says whom or how many; and it is no mere count of the dead."""
        return self.violent and not self.toll and bool(self.recipients or self.killed or self.mode == BOMB)


@dataclass(frozen=True, slots=True)
class Demand:
    """What somebody demands or threatens, with the events that its words carry."""

    heard: Heard
    toward: tuple[str, ...]
    """Sides that are to do it."""


@dataclass(frozen=True)
class Picture:
    """All that the rules look at."""

    events: Sequence[Told] = ()
    """By publication."""
    demands: Sequence[Demand] = ()
    forces: Sequence[Entry] = ()
    incidents: Sequence[Incident] = ()
    """Empty where nothing was linked: rules about tolls then find nothing."""
    read: Mapping[date, int] = field(default_factory=Counter)
    """Day -> reports that were published and read."""
    published: Mapping[str, date] = field(default_factory=dict)
    """Id of a report -> its day, for the reports of incidents."""

    @cached_property
    def first(self) -> date | None:
        """The first day with a report."""
        return min(self.read, default=None)

    @cached_property
    def last(self) -> date | None:
        """The last one."""
        return max(self.read, default=None)


def side(code: str) -> str | None:
    """The side of a code: a state speaks and acts through its organs; None of nobody known."""
    country, _, sector = code.partition(" ")
    if country.startswith("---"):
        return None
    return country if sector in ORGANS or not sector else code


def sides(codes: Iterable[str]) -> tuple[str, ...]:
    """The sides of codes, each once, in their order."""
    return tuple(dict.fromkeys(name for code in codes if (name := side(code))))


def country_of(codes: Iterable[str]) -> str | None:
    """The country that all codes share."""
    found = {code.split(" ")[0] for code in codes}
    one = next(iter(found)) if len(found) == 1 else ""
    return one if len(one) == STATE and one.isalpha() else None


def state(name: str) -> bool:
    """Whether a side is a state."""
    return len(name) == STATE and name.isalpha()


def names_toll(text: str, start: int) -> bool:
    """Whether the words around a trigger tell of a toll that rose."""
    return TOLL.search(text, max(0, start - AROUND), start + AROUND) is not None


def names_truce(text: str, start: int) -> bool:
    """Whether the words around a trigger name a ceasefire."""
    return TRUCE.search(text, max(0, start - AROUND), start + AROUND) is not None

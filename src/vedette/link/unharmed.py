"""Events that only say that nobody came to harm: each belongs to the happening that its report tells just before it.

"Nobody was hurt" says nothing by which two reports could be told to be of one happening, and a day's reports say it of many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from vedette.link.drafts import TOLLS
from vedette.link.telling import REACH, Telling
from vedette.records import Event

HARM = re.compile(
    r"\b(?:harm|hurt|injur|wound|kill|casualt|victim|fatalit|loss(?:es)?\b|dead\b|deaths?\b|died?\b)", re.IGNORECASE
)
"""Words of harm; what is denied with them, and of nobody's doing, is that somebody came to harm."""


def hosts(told: Sequence[Telling], events: Mapping[str, Event], may: Callable[[Telling], bool]) -> dict[str, Telling]:
    """Of one report's events: each that only says that nobody was harmed -> what it is said of, of those that `may` be."""
    bare = [each for each in told if _unharmed(events[each.event]) and may(each)]
    deeds = [each for each in told if _happens(each) and not _unharmed(events[each.event]) and may(each)]
    found = {each.event: _host(each, deeds, events) for each in bare}
    return {event: host for event, host in found.items() if host is not None}


def _unharmed(event: Event) -> bool:
    """Whether it tells no more than that nobody was harmed."""
    if event.type != "ASSAULT":
        return False
    tolls = [each.count.value for each in event.arguments if each.role in TOLLS and each.count and each.count.value]
    if tolls:
        return all(count.high == 0 for count in tolls) and (event.status == "negated" or event.mode is None)
    return event.status == "negated" and not event.role("actor") and bool(HARM.search(event.trigger.text))


def _happens(telling: Telling) -> bool:
    return telling.kin == "force" and telling.status in ("actual", "ongoing")


def _host(telling: Telling, deeds: Sequence[Telling], events: Mapping[str, Event]) -> Telling | None:
    """The last deed before it, up to so many sentences, or else the first after it in its own sentence."""

    def start(each: Telling) -> tuple[int, str]:
        return events[each.event].trigger.start, each.event

    near = [each for each in deeds if 0 <= telling.sentence - each.sentence <= REACH]
    before = [each for each in near if start(each) < start(telling)]
    return max(before, key=start) if before else min(near, key=start, default=None)

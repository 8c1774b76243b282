"""A state that turns from words against another to deeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.picture import Picture, Told, state
from vedette.records import Alert

WORDS = ("ACCUSE", "REJECT", "REQUEST", "THREATEN")
DEEDS = ("ASSAULT", "COERCE", "SANCTION")


@dataclass(frozen=True, slots=True)
class Deeds:
    """When a dyad turns."""

    words: int = 1
    """Reports of hostile words before …"""
    words_days: int = 30
    """… in so many days."""
    quiet_days: int = 365
    """So long no deed was told of."""


def deeds(picture: Picture, given: Deeds) -> Iterator[Alert]:
    """The first deed of a state against another after words, and after long without one."""
    said: dict[tuple[str, str], list[Told]] = defaultdict(list)
    last: dict[tuple[str, str], date] = {}
    for row in picture.events:
        if not row.done or row.type not in (*WORDS, *DEEDS):
            continue
        for pair in dyads(row):
            if row.type in WORDS:
                said[pair].append(row)
                continue
            before = last.get(pair)
            last[pair] = row.published
            if before is not None and (row.published - before).days <= given.quiet_days:
                continue
            words = [one for one in said[pair] if 0 < (row.day - one.published).days <= given.words_days]
            if len({one.report for one in words}) >= given.words:
                yield _alert(pair, row, words)


def dyads(row: Told) -> list[tuple[str, str]]:
    """Which state against which; of an event with many of either it cannot be told who did what to whom."""
    actors, recipients = set(filter(state, row.actors)), set(filter(state, row.recipients))
    one = len(actors) == 1 and len(recipients) == 1 and actors != recipients
    return [(actors.pop(), recipients.pop())] if one else []


def _alert(pair: tuple[str, str], row: Told, words: Sequence[Told]) -> Alert:
    said = len({one.report for one in words})
    return alert(
        "words-to-deeds",
        Place(pair[0], None, row.place),
        row.day,
        row.published,
        f"{pair[0]} does something to {pair[1]} ({row.type}{'.' + row.mode if row.mode else ''}), which it had only "
        f"spoken against, in {said} report{'' if said == 1 else 's'}",
        actors=[pair[0]],
        toward=[pair[1]],
        rows=[*words, row],
    )

"""Who did it, and to whom, by most of an incident's voices. What few of many say of a side stays with their claims, and is
not said of the incident: mistakes of reading add up over reports, and a row of eight parties tells nobody who did it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from vedette.ontology.actors import UNKNOWN
from vedette.records import Event, Who

MOST = 8
"""Actors or recipients of an incident, those of most events first."""

LEAST_SHARE = 0.34
"""Of the events that name the most told party of a side, the part that must name another for it to be one too. Chosen on
two invented crises, where parties of a third and less were slips, and those of a half and more real."""

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of which each report may name another party, all of them rightly."""

UNIDENTIFIED = "UAF"
"""Sector of armed people whom nobody knows: "gunmen", "the attackers"."""

IDENTIFIED = frozenset({"MIL", "COP", "REB", "SEP", "CRM", "SPY"})
"""Sectors of the armed that such people may turn out to be of."""

Votes = Mapping[str, int]
"""Code -> how many events name it."""


def sides(events: Iterable[Event], kind: str) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Actors and recipients of an incident of this type: one for each code, the most told first."""
    given = tuple(events)
    actors, recipients = (_voted(given, role, kind) for role in ("actor", "recipient"))
    return _shown(given, "actor", _but(actors, recipients)), _shown(given, "recipient", _but(recipients, actors))


def _voted(events: Iterable[Event], role: str, kind: str) -> Votes:
    votes = _folded(Counter(code for event in events for code in {who.code for who in _told(event, role)}))
    least = 0.0 if kind in MUTUAL else LEAST_SHARE * max(votes.values(), default=0)
    return {code: number for code, number in votes.items() if number >= least}


def _told(event: Event, role: str) -> list[Who]:
    return [each.who.value for each in event.role(role) if each.who and each.who.value]


def _folded(votes: Counter[str]) -> Votes:
    """Votes for one who is told loosely, given to the most told of those that he may be: a country to its own army, gunmen
    to the rebels of the country, provided that these are told as often.
    """
    folded = Counter(votes)
    for code, number in sorted(votes.items()):
        closer = [other for other in votes if votes[other] >= number and _may_be(code, other)]
        if closer:
            folded[max(closer, key=lambda other: (votes[other], other))] += folded.pop(code)
    return folded


def _may_be(loose: str, close: str) -> bool:
    """Whether the one told as `loose` may be the other, who is told more closely."""
    (head, sector), (other, closer) = (_parted(code) for code in (loose, close))
    if head not in (other, UNKNOWN) or loose == close:
        return False
    return not sector or sector == closer or (sector == UNIDENTIFIED and closer in IDENTIFIED)


def _parted(code: str) -> tuple[str, str]:
    head, _, sector = code.partition(" ")
    return head, sector


def _but(votes: Votes, others: Votes) -> Votes:
    """Without those who are told of more often on the other side; of the only one, it stays."""
    own = {code: number for code, number in votes.items() if number >= others.get(code, 0)}
    return own or votes


def _shown(events: Iterable[Event], role: str, votes: Votes) -> tuple[Who, ...]:
    """Each code as it is named most, by a name where any event tells one."""
    told = [who for event in events for who in _told(event, role)]
    named = {who.code: who for who in reversed(told)} | {who.code: who for who in reversed(told) if who.name}
    return tuple(named[code] for code in sorted(votes, key=lambda code: (-votes[code], code))[:MOST])

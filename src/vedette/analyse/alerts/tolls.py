"""A toll on which two sides contradict one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.picture import Picture
from vedette.records import Alert, Claim, Finding, Incident


@dataclass(frozen=True, slots=True)
class Tolls:
    """When tolls contradict one another."""

    dead: float = 5
    """By the higher claim."""
    apart: float = 2
    """Dead by which they differ, at least …"""
    ratio: float = 1.2
    """… and how many times the higher is the lower."""
    truce_days: int = 1
    """A fight so near a breach of a ceasefire is told with that."""


def tolls(picture: Picture, given: Tolls) -> Iterator[Alert]:
    """An incident with many dead of which two who are named give figures that no later count explains."""
    for incident in picture.incidents:
        killed = next((one for one in incident.findings if one.about == "killed"), None)
        if incident.type != "ASSAULT" or killed is None or incident.since is None:
            continue
        found = min(_contradictions(killed, given), key=_last, default=None)
        if found and _last(found) and incident.since:
            yield _alert(incident, found)


def _contradictions(killed: Finding, given: Tolls) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims: the higher first."""
    for pair in combinations(_whole(killed.claims), 2):
        lower, higher = sorted(pair, key=_low)
        if _speaker(lower) == _speaker(higher) or _low(higher) < given.dead:
            continue
        high = lower.count.high if lower.count else None
        if high is None or _low(higher) - high < given.apart or _low(higher) < given.ratio * high:
            continue
        if not _grew(lower, higher):
            yield higher, lower


def _whole(claims: Sequence[Claim]) -> list[Claim]:
    """Claims by somebody who is named, of all the dead; of one who gives several figures it cannot be told which is."""
    told = [one for one in claims if one.source_words and one.part is None and one.count and one.count.low is not None]
    figures: dict[tuple[str, str], set[float | None]] = {}
    for one in told:
        figures.setdefault((one.report, _speaker(one)), set()).add(_low(one))
    return [one for one in told if len(figures[one.report, _speaker(one)]) == 1 and not one.denied]


def _speaker(claim: Claim) -> str:
    return " ".join((claim.source_words or "").casefold().removeprefix("the ").split())


def _low(claim: Claim) -> float:
    return (claim.count.low or 0.0) if claim.count else 0.0


def _grew(lower: Claim, higher: Claim) -> bool:
    """A higher figure of a later day may be a count that went on."""
    return bool(lower.published and higher.published and lower.published < higher.published)


def _last(pair: tuple[Claim, Claim]) -> date:
    return max(one.published or date.max for one in pair)


def _alert(incident: Incident, pair: tuple[Claim, Claim]) -> Alert:
    higher, lower = pair
    where = incident.where
    return alert(
        "contradicted-toll",
        Place(where.country if where else None, where.admin1 if where else None, where.name if where else None),
        incident.since or _last(pair),
        _last(pair),
        f"{_low(higher):g} dead by the word of {higher.source_words}, {_low(lower):g} by that of {lower.source_words}",
        actors=[who.code for who in incident.actors],
        toward=[who.code for who in incident.recipients],
        reports=tuple(dict.fromkeys(one.report for one in sorted(pair, key=lambda one: one.published or date.max))),
        events=tuple(dict.fromkeys(one.event for one in pair)),
        incidents=(incident.id,),
    )

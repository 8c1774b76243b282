"""One finding from all that was claimed of one thing: what is held, by which rule, and how the claims stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from vedette.link import agreeing, sides, victims
from vedette.link.drafts import Draft, by_day, stands
from vedette.link.facets import is_exact
from vedette.link.members import Member
from vedette.link.range import span_of
from vedette.records import Claim, Finding

T = TypeVar("T", bound=Hashable)

AGREED, RANGING, CONTRADICTED, SINGLE = "agreed", "ranging", "contradicted", "single source"


def deed(given: Sequence[Draft]) -> Finding:
    """That it happened."""
    return _finding("deed", given, "one-value", AGREED)


def time(given: Sequence[Draft]) -> Finding:
    """The days that most voices tell, of those told as often the fewest."""
    told = _by_voices(given, lambda claim: (claim.when.since, claim.when.until) if claim.when else None)
    best = min(told, key=lambda days: (-len(told[days]), days[1] - days[0], days), default=None)
    held = next((when for when in _values(given, "when") if (when.since, when.until) == best), None)
    rivals = [when for when in _values(given, "when") if held and not agreeing.times(when, held)]
    return replace(_voted("time", given, rivals), when=held)


def place(given: Sequence[Draft]) -> Finding:
    """The point on the map that most voices tell; where none tells one, the region that most tell."""
    exact = [draft for draft in given if is_exact(draft.claim.where)]
    told = _by_voices(exact, _point) or _by_voices(given, _point)
    best = min(told, key=lambda point: (-len(told[point]), repr(point)), default=None)
    claims = [draft.claim for draft in _standing(given)]
    held = next((claim.where for claim in claims if best is not None and _point(claim) == best), None)
    rivals = [claim.where for claim in claims if claim.where and held and not agreeing.places(claim.where, held)]
    return replace(_voted("place", given, rivals), where=held)


def _point(claim: Claim) -> tuple[object, ...] | None:
    place = claim.where
    if place is None:
        return None
    return (place.country, place.latitude, place.longitude) if is_exact(place) else (place.country, place.name)


def side(about: str, given: Sequence[Draft]) -> Finding:
    """Who is in a role: those that most voices name first."""
    told = _by_voices(given, lambda claim: claim.who.code if claim.who else None)
    codes = sorted(told, key=lambda code: (-len(told[code]), code))[: sides.MOST]
    values = _values(given, "who")
    first = {who.code: who for who in reversed(values)}
    held = tuple(first[code] for code in codes)
    rivals = [who for who in values if held and not agreeing.sides(who, held[0])]
    return replace(_voted(about, given, rivals), who=held)


def count(about: str, given: Sequence[Draft]) -> Finding:
    """How many: the range over the claims that stand. `20 to 30` in one report's words is no quarrel."""
    standing = [draft.claim for draft in _standing(given)]
    differ = len({(claim.count.low, claim.count.high) for claim in standing if claim.count}) > 1
    found = _finding(about, given, "bounds-differ" if differ else "one-value", RANGING if differ else AGREED)
    if about == "killed" and found.state != CONTRADICTED and _victims_differ(given):
        found = replace(found, state=CONTRADICTED, rule="victims-differ")
    return replace(found, count=span_of(standing))


def _victims_differ(given: Iterable[Draft]) -> bool:
    kinds = {draft.kind for draft in _standing(given)}
    return victims.CIVILIANS in kinds and victims.FIGHTERS in kinds


def _voted(about: str, given: Sequence[Draft], rivals: Sequence[object]) -> Finding:
    return _finding(about, given, "most-voices" if rivals else "one-value", RANGING if rivals else AGREED)


def _finding(about: str, given: Sequence[Draft], rule: str, state: str) -> Finding:
    """A denial contradicts; one voice alone can neither agree nor range."""
    standing = _standing(given)
    voices = len(publishers(draft.member for draft in standing))
    if any(draft.claim.denied for draft in given):
        rule, state = "denied", CONTRADICTED
    elif voices <= 1 and state == AGREED:
        rule, state = ("one-voice" if standing else "nothing-stands"), SINGLE
    claims = tuple(sorted((draft.claim for draft in given), key=by_day))
    return Finding(about=about, state=state, rule=rule, voices=voices, claims=claims)


def publishers(told: Iterable[Member]) -> frozenset[str]:
    """Independent voices: publishers with a text of their own; a text without one stands for itself. Those that are marked as
    unreliable add none, and are one where nobody else speaks.
    """
    trusted: dict[bool, set[str]] = {True: set(), False: set()}
    for member in told:
        trusted[member.trusted].add(member.source or member.voice)
    return frozenset(trusted[True] or sorted(trusted[False])[:1])


def _standing(given: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in given if stands(draft.claim)]


def _values(given: Iterable[Draft], name: str) -> list[Any]:
    """The values that stand, in order of publication."""
    said = (getattr(draft.claim, name) for draft in _standing(given))
    return [value for value in said if value is not None]


def _by_voices(given: Iterable[Draft], value: Callable[[Claim], T | None]) -> dict[T, set[str]]:
    """Value -> the voices that say it."""
    told: dict[T, set[str]] = defaultdict(set)
    for draft in _standing(given):
        said = value(draft.claim)
        if said is not None:
            told[said].add(draft.member.source or draft.claim.voice)
    return dict(told)

"""Which counts were replaced by later ones. Rivals stay side by side; every claim stays listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from vedette.link import cues
from vedette.link.drafts import Draft
from vedette.link.facets import GENERIC_SECTORS
from vedette.link.members import Member
from vedette.link.parts import open_, value

OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", ""})
"""Sectors in which a country speaks with one voice: its police correct what its ministry said."""


def superseded(given: Sequence[Draft], deaths: Sequence[date] = ()) -> list[Draft]:
    """The drafts of one toll, in order of publication, with those marked that a later one replaced. `deaths` are the days on
    which somebody hurt is reported to have died.
    """
    standing = [draft for draft in given if open_(draft)]
    return [_replaced(draft, standing, deaths) if open_(draft) else draft for draft in given]


def corrected(given: Sequence[Draft]) -> list[Draft]:
    """The drafts of one toll, with those marked that their own report tells as thought before."""
    return [_former(draft, given) for draft in given]


def _former(draft: Draft, given: Sequence[Draft]) -> Draft:
    if not open_(draft) or not cues.FORMER.search(cues.before(draft.member.text, draft.claim.span)):
        return draft
    now = [each for each in given if each is not draft and each.claim.report == draft.claim.report and open_(each)]
    return draft.taken("told-as-before", by=now[0].claim.event) if now else draft


def _replaced(draft: Draft, standing: Sequence[Draft], deaths: Sequence[date]) -> Draft:
    """By the first later claim that any rule gives."""
    for later in standing:
        if later is draft or _equal(later, draft):
            continue
        rule = next((name for name, holds in RULES if holds(draft, later)), None)
        if rule is None and _wounded_died(draft, later, deaths):
            rule = "wounded-died"
        if rule:
            return draft.taken(rule, by=later.claim.event)
    return draft


def _equal(one: Draft, other: Draft) -> bool:
    a, b = one.claim.count, other.claim.count
    return a is not None and b is not None and (a.low, a.high) == (b.low, b.high)


def _after(draft: Draft, later: Draft) -> bool:
    """Whether one was published on a later day; on the same day nobody can say which was first."""
    one, other = draft.claim.published, later.claim.published
    return one is not None and other is not None and other > one


def _rose(draft: Draft, later: Draft) -> bool:
    return _after(draft, later) and _says_rose(later) and _top(draft) < (value(later) or 0)


def _top(draft: Draft) -> float:
    count = draft.claim.count
    return (count.high if count and count.high is not None else count.low if count else None) or 0.0


def _says_rose(draft: Draft) -> bool:
    """Whether the report says so of this count or of the toll beside it."""
    if cues.ROSE.search(cues.before(draft.member.text, draft.claim.span)):
        return True
    return any(
        each.role in ("killed", "injured") and bool(cues.ROSE.search(cues.before(draft.member.text, each.span)))
        for each in draft.member.event.arguments
    )


def _revised(draft: Draft, later: Draft) -> bool:
    says = cues.REVISED.search(cues.before(later.member.text, later.claim.span))
    return bool(says) and _after(draft, later) and _one_side(draft, later)


def _one_side(draft: Draft, later: Draft) -> bool:
    """Whether the earlier one is of the same speaker or government, or in the publisher's own name."""
    return draft.claim.source_words is None or _same_speaker(draft, later)


def _owner(code: str) -> str:
    return code.split(" ", maxsplit=1)[0]


def _later_figure(draft: Draft, later: Draft) -> bool:
    return _after(draft, later) and (_same_speaker(draft, later) or _same_publisher(draft, later))


def _same_speaker(draft: Draft, later: Draft) -> bool:
    """One code, and where that is of just anybody the same words too."""
    one, other = draft.claim, later.claim
    if not one.source_words or not other.source_words:
        return False
    same_words = one.source_words.lower() == other.source_words.lower()
    if one.source is None or other.source is None or (one.source.sector or "?") in GENERIC_SECTORS:
        return same_words
    first, second = one.source, other.source
    if first.code.startswith("---"):
        return False
    official = {first.sector or "", second.sector or ""} <= OFFICIAL
    return first.code == second.code or (official and _owner(first.code) == _owner(second.code))


def _same_publisher(draft: Draft, later: Draft) -> bool:
    """One publisher, both times in his own name."""
    own = draft.claim.source_words is None and later.claim.source_words is None
    return own and draft.member.source == later.member.source != ""


def _at_least_met(draft: Draft, later: Draft) -> bool:
    count, other = draft.claim.count, later.claim.count
    if count is None or other is None or count.low is None or count.high is not None or other.high is None:
        return False
    return _after(draft, later) and other.high >= count.low


def _wounded_died(draft: Draft, later: Draft, deaths: Sequence[date]) -> bool:
    one, other = draft.claim.published, later.claim.published
    if one is None or other is None or draft.claim.about != "injured" or (value(later) or 0) >= (value(draft) or 0):
        return False
    return any(one < day <= other for day in deaths)


def deaths(told: Iterable[Member]) -> list[date]:
    """The days on which somebody hurt is reported to have died since."""
    return [each.published for each in told if each.published and cues.DIED_SINCE.search(each.text)]


RULES: tuple[tuple[str, Callable[[Draft, Draft], bool]], ...] = (
    ("rose-to", _rose),
    ("revised", _revised),
    ("later-figure", _later_figure),
    ("at-least-met", _at_least_met),
)
"""Rule -> whether by it the second claim takes the place of the first; in this order."""

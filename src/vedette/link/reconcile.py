"""What is held of an incident, out of all that its reports claim: one finding for each thing, and what they come to.

A function of the set of members: neither the order in which they come nor copies change anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vedette.link import cues, findings, victims
from vedette.link.drafts import TOLLS, Draft, drafts, told_days, unit, unrepeated
from vedette.link.facets import Days
from vedette.link.members import Member, speaking
from vedette.link.parts import open_, parted
from vedette.link.updates import corrected, deaths, superseded
from vedette.records import Finding

STATED = frozenset({"deed", "actor", "killed", "injured"})
"""Findings that a denial of makes the incident contradicted: the fact, one's own part in it, and the victims."""

FIGURES = frozenset({"killed", "injured", "count"})
"""Findings whose ranges make the incident ranging."""


def reconciled(told: Sequence[Member]) -> tuple[tuple[Finding, ...], str]:
    """What is claimed of an incident, thing by thing, and the state that it comes to."""
    speaking_ones = speaking(told)
    by_about: dict[str, list[Draft]] = defaultdict(list)
    for draft in unrepeated(draft for member in speaking_ones for draft in drafts(member)):
        by_about[draft.claim.about].append(draft)
    found = [
        findings.deed(by_about["deed"]),
        findings.time(by_about["time"]),
        findings.place(by_about["place"]),
        findings.side("actor", by_about["actor"]),
        findings.side("recipient", by_about["recipient"]),
    ]
    days = _Day.of(found[1], told_days(speaking_ones))
    died = deaths(speaking_ones)
    found += [findings.count(toll, superseded(parted(corrected(days.marked(by_about[toll]))), died)) for toll in TOLLS]
    found += [
        findings.count("count", superseded(corrected(several))) for several in _by_unit(days.marked(by_about["count"]))
    ]
    kept = tuple(finding for finding in found if finding.claims)
    return kept, _state(kept, len(findings.publishers(speaking_ones)))


def _by_unit(given: Iterable[Draft]) -> list[list[Draft]]:
    """Other counts, one list for each unit; in the order of the units."""
    units: dict[str, list[Draft]] = defaultdict(list)
    for draft in given:
        units[unit(draft)].append(draft)
    return [units[name] for name in sorted(units)]


class _Day:
    """The days that an incident is held to be of, and what each event tells."""

    def __init__(self, held: Days | None, told: Mapping[str, tuple[Days, ...]]) -> None:
        self.held, self.told = held, told

    @staticmethod
    def of(time: Finding, told: Mapping[str, tuple[Days, ...]]) -> _Day:
        held = time.when
        return _Day(Days(held.since.toordinal(), held.until.toordinal()) if held else None, told)

    def marked(self, given: Iterable[Draft]) -> list[Draft]:
        """Counts with those marked that say no number, or not of this incident alone."""
        return [self._marked(draft) for draft in given]

    def _marked(self, draft: Draft) -> Draft:
        if draft.claim.count is None or (draft.claim.count.low is None and draft.claim.count.high is None):
            return draft.taken("no-number") if not draft.claim.denied else draft
        if not open_(draft):
            return draft
        if draft.kind == victims.ANIMALS:
            return draft.taken("not-people")
        if cues.REASON.search(cues.before(draft.member.text, draft.member.event.trigger)):
            return draft.taken("as-reason")
        if self._other_day(draft.claim.event):
            return draft.taken("other-day")
        near = cues.after(draft.member.text, draft.claim.span)[: cues.SEVERAL_REACH]
        return draft.taken("sum-of-several") if cues.SEVERAL.search(near) else draft

    def _other_day(self, event: str) -> bool:
        told = self.told.get(event, ())
        if self.held is None or not told:
            return False
        return not any(days.since < self.held.until and self.held.since < days.until for days in told)


def _state(found: Iterable[Finding], voices: int) -> str:
    """What all findings come to."""
    states = {(finding.about, finding.state) for finding in found}
    if any(about in STATED and state == findings.CONTRADICTED for about, state in states):
        return findings.CONTRADICTED
    if voices <= 1:
        return findings.SINGLE
    ranging = any(about in FIGURES and state in (findings.RANGING, findings.CONTRADICTED) for about, state in states)
    return findings.RANGING if ranging else findings.AGREED

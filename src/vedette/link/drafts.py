"""Claims as each member makes them, before they are weighed against one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.link import victims
from vedette.link.facets import Days, days
from vedette.link.members import Member
from vedette.link.rules import ASIDE
from vedette.records import Argument, Claim, Count, Span, Who

TOLLS = ("killed", "injured")
"""Roles whose counts are one thing each."""

COUNTED = ("count", "force")
"""Roles whose counts are a thing for each unit."""

ANY_UNIT = frozenset(
    {"", "people", "persons", "person", "individuals", "others", "men", "man", "dead", "deaths", "killed"}
)
"""Units that say nothing of what is counted."""

REACH = 600
"""Characters after an event of the same report within which its day still holds for one that tells none. By judgement: about
five sentences, as when events are compared."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way, with what is weighed about it."""

    claim: Claim
    member: Member
    kind: str = victims.ANYBODY
    """Which kind of people a count is of."""
    score: float = 1.0
    """How sure the reader is of the words."""

    def taken(self, rule: str, *, part: str | None = None, by: str | None = None) -> Draft:
        """The same, taken by a rule: as a part, or replaced by another event's claim."""
        claim = self.claim
        return replace(
            self,
            claim=replace(claim, rule=rule, part=part or claim.part, superseded_by=by or claim.superseded_by),
        )


def drafts(member: Member) -> Iterator[Draft]:
    """All that one member claims."""
    event = member.event
    yield Draft(_deed(member), member)
    for argument in event.arguments:
        if argument.role in ("actor", "recipient") and argument.who and argument.who.value:
            yield Draft(_claim(member, argument, argument.role, argument.who.rule), member, score=argument.score)
        elif argument.role == "time" and argument.when and argument.when.value:
            yield Draft(_claim(member, argument, "time", argument.when.rule), member, score=argument.score)
        elif argument.role == "place" and argument.where and argument.where.value:
            yield Draft(_claim(member, argument, "place", argument.where.rule), member, score=argument.score)
        elif argument.role in (*TOLLS, *COUNTED) and argument.count:
            yield _counted(member, argument)


def _deed(member: Member) -> Claim:
    who, words = speaker(member, member.event.trigger)
    denied = member.event.status == "negated" and not _none_hurt(member)
    return Claim(
        about="deed",
        report=member.report,
        event=member.event.id,
        published=member.published,
        span=member.event.trigger,
        source=who,
        source_words=words,
        voice=member.voice,
        denied=denied,
        rule="denied" if denied else "",
    )


def _none_hurt(member: Member) -> bool:
    """Whether what is negated is harm: `nobody was hurt` does not deny that something happened."""
    return any(_is_zero(each.count.value) for each in member.event.arguments if each.role in TOLLS and each.count)


def _is_zero(count: Count | None) -> bool:
    return count is not None and count.high == 0


def _claim(member: Member, argument: Argument, about: str, rule: str) -> Claim:
    who, words = speaker(member, argument.span)
    denied = member.event.status == "negated" and not _none_hurt(member)
    return Claim(
        about=about,
        report=member.report,
        event=member.event.id,
        published=member.published,
        span=argument.span,
        source=who,
        source_words=words,
        voice=member.voice,
        denied=denied,
        rule="denied" if denied else rule,
        when=argument.when.value if argument.when and about == "time" else None,
        where=argument.where.value if argument.where and about == "place" else None,
        who=argument.who.value if argument.who and about in ("actor", "recipient") else None,
    )


def _counted(member: Member, argument: Argument) -> Draft:
    resolved = argument.count
    assert resolved is not None  # noqa: S101 - see `drafts`
    about = argument.role if argument.role in TOLLS else "count"
    claim = replace(_claim(member, argument, about, resolved.rule), count=resolved.value)
    kind = victims.kind(argument.span.text, member.event, argument)
    return Draft(claim, member, kind, argument.score)


def unit(draft: Draft) -> str:
    """What a count counts, where that tells anything."""
    said = (draft.claim.count.unit or "").lower() if draft.claim.count else ""
    return "" if said in ANY_UNIT else said


def speaker(member: Member, words: Span) -> tuple[Who | None, str | None]:
    """Whose word it is: the event's source that stands nearest, or else who makes the statement that carries it."""
    named = member.event.role("source")
    if named:
        nearest = min(named, key=lambda each: (_between(each.span, words), each.span.start))
        return (nearest.who.value if nearest.who else None, nearest.span.text)
    said = next((each.speaker for each in member.statements), None)
    return (None, None) if said is None else (said.who.value, said.span.text)


def _between(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def unrepeated(given: Iterable[Draft]) -> list[Draft]:
    """The same words about the same thing once in a report, however many of its events hold them: the surest."""
    best: dict[tuple[str, str, int, int], Draft] = {}
    for draft in given:
        claim = draft.claim
        key = (claim.report, claim.about, claim.span.start, claim.span.end)
        known = best.get(key)
        if known is None or _rank(draft) > _rank(known):
            best[key] = draft
    return sorted(best.values(), key=lambda draft: by_day(draft.claim))


def _rank(draft: Draft) -> tuple[bool, float, bool, str]:
    claim = draft.claim
    return (not claim.denied, draft.score, claim.source_words is not None, claim.event)


def stands(claim: Claim) -> bool:
    """Whether a claim counts: nobody takes it back, nothing took its place, it is of all those meant and of this incident."""
    return not claim.denied and claim.part is None and claim.superseded_by is None and claim.rule not in ASIDE


def by_day(claim: Claim) -> tuple[bool, int, str, int, int, str]:
    """By day of publication, then report and place in it."""
    day = claim.published
    span = claim.span
    return (day is None, day.toordinal() if day else 0, claim.report, span.start, span.end, claim.event)


def told_days(told: Sequence[Member]) -> dict[str, tuple[Days, ...]]:
    """Event -> the days that it tells; else those of the nearest event of the report that stands before it."""
    found: dict[str, tuple[Days, ...]] = {}
    last: dict[str, tuple[int, tuple[Days, ...]]] = {}
    for member in told:
        own, start = days(member.event), member.event.trigger.start
        if own:
            last[member.report] = (start, own)
        at, borrowed = last.get(member.report, (0, ()))
        found[member.event.id] = own or (borrowed if start - at <= REACH else ())
    return found

"""Which counts are of everybody and which of some only, within one report; counts of sides apart are added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from vedette.link import cues, victims
from vedette.link.drafts import Draft, by_day, stands
from vedette.records import Count, Span

NEAR = 300
"""Characters between two counts of sides that are added up: two or three sentences. By judgement."""

Cue = Callable[[Draft], bool]


def _before(draft: Draft) -> str:
    return cues.before(draft.member.text, draft.claim.span)


def _after(draft: Draft) -> str:
    return cues.after(draft.member.text, draft.claim.span)


def _words(draft: Draft) -> str:
    return draft.claim.span.text


CUES: tuple[tuple[str, Cue], ...] = (
    ("none-of-these", lambda draft: value(draft) == 0 and draft.kind != victims.ANYBODY),
    ("own-losses", lambda draft: bool(cues.OWN.search(_words(draft)))),
    ("among-them", lambda draft: bool(cues.AMONG.search(_before(draft)))),
    ("among-them", lambda draft: bool(cues.OF_THEM.search(_words(draft) + _after(draft)[:20]))),
    ("one-more", lambda draft: draft.claim.rule == "singular" and bool(cues.ORDINAL.search(_words(draft)))),
    ("under-care", lambda draft: draft.claim.about == "injured" and _cared_for(draft)),
)
"""Rule -> what shows, by the words alone, that a count is of some only."""


def _cared_for(draft: Draft) -> bool:
    return bool(cues.CARE_AFTER.search(_after(draft)) or cues.CARE_BEFORE.search(_before(draft)))


def parted(given: Sequence[Draft]) -> list[Draft]:
    """The drafts of one toll, parts marked and sums added."""
    found: list[Draft] = []
    for _, several in groupby(sorted(given, key=lambda draft: by_day(draft.claim)), lambda draft: draft.claim.report):
        found += _within(list(several))
    return _elsewhere(_single_ones(found))


def _within(given: list[Draft]) -> list[Draft]:
    """The drafts of one report."""
    wholes = [draft for draft in given if open_(draft)]
    marked = [_by_cue(draft, wholes) for draft in given]
    marked = [_by_size(draft, marked) for draft in marked]
    return _summed(marked)


def open_(draft: Draft) -> bool:
    """Whether nothing yet says that it does not count."""
    claim = draft.claim
    return stands(claim) and value(draft) is not None


def value(draft: Draft) -> float | None:
    """The one number that stands for a count."""
    count = draft.claim.count
    if count is None:
        return None
    return count.low if count.low is not None else count.high


def _by_cue(draft: Draft, wholes: Sequence[Draft]) -> Draft:
    """A part by its words. Some of them are a part only beside a whole; one's own, or who is cared for, always."""
    if not open_(draft):
        return draft
    beside = any(_larger(other, draft) for other in wholes)
    rule = next((rule for rule, holds in CUES if (beside or rule != "among-them") and holds(draft)), None)
    return draft.taken(rule, part=part_of(draft)) if rule else draft


def _by_size(draft: Draft, marked: Iterable[Draft]) -> Draft:
    """One or some of those whom the report counts as a whole, as far as it does not tell apart whose dead they are."""
    if not open_(draft):
        return draft
    for other in marked:
        if other is not draft and open_(other) and _larger(other, draft) and _covers(other, draft):
            return draft.taken("one-of-them", part=part_of(draft))
    return draft


def _larger(one: Draft, other: Draft) -> bool:
    return (value(one) or 0) > (value(other) or 0)


def _covers(whole: Draft, part: Draft) -> bool:
    """Whether a count may hold the other: it is of anybody, and told by the same event or for a single one."""
    single = part.claim.rule == "singular"
    same_event = whole.claim.event == part.claim.event
    if whole.kind != victims.ANYBODY:
        return same_event and single and whole.kind == victims.CIVILIANS
    return single or same_event


def part_of(draft: Draft) -> str:
    """Which part it is of, in a word or in the report's own."""
    return (draft.claim.count.unit if draft.claim.count else None) or draft.claim.span.text


def _speaker(draft: Draft) -> str:
    claim = draft.claim
    return claim.source.code if claim.source and not claim.source.code.startswith("---") else claim.source_words or ""


def _summed(given: list[Draft]) -> list[Draft]:
    """With the sum of those sides that one speaker counts apart, where he counts no whole."""
    found, sums = given, []
    for _, several in groupby(sorted(filter(open_, given), key=_speaker), _speaker):
        own = list(several)
        totals = {value(draft) for draft in own if _is_total(draft)}
        addends = _addends([draft for draft in own if not _is_total(draft)])
        total = sum(value(draft) or 0.0 for draft in addends)
        if len(addends) > 1 and (not totals or total in totals):
            found = [_as_part(draft, addends) for draft in found]
            sums += [] if totals else [_sum(addends)]
    return [*found, *sums]


def _is_total(draft: Draft) -> bool:
    """Whether it counts everybody: a number of people, not of one kind and not just somebody."""
    return draft.kind == victims.ANYBODY and draft.claim.rule != "singular"


def _addends(sides: list[Draft]) -> list[Draft]:
    """Near one another, of different kinds or of one event, each exact."""
    near = sorted(sides, key=lambda draft: draft.claim.span.start)
    kept = near[:1]
    for draft in near[1:]:
        last = kept[-1]
        close = draft.claim.span.start - last.claim.span.end <= NEAR
        apart = all(draft.kind != other.kind for other in kept) or _singles(draft, kept)
        if close and apart:
            kept.append(draft)
    return kept if all(_exact(draft) for draft in kept) else []


def _singles(draft: Draft, kept: Iterable[Draft]) -> bool:
    """A soldier and a woman of one event."""
    return all(
        draft.claim.rule == other.claim.rule == "singular" and draft.claim.event == other.claim.event for other in kept
    )


def _exact(draft: Draft) -> bool:
    count = draft.claim.count
    return count is not None and count.low is not None and count.low == count.high and count.low > 0


def _as_part(draft: Draft, addends: Iterable[Draft]) -> Draft:
    return draft.taken("one-side", part=part_of(draft)) if any(draft is each for each in addends) else draft


def _sum(addends: Sequence[Draft]) -> Draft:
    """One claim, in the words from the first number to the last."""
    first = addends[0]
    start, end = first.claim.span.start, max(draft.claim.span.end for draft in addends)
    total = sum(value(draft) or 0.0 for draft in addends)
    rough = any(draft.claim.count.approximate for draft in addends if draft.claim.count)
    return replace(
        first,
        kind=victims.ANYBODY,
        claim=replace(
            first.claim,
            span=Span(first.member.text[start:end], start, end),
            count=Count(total, total, approximate=rough),
            rule="sum-of-sides",
        ),
    )


def _single_ones(given: Sequence[Draft]) -> list[Draft]:
    """`A girl was wounded` is no rival to a report that counts seven."""
    most = max((value(draft) or 0.0 for draft in given if open_(draft)), default=0.0)
    return [
        draft.taken("single-one", part=part_of(draft))
        if open_(draft) and draft.claim.rule == "singular" and most > (value(draft) or 0.0)
        else draft
        for draft in given
    ]


def _elsewhere(given: Sequence[Draft]) -> list[Draft]:
    """A number that the same speaker counts as one side in another report is that side here too."""
    sides = {(_speaker(draft), draft.kind, value(draft)) for draft in given if draft.claim.rule == "one-side"}
    return [
        draft.taken("one-side-elsewhere", part=part_of(draft))
        if open_(draft) and _speaker(draft) and (_speaker(draft), draft.kind, value(draft)) in sides
        else draft
        for draft in given
    ]

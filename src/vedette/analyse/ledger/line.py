"""A force's line of the ledger, and the lines beside it: of those who deny it, of a readiness, of a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.analyse.ledger import compare, numbers, places
from vedette.analyse.ledger.fact import THINGS, Fact
from vedette.analyse.ledger.forces import Track
from vedette.analyse.ledger.state import ENDED, State, walk
from vedette.records import Count, Force, Where, Who

Copies = Mapping[str, tuple[str, ...]]
"""Id of an entry -> reports that repeat it."""


@dataclass(slots=True)
class Draft:
    """A force with its state, before it is a line."""

    track: Track
    state: State
    count: Count | None
    counted: tuple[Fact, ...]
    rule: str
    notes: list[str]
    more: tuple[Fact, ...] = ()
    """Facts of another force that the line also rests on: what came on top."""
    not_before: date | None = None
    """The first day on which it can have come to its end, where no day is said for that."""


def lines(tracks: Iterable[Track], copies: Copies, as_of: date, horizon: int) -> list[Force]:
    """The lines, by owner, status and place."""
    drafts = _reinforced(_without_parts([_draft(track) for track in tracks]))
    _name_successors(drafts)
    _date_ends(drafts)
    made = [line for draft in drafts for line in _lines(draft, copies, as_of, horizon)]
    return sorted(made, key=_order)


def _order(line: Force) -> tuple[object, ...]:
    owner, place = line.owner, line.where
    return (owner is None, owner.code if owner else "", line.status, place.name if place else "", line.postures)


def _draft(track: Track) -> Draft:
    state, count, counted, rule, notes = track.path.kept("draft", lambda: _drawn(track))
    return Draft(track, state, count, counted, rule, [*notes])


def _drawn(track: Track) -> tuple[State, Count | None, tuple[Fact, ...], str, tuple[str, ...]]:
    """What a draft begins with, by the track's facts alone."""
    state = walk(track.facts, track.asides)
    count, counted = numbers.held(_since_known(track, state))
    rule = "part-of" if all(fact.part for fact in track.facts) else state.rule
    return state, count, counted, rule, (_spread(counted),) if numbers.contradict(counted) else ()


def _since_known(track: Track, state: State) -> Sequence[Fact]:
    """The facts whose numbers count: of the status that holds, and what was told of the same force before."""
    first = min((fact.order for fact in state.facts if fact.count), default=None)
    held = {id(fact) for fact in state.facts}  # the very ones: to compare all that they say takes long
    return [fact for fact in track.facts if first is None or fact.order < first or id(fact) in held]


def _spread(counted: Sequence[Fact]) -> str:
    told = dict.fromkeys(f"{fact.entry.posture.force.text!r} ({fact.entry.report_id})" for fact in counted)
    return "numbers differ: " + ", ".join(told)


def _without_parts(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without parts whose whole has come since: they are in it."""
    wholes = _by_owner(draft for draft in drafts if draft.rule != "part-of")
    return [
        draft
        for draft in drafts
        if draft.rule != "part-of"
        or not any(_whole_of(draft, other) for other in wholes.get(draft.track.surest.key, ()))
    ]


def _by_owner(drafts: Iterable[Draft]) -> dict[str | None, list[Draft]]:
    """The drafts of forces that are there, by whose they are."""
    found: dict[str | None, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.state.status == "present":
            found[draft.track.surest.key].append(draft)
    return found


def _whole_of(part: Draft, other: Draft) -> bool:
    if other.rule == "part-of" or other.state.status != "present" or part.state.status != "present":
        return False
    mine, theirs = part.track.surest, other.track.surest
    later = (other.state.facts[-1].entry.published, part.state.facts[-1].entry.published)
    return compare.same_owner(mine, theirs) and later[0] is not None and later[1] is not None and later[0] > later[1]


def _reinforced(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what came on top added to what was there; numbers that are told anew since hold it already."""
    bases = _by_owner(draft for draft in drafts if not draft.track.surest.on_top)
    added = set()
    for more in drafts:
        likely = bases.get(more.track.surest.key, ()) if more.track.surest.on_top else ()
        base = next((other for other in likely if _adds_to(more, other)), None)
        if base is None:
            continue
        added.add(more.track.number)
        base.more = (*base.more, *more.track.facts)
        if base.count and more.count and not _told_anew(base, more):
            base.count = numbers.added(base.count, more.count)
            base.rule = "reinforced"
            base.notes.append(f"with {more.state.facts[-1].entry.posture.force.text!r} on top")
    return [draft for draft in drafts if draft.track.number not in added]


def _adds_to(more: Draft, base: Draft) -> bool:
    mine, theirs = more.track.surest, base.track.surest
    if not mine.on_top or theirs.on_top or more is base or {more.state.status, base.state.status} != {"present"}:
        return False
    both = mine.kind in THINGS, theirs.kind in THINGS
    if not compare.same_owner(mine, theirs) or (any(both) and mine.kind != theirs.kind):
        return False
    return any(
        places.lies(one.where, other.where) in (places.SAME, places.NEAR)
        for one in more.state.facts
        for other in base.state.facts
    )


def _told_anew(base: Draft, more: Draft) -> bool:
    return bool(base.counted) and base.counted[-1].order > more.state.facts[-1].order


def _name_successors(drafts: Sequence[Draft]) -> None:
    """Say of a force that came in the report that tells the end of another by the same event: it took over."""
    ended = {
        fact.entry.posture.event: draft
        for draft in drafts
        if draft.state.status == "rotated"
        for fact in draft.state.facts
    }
    for draft in drafts:
        gone = next(
            (ended[fact.entry.posture.event] for fact in draft.state.facts if fact.entry.posture.event in ended), None
        )
        if draft.state.status != "present" or gone is None or gone is draft:
            continue
        draft.rule = "took-over"
        whom = gone.track.surest
        draft.notes.append(
            f"in place of {whom.owner.code if whom.owner else gone.state.facts[0].entry.posture.force.text}"
        )


def _date_ends(drafts: Sequence[Draft]) -> None:
    """Give a force that was replaced, nobody says when, the first day of the event that tells it: not before."""
    for draft in drafts:
        facts = draft.state.facts
        if draft.state.status != "rotated" or any(fact.entry.posture.when for fact in facts):
            continue
        draft.not_before = min((fact.entry.told.since for fact in facts if fact.entry.told), default=None)
        if draft.not_before:
            draft.notes.append(f"on a day that is not said, after what is told from {draft.not_before} on")


def _lines(draft: Draft, copies: Copies, as_of: date, horizon: int) -> list[Force]:
    own = _own(draft)
    made = [own]
    if draft.state.beside:
        made.append(_line(draft, draft.state.beside, "on_standby", "ready-and-there"))
    if draft.track.denials:
        denied = _line(draft, draft.track.denials, "denied", "denied-by-another")
        deniers = ", ".join(dict.fromkeys(_speaker(fact) for fact in draft.track.denials))
        made[0] = replace(own, note=_joined(own.note, f"denied by {deniers}"))
        made.append(denied)
    return [_at(as_of, horizon, line, draft, copies) for line in made]


def _own(draft: Draft) -> Force:
    """The line of the state: most are the same for many days."""
    if draft.more:
        return _line(draft, draft.state.facts, draft.state.status, draft.rule)
    key = "line", draft.rule, draft.not_before, *draft.notes
    return draft.track.path.kept(key, lambda: _line(draft, draft.state.facts, draft.state.status, draft.rule))


def _speaker(fact: Fact) -> str:
    return " ".join((fact.entry.by_words or fact.entry.source or fact.entry.report_id).split())


def _line(draft: Draft, facts: Sequence[Fact], status: str, rule: str) -> Force:
    """A line, as of any day."""
    track = draft.track
    telling = [fact for fact in (*facts, *draft.counted) if fact.entry.posture.id not in track.asides]
    words = max(telling or facts, key=_telling) if status != "denied" else max(track.facts, key=_telling)
    last = _last(facts, track.asides)
    rests = sorted({fact.entry.posture.id: fact for fact in (*facts, *draft.counted, *draft.more)}.values(), key=_when)
    where = next(
        (fact.where for fact in reversed(facts) if fact.where and fact.entry.posture.id not in track.asides), None
    )
    source = last.entry.posture.source
    return Force(
        as_of=date.max,
        owner=track.surest.owner,
        command=_command(track),
        force=" ".join(words.entry.posture.force.text.split()),
        kind=words.kind,
        count=draft.count,
        status=status,
        where=where or _place(facts, track, status),
        since=_since(facts) or (draft.not_before if status == draft.state.status else None),
        last_confirmed=max((fact.entry.published for fact in facts if fact.entry.published), default=None),
        by=source.value if source else None,
        by_words=last.entry.by_words,
        rule=rule,
        postures=tuple(fact.entry.posture.id for fact in rests),
        reports=tuple(dict.fromkeys(fact.entry.report_id for fact in rests)),
        note=_joined(*draft.notes) if status != "denied" else None,
    )


def _when(fact: Fact) -> tuple[object, ...]:
    return fact.order


def _telling(fact: Fact) -> tuple[object, ...]:
    """How much a fact tells; of equal ones the first."""
    posture = fact.entry.posture
    told = sum(each is not None for each in (fact.owner, fact.where, fact.command, posture.when, posture.source))
    age = fact.entry.published.toordinal() if fact.entry.published else 0
    return (fact.count is not None, bool(fact.names), bool(fact.body or fact.special), told, -age, posture.id)


def _last(facts: Sequence[Fact], asides: set[str]) -> Fact:
    telling = [fact for fact in facts if fact.entry.posture.id not in asides]
    return (telling or list(facts))[-1]


def _command(track: Track) -> Who | None:
    """The command that was last told of it."""
    told = (fact.entry.posture.command for fact in reversed(track.facts) if fact.command)
    return next((command.value for command in told if command and command.value), None)


def _place(facts: Sequence[Fact], track: Track, status: str) -> Where | None:
    """Where it is as far as anything told of it says: of a state that names no place, the place before it."""
    told = [*facts, *track.facts] if status in ("denied", *ENDED, "present") else list(facts)
    return next((fact.where for fact in reversed(told) if fact.where), None)


def _since(facts: Sequence[Fact]) -> date | None:
    times = [fact.entry.posture.when.value for fact in facts if fact.entry.posture.when]
    return min((when.since for when in times if when), default=None)


def _joined(*notes: str | None) -> str | None:
    return "; ".join(dict.fromkeys(note for note in notes if note)) or None


def _at(as_of: date, horizon: int, line: Force, draft: Draft, copies: Copies) -> Force:
    """The line at the end of a day, with the copies until then."""
    more = {report for posture in line.postures for report in copies.get(posture, ())}
    dated = draft.not_before is None or line.status != draft.state.status
    ahead = dated and line.since is not None and line.since > as_of
    known = None if ahead and line.status not in ("authorised", "moving") else line.since
    rule, note = _aged(line, as_of, horizon)
    reports = (*line.reports, *sorted(more.difference(line.reports))) if more else line.reports
    return replace(line, as_of=as_of, since=known, rule=rule, note=note, reports=reports)


def _aged(line: Force, as_of: date, horizon: int) -> tuple[str, str | None]:
    """The rule, and the note with how long ago it was last confirmed; past the horizon its state is shown and no longer
    assumed.
    """
    days = (as_of - line.last_confirmed).days if line.last_confirmed else 0
    if not days:
        return line.rule, line.note
    told = f"last confirmed {days} day{'' if days == 1 else 's'} ago"
    if days <= horizon:
        return line.rule, _joined(told, line.note)
    beyond = f"{told}, past the horizon of {horizon} days: not assumed to hold"
    return "past-the-horizon", _joined(beyond, line.note)

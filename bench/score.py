"""What was found against what should have been, by these rules.

- A found trigger matches a gold one when their spans share at least one character; *typed*, when the type is equal too.
  *Exact* asks for the same span.
- Matching is one-to-one and as large as it can be. Among the largest, the untyped one prefers equal types, then the
  longer overlap; the typed one the longer overlap, then more equal arguments, equal status and equal mode.
- A found argument matches a gold one when their events match as typed triggers, the role is equal, and the spans share
  a character (*overlap*) or are the same (*exact*). All arguments of all events count, of unmatched events too.
- Status and mode are compared on events that match as typed triggers; no mode equals no mode.
- Values are compared on arguments that match by overlap, for words with a gold value of the kind that the role asks
  for. Precision is then the share of matched ones that are right, recall the share of all.
- Confusion of types is counted over the untyped matching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bench.corpus import KIND_OF_ROLE, Event, Filler, Found, Report
from bench.match import overlap, pair_up
from bench.tally import Sheet, Tally, agreement, total
from bench.values import PARTS, from_gold, from_told

Matched = list[tuple[Event, Event]]

RANK = 10**6
"""One step of preference outweighs any sum of the steps below it: no report has a million characters or arguments."""


def score(reports: Iterable[Report], found: Mapping[str, Found]) -> dict[str, Sheet]:
    """Sheets by group: "all", and each kind of report (brief, article). A report without a reading counts as empty."""
    by_group: dict[str, list[Sheet]] = {"all": []}
    for report in reports:
        sheet = score_report(report, found.get(report.id, Found(report.id)))
        by_group["all"].append(sheet)
        by_group.setdefault(report.kind, []).append(sheet)
    return {group: total(sheets) for group, sheets in by_group.items()}


def score_report(report: Report, found: Found) -> Sheet:
    """All counts of one report."""
    gold, told = _sorted(report.events), _sorted(found.events)
    matched = match_events(gold, told)
    untyped = _untyped(gold, told)
    parts = (
        _triggers(gold, told, len(untyped), len(matched)),
        _types(gold, told, matched),
        _labels(matched),
        _arguments(gold, told, matched),
        _values(report, gold, matched),
    )
    confusion = Sheet(confusion=_confusion(gold, told, untyped))
    return total([Sheet(part) for part in parts] + [confusion])


def match_events(gold: Sequence[Event], told: Sequence[Event]) -> Matched:
    """Pairs (gold, found) of events that match as typed triggers; the same whatever the order of the lists."""
    gold, told = _sorted(gold), _sorted(told)
    weights = {
        (i, j): _likeness(one, other)
        for i, one in enumerate(gold)
        for j, other in enumerate(told)
        if one.type == other.type and overlap(one.span, other.span)
    }
    return [(gold[i], told[j]) for i, j in pair_up(weights)]


def match_fillers(gold: Iterable[Filler], told: Iterable[Filler]) -> list[tuple[Filler, Filler]]:
    """Pairs (gold, found) of arguments of two matched events, of equal role and overlapping."""
    ones, others = _in_order(gold), _in_order(told)
    weights = {
        (i, j): shared
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if one.role == other.role and (shared := overlap(one.span, other.span))
    }
    return [(ones[i], others[j]) for i, j in pair_up(weights)]


def _sorted(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.key)


def _in_order(fillers: Iterable[Filler]) -> list[Filler]:
    return sorted(fillers, key=lambda each: (each.start, each.end, each.role, each.score, repr(each.told)))


def _likeness(one: Event, other: Event) -> int:
    steps = (
        overlap(one.span, other.span),
        len(match_fillers(one.arguments, other.arguments)),
        _exact(one, other).total(),
        one.status == other.status,
        one.mode == other.mode,
    )
    weight = 0
    for step in steps:
        weight = weight * RANK + step
    return weight


def _exact(one: Event, other: Event) -> Counter[str]:
    """How many arguments of two events are the same to the character, by role."""
    same = Counter((each.role, each.span) for each in one.arguments)
    same &= Counter((each.role, each.span) for each in other.arguments)
    roles: Counter[str] = Counter()
    for (role, _), times in same.items():
        roles[role] += times
    return roles


def _untyped(gold: Sequence[Event], told: Sequence[Event]) -> list[tuple[int, int]]:
    return pair_up(
        {
            (i, j): (one.type == other.type) * RANK + shared
            for i, one in enumerate(gold)
            for j, other in enumerate(told)
            if (shared := overlap(one.span, other.span))
        }
    )


def _triggers(gold: Sequence[Event], told: Sequence[Event], untyped: int, typed: int) -> dict[str, Tally]:
    spans = Counter(event.span for event in gold) & Counter(event.span for event in told)
    types = Counter((event.span, event.type) for event in gold) & Counter((event.span, event.type) for event in told)
    right = {"triggers": untyped, "triggers.exact": spans.total(), "typed": typed, "typed.exact": types.total()}
    return {name: Tally(count, len(told), len(gold)) for name, count in right.items()}


def _types(gold: Sequence[Event], told: Sequence[Event], matched: Matched) -> dict[str, Tally]:
    right = Counter(one.type for one, _ in matched)
    return _tallies("type.", right, Counter(event.type for event in told), Counter(event.type for event in gold))


def _labels(matched: Matched) -> dict[str, Tally]:
    return {
        "status": agreement(sum(one.status == other.status for one, other in matched), len(matched)),
        "mode": agreement(sum(one.mode == other.mode for one, other in matched), len(matched)),
    }


def _arguments(gold: Sequence[Event], told: Sequence[Event], matched: Matched) -> dict[str, Tally]:
    in_gold = Counter(each.role for event in gold for each in event.arguments)
    in_told = Counter(each.role for event in told for each in event.arguments)
    exact: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for one, other in matched:
        exact += _exact(one, other)
        near += Counter(each.role for each, _ in match_fillers(one.arguments, other.arguments))
    return {
        "arguments": Tally(near.total(), in_told.total(), in_gold.total()),
        "arguments.exact": Tally(exact.total(), in_told.total(), in_gold.total()),
        **_tallies("role.", near, in_told, in_gold),
        **_tallies("role.exact.", exact, in_told, in_gold),
    }


def _tallies(prefix: str, right: Counter[str], told: Counter[str], gold: Counter[str]) -> dict[str, Tally]:
    return {prefix + name: Tally(right[name], told[name], gold[name]) for name in sorted(told | gold)}


def _values(report: Report, gold: Sequence[Event], matched: Matched) -> dict[str, Tally]:
    """Values of matched arguments, where the report has gold values."""
    if report.values is None:
        return {}
    counts: dict[str, Tally] = {}
    for event in gold:
        for filler in event.arguments:
            _add_all(counts, {name: Tally(0, 0, 1) for name in _value_names(report, filler)})
    for one, other in matched:
        for filler, partner in match_fillers(one.arguments, other.arguments):
            _add_all(counts, _compared(report, filler, partner))
    return counts


def _add_all(counts: dict[str, Tally], more: Mapping[str, Tally]) -> None:
    for name, tally in more.items():
        counts[name] = counts.get(name, Tally()) + tally


def value_of(report: Report, filler: Filler) -> tuple[str, str] | None:
    """The kind and gold value of an argument's words, where its role asks for a value and the gold has one."""
    kind = KIND_OF_ROLE.get(filler.role)
    value = (report.values or {}).get((kind or "", report.text[filler.start : filler.end]))
    return None if kind is None or value is None else (kind, value)


def _value_names(report: Report, filler: Filler) -> list[str]:
    value = value_of(report, filler)
    return [f"value.{value[0]}.{part}" for part in PARTS[value[0]]] if value else []


def _compared(report: Report, filler: Filler, partner: Filler) -> dict[str, Tally]:
    value = value_of(report, filler)
    if value is None:
        return {}
    kind, gold = value[0], from_gold(*value)
    told = from_told(kind, partner.told)
    return {f"value.{kind}.{part}": Tally(int(gold[part] == told[part]), 1, 0) for part in PARTS[kind]}


def _confusion(
    gold: Sequence[Event], told: Sequence[Event], untyped: Sequence[tuple[int, int]]
) -> Counter[tuple[str, str]]:
    pairs = Counter((gold[i].type, told[j].type) for i, j in untyped)
    missed = set(range(len(gold))) - {i for i, _ in untyped}
    spurious = set(range(len(told))) - {j for _, j in untyped}
    return pairs + Counter((gold[i].type, "none") for i in missed) + Counter(("none", told[j].type) for j in spurious)

"""What is denied joins the incident that it denies, once that is made of what is asserted: a denial gathers nothing itself.

While they took part in grouping, denials drew events together that nobody else tells together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from vedette.link import merge

Scores = Mapping[tuple[str, str], float]
"""Pair of events, the smaller id first -> log-odds that they are of one happening."""


def joined(
    groups: Sequence[tuple[str, ...]], negated: Collection[str], report_of: Mapping[str, str], scores: Scores
) -> list[tuple[str, ...]]:
    """The groups with each negated event in the one that it is most like, by the mean over its reports as groups are joined
    by, where that is above nought; others stay alone.
    """
    place = {event: at for at, group in enumerate(groups) for event in group}
    size = [len({report_of[event] for event in group}) for group in groups]
    likely = _likely(negated, scores, place)
    more: dict[int, list[str]] = defaultdict(list)
    alone = []
    for event in sorted(negated):
        at = _most_like(_means(likely.get(event, ()), place, size, report_of))
        if at is None:
            alone.append((event,))
        else:
            more[at].append(event)
    return sorted([*(tuple(sorted((*group, *more[at]))) for at, group in enumerate(groups)), *alone])


def _likely(negated: Collection[str], scores: Scores, place: Mapping[str, int]) -> dict[str, list[tuple[str, float]]]:
    """Negated event -> the asserted ones that it was compared with, with the scores."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), score in scores.items():
        if one in negated and other in place:
            found[one].append((other, score))
        elif other in negated and one in place:
            found[other].append((one, score))
    return found


def _means(
    likely: Iterable[tuple[str, float]], place: Mapping[str, int], size: Sequence[int], report_of: Mapping[str, str]
) -> dict[int, float]:
    """Group -> the mean over its reports, each with the best of its events, or the worst where that rules it out."""
    weights: dict[int, dict[str, float]] = defaultdict(dict)
    for event, score in likely:
        of, report = weights[place[event]], report_of[event]
        known = of.get(report, score)
        of[report] = min(known, score) if min(known, score) <= merge.NEVER else min(max(known, score), merge.MOST)
    return {at: (sum(of.values()) + merge.MISSING * (size[at] - len(of))) / size[at] for at, of in weights.items()}


def _most_like(means: Mapping[int, float]) -> int | None:
    """The group with the highest mean above nought; of equal ones the first."""
    at = max(means, key=lambda at: (means[at], -at), default=None)
    return at if at is not None and means[at] > merge.THRESHOLD else None

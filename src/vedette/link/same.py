"""Which reports are one text: word for word, under another headline, cut at the end, or lightly edited.

Reports are compared by their shingles (runs of words). Only reports that share a rare fingerprint are compared, so that it
takes time by the number of reports; those compared are measured exactly, by how much of the shorter stands in the longer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, pairwise
from zlib import crc32

from vedette.link.words import folded
from vedette.records import Report

SHINGLE = 4
"""Words of a shingle."""

SHORTEST = 40
"""Words of a text below which it is a line or two: those are soon alike ("... raising the death toll to four"), so that only
one with next to nothing changed, at either end, is a copy. Of 1,165 one-line reports on other happenings none is then."""

UNCHANGED = 0.9
"""Share of the shingles of two short texts, of both together, that both have."""

CONTAINED = 0.6
"""Share of the shorter text's shingles that stand in the longer. In an invented crisis the seven copies have 0.85 to 1.0, no
other pair of reports has more than 0.09."""

SKETCH = 24
"""Smallest hashes of a text's shingles that are its fingerprints. Of two texts that just pass, one half as long as the other,
about a quarter of all shingles is in both, so that one such pair in a thousand (0.75 ** 24) shares none of 24."""

SHORT_SKETCH = 6
"""The same for a short text, of which a copy has nine shingles in ten: one pair in a million shares none of 6."""

FULLEST = 50
"""Reports under one fingerprint beyond which it is a phrase that everybody prints; equal texts are told otherwise."""

WINDOW_DAYS = 8
"""Days within which a text is taken over. Older words come again as quotations or yearly lines."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Print:
    """A report's shingles, hashed, and its day."""

    shingles: frozenset[int]
    day: int | None
    words: int
    sketch: tuple[int, ...] = ()
    """The smallest of the shingles."""


def fingerprint(report: Report) -> Print:
    """The shingles of the text; the headline, which each publisher writes anew, is left out."""
    words = WORD.findall(folded(report.text))
    runs = [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]
    day = report.published.toordinal() if report.published else None
    shingles = frozenset([crc32(run.encode()) for run in runs])
    return Print(shingles, day, len(words), _sketch(shingles, len(words)))


def copies(prints: Mapping[str, Print]) -> list[tuple[str, ...]]:
    """Names of reports that are one text, in groups of two and more; each group sorted, groups by their first name."""
    root = {name: name for name in prints}
    for one, other in sorted(_likely(prints)):
        if is_copy(prints[one], prints[other]):
            first, second = sorted((_root(root, one), _root(root, other)))
            root[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(prints):
        groups[_root(root, name)].append(name)
    return [tuple(group) for _, group in sorted(groups.items()) if len(group) > 1]


def is_copy(one: Print, other: Print) -> bool:
    """Whether the two are one text."""
    if not _near(one, other):
        return False
    both = len(one.shingles & other.shingles)
    if min(one.words, other.words) < SHORTEST:
        return both >= UNCHANGED * len(one.shingles | other.shingles)
    return both >= CONTAINED * min(len(one.shingles), len(other.shingles))


def _near(one: Print, other: Print) -> bool:
    """Whether one may be taken over from the other; a report without a day only from others without."""
    if one.day is None or other.day is None:
        return one.day is other.day
    return abs(one.day - other.day) <= WINDOW_DAYS


def _likely(prints: Mapping[str, Print]) -> set[tuple[str, str]]:
    """Pairs that share a fingerprint, the smaller name first."""
    under: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name in sorted(prints):
        given = prints[name]
        for stretch in _stretches(given):
            for sketch in given.sketch:
                under[stretch, sketch].append(name)
    many = {tuple(held) for held in under.values() if len(held) > 1}
    return {pair for held in many for pair in _pairs(held)}


def _stretches(given: Print) -> tuple[int, ...]:
    """The stretch of days of a report and the next, so that two which may be copies share one."""
    if given.day is None:
        return (-1,)
    stretch = given.day // (WINDOW_DAYS + 1)
    return (stretch, stretch + 1)


def _sketch(shingles: Iterable[int], words: int) -> tuple[int, ...]:
    return tuple(nsmallest(SKETCH if words >= SHORTEST else SHORT_SKETCH, shingles))


def _pairs(held: Sequence[str]) -> Iterator[tuple[str, str]]:
    """All pairs; where too many share a phrase, neighbours only: a chain of copies stays one, at little cost."""
    return combinations(held, 2) if len(held) <= FULLEST else pairwise(held)


def _root(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        root[name] = name = root[root[name]]
    return name

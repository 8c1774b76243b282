"""The lexicon: every name that `who` knows, from the files beside it and from a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from vedette.errors import KnowledgeError
from vedette.resolve.who import own, roles, states
from vedette.resolve.who.scan import Index, Lengths
from vedette.resolve.who.table import Row, rows
from vedette.resolve.who.terms import ANY_CASE, CAPITAL, CAPITALS, Entry, Term
from vedette.resolve.who.words import surname
from vedette.uncollected import uncollected

FOLDER = "data/actors"
FILES = (
    ("organisations.tsv", "body"),
    ("groups.tsv", "group"),
    ("forces.tsv", "body"),
    ("seats.tsv", "body"),
    ("parties.tsv", "body"),
    ("companies.tsv", "body"),
    ("media.tsv", "body"),
    ("societies.tsv", "body"),
    ("regions.tsv", "region"),
    ("holders.tsv", "person"),
    ("persons.tsv", "person"),
)
"""Our files and the kind of term in each; a later file never overrides an earlier one, it clashes with it."""
MONTH = timedelta(days=31)
"""Two terms may overlap by this much: leaving one office and taking another fall into one month."""
SHORT = 5
"""Letters: a name in capitals up to this long must stand in capitals ("WHO" is no "who")."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Names to terms. Make one with `Lexicon.load`; it is never altered afterwards."""

    index: Index
    lengths: Lengths
    surnames: Mapping[str, tuple[Term, ...]]
    """Persons by their last name, for "Stoltenberg" with no first name anywhere."""

    @staticmethod
    def load(extra: Iterable[str | Path] = ()) -> Lexicon:
        """Our lexicon; with `extra`, these files' names as well, which replace ours of the same spelling."""
        paths = tuple(Path(path) for path in extra)
        return _loaded(paths) if paths else _ours()


@cache
def _ours() -> Lexicon:
    return _loaded(())


def shipped() -> list[Row]:
    """The rows of our own files."""
    folder = files("vedette.resolve").joinpath(FOLDER)
    return [row for name, kind in FILES for row in rows(folder.joinpath(name).read_text("utf-8"), name, kind)]


def _loaded(extra: tuple[Path, ...]) -> Lexicon:
    with uncollected():
        return _built(extra)


def _built(extra: tuple[Path, ...]) -> Lexicon:
    theirs = [row for path in extra for row in own.rows(path)]
    check(theirs)
    ours, index = shipped(), _general()
    for group in (ours, theirs):
        for words, entries in _indexed(group).items():
            small = [old for old in index.get(words, ()) if old.term.kind == "role"]  # "mafia" beside "the Mafia"
            index[words] = (*entries, *small)
    return Lexicon(index, _lengths(index), _surnames([*ours, *theirs]))


def _general() -> dict[str, tuple[Entry, ...]]:
    """Roles and states; a name of a state wins over a role ("guinea")."""
    index: dict[str, tuple[Entry, ...]] = {words: (Entry(ANY_CASE, term),) for words, term in roles.terms().items()}
    for words, entry in states.entries():
        small = (old for old in index.get(words, ()) if entry.case)
        index[words] = (entry, *small)
    return index


def _indexed(group: Iterable[Row]) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, tuple[Entry, ...]] = {}
    for row in group:
        for spelling, words in zip(row.spellings, row.keys, strict=True):
            entry = Entry(_case(spelling), row.term)
            index[words] = (*index[words], entry) if words in index else (entry,)
    return index


def check(group: Iterable[Row]) -> None:
    """Raises a `KnowledgeError` at the first row that says another thing of a name than an earlier one, at one time."""
    seen: dict[str, list[Row]] = {}
    for row in group:
        for words in row.keys:
            for other in seen.setdefault(words, []):
                if other.term.kind != row.term.kind or _overlap(other.term, row.term):
                    raise KnowledgeError(
                        f"{row.place}: {words!r} stands already in {other.place}, at the same time; date both, or drop one"
                    )
            seen[words].append(row)


def _overlap(one: Term, other: Term) -> bool:
    if one[:3] == other[:3]:
        return False
    starts_late = one.since and other.until and other.until - MONTH <= one.since
    ends_early = one.until and other.since and one.until - MONTH <= other.since
    return not (starts_late or ends_early)


def _case(spelling: str) -> int:
    if spelling.isupper():
        return CAPITALS if len(spelling.replace(".", "")) <= SHORT else CAPITAL
    return CAPITAL if spelling != spelling.lower() else ANY_CASE


def _lengths(index: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for words in index:
        first, _, rest = words.partition(" ")
        after = found.setdefault(first, {})
        if rest:
            second, many = rest.partition(" ")[0], words.count(" ") + 1
            known = after.get(second, ())
            after[second] = known if many in known else tuple(sorted((*known, many), reverse=True))
    return found


def _surnames(group: Iterable[Row]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for row in group:
        if row.term.kind == "person":
            last = surname(row.keys[0], row.term.country)
            found[last] = (*found.get(last, ()), row.term)
    return found

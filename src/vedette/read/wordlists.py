"""Lists of words by which a subject can be told, and how many words of each list stand in and around a sentence.

"quake*" is any word that begins so; several words are a phrase. Words written in capitals ("IS", "WHO") must stand
so in the text, all others count in any case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

REACH = 3
"""Sentences to either side that count as around; whole report, 2 and 3 tried by cross-validation in train, all alike."""

LEAD = 2
"""First sentences, which tell a report's subject and always count as around."""

REMEMBERED = 65536
"""Words whose entries are kept at hand."""

STAR = "*"

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of a list: its parts as they are compared, and its number."""

    parts: tuple[str, ...]
    number: int

    def stands(self, words: Sequence[str], at: int) -> bool:
        """Whether the parts behind the first stand in the words behind `at`."""
        behind = words[at + 1 : at + len(self.parts)]
        return len(behind) == len(self.parts) - 1 and all(map(_fits, behind, self.parts[1:]))


def parts(written: str) -> tuple[str, ...]:
    """An entry as it is compared: in small letters, but for words in capitals.

    >>> parts("NATO soldier*")
    ('NATO', 'soldier*')
    """
    return tuple(part if _capital(part) else part.lower() for part in _PART.findall(written))


def _capital(part: str) -> bool:
    return len(part.rstrip(STAR)) > 1 and part.isupper()


def _fits(word: str, part: str) -> bool:
    seen = word if _capital(part) else word.lower()
    return seen.startswith(part[:-1]) if part.endswith(STAR) else seen == part


class WordLists:
    """Lists by number: entry `i` belongs to list `lists[i]` of `size` lists."""

    def __init__(self, entries: Iterable[tuple[str, int]], size: int) -> None:
        told = list(entries)
        self.size = size
        self.lists = np.array([number for _, number in told], dtype=np.intp)
        self._begins = _index([Entry(parts(written), i) for i, (written, _) in enumerate(told)])

    def found(self, sentence: str) -> Numbers:
        """Numbers of the entries that stand in a sentence, each once, rising."""
        words = _WORD.findall(sentence.lower() if sentence.isupper() else sentence)
        here = {
            entry.number for at, word in enumerate(words) for entry in self._begins(word) if entry.stands(words, at)
        }
        return np.array(sorted(here), dtype=np.intp)

    def weigh(self, found: Numbers) -> Floats:
        """Logarithm of one more than the number of different entries, by list: (size,)."""
        counts: Floats = np.log1p(np.bincount(self.lists[found], minlength=self.size)).astype(np.float32)
        return counts


def _index(entries: Sequence[Entry]) -> Callable[[str], tuple[Entry, ...]]:
    """A function from a word to the entries that may begin with it."""
    by_first: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_first[entry.parts[0]].append(entry)
    known = {first: tuple(begun) for first, begun in by_first.items()}
    longest = max(map(len, known), default=0)
    return lru_cache(maxsize=REMEMBERED)(
        lambda word: tuple(e for way in _ways(word, longest) for e in known.get(way, ()))
    )


def _ways(word: str, longest: int) -> Iterator[str]:
    """The first parts that a word fits, each once; no part has more than `longest` characters, whatever a word has."""
    for written in dict.fromkeys((word, word.lower())):
        yield written
        for length in range(1, min(len(written), longest) + 1):
            beginning = written[:length] + STAR
            if written.islower() or _capital(beginning):
                yield beginning


@dataclass(slots=True)
class Story:
    """One report under the lists; what was weighed for a sentence is kept for its other events."""

    lists: WordLists
    worth: Callable[[Numbers, Numbers], Floats]
    """What the entries found in a sentence, and those found in it and around it, say."""
    text: str
    sentences: Sequence[tuple[int, int]]
    _found: dict[int, Numbers] = field(default_factory=dict)
    _weighed: dict[int, Floats] = field(default_factory=dict)

    def weigh(self, place: int) -> Floats:
        """What the words say of the sentence at a place of the text."""
        at = max(bisect_right(self.sentences, place, key=itemgetter(0)) - 1, 0)
        if at not in self._weighed:
            around = np.unique(np.concatenate([self._in(i) for i in self._around(at)]))
            self._weighed[at] = self.worth(self._in(at), around)
        return self._weighed[at]

    def _around(self, at: int) -> set[int]:
        near = range(max(at - REACH, 0), at + REACH + 1)
        return {at} | {i for i in (*range(LEAD), *near) if i < len(self.sentences)}

    def _in(self, at: int) -> Numbers:
        if at not in self._found:
            start, end = self.sentences[at] if self.sentences else (0, len(self.text))
            self._found[at] = self.lists.found(self.text[start:end])
        return self._found[at]

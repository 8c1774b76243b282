"""Columns of words: each distinct word once, and of each row the number of its word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.serve.flat.kinds import Mask, Whole

Fits = Callable[[str], bool]


class Coded:
    """One word a row, or none."""

    def __init__(self, told: pa.ChunkedArray) -> None:
        self.words: list[str] = sorted(pc.unique(told).drop_null().to_pylist())
        """In the order of their letters."""
        found = pc.index_in(told, value_set=pa.array(self.words, pa.string()))
        self.codes: Whole = pc.fill_null(found, -1).to_numpy().astype(np.int64)
        """(rows,): places in `words`; -1 where a row has none."""

    def where(self, fits: Fits) -> Mask:
        """The rows whose word fits: each word is looked at once."""
        return np.array([*map(fits, self.words), False], np.bool_)[self.codes]

    def one_of(self, words: Sequence[str]) -> Mask:
        """The rows that have one of the words."""
        return np.isin(self.codes, [self.code(word) for word in words if self.has(word)])

    def has(self, word: str) -> bool:
        """Whether a row may have it."""
        place = bisect_left(self.words, word)
        return place < len(self.words) and self.words[place] == word

    def code(self, word: str) -> int:
        """The number of a word that is among them."""
        return bisect_left(self.words, word)

    def key(self, word: str) -> float:
        """Where a word stands among the codes, in between if no row has it."""
        return bisect_left(self.words, word) - (0.0 if self.has(word) else 0.5)

    def word(self, row: int) -> str:
        """The word of a row, nothing where it has none."""
        code = self.codes[row]
        return self.words[code] if code >= 0 else ""

    def of(self, rows: Whole) -> list[str | None]:
        """The words of some rows."""
        words = self.words
        return [None if code < 0 else words[code] for code in self.codes[rows].tolist()]


class Several:
    """A list of words a row."""

    def __init__(self, told: pa.ChunkedArray) -> None:
        lists = told.combine_chunks()
        lists = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
        self.coded = Coded(pa.chunked_array([pc.list_flatten(lists).cast(pa.string())]))
        """All words of all rows, one after the other."""
        lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy().astype(np.int64)
        self.begins: Whole = np.concatenate([[0], np.cumsum(lengths)])
        """(rows + 1,): where the words of a row begin."""
        self.rows: Whole = np.repeat(np.arange(len(lengths)), lengths)
        """(words,): of which row each is."""

    def where(self, fits: Fits) -> Mask:
        """The rows of which a word fits."""
        return self._rows_of(self.coded.where(fits))

    def one_of(self, words: Sequence[str]) -> Mask:
        """The rows that have one of the words."""
        return self._rows_of(self.coded.one_of(words))

    def of(self, rows: Whole) -> list[list[str]]:
        """The words of some rows."""
        words, begins, ends = self._told, self.begins[rows].tolist(), self.begins[rows + 1].tolist()
        return [words[begin:end] for begin, end in zip(begins, ends, strict=True)]

    @cached_property
    def _told(self) -> list[str]:
        words = self.coded.words
        return [words[code] for code in self.coded.codes.tolist()]

    def _rows_of(self, hit: Mask) -> Mask:
        found = np.zeros(len(self.begins) - 1, np.bool_)
        found[self.rows[hit]] = True
        return found

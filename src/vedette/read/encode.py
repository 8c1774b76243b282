"""Words to arrays: a text becomes windows of word pieces that the model can take.

A report of any length is read whole. Sentences are packed into windows of at most `LIMIT` pieces; neighbouring
windows share whole sentences, and each piece is *owned* by exactly one window, the one that sees more around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from vedette.errors import ModelError

LIMIT = 320
"""Pieces in a window, both special ones included. The seed-sized report takes two; attention stays cheap."""

OVERLAP = 96
"""Pieces that neighbouring windows share at most: about three sentences, as far as arguments reach in train."""

SHAPES = ("none", "lower", "title", "upper", "initial", "mixed", "number", "alphanumeric", "quote", "mark", "other")
"""What an uncased vocabulary forgets. Order is the model's: append only."""

Ints = npt.NDArray[np.int32]
Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text as arrays of equal length, one element a piece; the two special pieces are included."""

    ids: Ints
    shapes: Ints
    sentences: Ints
    """Index of the sentence in the report; special pieces have that of their neighbour."""
    starts: Ints
    """Code point at which the piece starts in the text; -1 for special pieces."""
    ends: Ints
    heads: npt.NDArray[np.bool_]
    """True for the first piece of a word: the one that carries the word's labels."""
    owned: tuple[int, int]
    """Half-open range of pieces whose triggers this window answers for."""


@lru_cache(maxsize=65536)
def shape(word: str) -> int:
    """Index into `SHAPES` of a word as written."""
    return SHAPES.index(_shape(word))


def _shape(word: str) -> str:
    if word.isdigit():
        return "number"
    if word.isalpha():
        return _letters(word)
    if any(c.isdigit() for c in word):
        return "alphanumeric"
    return "quote" if word in "\"'“”‘’«»„" else "mark" if not any(c.isalnum() for c in word) else "other"


def _letters(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "initial" if len(word) == 1 else "upper"
    return "title" if word.istitle() else "mixed" if word.lower() != word else "other"


class Encoder:
    """A tokeniser with its windows.

    >>> windows = Encoder.load(folder).windows("Troops left the town.", [(0, 21)])  # doctest: +SKIP
    """

    def __init__(self, tokenizer: Tokenizer, *, limit: int = LIMIT, overlap: int = OVERLAP) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._limit = limit
        self._overlap = overlap
        self._first = _known(tokenizer, "[CLS]")
        self._last = _known(tokenizer, "[SEP]")

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """The tokeniser of a `tokenizer.json` file."""
        return cls(Tokenizer.from_file(str(path)))

    def windows(self, text: str, sentences: Sentences) -> list[Window]:
        """Windows over the whole text; none when it holds no word."""
        return self.batch([text], [sentences])[0]

    def batch(self, texts: Sequence[str], sentences: Sequence[Sentences]) -> list[list[Window]]:
        """Windows of each text; the tokeniser works on all texts at once."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [
            self._windows(t, s, e.ids, e.offsets, e.word_ids)
            for t, s, e in zip(texts, sentences, encodings, strict=True)
        ]

    def _windows(
        self, text: str, sentences: Sentences, ids: list[int], offsets: list[tuple[int, int]], words: list[int | None]
    ) -> list[Window]:
        if not ids:
            return []
        pieces = _pieces(text, sentences, ids, offsets, words)
        bounds = _bounds(pieces.sentences, self._limit - 2)
        return [self._window(pieces, *cut) for cut in _pack(bounds, self._limit - 2, self._overlap)]

    def _window(self, p: Window, lo: int, hi: int, own_lo: int, own_hi: int) -> Window:
        cut = slice(lo, hi)
        return Window(
            ids=_wrap(p.ids[cut], self._first, self._last),
            shapes=_wrap(p.shapes[cut], 0, 0),
            sentences=_wrap(p.sentences[cut], int(p.sentences[lo]), int(p.sentences[hi - 1])),
            starts=_wrap(p.starts[cut], -1, -1),
            ends=_wrap(p.ends[cut], -1, -1),
            heads=np.concatenate(([False], p.heads[cut], [False])),
            owned=(own_lo - lo + 1, own_hi - lo + 1),
        )


def _known(tokenizer: Tokenizer, piece: str) -> int:
    number: int | None = tokenizer.token_to_id(piece)
    if number is None:
        raise ModelError(f"the tokeniser has no piece {piece}; take one of the BERT kind")
    return number


def _wrap(values: Ints, first: int, last: int) -> Ints:
    return np.concatenate(([first], values, [last])).astype(np.int32)


def _pieces(
    text: str, sentences: Sentences, ids: list[int], offsets: list[tuple[int, int]], words: list[int | None]
) -> Window:
    """All pieces of a text as one window without special pieces."""
    spans = np.asarray(offsets, dtype=np.int32).reshape(-1, 2)
    word = np.asarray([-1 if w is None else w for w in words], dtype=np.int32)
    heads = np.concatenate(([True], word[1:] != word[:-1]))
    firsts = np.flatnonzero(heads)
    lasts = np.concatenate((firsts[1:], [len(ids)])) - 1
    shapes = [shape(text[a:b]) for a, b in zip(spans[firsts, 0].tolist(), spans[lasts, 1].tolist(), strict=True)]
    begins = np.asarray([start for start, _ in sentences] or [0], dtype=np.int32)
    return Window(
        ids=np.asarray(ids, dtype=np.int32),
        shapes=np.repeat(np.asarray(shapes, dtype=np.int32), lasts - firsts + 1),
        sentences=np.maximum(np.searchsorted(begins, spans[:, 0], side="right") - 1, 0).astype(np.int32),
        starts=spans[:, 0],
        ends=spans[:, 1],
        heads=heads,
        owned=(0, len(ids)),
    )


def _bounds(sentences: Ints, room: int) -> list[tuple[int, int]]:
    """Half-open piece ranges of the sentences; one longer than a window is cut into pieces that fit."""
    cuts = np.flatnonzero(np.diff(sentences)) + 1
    edges = [0, *cuts.tolist(), len(sentences)]
    step = room // 2
    return [
        (a, min(a + step, hi)) if hi - lo > room else (lo, hi)
        for lo, hi in pairwise(edges)
        for a in (range(lo, hi, step) if hi - lo > room else (lo,))
    ]


def _pack(bounds: list[tuple[int, int]], room: int, overlap: int) -> list[tuple[int, int, int, int]]:
    """Windows over the sentences as (start, end, owned start, owned end), each range half-open.

    The sentences that two windows share are owned half by the one, half by the other.
    """
    packed: list[tuple[int, int, int, int]] = []
    first, owned = 0, 0
    while True:
        last = _fill(bounds, first, room)
        if last == len(bounds):
            return [*packed, (bounds[first][0], bounds[-1][1], bounds[owned][0], bounds[-1][1])]
        back = _back(bounds, first, last, room, overlap)
        border = (back + last + 1) // 2
        packed.append((bounds[first][0], bounds[last - 1][1], bounds[owned][0], bounds[border - 1][1]))
        first, owned = back, border


def _fill(bounds: list[tuple[int, int]], first: int, room: int) -> int:
    """Index after the last sentence that still fits."""
    last = first + 1
    while last < len(bounds) and bounds[last][1] - bounds[first][0] <= room:
        last += 1
    return last


def _back(bounds: list[tuple[int, int]], first: int, last: int, room: int, overlap: int) -> int:
    """Index of the sentence at which the next window begins: further on than this one's, with room for a new one."""
    earliest = max(bounds[last - 1][1] - overlap, bounds[last][1] - room)
    back = last
    while back - 1 > first and bounds[back - 1][0] >= earliest:
        back -= 1
    return back

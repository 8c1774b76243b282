"""A cheap first pass: says of a short text that the reader would find nothing in it, from its words alone.

Each word has a short vector. Windows of neighbouring words are weighed by a handful of detectors, and the strongest
answer of each detector is added up to log-odds that the text tells of an event. Where the first pass has no ground to
judge (a long text, mostly unknown words) it leaves the text to the reader.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from vedette.errors import ModelError

FILE = "first.npz"
"""The file of a model folder that holds a first pass; a folder without it has none."""

EDGE, UNKNOWN, SPECIAL = 0, 1, 2
"""Rows of what is no known word: beyond either end, never learnt; and how many such rows there are."""

MOST_WORDS = 60
"""Words from which a text counts as long and is always read. Of the reports learnt from 96 % are shorter."""

LONGEST = 2000
"""Characters from which a text is not even cut into words: with markup and all, it is a long one."""

LEAST_KNOWN = 0.6
"""Share of words that must be known for a judgement. Of the held-out short reports 0.04 % are below it."""

REMEMBERED = 65536
"""Words whose rows are kept at hand, some 8 MB."""

Floats = npt.NDArray[np.float32]

_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<[^<>]{0,2000}>|&#?\w{1,8};")
_ACCENT = re.compile(r"[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """The words of a text as the first pass sees them: no case, no accents, no marks, no remains of HTML.

    >>> words("<p>Café-goers FLED&nbsp;at 10.30</p>")
    ['cafe', 'goers', 'fled', 'at', '10', '30']
    """
    seen = _MARKUP.sub(" ", text) if "<" in text or "&" in text else text
    seen = seen.casefold()
    return _WORD.findall(seen if seen.isascii() else _ACCENT.sub("", unicodedata.normalize("NFKD", seen)))


def key(word: str) -> int:
    """Hash of a word, 32 bits, the same on every machine; all numbers of one length are one word."""
    return zlib.crc32((len(word) * "0" if word.isdecimal() else word).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class FirstPass:
    """Passes over texts that hold nothing.

    >>> FirstPass.load(folder / "first.npz").skips("Rebels shelled the town.")  # doctest: +SKIP
    False
    """

    reader: str
    """Name of the reader that it was learnt from; it knows nothing of what another one finds."""
    row: Callable[[str], int]
    """Row of a word in the tables."""
    tables: tuple[Floats, ...]
    """What each place of a window adds to the detectors' answers, by row: (rows, detectors) each; `row` fills them."""
    bias: Floats
    weights: Floats
    """What each detector adds to the log-odds, when its answer is positive."""
    threshold: float
    """Log-odds from which a text is read. How it was chosen stands in docs/decisions/0006-a-cheap-first-pass.md."""

    @classmethod
    def beside(cls, folder: Path, reader: str) -> FirstPass | None:
        """The first pass of a model folder; None when there is none, or when it was learnt from another reader."""
        found = cls.load(folder / FILE) if (folder / FILE).is_file() else None
        return found if found is not None and found.reader == reader else None

    @classmethod
    def load(cls, path: Path) -> FirstPass:
        """From a `first.npz` file; raises `ModelError` when it does not hold."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as told:
                return cls.of({name: told[name] for name in told.files})
        except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise ModelError(f"{path}: the first pass cannot be read ({error}); reinstall, or learn it anew") from error

    @classmethod
    def of(cls, told: Mapping[str, npt.NDArray[np.generic]]) -> FirstPass:
        """From the arrays of such a file."""
        mix = told["mix"].astype(np.float32) * told["scale"].astype(np.float32)[:, None]
        tables = np.zeros((len(mix), len(told["vectors"]), mix.shape[2]), dtype=np.float32)
        return cls(
            reader=str(told["reader"]),
            row=_Rows(told["words"], told["vectors"], mix, tables).remembered(),
            tables=tuple(tables),
            bias=told["bias"].astype(np.float32),
            weights=told["weights"].astype(np.float32),
            threshold=float(told["threshold"].astype(np.float64)),
        )

    def skips(self, text: str) -> bool:
        """Whether the text can be passed over: the reader would find no event in it, as far as words can tell."""
        found = words(text) if len(text) < LONGEST else []
        if not 0 < len(found) < MOST_WORDS:
            return False
        rows = [*map(self.row, found)]
        return rows.count(UNKNOWN) <= (1 - LEAST_KNOWN) * len(rows) and self._odds(rows) < self.threshold

    def odds(self, text: str) -> float:
        """Log-odds that the reader finds an event in the text, whatever its length."""
        return self._odds([*map(self.row, words(text))])

    def _odds(self, rows: list[int]) -> float:
        beyond = [EDGE] * (len(self.tables) // 2)
        padded = np.array([*beyond, *rows, *beyond], dtype=np.intp)
        count = len(padded) - len(self.tables) + 1
        seen = self.tables[0].take(padded[:count], axis=0)
        for place, table in enumerate(self.tables[1:], 1):
            seen += table.take(padded[place : place + count], axis=0)
        return float(np.maximum(seen.max(axis=0) + self.bias, 0) @ self.weights)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Finds a word's row, and fills it in the tables when it is first asked for: so that loading costs nothing."""

    known: npt.NDArray[np.generic]
    """Keys of the known words, in order; their rows come after the special ones."""
    vectors: npt.NDArray[np.generic]
    mix: Floats
    """What a place of the window makes of a vector: (places, numbers of a vector, detectors)."""
    tables: Floats

    def remembered(self) -> Callable[[str], int]:
        """A function from words to rows."""
        self.fill(EDGE)
        self.fill(UNKNOWN)
        return lru_cache(maxsize=REMEMBERED)(self.row)

    def row(self, word: str) -> int:
        """The row of a word, filled."""
        wanted = np.uint32(key(word))
        at = int(self.known.searchsorted(wanted))
        if at == len(self.known) or self.known[at] != wanted:
            return UNKNOWN
        self.fill(SPECIAL + at)
        return SPECIAL + at

    def fill(self, row: int) -> None:
        """Work out what each place adds for one row."""
        self.tables[:, row] = self.vectors[row].astype(np.float32) @ self.mix

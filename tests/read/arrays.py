"""The shipped tokeniser, and arrays as a network would give them, from labels a word."""

from __future__ import annotations

from functools import cache

import numpy as np

from vedette.read.decode import Attributes, Floats
from vedette.read.encode import Encoder, Window
from vedette.read.labels import Labels
from vedette.read.reader import SHIPPED

SURE = 0.9


@cache
def encoder(limit: int = 320, overlap: int = 96) -> Encoder:
    loaded = Encoder.load(SHIPPED / "tokenizer.json")
    return Encoder(loaded._tokenizer, limit=limit, overlap=overlap)  # noqa: SLF001 - windows small enough for tests


@cache
def labels() -> Labels:
    return Labels.load(SHIPPED / "labels.json")


def window(text: str) -> Window:
    (only,) = encoder().windows(text, [(0, len(text))])
    return only


def tags(of: Window, told: list[str]) -> Floats:
    """Probabilities (L, 1 + 2 types) that say, a word, "O", "B-TYPE" or "I-TYPE"."""
    types = labels().types
    columns = {"O": 0} | {f"{part}-{t}": 1 + 2 * i + k for i, t in enumerate(types) for k, part in enumerate("BI")}
    return _sure(of, [columns[tag] for tag in told], 1 + 2 * len(types))


def attributes(
    of: Window, roles: dict[str, list[str]], mode: str, status: str, contexts: tuple[str, ...]
) -> Attributes:
    """What an arc head would say; `roles` tells "O", "B" or "I" a word."""
    told = labels()
    arcs = np.zeros((len(of.ids), len(told.roles), 3), dtype=np.float32)
    arcs[:, :, 0] = 1
    for role, words in roles.items():
        arcs[:, told.roles.index(role)] = _sure(of, ["OBI".index(word) for word in words], 3)
    return Attributes(
        arcs,
        np.array([name == mode for name in told.modes], dtype=np.float32),
        np.array([name == status for name in told.statuses], dtype=np.float32),
        np.array([name in contexts for name in told.contexts], dtype=np.float32) * np.float32(SURE),
    )


def _sure(of: Window, columns: list[int], width: int) -> Floats:
    """`SURE` for a column a word, the rest shared among the others; pieces that are no word's first say anything."""
    rows = np.full((len(of.ids), width), (1 - SURE) / (width - 1), dtype=np.float32)
    rows[np.flatnonzero(of.heads), columns] = SURE
    return rows

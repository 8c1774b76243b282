"""Sets of small words, written as one line each."""

from __future__ import annotations


def bag(words: str) -> frozenset[str]:
    """The words of a line as a set: `bag("of from in")`."""
    return frozenset(words.split())

"""Counts told earlier: "these soldiers" are the 500 soldiers of the sentence before."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from vedette.records import Count, PassedOver, Resolved, Span, Surroundings
from vedette.resolve.count import nouns

_POINTS_BACK: Final = re.compile(r"^(?:these|those|the same|the said)\s", re.IGNORECASE)
"""Only what points back: a plain "the soldiers" is seldom the number told last (train: 2 of 9)."""
_REACH: Final = 600
"""Code points back that a count is looked for: some four sentences."""


def told_before(
    span: Span, surroundings: Surroundings, read: Callable[[str], Resolved[Count]]
) -> Resolved[Count] | None:
    """The count of the nearest earlier mention with the same noun, when the words point back to it."""
    if not _POINTS_BACK.match(span.text):
        return None
    noun = nouns.head(_POINTS_BACK.sub("", span.text))
    for mention in reversed(surroundings.mentions):
        other = mention.span
        if mention.role == "time" or other.end > span.start or span.start - other.start > _REACH:
            continue
        found = read(other.text)
        if found.value and found.value.low is not None and noun.word and found.value.unit == noun.word:
            passed = (PassedOver("?", "the words themselves give no number"),)
            return Resolved(found.value, "same-noun-earlier", other, passed)
    return None

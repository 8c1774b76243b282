"""How many: the number, range or bound that words give, with the noun counted.

>>> from dataclasses import replace

from vedette.records import Span, Surroundings
>>> words = "between 520 and 680 members"
>>> resolve(Span(words, 0, len(words)), Surroundings(words)).value
Count(low=520.0, high=680.0, approximate=False, unit='members')
"""

from __future__ import annotations

from dataclasses import replace

from vedette.records import Count, Resolved, Span, Surroundings
from vedette.resolve.count import earlier, phrase

__all__ = ["resolve"]


def resolve(span: Span, surroundings: Surroundings) -> Resolved[Count]:
    """The count that the span's words give; both bounds None where they give no number.

    Counts are read from the words alone, but for those that point back ("these soldiers").
    """
    found = phrase.read(span.text)
    if found.rule == "plural-without-number":
        return earlier.told_before(span, surroundings, phrase.read) or replace(found, span=span)
    return Resolved(found.value, found.rule, span, found.passed_over, found.note)

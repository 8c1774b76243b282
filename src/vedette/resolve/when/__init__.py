"""When: the stretch of days that words mean, at the precision that was said.

>>> from datetime import date
>>> from vedette.records import Span, Surroundings
>>> resolve(Span("Friday", 0, 6), Surroundings("Friday", date(2023, 9, 30))).value
When(since=datetime.date(2023, 9, 29), until=datetime.date(2023, 9, 30), precision='day')
"""

from __future__ import annotations

from vedette.records import Resolved, Span, Surroundings, When
from vedette.resolve.when import anchors, grammar
from vedette.resolve.when.direction import lies_ahead
from vedette.resolve.when.reckon import reckon
from vedette.resolve.when.setting import Setting
from vedette.resolve.when.shapes import is_settled

__all__ = ["resolve"]

LONGEST = 240
"""Code points: the longest time of train has 73. Longer words are no time, and are not worth reading."""


def resolve(span: Span, surroundings: Surroundings) -> Resolved[When]:
    """The days that the span's words mean in their surroundings; value None when they cannot be told."""
    shape = grammar.shape(span.text) if len(span.text) <= LONGEST else None
    if shape is None:
        return Resolved(None, "not-a-time", span)
    ahead = not is_settled(shape) and lies_ahead(span, surroundings)
    found = reckon(shape, Setting(span, surroundings, ahead, anchors.earlier, anchors.told, anchors.first))
    value = When(found.stretch.since, found.stretch.until, found.stretch.precision) if found.stretch else None
    return Resolved(value, found.rule, span, found.passed_over, found.note)

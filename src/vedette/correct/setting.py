"""One value of an event, set by hand: the value before stays beside it, with who changed it, when and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vedette import ontology
from vedette.correct.fields import decoded, shown
from vedette.records import Argument, Correction, Event, PassedOver, Resolved, Span

RULE = "corrected-by-hand"
"""The rule of every value that somebody set."""

CERTAIN = 1.0
"""Score of an argument that somebody added."""


def changed(event: Event, correction: Correction) -> Event:
    """The event with the field set."""
    field = correction.field or ""
    value = decoded(field, correction.value)
    if field == "type":
        kind, _, mode = value.partition(".")
        return _labelled(replace(event, type=kind, mode=mode or None))
    if field == "mode":
        return _labelled(replace(event, mode=value))
    if field == "status":
        return replace(event, status=value)
    return _with_value(event, field, value, correction)


def _labelled(event: Event) -> Event:
    """With the intensity of its type and mode."""
    words = ontology.load()
    if event.type not in words.by_type:
        return event
    mode = event.mode if f"{event.type}.{event.mode}" in words.by_label else None
    return replace(event, intensity=words.intensity(event.type, mode))


def _with_value(event: Event, field: str, value: Any, correction: Correction) -> Event:  # noqa: ANN401 - of any kind
    role, _, kind = field.partition(".")
    before = argument(event, role, correction.words)
    words = before.span if before else correction.words or event.trigger
    bare = before or Argument(role, words, CERTAIN)
    changed: dict[str, Any] = {kind: _resolved(value, getattr(bare, kind), correction)}
    new = replace(bare, **changed)
    others = [each for each in event.arguments if each is not before]
    return replace(event, arguments=tuple(sorted((*others, new), key=lambda each: each.span.start)))


def argument(event: Event, role: str, words: Span | None) -> Argument | None:
    """The argument in this role at the words, or the only one where there were none; None where it must be added."""
    likely = event.role(role)
    if words is None:
        return likely[0] if len(likely) == 1 else None
    at = [each for each in likely if each.span.start < words.end and words.start < each.span.end]
    return min(at, key=lambda each: abs(each.span.start - words.start), default=None)


def _resolved(value: Any, before: Resolved[Any] | None, correction: Correction) -> Resolved[Any]:  # noqa: ANN401
    earlier: tuple[PassedOver, ...] = ()
    if before is not None:
        why = before.note if before.rule == RULE and before.note else f"rule {before.rule}, before it was corrected"
        earlier = (PassedOver(shown(before.value), why), *before.passed_over)
    note = f"corrected by {correction.by} on {correction.made_at:%Y-%m-%d}: {correction.reason}"
    return Resolved(value, RULE, before.span if before else None, earlier, note)

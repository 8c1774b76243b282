"""One event with its reasons: the words it rests on, marked by role; each value with its rule; what was passed over."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vedette.export import Page, phrases, values
from vedette.records import Argument, Event, Reading, Resolved, Span

Stretch = tuple[int, int]

INDENT = "    "

UNSAID = {"rule", "approximate"}
"""Keys of a value that are told otherwise than by name and part."""

SHAPES = (("who", values.who), ("when", values.when), ("where", values.where), ("count", values.count))
"""Kinds of value in the order in which they are told."""


def render(
    reading: Reading, event: Event, sentences: Sequence[Stretch], page: Page, by_hand: Iterable[str] = ()
) -> str:
    """All about one event of a reading, as plain lines; `by_hand` are lines about what was corrected in it."""
    return "\n".join((*_lines(reading, event, sentences, page.width), *_corrected(by_hand, page.width))) + "\n"


def _corrected(by_hand: Iterable[str], width: int) -> Iterator[str]:
    lines = list(by_hand)
    if lines:
        yield ""
        yield "corrected by hand:"
        for line in lines:
            yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent=INDENT, break_long_words=False)


def _lines(reading: Reading, event: Event, sentences: Sequence[Stretch], width: int) -> Iterator[str]:
    report, engine = reading.report, reading.engine
    yield f"{phrases.kind(event)} ({event.status}), event {event.id}"
    yield f"score {event.score:.2f}, intensity {event.intensity:+.1f}, contexts {', '.join(event.contexts) or 'none'}"
    yield f"report {report.id}, published {report.published or phrases.UNKNOWN}"
    yield f"read by {engine.model}, vedette {engine.version}, {engine.ontology}"
    yield ""
    for marked in evidence(report.text, event, sentences):
        yield from textwrap.wrap(marked, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
    for argument in event.arguments:
        yield ""
        yield from _argument(argument)


def _argument(argument: Argument) -> Iterator[str]:
    words = phrases.one_line(argument.span.text)
    yield f"{argument.role}: “{words}” at {argument.span.start}..{argument.span.end}, score {argument.score:.2f}"
    for name, shape in SHAPES:
        resolved: Resolved[Any] | None = getattr(argument, name)
        if resolved is not None:
            yield from _value(name, shape(resolved), resolved)


def _value(name: str, shape: dict[str, object], resolved: Resolved[Any]) -> Iterator[str]:
    """The value's parts that are known, the rule, and what the rule did not take."""
    known = [f"{key} {part}" for key, part in shape.items() if key not in UNSAID and part is not None]
    known += ["approximate"] if shape.get("approximate") else []
    yield f"{INDENT}{name}: {', '.join(known) or 'cannot say'}"
    yield f"{INDENT}  rule {resolved.rule}{_resting(resolved.span)}"
    if resolved.note:
        yield f"{INDENT}  note: {resolved.note}"
    for other in resolved.passed_over:
        yield f"{INDENT}  passed over {other.value}: {other.why}"


def _resting(span: Span | None) -> str:
    return f", on “{phrases.one_line(span.text)}”" if span else ""


def evidence(text: str, event: Event, sentences: Sequence[Stretch]) -> Iterator[str]:
    """The sentences that hold a word of the event, each word in brackets behind its role; `…` between distant ones."""
    marks = _marks(event)
    last = None
    for number, (start, end) in enumerate(sentences):
        inside = {span: label for span, label in marks.items() if start <= span[0] < end}
        if inside:
            gap = "… " if last is not None and number > last + 1 else ""
            yield gap + phrases.one_line(_bracketed(text, (start, max(end, *(stop for _, stop in inside))), inside))
            last = number


def _marks(event: Event) -> dict[Stretch, str]:
    """Span -> the roles that its words fill, the trigger's being the type."""
    marks = {(event.trigger.start, event.trigger.end): phrases.kind(event)}
    for argument in event.arguments:
        span = (argument.span.start, argument.span.end)
        marks[span] = f"{marks[span]}, {argument.role}" if span in marks else argument.role
    return marks


def _bracketed(text: str, stretch: Stretch, marks: dict[Stretch, str]) -> str:
    """The stretch of the text with `[role: ` before and `]` after each marked span, longer spans outside."""
    closing = [(end, 0, 0, "]") for _, end in marks]
    opening = [(start, 1, -end, f"[{label}: ") for (start, end), label in marks.items()]
    result, at = "", stretch[0]
    for place, _, _, inserted in sorted(closing + opening):
        result += text[at:place] + inserted
        at = place
    return result + text[at : stretch[1]]

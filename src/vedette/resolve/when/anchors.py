"""The time that "the next day" or "at noon" hangs on: the nearest one told before, in this sentence or those before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from vedette.records import Span, Surroundings
from vedette.resolve.when import grammar, spans, words
from vedette.resolve.when.direction import lies_ahead
from vedette.resolve.when.reckon import reckon
from vedette.resolve.when.setting import Reckoned, Setting
from vedette.resolve.when.shapes import Between, Date, Edge, Length, Open, Part, Shape, Shift, Vague, Weekday

_DEPTH: Final = 3
"""Times that hang on times that hang on times; a longer chain falls back on the day of publication."""
_SENTENCE: Final = 130
"""Code points taken for a sentence where no sentences are given; train's mean."""
_ALL_BACK: Final = 10_000
_BOUND: Final = re.compile(
    r"\b(?:since|until|till|before|by|after|than|to|from) (?:on |in |at |the |early |late |midnight |noon |dawn |evening of )*[\"“]?$",
    re.IGNORECASE,
)
"""Before a time that bounds something else, and so is not the day that the story is at."""
_PLAIN: Final = re.compile(
    rf"\b(?:{words.WEEKDAY}(?: (?:morning|evening|night|afternoon))?|yesterday|{words.MONTH} \d{{1,2}}(?:,? {words.YEAR})?"
    rf"|\d{{1,2}} {words.MONTH.replace('month', 'm2')}(?: {words.YEAR.replace('year', 'y2')})?"
    rf"|(?<=[Ii]n )(?:{words.MONTH.replace('month', 'm3')}(?: {words.YEAR.replace('year', 'y3')})?|{words.YEAR.replace('year', 'y4')}))(?![a-z\d-])",
    re.IGNORECASE,
)
"""Times that are looked for in the text itself, marked by the reader or not."""


def earlier(setting: Setting, back: int, coarsest: str) -> Reckoned | None:
    """The nearest usable time before the span, first in its own sentence, then up to `back` sentences before."""
    if setting.depth >= _DEPTH:
        return None
    for span in _candidates(setting, back):
        shape = grammar.shape(span.text)
        if shape is None or not _is_firm(shape) or _is_bound(span, setting.surroundings.text):
            continue
        found = reckon(shape, _inner(setting, span))
        if found.stretch is not None and _fits(found, setting) and spans.rank(found.stretch) <= spans.RANK[coarsest]:
            return found
    return None


def told(setting: Setting, noun: str) -> Reckoned | None:
    """The day of a named event: the time nearest to its noun in the first sentence that has both.

    Reports tell their event first and its aftermath later.
    """
    if setting.depth >= _DEPTH:
        return None
    before = setting.surroundings.text[: setting.span.start].lower()
    for match in re.finditer(rf"\b{re.escape(noun)}s?\b", before):
        place = Span(match[0], match.start(), match.end())
        around = sorted(_candidates(replace(setting, span=place), 0), key=lambda one: _gap(one, place))
        found = next((day for span in around if (day := _day(span, setting))), None)
        if found is not None:
            return found
    return None


def first(setting: Setting) -> Reckoned | None:
    """The first day that the report tells."""
    if setting.depth >= _DEPTH:
        return None
    spans_before = reversed(list(_candidates(setting, _ALL_BACK)))
    return next((day for span in spans_before if (day := _day(span, setting))), None)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _day(span: Span, setting: Setting) -> Reckoned | None:
    shape = grammar.shape(span.text)
    if shape is None or not _is_firm(shape) or span.start >= setting.span.start:
        return None
    found = reckon(shape, _inner(setting, span))
    fine = found.stretch is not None and spans.rank(found.stretch) == 0
    return found if fine and _fits(found, setting) else None


def _is_bound(span: Span, text: str) -> bool:
    """True of "since Friday" and "by Friday", unless the story goes on from there: "since Friday, when"."""
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 6]
    return bool(_BOUND.search(before)) and not after.startswith(", when")


def _inner(setting: Setting, span: Span) -> Setting:
    around = replace(setting.surroundings, status=None, trigger=None)
    return replace(setting, span=span, surroundings=around, ahead=lies_ahead(span, around), depth=setting.depth + 1)


def _fits(found: Reckoned, setting: Setting) -> bool:
    """What has happened does not hang on a day to come."""
    ahead = setting.ahead or setting.published is None or found.stretch is None
    return ahead or bool(found.stretch and setting.published and found.stretch.since <= setting.published)


def _is_firm(shape: Shape) -> bool:
    """Lengths, vague times and bounds give nothing to hang another time on."""
    if isinstance(shape, Length | Vague):
        return False
    if isinstance(shape, Open):
        return shape.lead not in {"until", "within"} and _is_firm(shape.of)
    return isinstance(shape, Shift | Weekday | Date | Between | Edge | Part) or shape is not None


def _candidates(setting: Setting, back: int) -> Iterator[Span]:
    """Marked times and plain dates: before it in its sentence, behind it there, then in the sentences before."""
    span, surroundings = setting.span, setting.surroundings
    first, start, end = _reach(span, surroundings, back)
    marked = {mention.span for mention in surroundings.mentions if mention.role == "time"}
    plain = {
        one
        for one in _plain_times(surroundings.text, first, end)
        if not any(other.start <= one.start and one.end <= other.end for other in marked)
    }
    known = sorted(marked | plain, key=lambda one: (one.start, -one.end))
    before = [one for one in known if first <= one.start and one.end <= span.start]
    yield from (one for one in reversed(before) if one.start >= start)
    yield from (one for one in known if span.end <= one.start and start <= one.start < end)
    yield from (one for one in reversed(before) if one.start < start)


def _reach(span: Span, surroundings: Surroundings, back: int) -> tuple[int, int, int]:
    """Where to begin to look, and where the span's own sentence starts and ends."""
    sentences = surroundings.sentences
    here = next((n for n, (start, end) in enumerate(sentences) if start <= span.start < end), None)
    if here is None:
        return max(0, span.start - _SENTENCE * (back + 1)), max(0, span.start - _SENTENCE), span.end + _SENTENCE
    return sentences[max(0, here - back)][0], sentences[here][0], sentences[here][1]


@lru_cache(maxsize=1024)
def _plain_times(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Weekdays and dates that stand in the text, marked by the reader or not."""
    return tuple(Span(m[0], start + m.start(), start + m.end()) for m in _PLAIN.finditer(text[start:end]))

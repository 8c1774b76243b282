"""The noise that reports arrive with, as edits that carry gold spans along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bench.corpus import Event, Report

LINE = 72
"""Characters after which a hard line break falls."""

EVERY = 3
"""One sentence of this many gets a stray quote, the others a doubled full stop."""


@dataclass(frozen=True, slots=True)
class Edit:
    """These characters are replaced by those. Edits of one text do not overlap."""

    start: int
    end: int
    text: str


def edited(report: Report, edits: Iterable[Edit]) -> Report:
    """The report with its text edited, and its sentences and spans where their words now stand."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    pieces, last = [], 0
    for edit in ordered:
        pieces += [report.text[last : edit.start], edit.text]
        last = edit.end
    moved = _Moved(ordered)
    return replace(
        report,
        text="".join([*pieces, report.text[last:]]),
        sentences=tuple(moved.span(span) for span in report.sentences),
        events=tuple(moved.event(event) for event in report.events),
        values=None,
    )


@dataclass(frozen=True, slots=True)
class _Moved:
    edits: list[Edit]

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """What is inserted at either end of a span stays outside of it."""
        return (self._start(span[0]), self._end(span[1]))

    def _start(self, at: int) -> int:
        return at + sum(len(edit.text) - (edit.end - edit.start) for edit in self.edits if edit.end <= at)

    def _end(self, at: int) -> int:
        inside = (edit for edit in self.edits if edit.end <= at and (edit.start < edit.end or edit.end < at))
        return at + sum(len(edit.text) - (edit.end - edit.start) for edit in inside)

    def event(self, event: Event) -> Event:
        start, end = self.span(event.span)
        fillers = [(filler, self.span(filler.span)) for filler in event.arguments]
        moved = tuple(replace(filler, start=first, end=last) for filler, (first, last) in fillers)
        return replace(event, start=start, end=end, arguments=moved)


def plain(report: Report) -> Report:
    """The report as it is."""
    return edited(report, [])


def doubled(report: Report) -> Report:
    """Machine translation: full stops doubled, a stray quote after every third."""
    ends = [end for _, end in report.sentences if report.text[end - 1 : end] == "."]
    return edited(
        report, [Edit(end, end, ".“." if number % EVERY == EVERY - 1 else ".") for number, end in enumerate(ends)]
    )


def capitals(report: Report) -> Report:
    """All capitals, where a letter has one capital."""
    return edited(report, _each_letter(report.text, str.upper))


def lower(report: Report) -> Report:
    """All small letters."""
    return edited(report, _each_letter(report.text, str.lower))


def _each_letter(text: str, change: Callable[[str], str]) -> list[Edit]:
    changed = [(at, letter, change(letter)) for at, letter in enumerate(text)]
    return [Edit(at, at + 1, new) for at, old, new in changed if len(new) == 1 and new != old]


def unfinished(report: Report) -> Report:
    """Every report without its final punctuation."""
    body = report.text.rstrip(" .!?")
    longest = max((end for event in report.events for _, end in _spans(event)), default=0)
    cut = max(len(body), longest)  # an abbreviation's stop may belong to a span
    return edited(report, [Edit(cut, len(report.text), "")]) if cut < len(report.text) else plain(report)


def _spans(event: Event) -> list[tuple[int, int]]:
    return [event.span, *(filler.span for filler in event.arguments)]


def curly(report: Report) -> Report:
    """Straight quotes and apostrophes made curly."""
    opening = re.compile(r"(?:^|(?<=[\s(\[“‘—-]))([\"'])")
    opens = {match.start(1) for match in opening.finditer(report.text)}
    shapes = {'"': "“”", "'": "‘’"}
    marks = [(at, shapes[letter]) for at, letter in enumerate(report.text) if letter in shapes]
    return edited(report, [Edit(at, at + 1, shape[at not in opens]) for at, shape in marks])


def straight(report: Report) -> Report:
    """Curly quotes and apostrophes made straight."""
    shapes = {"“": '"', "”": '"', "‘": "'", "’": "'"}
    return edited(
        report, [Edit(at, at + 1, shapes[letter]) for at, letter in enumerate(report.text) if letter in shapes]
    )


def wrapped(report: Report) -> Report:
    """Hard line breaks, as in mails and old archives."""
    edits, line_start = [], 0
    for space in re.finditer(r" ", report.text):
        if space.start() - line_start >= LINE:
            edits.append(Edit(space.start(), space.end(), "\n"))
            line_start = space.end()
    return edited(report, edits)


def html(report: Report) -> Report:
    """What a poor extraction leaves: tags around sentences, entities for ampersands and for the space between."""
    opening = [Edit(start, start, "<p>") for start, _ in report.sentences]
    closing = [Edit(end, end, "</p>&nbsp;") for _, end in report.sentences]
    entities = [Edit(match.start(), match.end(), "&amp;") for match in re.finditer("&", report.text)]
    return edited(report, opening + closing + entities)


def headline(report: Report) -> Report:
    """Every word with a capital, as in headlines."""
    firsts = [match.start() for match in re.finditer(r"(?<![\w'’])[a-z]", report.text)]
    return edited(report, [Edit(at, at + 1, report.text[at].upper()) for at in firsts])


VARIANTS: dict[str, Callable[[Report], Report]] = {
    "plain": plain,
    "doubled full stops, stray quotes": doubled,
    "all capitals": capitals,
    "all small letters": lower,
    "no final punctuation": unfinished,
    "curly quotes": curly,
    "straight quotes": straight,
    "hard line breaks": wrapped,
    "HTML remains": html,
    "headline capitals": headline,
}
"""Every noise by the name in the table; the first is none."""

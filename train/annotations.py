"""Batches of reports written and annotated for training, as records of the corpus.

A batch is `NAME.txt`, reports with one numbered sentence a line, beside `NAME.ann`, one event a line. Spans are written
out in the annotation; here they become half-open offsets, in code points, into the sentences joined by a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vedette import ontology

T = TypeVar("T")
Record = dict[str, Any]

REPORT = re.compile(r"=== (\S+)(?: date: ?(\S*))?")
SENTENCE = re.compile(r"(S\d+) (.*)")
EVENT = re.compile(r'(S\d+) ([A-Z]+)(?:\.([a-z-]+))? (\w+) "([^"]+)"(?:#(\d+))?(.*)')
ARGUMENT = re.compile(r'\s+(\w+)="([^"]+)"(?:@(S\d+))?(?:#(\d+))?')
VALUE = re.compile(r'([ATPN]) "([^"]+)" = (.+)')
VALUES = {
    "A": ("who", re.compile(r"\S+( [A-Z]{3})?")),
    "T": ("when", re.compile(r"\?|\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")),
    "P": ("where", re.compile(r"\S+ (country|region|city|site|sea|border)")),
    "N": ("count", re.compile(r"\?|~?\d+(\.\d+)?|[<>]=\d+(\.\d+)?|\d+(\.\d+)?\.\.\d+(\.\d+)?")),
}
"""What the letter of a resolved line stands for, and the values that it can have."""
NO_EVENT = "NONE"


class AnnotationError(ValueError):
    """A batch does not hold; the message begins with file and line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a batch, with where it stands (lines count from 1)."""

    path: Path
    number: int
    text: str

    def error(self, what: str) -> AnnotationError:
        """The complaint, with file and line before it."""
        return AnnotationError(f"{self.path}:{self.number}: {what}")


@dataclass(slots=True)
class Draft:
    """A report while its batch is read."""

    line: Line
    id: str
    published: str | None
    sentences: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Start in the report's text, and words, by name ("S1")."""
    events: list[Record] = field(default_factory=list)
    resolved: list[Record] = field(default_factory=list)
    seen: bool = False
    """Whether the annotation says anything about it."""

    @property
    def text(self) -> str:
        """The sentences, joined by a space."""
        return " ".join(words for _, words in self.sentences.values())


def read(path: Path) -> list[Record]:
    """Records of one batch."""
    return [_record(draft) for draft in batch(path)]


def records(folder: Path, names: str = "*") -> list[Record]:
    """Records of the batches of a folder whose name fits, in the order of their names."""
    found: dict[str, Record] = {}
    for path in sorted(folder.glob(f"{names}.txt")):
        for draft in batch(path):
            if draft.id in found:
                raise draft.line.error(f"report {draft.id} stands in an earlier batch too; give it another id")
            found[draft.id] = _record(draft)
    return list(found.values())


def batch(path: Path) -> list[Draft]:
    """Reports of one batch with their annotation, which must lie beside it."""
    drafts = _drafts(path)
    beside = path.with_suffix(".ann")
    if not beside.exists():
        raise AnnotationError(f"{path}:1: no {beside.name} beside it; annotate the batch or move it away")
    _annotate(beside, drafts)
    for unseen in (d for d in drafts.values() if not d.seen):
        raise unseen.line.error(f"report {unseen.id} has no line in {beside.name}; write NONE if it has no event")
    return list(drafts.values())


def _lines(path: Path) -> Iterator[Line]:
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return (Line(path, n, text.rstrip()) for n, text in numbered if text.strip() and not text.startswith("%"))


def _drafts(path: Path) -> dict[str, Draft]:
    drafts: dict[str, Draft] = {}
    current: Draft | None = None
    for line in _lines(path):
        if head := REPORT.match(line.text):
            current = drafts[head[1]] = _draft(line, head, drafts)
        elif current is None:
            raise line.error("stands before the first report; begin with a line '=== ID date: YYYY-MM-DD'")
        elif not line.text.startswith("title:"):
            _add_sentence(line, current)
    return drafts


def _draft(line: Line, head: re.Match[str], drafts: dict[str, Draft]) -> Draft:
    if head[1] in drafts:
        raise line.error(f"report {head[1]} stands twice in this batch; give one of them another id")
    return Draft(line, head[1], head[2] or None)


def _add_sentence(line: Line, draft: Draft) -> None:
    read = SENTENCE.fullmatch(line.text)
    if not read:
        raise line.error(f"no sentence 'S1 …': {line.text[:60]!r}; number it, or take it out")
    if read[1] in draft.sentences:
        raise line.error(f"sentence {read[1]} stands twice in report {draft.id}; number it anew")
    start = len(draft.text) + 1 if draft.sentences else 0
    draft.sentences[read[1]] = (start, read[2])


def _annotate(path: Path, drafts: dict[str, Draft]) -> None:
    current: Draft | None = None
    for line in _lines(path):
        if head := REPORT.match(line.text):
            current = _known(line, "report", head[1], drafts)
        elif current is None:
            raise line.error("stands before the first report; begin with a line '=== ID'")
        else:
            _take(line, current)


def _take(line: Line, draft: Draft) -> None:
    draft.seen = True
    if value := VALUE.fullmatch(line.text):
        draft.resolved.append(_value(line, value, draft))
    elif line.text != NO_EVENT:
        draft.events.append(_event(line, draft))


def _value(line: Line, read: re.Match[str], draft: Draft) -> Record:
    letter, words, value = read.groups()
    kind, shape = VALUES[letter]
    if not any(words in sentence for _, sentence in draft.sentences.values()):
        raise line.error(f"{words!r} does not stand in report {draft.id}; copy it letter for letter")
    if not shape.fullmatch(value):
        raise line.error(f"no {kind} value: {value!r}; the guidelines show its form")
    if kind == "who" and " " in value:
        _known(line, "sector", value.split()[1], _names()["sector"])
    return {"kind": kind, "text": words, "value": value}


def _event(line: Line, draft: Draft) -> Record:
    read = EVENT.fullmatch(line.text)
    if not read:
        raise line.error(f'no event \'S1 TYPE.mode status "trigger" role="words"\': {line.text[:60]!r}')
    sentence, type_, mode, status, trigger, nth, rest = read.groups()
    _known(line, "type", type_, _names()["type"])
    _known(line, "mode", f"{type_}.{mode}" if mode else type_, _names()["mode"])
    _known(line, "status", status, _names()["status"])
    return {
        "type": type_,
        "mode": mode,
        "status": status,
        "trigger": _span(line, draft, sentence, trigger, nth),
        "arguments": list(_arguments(line, draft, sentence, rest)),
    }


def _arguments(line: Line, draft: Draft, sentence: str, rest: str) -> Iterator[Record]:
    at = 0
    while at < len(rest):
        read = ARGUMENT.match(rest, at)
        if not read:
            raise line.error(f"no argument 'role=\"words\"' at {rest[at : at + 60]!r}")
        role, words, other, nth = read.groups()
        _known(line, "role", role, _names()["role"])
        yield {"role": role, **_span(line, draft, other or sentence, words, nth)}
        at = read.end()


def _span(line: Line, draft: Draft, sentence: str, words: str, nth: str | None) -> Record:
    start, text = _known(line, "sentence", sentence, draft.sentences)
    at = -1
    for _ in range(int(nth or 1)):
        at = text.find(words, at + 1)
        if at < 0:
            raise line.error(f"{words!r} does not stand in {sentence} {nth or 1} times; copy it letter for letter")
    return {"start": start + at, "end": start + at + len(words), "text": words}


def _known(line: Line, what: str, name: str, among: dict[str, T]) -> T:
    if name not in among:
        raise line.error(f"no {what} {name!r}; there are {', '.join(among)}")
    return among[name]


@cache
def _names() -> dict[str, dict[str, None]]:
    """Words of the ontology that an annotation can use, by what they are."""
    book = ontology.load()
    return {
        "type": dict.fromkeys(book.types),
        "mode": dict.fromkeys((*book.types, *book.mode_labels)),
        "status": dict.fromkeys(status.name for status in book.statuses),
        "role": dict.fromkeys(role.name for role in book.roles),
        "sector": dict.fromkeys(sector.code for sector in book.sectors),
    }


def _record(draft: Draft) -> Record:
    record = {
        "id": draft.id,
        "published": draft.published,
        "title": "",
        "source": "written for Vedette",
        "url": "",
        "licence": "Apache-2.0",
        "kind": "invented",
        "text": draft.text,
        "sentences": [[start, start + len(words)] for start, words in draft.sentences.values()],
        "events": draft.events,
    }
    return {**record, "resolved": draft.resolved} if draft.resolved else record

"""Annotated reports and what `vedette read` found in them, as one kind of records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.errors import BenchError

Json = dict[str, Any]

KIND_OF_ROLE = {
    "actor": "who",
    "recipient": "who",
    "source": "who",
    "place": "where",
    "origin": "where",
    "time": "when",
    "force": "count",
    "killed": "count",
    "injured": "count",
    "count": "count",
}
"""What a role's words are resolved to; an instrument to nothing."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Words in a role. `told` is the JSON object of the value, where the reader gave one."""

    role: str
    start: int
    end: int
    score: float = 1.0
    told: Json | None = field(default=None, hash=False)

    @property
    def span(self) -> tuple[int, int]:
        """Half-open, in code points of the gold report's text."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger with its labels and arguments, from either side."""

    type: str
    mode: str | None
    status: str
    start: int
    end: int
    arguments: tuple[Filler, ...] = ()
    score: float = 1.0
    contexts: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Half-open, in code points of the gold report's text."""
        return (self.start, self.end)

    @property
    def key(self) -> tuple[object, ...]:
        """What events are sorted by, so that no figure depends on the order of a file."""
        fillers = sorted((each.role, each.start, each.end, each.score, repr(each.told)) for each in self.arguments)
        return (self.start, self.end, self.type, self.mode or "", self.status, self.score, self.contexts, fillers)


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its gold annotation. `values` holds (kind, words) -> value; None where values were not annotated."""

    id: str
    kind: str
    text: str
    published: date | None = None
    title: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    events: tuple[Event, ...] = ()
    values: Mapping[tuple[str, str], str] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one report, its offsets moved to the gold report's text."""

    id: str
    events: tuple[Event, ...] = ()
    stray: int = 0
    """How many spans do not say what stands there: always 0 unless something is broken."""


def lines_of(path: Path) -> list[Json]:
    """The JSON objects of a file, one a line; raises BenchError that names the line that is none."""
    objects = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            objects.append(_parsed(line, f"{path}:{number}"))
    return objects


def _parsed(line: str, where: str) -> Json:
    try:
        loaded = json.loads(line)
    except json.JSONDecodeError as error:
        raise BenchError(f"{where}: not JSON ({error})") from error
    if not isinstance(loaded, dict):
        raise BenchError(f"{where}: not a JSON object")
    return loaded


def digest_of(path: Path) -> str:
    """First 16 hex digits of the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def gold_of(entry: Json) -> Report:
    """An annotated report from its JSON object."""
    resolved = entry.get("resolved")
    published = entry.get("published")
    return Report(
        id=entry["id"],
        kind=entry.get("kind") or "report",
        text=entry["text"],
        published=date.fromisoformat(published) if published else None,
        title=entry.get("title") or "",
        sentences=tuple((start, end) for start, end in entry.get("sentences", [])),
        events=tuple(_event(event, 0) for event in entry["events"]),
        values=None if resolved is None else {(each["kind"], each["text"]): each["value"] for each in resolved},
    )


def read_gold(path: Path) -> list[Report]:
    """The annotated reports of a corpus file, in order."""
    return [gold_of(entry) for entry in lines_of(path)]


def found_of(entry: Json, text: str) -> Found:
    """What was found in the report of this `text`, from one object of `vedette read --format jsonl`.

    The reader's `text` may lack the white space and date header around the report; its `offset` says how far.
    Raises BenchError when the two texts are not the same from there on.
    """
    offset = entry.get("offset", 0)
    read = entry.get("text", text[offset:])
    if text[offset : offset + len(read)] != read:
        raise BenchError(f"report {entry['id']!r} was read from another text than the gold one")
    return Found(
        id=entry["id"],
        events=tuple(_event(event, offset) for event in entry["events"]),
        stray=sum(read[span["start"] : span["end"]] != span.get("text") for span in _spans(entry["events"])),
    )


def read_found(path: Path, reports: Iterable[Report]) -> dict[str, Found]:
    """What was found, by report. Raises BenchError for reports that are not in the gold, or that come twice."""
    texts = {report.id: report.text for report in reports}
    found: dict[str, Found] = {}
    for entry in lines_of(path):
        if entry.get("id") not in texts:
            raise BenchError(f"{path}: report {entry.get('id')!r} is not among the gold reports")
        if entry["id"] in found:
            raise BenchError(f"{path}: report {entry['id']!r} comes twice")
        found[entry["id"]] = found_of(entry, texts[entry["id"]])
    return found


def _spans(events: Iterable[Json]) -> Iterable[Json]:
    for event in events:
        yield event["trigger"]
        yield from event["arguments"]


def _event(entry: Json, offset: int) -> Event:
    return Event(
        type=entry["type"],
        mode=entry.get("mode"),
        status=entry["status"],
        start=entry["trigger"]["start"] + offset,
        end=entry["trigger"]["end"] + offset,
        arguments=tuple(_filler(argument, offset) for argument in entry["arguments"]),
        score=entry.get("score", 1.0),
        contexts=tuple(entry.get("contexts", ())),
    )


def _filler(entry: Json, offset: int) -> Filler:
    kind = KIND_OF_ROLE.get(entry["role"])
    return Filler(
        role=entry["role"],
        start=entry["start"] + offset,
        end=entry["end"] + offset,
        score=entry.get("score", 1.0),
        told=entry.get(kind) if kind else None,
    )

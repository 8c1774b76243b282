"""`vedette explain`: why one event stands as it does. Its words, marked; each value, its rule, what was passed over."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from vedette import pipeline
from vedette.cli import exits, output, own
from vedette.errors import SourceError, UsageError
from vedette.export import explanation, jsonl
from vedette.records import Event, Reading


def run(arguments: argparse.Namespace) -> int:
    """Find the event, resolve its report again, and show it."""
    found = [(reading, event) for reading in _readings(arguments.readings) for event in _named(reading, arguments.id)]
    reading, event = _only(found, arguments.id, arguments.readings)
    weighed = pipeline.weighed(reading, own.settings(arguments))
    again = next((each for each in weighed.events if each.id == event.id), event)
    shown = explanation.render(weighed, again, pipeline.sentences(reading.report.text), output.page(None))
    with output.opened(None) as write:
        write(output.encoded(shown))
    return exits.DONE


def _named(reading: Reading, prefix: str) -> Iterator[Event]:
    """Events of this id; by the id of a statement or posture, the events that it tells of."""
    meant = {event for said in reading.statements if said.id.startswith(prefix) for event in said.events}
    meant |= {entry.event for entry in reading.postures if entry.id.startswith(prefix)}
    return (event for event in reading.events if event.id.startswith(prefix) or event.id in meant)


def _only(found: list[tuple[Reading, Event]], prefix: str, path: Path) -> tuple[Reading, Event]:
    """The one that is meant: equal reports under two names have events of their own, so an id is found once."""
    ids = sorted({event.id for _, event in found})
    if not ids:
        raise UsageError(f"{path} holds no event whose id begins with {prefix!r}. Ids stand first in each table row")
    if len(ids) > 1:
        raise UsageError(f"{prefix!r} begins {len(ids)} ids: {', '.join(ids[:5])}. Give more of the one you mean")
    return found[0]


def _readings(path: Path) -> Iterator[Reading]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield _reading(line, path, number)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}. Name the output of `vedette read`") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path} is no UTF-8. Name the output of `vedette read --format jsonl`") from None


def _reading(line: str, path: Path, number: int) -> Reading:
    try:
        return jsonl.from_json(json.loads(line))
    except (ValueError, KeyError, TypeError):
        following = "Name the output of `vedette read --format jsonl`"
        raise SourceError(f"{path}, line {number}, is no reading. {following}") from None

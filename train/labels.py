"""The labels that a network learns: those of the ontology, and types and modes of the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from train.corpus import Record
from vedette.ontology import Ontology
from vedette.read.labels import Labels


def labels(book: Ontology, reports: Sequence[Record]) -> Labels:
    """All labels of the ontology, used or not, and those that only the reports' events have."""
    types = {*book.types, *(e["type"] for e in _events(reports))}
    modes = {*types, *book.mode_labels, *(label(e) for e in _events(reports))}
    return Labels(
        types=tuple(sorted(types)),
        modes=tuple(sorted(modes)),
        statuses=tuple(status.name for status in book.statuses),
        roles=tuple(role.name for role in book.roles),
        contexts=tuple(context.name for context in book.contexts),
    )


def label(event: Record) -> str:
    """An event's "TYPE.mode", or its "TYPE" when it has no mode."""
    return f"{event['type']}.{event['mode']}" if event.get("mode") else str(event["type"])


def own(book: Ontology, reports: Sequence[Record]) -> dict[str, int]:
    """Labels that the ontology lacks, with how many events have them."""
    known = {*book.types, *book.mode_labels}
    found = [name for e in _events(reports) if (name := label(e)) not in known]
    return {name: found.count(name) for name in sorted(set(found))}


def _events(reports: Sequence[Record]) -> Iterator[Record]:
    return (event for report in reports for event in report["events"])

"""What was corrected by hand in what the report tells of, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vedette.export import correction
from vedette.records import Correction, Incident
from vedette.report.days import written
from vedette.report.rows import Rows
from vedette.report.words import one_line
from vedette.report.written import Item, Quote, Section, item
from vedette.store import corrections


def by_hand(rows: Rows, incidents: Sequence[Incident], sources: Mapping[str, Quote]) -> Section | None:
    """The section; None where nothing was corrected."""
    items = tuple(_items(rows, incidents, sources))
    return Section("Corrections by hand", items) if items else None


def _items(rows: Rows, incidents: Sequence[Incident], sources: Mapping[str, Quote]) -> Iterator[Item]:
    about = {each.id for each in incidents} | {each for one in incidents for each in one.events}
    about |= {event.id for reading in rows.readings for event in reading.events}
    about |= {name for each in rows.read for name in each.sources}
    for each in corrections.given(rows.lake):
        if each.target in about and each.withdrawn_at is None:
            yield _told(each, sources)


def _told(each: Correction, sources: Mapping[str, Quote]) -> Item:
    quote = sources.get(each.target)
    text = f"{written(each.made_at.date())}, {each.by}: {correction.what(each)}; reason: {one_line(each.reason).rstrip('.')}."
    return item(text, *([quote] if quote else []), rows=(f"correction {each.id}",))

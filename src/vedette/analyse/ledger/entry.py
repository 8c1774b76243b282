"""What the ledger takes: a posture with what its report is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vedette.records import Event, Posture, Reading, When


@dataclass(frozen=True, slots=True)
class Entry:
    """A posture of one report."""

    posture: Posture
    report_id: str
    published: date | None
    source: str
    """Who published it."""
    voice: str
    """Id of the first report of the text: copies of it are one voice."""
    by_words: str | None = None
    """How the report calls those whose word it is; None where it says so itself."""
    type: str = ""
    """Type and mode of the event that it rests on: MOBILIZE.troops."""
    told: When | None = None
    """The time of that event, also where it is not when the force came to its status."""
    text: str = ""
    """The report's text, to show the words in."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells its report from others: its source and id."""
        return self.source, self.report_id


def entries(readings: Iterable[Reading], voices: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """The entries of readings; `voices` has, for each report that is a copy, the id of the first of its text."""
    first = voices or {}
    for reading in readings:
        report, by_id = reading.report, {event.id: event for event in reading.events}
        for posture in reading.postures:
            event = by_id.get(posture.event)
            yield Entry(
                posture=posture,
                report_id=report.id,
                published=report.published,
                source=report.source,
                voice=first.get(report.id, report.id),
                by_words=_speaker(event) if event else None,
                type=".".join(filter(None, (event.type, event.mode))) if event else "",
                told=_time(event) if event else None,
                text=report.text,
            )


def _speaker(event: Event) -> str | None:
    return next((source.span.text for source in event.role("source")), None)


def _time(event: Event) -> When | None:
    return next((time.when.value for time in event.role("time") if time.when and time.when.value), None)

"""An event of a lake as JSON, with its report."""

from __future__ import annotations

from typing import Any, cast

from vedette.export.event_jsonl import to_json
from vedette.export.told import Told
from vedette.records import Engine, Event, Report
from vedette.store.columns import decoder

Json = dict[str, Any]

ABOUT = ("title", "url")
"""What is shown of the report beside what an event's row holds."""

_EVENT, _ENGINE = decoder(Event), decoder(Engine)


def shaped(row: Json) -> Json:
    """A row of `events`, with `ABOUT` of its report, as the API tells it."""
    whole = to_json(told(row))
    return {**whole, "report": {**whole["report"], "key": row["report"]}}


def told(row: Json) -> Told:
    """The row as formats take it."""
    report = Report(
        id=row["report_id"],
        text="",
        published=row["published"],
        title=row.get("title") or "",
        source=row["report_source"],
        url=row.get("url") or "",
    )
    event_, engine = cast("Event", _EVENT(row)), cast("Engine", _ENGINE(row["engine"]))
    return Told(event_, report, engine, row["known_from"], row["superseded_at"])

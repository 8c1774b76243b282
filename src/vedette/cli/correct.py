"""`vedette correct`: something is changed by hand, with a reason and a name. It is shown first, then kept as a row of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from vedette.cli import changing, exits, output
from vedette.cli.by_hand import CHANGES, OF_EVENTS, OF_INCIDENTS, OF_SOURCES
from vedette.cli.changing import Change
from vedette.cli.ingest import clock
from vedette.correct import report_key
from vedette.errors import UsageError
from vedette.records import Correction, Incident
from vedette.store import Lake, corrections, targets
from vedette.store.targets import Target


def run(arguments: argparse.Namespace) -> int:
    """Understand it, show it, keep it."""
    _certain(arguments)
    Lake.open(arguments.lake)  # so that a slip in its name makes no new lake
    lake = Lake.open_or_make(arguments.lake)
    change = _asked(lake, arguments)
    with output.opened(None) as write:
        write(output.encoded("".join(f"{line}\n" for line in change.shown)))
    if arguments.dry_run:
        print("nothing was kept: --dry-run", file=sys.stderr)
        return exits.DONE
    made = _correction(change, arguments, _moment(lake))
    corrections.keep(lake, [made])
    print(_kept(made, lake), file=sys.stderr)
    return exits.DONE


def _certain(arguments: argparse.Namespace) -> None:
    """Refuse an empty reason or name: what is kept for ever must be answered for."""
    for option in ("reason", "by"):
        if not getattr(arguments, option).strip():
            raise UsageError(f"--{option} is empty; who changes something by hand says why, and who says so")


def _asked(lake: Lake, arguments: argparse.Namespace) -> Change:
    """What the words of the call ask for."""
    if arguments.source is not None:
        return _of_source(lake, arguments.source, arguments.words)
    if len(arguments.words) < 2:  # noqa: PLR2004 - an id and what to do with it
        raise UsageError(f"say what to do with {arguments.words[0]}: {', '.join((*OF_EVENTS, *OF_INCIDENTS))}")
    name, what, *rest = arguments.words
    if what in OF_SOURCES and what not in OF_EVENTS:
        raise UsageError(f"{what} is about a source: name it with --source NAME instead of {name}")
    if what not in CHANGES:
        raise UsageError(f"{what!r} is nothing that can be done; there are {', '.join(CHANGES)}")
    found = targets.meant(lake, name)
    if isinstance(found, Incident):
        return _of_incident(lake, found, what, rest)
    return _of_event(lake, found, what, rest, arguments)


def _of_source(lake: Lake, name: str, words: Sequence[str]) -> Change:
    if len(words) != 1 or words[0] not in OF_SOURCES:
        raise UsageError(f"with --source, say one of {', '.join(OF_SOURCES)}, and nothing else")
    return changing.source(lake, name, words[0])


def _of_incident(lake: Lake, incident: Incident, what: str, rest: Sequence[str]) -> Change:
    if what == "merge":
        if len(rest) != 1:
            raise UsageError(f"merge takes one other incident: vedette correct {incident.id} merge OTHER")
        return changing.merge(lake, incident, targets.incident(lake, rest[0]))
    if what == "split":
        return changing.split(lake, incident, rest)
    raise UsageError(
        f"{incident.id} is an incident, which can be merged or split; {what} is for its events: {_events(incident)}"
    )


def _events(incident: Incident) -> str:
    return ", ".join(incident.events[: targets.SHOWN])


def _of_event(lake: Lake, found: Target, what: str, rest: Sequence[str], arguments: argparse.Namespace) -> Change:
    if what in OF_INCIDENTS:
        raise UsageError(f"{found.event.id} is an event; {what} is for incidents. `vedette incidents` lists them")
    if what == "set":
        if len(rest) != 2:  # noqa: PLR2004 - a field and a value
            raise UsageError(f"set takes a field and a value: vedette correct {found.event.id} set killed 4")
        return changing.value(lake, found, rest[0], rest[1], arguments)
    if rest:
        raise UsageError(f"{what} takes nothing more than the event; {' '.join(rest)!r} is too much")
    return changing.fate(lake, found, what)


def _moment(lake: Lake) -> datetime:
    """Now, and after all that was corrected before: the later word is the one that holds."""
    known = corrections.given(lake)
    last = max((each.withdrawn_at or each.made_at for each in known), default=None)
    return clock() if last is None else max(clock(), last + timedelta(microseconds=1))


def _correction(change: Change, arguments: argparse.Namespace, at: datetime) -> Correction:
    event: dict[str, Any] = {"report": None, "anchor": None, "type": None}
    if change.event is not None:
        found = change.event
        event = {"report": report_key(found.reading.report), "anchor": found.event.trigger, "type": found.event.type}
    return Correction(
        id=corrections.named(change.what, change.target, at),
        what=change.what,
        target=change.target,
        **event,
        field=change.field,
        value=change.value,
        reason=arguments.reason.strip(),
        by=arguments.by.strip(),
        made_at=at,
        words=change.words,
    )


def _kept(made: Correction, lake: Lake) -> str:
    short = made.id[: corrections.SHORT]
    told = f"kept as correction {short}; `vedette corrections --lake {lake.path} --withdraw {short} …` takes it back"
    linked = lake.tables[targets.INCIDENTS].files()
    return f"{told}\n`vedette link --lake {lake.path}` brings the incidents up to it" if linked else told

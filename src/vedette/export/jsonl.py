"""The public shape: one JSON object a report, and back. Key order and names are a contract (`SCHEMA`)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from vedette.export import Page, values
from vedette.records import (
    SCHEMA,
    Argument,
    Engine,
    Event,
    Location,
    Posture,
    Problem,
    Reading,
    Report,
    Speaker,
    Statement,
)

Json = dict[str, Any]

SCORE_DIGITS = 3
"""Decimals of a score. The int8 reader's last bits differ between processors, so more would be noise."""


def render(reading: Reading, page: Page) -> str:
    """One line, with its end; the page does not matter."""
    del page
    return json.dumps(to_json(reading), ensure_ascii=False) + "\n"


def to_json(reading: Reading) -> Json:
    """The reading in its public shape, as `vedette read --format jsonl` prints it."""
    report, engine = reading.report, reading.engine
    return {
        "schema": SCHEMA,
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "source": report.source,
        "offset": report.offset,
        "text": report.text,
        "engine": {"version": engine.version, "model": engine.model, "ontology": engine.ontology},
        "events": [event_to_json(event) for event in reading.events],
        "statements": [statement_to_json(statement) for statement in reading.statements],
        "postures": [_posture(posture) for posture in reading.postures],
        "problems": [_problem(problem) for problem in reading.problems],
        "url": report.url,
        "date_origin": report.date_origin,
        "language": report.language,
    }


def from_json(row: Json) -> Reading:
    """The reading that `to_json` wrote. What the public shape leaves out (what was passed over) is empty."""
    return Reading(
        report=Report(
            id=row["id"],
            text=row["text"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
            title=row["title"],
            source=row["source"],
            offset=row["offset"],
            url=row.get("url", ""),
            date_origin=row.get("date_origin", ""),
            language=row.get("language", ""),
        ),
        engine=Engine(**row["engine"]),
        events=tuple(event_from_json(event) for event in row["events"]),
        statements=tuple(_to_statement(statement) for statement in row["statements"]),
        postures=tuple(_to_posture(posture) for posture in row["postures"]),
        problems=tuple(_to_problem(problem) for problem in row["problems"]),
    )


def event_to_json(event: Event) -> Json:
    """An event in its public shape, as it stands in a reading."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "contexts": list(event.contexts),
        "score": round(event.score, SCORE_DIGITS),
        "intensity": event.intensity,
        "trigger": values.span(event.trigger),
        "arguments": [_argument(argument) for argument in event.arguments],
    }


def _argument(argument: Argument) -> Json:
    shape: Json = {"role": argument.role, **values.span(argument.span), "score": round(argument.score, SCORE_DIGITS)}
    if argument.who:
        shape["who"] = values.who(argument.who)
    if argument.when:
        shape["when"] = values.when(argument.when)
    if argument.where:
        shape["where"] = values.where(argument.where)
    if argument.count:
        shape["count"] = values.count(argument.count)
    return shape


def statement_to_json(statement: Statement) -> Json:
    """A statement in its public shape, as it stands in a reading."""
    return {
        "id": statement.id,
        "speaker": {**values.span(statement.speaker.span), "who": values.who(statement.speaker.who)},
        "anonymous": statement.anonymous,
        "cue": values.span(statement.cue) if statement.cue else None,
        "content": values.span(statement.content),
        "quoted": statement.quoted,
        "events": list(statement.events),
    }


def _posture(posture: Posture) -> Json:
    return {
        "id": posture.id,
        "owner": values.who(posture.owner) if posture.owner else None,
        "command": values.who(posture.command) if posture.command else None,
        "force": values.span(posture.force),
        "kind": posture.kind,
        "count": values.count(posture.count),
        "status": posture.status,
        "where": values.where(posture.where) if posture.where else None,
        "origin": values.where(posture.origin) if posture.origin else None,
        "when": values.when(posture.when) if posture.when else None,
        "source": values.who(posture.source) if posture.source else None,
        "event": posture.event,
    }


def _problem(problem: Problem) -> Json:
    where: Json = {"path": problem.where.path, "line": problem.where.line}
    if problem.where.record is not None:
        where["record"] = problem.where.record
    if problem.where.byte is not None:
        where["byte"] = problem.where.byte
    return {"kind": problem.kind, "where": where, "message": problem.message, "next": problem.next}


def event_from_json(row: Json) -> Event:
    """The event that `event_to_json` wrote."""
    return Event(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        contexts=tuple(row["contexts"]),
        score=row["score"],
        intensity=row["intensity"],
        trigger=values.to_span(row["trigger"]),
        arguments=tuple(_to_argument(argument) for argument in row["arguments"]),
    )


def _to_argument(row: Json) -> Argument:
    return Argument(
        role=row["role"],
        span=values.to_span(row),
        score=row["score"],
        who=values.to_who(row["who"]) if "who" in row else None,
        when=values.to_when(row["when"]) if "when" in row else None,
        where=values.to_where(row["where"]) if "where" in row else None,
        count=values.to_count(row["count"]) if "count" in row else None,
    )


def _to_statement(row: Json) -> Statement:
    speaker = row["speaker"]
    return Statement(
        id=row["id"],
        speaker=Speaker(values.to_span(speaker), values.to_who(speaker["who"])),
        anonymous=row["anonymous"],
        cue=values.to_span(row["cue"]) if row["cue"] else None,
        content=values.to_span(row["content"]),
        quoted=row["quoted"],
        events=tuple(row["events"]),
    )


def _to_posture(row: Json) -> Posture:
    return Posture(
        id=row["id"],
        owner=values.to_who(row["owner"]) if row["owner"] else None,
        command=values.to_who(row["command"]) if row["command"] else None,
        force=values.to_span(row["force"]),
        kind=row["kind"],
        count=values.to_count(row["count"]),
        status=row["status"],
        where=values.to_where(row["where"]) if row["where"] else None,
        origin=values.to_where(row["origin"]) if row["origin"] else None,
        when=values.to_when(row["when"]) if row["when"] else None,
        source=values.to_who(row["source"]) if row["source"] else None,
        event=row["event"],
    )


def _to_problem(row: Json) -> Problem:
    return Problem(row["kind"], Location(**row["where"]), row["message"], row["next"])

"""An incident in its public shape and back. Key order and names are a contract (`SCHEMA`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from vedette.export import Page, values
from vedette.records import (
    SCHEMA,
    Claim,
    Count,
    Finding,
    Incident,
    Joined,
    Resolved,
    Span,
    Weighed,
    When,
    Where,
    Who,
)

Json = dict[str, Any]

SCORE_DIGITS = 2
"""Decimals of what comparisons weigh."""

NOT_COUNTED = ("deed", "time", "place", "actor", "recipient")
"""What findings that are no counts are about, in the order in which they are written."""


def render(incident: Incident, page: Page) -> str:
    """One line, with its end; the page does not matter."""
    del page
    return json.dumps(to_json(incident), ensure_ascii=False) + "\n"


def to_json(incident: Incident, known_from: date | None = None, superseded_at: date | None = None) -> Json:
    """The incident as `vedette incidents --format jsonl` prints it. Of a lake, from when and until when it was held so."""
    found = _by_about(incident)
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "since": _day(incident.since),
        "until": _day(incident.until),
        "where": values.where(Resolved(incident.where, _rule(found, "place"))) if incident.where else None,
        "actors": [values.who(Resolved(who, _rule(found, "actor"))) for who in incident.actors],
        "recipients": [values.who(Resolved(who, _rule(found, "recipient"))) for who in incident.recipients],
        "killed": _toll(found, "killed"),
        "injured": _toll(found, "injured"),
        "counts": [_counted(finding) for finding in incident.findings if finding.about == "count"],
        "state": incident.state,
        "voices": incident.voices,
        "reports": list(incident.reports),
        "copies": [list(group) for group in incident.copies],
        "events": list(incident.events),
        "known_from": _day(known_from),
        "superseded_at": _day(superseded_at),
        "findings": {about: _finding(found[about]) for about in NOT_COUNTED if about in found},
        "sources": list(incident.sources),
        "joined": [_joined(each) for each in incident.joined],
        "history": list(incident.history),
    }


def _by_about(incident: Incident) -> dict[str, Finding]:
    return {finding.about: finding for finding in incident.findings}


def _rule(found: Mapping[str, Finding], about: str) -> str:
    """The rule of the finding that holds a value; most voices where nothing was reconciled."""
    return found[about].rule if about in found else "most-voices"


def _toll(found: Mapping[str, Finding], about: str) -> Json | None:
    return _counted(found[about]) if about in found else None


def _counted(finding: Finding) -> Json:
    """A range with its claims; without bounds where no claim that counts gives a number."""
    return {**_count(finding.count), "claims": [_claim(claim) for claim in finding.claims], **_standing(finding)}


def _standing(finding: Finding) -> Json:
    return {"state": finding.state, "voices": finding.voices, "rule": finding.rule}


def _finding(finding: Finding) -> Json:
    """What is held of a thing that is no count; only the key of its own kind of value is there."""
    shape = _standing(finding)
    if finding.about == "time":
        shape["when"] = _when(finding.when)
    elif finding.about == "place":
        shape["where"] = _where(finding.where)
    elif finding.about != "deed":
        shape["who"] = [_who(who) for who in finding.who]
    return {**shape, "claims": [_claim(claim) for claim in finding.claims]}


def _claim(claim: Claim) -> Json:
    """A claim with its words. Of its value there is only what it tells: bounds, or `when`, `where` or `who`."""
    return {
        **_value(claim),
        "report": claim.report,
        "event": claim.event,
        "source": _who(claim.source),
        "published": _day(claim.published),
        "superseded_by": claim.superseded_by,
        "source_words": claim.source_words,
        "words": claim.span.text,
        "start": claim.span.start,
        "end": claim.span.end,
        "voice": claim.voice,
        "part": claim.part,
        "denied": claim.denied,
        "rule": claim.rule,
    }


def _value(claim: Claim) -> Json:
    if claim.about in ("killed", "injured", "count"):
        return _count(claim.count)
    shapes: dict[str, Json] = {
        "time": {"when": _when(claim.when)},
        "place": {"where": _where(claim.where)},
        "actor": {"who": _who(claim.who)},
        "recipient": {"who": _who(claim.who)},
    }
    return shapes.get(claim.about, {})


def _count(value: Count | None) -> Json:
    return _without_rule(values.count(Resolved(value, "")))


def _who(value: Who | None) -> Json | None:
    return None if value is None else _without_rule(values.who(Resolved(value, "")))


def _when(value: When | None) -> Json | None:
    return None if value is None else _without_rule(values.when(Resolved(value, "")))


def _where(value: Where | None) -> Json | None:
    return None if value is None else _without_rule(values.where(Resolved(value, "")))


def _without_rule(shape: Json) -> Json:
    """A claim names its rule once."""
    return {key: value for key, value in shape.items() if key != "rule"}


def _joined(joined: Joined) -> Json:
    parts = [
        {"part": each.part, "level": each.level, "weight": round(each.weight, SCORE_DIGITS)} for each in joined.parts
    ]
    return {"event": joined.event, "to": joined.to, "score": round(joined.score, SCORE_DIGITS), "parts": parts}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def from_json(row: Json) -> Incident:
    """The incident that `to_json` wrote."""
    return Incident(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        since=_to_day(row["since"]),
        until=_to_day(row["until"]),
        where=values.to_where(row["where"]).value if row["where"] else None,
        actors=tuple(_each(row["actors"], _to_who)),
        recipients=tuple(_each(row["recipients"], _to_who)),
        reports=tuple(row["reports"]),
        copies=tuple(map(tuple, row["copies"])),
        voices=row["voices"],
        sources=tuple(row["sources"]),
        events=tuple(row["events"]),
        joined=tuple(map(_to_joined, row["joined"])),
        history=tuple(row["history"]),
        findings=tuple(_to_findings(row)),
        state=row["state"],
    )


def _to_findings(row: Json) -> Iterable[Finding]:
    for about, shape in row["findings"].items():
        yield _to_finding(about, shape)
    for about in ("killed", "injured"):
        if row[about]:
            yield _to_finding(about, row[about])
    for shape in row["counts"]:
        yield _to_finding("count", shape)


def _to_finding(about: str, shape: Json) -> Finding:
    return Finding(
        about=about,
        state=shape["state"],
        rule=shape["rule"],
        voices=shape["voices"],
        claims=tuple(_to_claim(about, each) for each in shape["claims"]),
        when=_to_when(shape.get("when")),
        where=_to_where(shape.get("where")),
        who=tuple(_each(shape.get("who", ()), _to_who)),
        count=_to_count(shape),
    )


def _to_claim(about: str, shape: Json) -> Claim:
    return Claim(
        about=about,
        report=shape["report"],
        event=shape["event"],
        published=_to_day(shape["published"]),
        span=Span(shape["words"], shape["start"], shape["end"]),
        source=_to_who(shape["source"]),
        source_words=shape["source_words"],
        voice=shape["voice"],
        denied=shape["denied"],
        part=shape["part"],
        superseded_by=shape["superseded_by"],
        rule=shape["rule"],
        when=_to_when(shape.get("when")),
        where=_to_where(shape.get("where")),
        who=_to_who(shape.get("who")),
        count=_to_count(shape),
    )


def _to_count(shape: Json) -> Count | None:
    return None if shape.get("approximate") is None else values.to_count({**shape, "rule": ""}).value


def _to_who(shape: Json | None) -> Who | None:
    return None if shape is None else values.to_who({"rule": "", **shape}).value


def _to_when(shape: Json | None) -> When | None:
    return None if shape is None else values.to_when({"rule": "", **shape}).value


def _to_where(shape: Json | None) -> Where | None:
    return None if shape is None else values.to_where({"rule": "", **shape}).value


def _each(rows: Iterable[Json], made: Callable[[Json], Who | None]) -> Iterable[Who]:
    return (value for row in rows if (value := made(row)) is not None)


def _to_joined(row: Json) -> Joined:
    parts = tuple(Weighed(each["part"], each["level"], each["weight"]) for each in row["parts"])
    return Joined(row["event"], row["to"], row["score"], parts)


def _to_day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None

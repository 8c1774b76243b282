"""What is counted, as rows of one shape: `told`, by queries over events, incidents or postures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from vedette.analyse.series.asked import Asked
from vedette.store.known import quoted, stood

ORGANS = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG")
"""Sectors by which a country acts: KEN MIL is KEN, and KEN REB is not."""

VAGUE_DAYS = {"day": 3, "week": 10, "month": 45}
"""Days that a time may cover and still be counted at its first day. A longer one ("in 2019", "this spring") is of no bin
that fine, and is left out rather than heaped on the first day of the year."""

SIDE = f"""
CREATE OR REPLACE TEMP MACRO side(code) AS CASE
    WHEN code LIKE '---%' THEN NULL
    WHEN regexp_matches(code, '^[A-Z]{{3}} ({"|".join(ORGANS)})$') THEN code[1:3] ELSE code END
"""
"""A code as the side that acts."""

COUNTRY = """
CREATE OR REPLACE TEMP MACRO country_of(codes) AS CASE
    WHEN len(list_distinct(list_transform(codes, lambda code: regexp_extract(code, '^([A-Z]{3})( |$)', 1)))) = 1
    THEN nullif(regexp_extract(codes[1], '^([A-Z]{3})( |$)', 1), '') END
"""
"""The country that all codes share."""

KILLED = """
SELECT base.*, one.low AS killed_low, one.high AS killed_high FROM ({base}) base LEFT JOIN (
    SELECT id, reading, list_filter(arguments, lambda a: a.role = 'killed' AND
        (a.count.value.low IS NOT NULL OR a.count.value.high IS NOT NULL))[1].count.value AS one FROM lean
) USING (id, reading)
"""
"""Rows of events with the first number of dead that each tells; `lean` has what it needs of their arguments."""

EVENTS = """
SELECT id, reading, type, mode, status, score, intensity, coalesce(since, published) AS day, published,
    CASE WHEN since IS NULL THEN 1 ELSE "until" - since END AS days,
    coalesce(country, country_of(recipients), country_of(actors)) AS country, admin1, latitude, longitude,
    list_transform(actors, lambda code: side(code)) AS actors,
    list_transform(recipients, lambda code: side(code)) AS recipients,
    report_source AS source, 1 AS voices
FROM events WHERE {stands}
"""
"""The country of an event without a place is that of those whom it befell, else of those who did it, where it is one."""

FOUND = "list_filter(findings, lambda one: one.about = 'killed')[1].count"

INCIDENTS = f"""
SELECT id, type, mode, 'actual' AS status, 1.0 AS score, NULL::DOUBLE AS intensity, coalesce(since, published) AS day,
    published, CASE WHEN since IS NULL THEN 1 ELSE "until" - since END AS days,
    coalesce("where".country, country_of(list_transform(recipients, lambda one: one.code)),
        country_of(list_transform(actors, lambda one: one.code))) AS country,
    "where".admin1 AS admin1, "where".latitude AS latitude, "where".longitude AS longitude,
    list_transform(actors, lambda one: side(one.code)) AS actors,
    list_transform(recipients, lambda one: side(one.code)) AS recipients,
    {FOUND}.low AS killed_low, {FOUND}.high AS killed_high, NULL::VARCHAR AS source, voices
FROM incidents WHERE {{stands}}
"""

POSTURES = """
SELECT id, kind AS type, NULL::VARCHAR AS mode, status, 1.0 AS score, NULL::DOUBLE AS intensity,
    coalesce("when".value.since, published) AS day, published,
    CASE WHEN "when".value.since IS NULL THEN 1 ELSE "when".value."until" - "when".value.since END AS days,
    "where".value.country AS country, "where".value.admin1 AS admin1, "where".value.latitude AS latitude,
    "where".value.longitude AS longitude, [side(owner.value.code)] AS actors, ["where".value.country] AS recipients,
    count.value.low AS killed_low, count.value.high AS killed_high, report_source AS source, 1 AS voices
FROM postures WHERE {stands}
"""
"""The dyad of a force is its owner and the country where it stands; the two bounds are those of its strength."""

SOURCES = {"events": EVENTS, "incidents": INCIDENTS, "postures": POSTURES}


def everything(of: str, known_at: date | datetime | None = None) -> str:
    """The query for all rows that stand, or stood at the moment, country by country."""
    base = SOURCES[of].format(stands=stood(known_at))
    return f"{KILLED.format(base=base) if of == 'events' else base} ORDER BY country, day, id"


def told(asked: Asked, source: str) -> str:
    """The query for the rows that are asked for, of those that `everything` gives."""
    return f"SELECT * FROM {source} WHERE {' AND '.join(['true', *_conditions(asked)])}"


def _conditions(asked: Asked) -> Iterator[str]:
    yield f"days <= {VAGUE_DAYS[asked.every]}"
    if asked.of == "events":
        yield f"status IN {_list(asked.status)} AND score >= {float(asked.min_score)}"
    if asked.of == "postures":
        default = Asked().status
        yield "status <> 'denied'" if tuple(asked.status) == default else f"status IN {_list(asked.status)}"
    if asked.country:
        yield f"country IN {_list([code.upper() for code in asked.country])}"
    if asked.admin1:
        yield f"lower(admin1) IN {_list([name.lower() for name in asked.admin1])}"
    if asked.type:
        yield f"({' OR '.join(map(_label, asked.type))})"
    for role, sides in (("actors", asked.actor), ("recipients", asked.recipient)):
        if sides:
            yield f"list_has_any({role}, [{', '.join(quoted(side) for side in sides)}])"


def _label(name: str) -> str:
    kind, dot, mode = name.partition(".")
    told = f"lower(type) = {quoted(kind.lower())}"
    return f"({told} AND mode = {quoted(mode.lower())})" if dot else told


def _list(values: object) -> str:
    assert isinstance(values, list | tuple)  # noqa: S101 - for the checker of types
    return f"({', '.join(quoted(value) for value in values)})" if values else "(NULL)"

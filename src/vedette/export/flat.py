"""An event as one flat row: the columns of CSV, with what each holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from vedette.export import told as ask
from vedette.export.cells import Value
from vedette.export.told import Told
from vedette.records import Who


class Column(NamedTuple):
    """A column: its name, its value for an event, and what it is."""

    name: str
    value: Callable[[Told], Value]
    about: str


SCORE_DIGITS = 3
"""Decimals of a score, as in JSON."""


def _joined(words: Iterable[str | None]) -> str:
    return "; ".join(filter(None, words))


def _who(role: str, value: Callable[[Who], str | None]) -> Callable[[Told], Value]:
    return lambda told: _joined(value(who) for _, who in ask.actors(told.event, role))


def _words(role: str) -> Callable[[Told], Value]:
    return lambda told: _joined(" ".join(argument.span.text.split()) for argument in told.event.role(role))


def _time(name: str) -> Callable[[Told], Value]:
    return lambda told: (found := ask.time(told.event)) and getattr(found[1], name)


def _place(name: str) -> Callable[[Told], Value]:
    return lambda told: (found := ask.place(told.event)) and getattr(found[1], name)


def _count(role: str, bound: str) -> Callable[[Told], Value]:
    return lambda told: getattr(ask.number(told.event, role), bound, None)


def _counts(role: str, what: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}_low", _count(role, "low"), f"least number of {what}; empty where it is open or not told"),
        Column(f"{role}_high", _count(role, "high"), "greatest number, likewise"),
        Column(f"{role}_approximate", _count(role, "approximate"), "true for “about”; empty where no number is told"),
    )


COLUMNS: tuple[Column, ...] = (
    Column("id", lambda told: told.event.id, "the event's id, for `vedette explain`"),
    Column("type", lambda told: told.event.type, "one of the 16 types"),
    Column("mode", lambda told: told.event.mode, "its mode, if any"),
    Column("status", lambda told: told.event.status, "actual, ongoing, planned, hypothetical or negated"),
    Column("contexts", lambda told: _joined(told.event.contexts), "what it is about, joined by `; `"),
    Column("score", lambda told: round(told.event.score, SCORE_DIGITS), "probability that it is told, 0 to 1"),
    Column("intensity", lambda told: told.event.intensity, "conflict (-10) to cooperation (+10)"),
    Column("since", _time("since"), "first day meant, of the first time that could be told"),
    Column("until", _time("until"), "first day no longer meant"),
    Column("precision", _time("precision"), "day, week, month …"),
    Column("actors", _who("actor", lambda who: who.code), "codes of the actors that could be told, joined by `; `"),
    Column("actor_names", _who("actor", lambda who: who.name), "their names"),
    Column("actor_words", _words("actor"), "the report's words for all actors, also of those that could not be told"),
    Column("recipients", _who("recipient", lambda who: who.code), "codes of the recipients, likewise"),
    Column("recipient_names", _who("recipient", lambda who: who.name), "their names"),
    Column("recipient_words", _words("recipient"), "the report's words for all recipients"),
    Column("place", _place("name"), "name of the first place that could be told"),
    Column("place_kind", _place("kind"), "country, region, city, site, sea or border"),
    Column("country", _place("country"), "its ISO 3166 alpha-3 code; empty on the high seas"),
    Column("admin1", _place("admin1"), "its province"),
    Column("latitude", _place("latitude"), "degrees north (WGS 84)"),
    Column("longitude", _place("longitude"), "degrees east"),
    Column("radius_km", _place("radius_km"), "kilometres around it that the words leave open"),
    Column("geoname", _place("geoname"), "its number at GeoNames"),
    *_counts("killed", "people killed"),
    *_counts("injured", "people injured"),
    *_counts("force", "soldiers, ships, vehicles …"),
    Column("source_words", _words("source"), "who says so, in the report's words"),
    Column("trigger", lambda told: told.event.trigger.text, "the words that tell the event"),
    Column("start", lambda told: told.event.trigger.start, "where they start in the report's text (code points)"),
    Column("end", lambda told: told.event.trigger.end, "where they end"),
    Column("report", lambda told: told.report.id, "the report's id as given"),
    Column("source", lambda told: told.report.source, "the report's source"),
    Column("published", lambda told: told.report.published, "its day"),
    Column("title", lambda told: told.report.title, "its title"),
    Column("url", lambda told: told.report.url, "its address"),
    Column("model", lambda told: told.engine.model, "the model that read it"),
    Column("version", lambda told: told.engine.version, "the version of Vedette that read it"),
    Column("ontology", lambda told: told.engine.ontology, "the version of the ontology"),
    Column("known_from", lambda told: told.known_from, "when the lake got to know it; empty outside a lake"),
    Column("superseded_at", lambda told: told.superseded_at, "when it was superseded; empty while it stands"),
)
"""In order. New ones are added at the end."""


def row(told: Told) -> list[Value]:
    """The values of all columns."""
    return [column.value(told) for column in COLUMNS]

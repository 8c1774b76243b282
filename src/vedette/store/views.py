"""The views that `vedette sql` asks: what each is, its columns with what they hold, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vedette.store.tables import TABLES

EVER = "ever_"
"""Begins the name of a table of the lake as it is: with what no longer stands, and nested."""

FLAT = ("withdrawals", "corrections")
"""Tables that no view stands for."""

RAW: Mapping[str, str] = {name: name if name in FLAT else EVER + name for name in TABLES}
"""Table of the lake -> the view that shows it as it is."""


class View(NamedTuple):
    """A view: what its rows are, its columns in order with what each holds, and where they come from."""

    about: str
    columns: Mapping[str, tuple[str, str]]
    """Name -> (expression, what it is)."""
    source: str
    """What stands behind FROM; `{stands}` is the condition that a row stands."""


def _same(**about: str) -> dict[str, tuple[str, str]]:
    return {name: (f'"{name}"', words) for name, words in about.items()}


ABOUT_REPORT = {
    "report": ("report", "the report's key in the lake"),
    "report_id": ("report_id", "its id as given"),
    "report_source": ("report_source", "its source"),
    "published": ("published", "its day"),
}
LIVES = {
    "engine": ("engine.version", "the version of Vedette that read it"),
    "model": ("engine.model", "the model that read it"),
    "ontology": ("engine.ontology", "the version of the ontology"),
    "known_from": ("known_from", "when the lake got to know it (UTC)"),
    "superseded_at": ("superseded_at", "when it was superseded; null while it stands"),
    "superseded_why": ("superseded_why", "why"),
}
BY_HAND = {
    "corrected": ("corrected", "what was changed by hand, why and by whom; null where nothing was"),
    "mistrusted": ("mistrusted", "why its source is marked as unreliable, and by whom; null where it is not"),
}
SPAN = {
    "start": ("{0}.start", "where they start in the report's text (code points)"),
    "end": ('{0}."end"', "where they end"),
}
WHO = {"code": "code", "country": "ISO 3166 alpha-3 code", "sector": "sector", "name": "name"}
WHERE = {
    "name": "name of the place",
    "country": "its country, ISO 3166 alpha-3",
    "admin1": "its province",
    "kind": "country, region, city, site, sea or border",
    "latitude": "degrees north (WGS 84)",
    "longitude": "degrees east",
    "radius_km": "kilometres that the words leave open",
    "geoname": "its number at GeoNames",
}
WHEN = {"since": "first day meant", "until": "first day no longer meant", "precision": "day, week, month …"}
COUNT = {
    "low": "least number; null where it is open",
    "high": "greatest number, likewise",
    "approximate": "whether it was said to be so",
    "unit": "of what",
}
VALUES = {"who": WHO, "when": WHEN, "where": WHERE, "count": COUNT}


def _value(path: str, kind: str, name: str) -> dict[str, tuple[str, str]]:
    """The columns of a resolved value: its fields and the rule that decided, under `name` and a `_`."""
    fields = {f"{name}_{field}": (f"{path}.value.{field}", about) for field, about in VALUES[kind].items()}
    return fields | {f"{name}_rule": (f"{path}.rule", "the rule that decided, or says why it cannot be told")}


def _span(path: str, name: str, about: str) -> dict[str, tuple[str, str]]:
    ends = {f"{name}_{end}": (words.format(path), what) for end, (words, what) in SPAN.items()}
    return {name: (f"{path}.text", about), **ends}


EVENTS = View(
    "One report's claim that somebody did something: one row an event.",
    {
        **_same(
            id="the event's id",
            type="one of the 16 types",
            mode="its mode, if any",
            status="actual, ongoing, planned, hypothetical or negated",
            contexts="list of what it is about",
            score="probability that it is told, 0 to 1",
            intensity="conflict (-10) to cooperation (+10)",
        ),
        **_span("trigger", "trigger", "the words that tell it"),
        **_same(
            since="first day meant, of the first time that could be told",
            until="first day no longer meant",
            place="name of the first place that could be told",
            country="its country, ISO 3166 alpha-3",
            admin1="its province",
            latitude="degrees north (WGS 84)",
            longitude="degrees east",
            actors="list of the codes of all actors that could be told",
            recipients="list of the codes of all recipients",
        ),
        **ABOUT_REPORT,
        **LIVES,
        **BY_HAND,
    },
    "ever_events WHERE {stands}",
)
ARGUMENTS = View(
    "One row for each role of an event that words fill, with what the words mean; a null value has a rule that says why.",
    {
        "event": ("id", "the event's id"),
        "number": ("number", "which of its arguments, from 1, in text order"),
        "type": ("type", "its type"),
        "status": ("status", "its status"),
        "role": (
            "one.role",
            "actor, recipient, place, origin, time, force, killed, injured, count, instrument or source",
        ),
        **_span("one.span", "words", "the report's words"),
        "score": ("one.score", "probability of the role, 0 to 1"),
        **_value("one.who", "who", "who"),
        **_value('one."when"', "when", "when"),
        **_value('one."where"', "where", "where"),
        **_value("one.count", "count", "count"),
        **ABOUT_REPORT,
        "known_from": LIVES["known_from"],
        "superseded_at": LIVES["superseded_at"],
    },
    "(SELECT *, unnest(arguments) AS one, generate_subscripts(arguments, 1) AS number FROM ever_events WHERE {stands})",
)
STATEMENTS = View(
    "Somebody's words in a report.",
    {
        "id": ("id", "the statement's id"),
        **_span("speaker.span", "speaker", "who speaks, in the report's words"),
        **_value("speaker.who", "who", "speaker"),
        "anonymous": ("anonymous", "whether the speaker is not named on purpose"),
        **_span("cue", "cue", "the words that mark it as said, if any"),
        **_span("content", "content", "what is said"),
        "quoted": ("quoted", "whether to the letter"),
        "events": ("events", "list of ids of the events that the words tell"),
        **ABOUT_REPORT,
        **LIVES,
        **BY_HAND,
    },
    "ever_statements WHERE {stands}",
)
POSTURES = View(
    "A force somewhere, with a status, as one report tells it.",
    {
        "id": ("id", "the entry's id"),
        "status": (
            "status",
            "requested, threatened, authorised, on_standby, moving, present, rotated, withdrawn or denied",
        ),
        **_span("force", "force", "the report's words for the force"),
        "kind": ("kind", "personnel, unit, armour, artillery, aircraft, naval, …"),
        **_value("count", "count", "count"),
        **_value("owner", "who", "owner"),
        **_value("command", "who", "command"),
        **_value('"where"', "where", "where"),
        **_value("origin", "where", "origin"),
        **_value('"when"', "when", "when"),
        **_value("source", "who", "source"),
        "event": ("event", "id of the event that it rests on"),
        **ABOUT_REPORT,
        **LIVES,
        **BY_HAND,
    },
    "ever_postures WHERE {stands}",
)
REPORTS = View(
    "A dated document that was read.",
    {
        "report": ("key", "its key in the lake"),
        "report_id": ("id", "its id as given"),
        "report_source": ("source", "its source"),
        **_same(
            published="its day",
            date_origin="what the day rests on",
            language="ISO 639-1 code, empty where it is not sure",
            title="its title",
            url="its address",
            text="its text as given",
        ),
        "path": ('"where".path', "the input that it came from"),
        "events": ("len(events)", "number of events that were found in it"),
        "statements": ("len(statements)", "number of statements"),
        "postures": ("len(postures)", "number of force entries"),
        "settings": ("settings", "how it was read, where that was not left to itself"),
        **LIVES,
    },
    "ever_reports JOIN (SELECT reading, superseded_at, superseded_why FROM standing WHERE {stands}) USING (reading) "
    "WHERE error IS NULL",
)
PROBLEMS = View(
    "What was not read, or not as well as it could have been, and why: one row a problem.",
    {
        "kind": ("one.kind", "its short name"),
        "message": ("one.message", "what is wrong"),
        "next": ("one.next", "what to do about it"),
        "path": ('one."where".path', "the input"),
        "line": ('one."where".line', "its line, from 1"),
        "record": ('one."where".record', "its record in an archive, mailbox or feed, from 1"),
        "byte": ('one."where".byte', "where the record starts in the file"),
        "unread": ("error IS NOT NULL", "whether nothing was read here"),
        "report": ("key", "key of the report or of the place"),
        "report_id": ("id", "the report's id; empty where no report came of it"),
        "report_source": ("source", "its source"),
        "known_from": ("known_from", "when the lake got to know it (UTC)"),
    },
    "(SELECT *, unnest(problems) AS one FROM ever_reports "
    "JOIN (SELECT reading, superseded_at FROM standing WHERE {stands}) USING (reading))",
)

HELD = {
    "known_from": ("known_from", "when it was linked so (UTC)"),
    "superseded_at": LIVES["superseded_at"],
    "superseded_why": LIVES["superseded_why"],
}
KILLED = "list_filter(findings, lambda one: one.about = '{0}')[1].count.{1}"
INCIDENTS = View(
    "What several events are about: one happening, told by one report or many; as `vedette link` left it.",
    {
        "id": ("id", "the incident's id"),
        "type": ("type", "one of the 16 types"),
        "mode": ("mode", "its mode, if any"),
        "since": ("since", "first day meant"),
        "until": ('"until"', "first day no longer meant"),
        "place": ('"where".name', "name of the place"),
        "country": ('"where".country', "its country, ISO 3166 alpha-3"),
        "admin1": ('"where".admin1', "its province"),
        "latitude": ('"where".latitude', "degrees north (WGS 84)"),
        "longitude": ('"where".longitude', "degrees east"),
        "actors": ("list_transform(actors, lambda one: one.code)", "list of codes, the most told first"),
        "recipients": ("list_transform(recipients, lambda one: one.code)", "list of codes, likewise"),
        **{
            f"{toll}_{bound}": (KILLED.format(toll, bound), f"{what} number of {toll} over the claims that stand")
            for toll in ("killed", "injured")
            for bound, what in (("low", "least"), ("high", "greatest"))
        },
        "state": ("state", "agreed, ranging, contradicted or single source"),
        "voices": ("voices", "texts of their own that tell of it: copies count once"),
        "reports": ("reports", "list of ids of its reports, by publication"),
        "copies": ("copies", "those of the reports that are one text, a list for each"),
        "sources": ("sources", "list of all publishers"),
        "events": ("events", "list of ids of its events, by publication"),
        "history": ("history", "ids of incidents that it was merged from, or the one it was split from"),
        "published": ("published", "day of its first report"),
        "last_published": ("last_published", "day of its last report"),
        **HELD,
    },
    "ever_incidents WHERE {stands}",
)
CLAIMS = View(
    "What one report says about one thing of an incident, in its words, and by whose word: one row a claim.",
    {
        "incident": ("id", "the incident's id"),
        "about": ("claim.about", "deed, time, place, actor, recipient, killed, injured or count"),
        "report_id": ("claim.report", "id of the report"),
        "event": ("claim.event", "id of the event that says it"),
        "published": ("claim.published", "day of the report"),
        **_span("claim.span", "words", "the report's words"),
        "source_code": ("claim.source.code", "code of whose word it is; null where the report says so itself"),
        "source_name": ("claim.source.name", "his name"),
        "source_words": ("claim.source_words", "how the report calls him"),
        "voice": ("claim.voice", "id of the first report of the text"),
        "denied": ("claim.denied", "whether the report says that it is not so"),
        "part": ("claim.part", "which part of those meant, where the words count only a part"),
        "superseded_by": ("claim.superseded_by", "id of the event of the later claim that takes its place"),
        "rule": ("claim.rule", "why it is taken so"),
        "since": ('claim."when".since', "of a time: first day meant"),
        "until": ('claim."when"."until"', "of a time: first day no longer meant"),
        "place": ('claim."where".name', "of a place: its name"),
        "country": ('claim."where".country', "of a place: its country"),
        "who": ("claim.who.code", "of an actor or recipient: the code"),
        "low": ("claim.count.low", "of a count: least number; null where it is open"),
        "high": ("claim.count.high", "of a count: greatest number, likewise"),
        "approximate": ("claim.count.approximate", "of a count: whether it was said to be so"),
        "unit": ("claim.count.unit", "of a count: of what"),
        "held": ("finding.state", "how the claims of this thing stand together"),
        **HELD,
    },
    "(SELECT *, unnest(finding.claims) AS claim FROM "
    "(SELECT *, unnest(findings) AS finding FROM ever_incidents WHERE {stands}))",
)

VIEWS: Mapping[str, View] = {
    "events": EVENTS,
    "arguments": ARGUMENTS,
    "statements": STATEMENTS,
    "postures": POSTURES,
    "reports": REPORTS,
    "problems": PROBLEMS,
    "incidents": INCIDENTS,
    "claims": CLAIMS,
}
"""By name, in the order in which the reference lists them."""

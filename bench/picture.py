"""Figures of the picture made of many reports: copies, incidents, ranges, ledger and statements of an invented crisis, from
its texts and with its annotated events given; and incidents under story headings.
"""

from __future__ import annotations

from collections.abc import Iterable

from bench import crisis, crisis_ledger, crisis_statements, incidents
from bench.corpus import digest_of, lines_of
from bench.linking import annotated, readings_of
from bench.shared import is_there, needed
from vedette.records import Reading, digest

FOLDER = crisis.FOLDER

FILES = ("reports", "events", "incidents", "copies", "ledger", "statements")

FLOORED = ("copies.found", "incidents.precision", "incidents.f1", "ranges.f1", "ledger.f1", "statements.recall")
"""The figures that floors are kept under; of copies the share of the gold ones."""

NAMES = ("crisis.", "incidents.")
"""What the names of the figures begin with."""


def there() -> bool:
    """Whether the material is; says what is missing, and that its figures are not measured."""
    return is_there(gold, "the picture is not measured")


def gold() -> str:
    """A digest of all that the figures are measured on."""
    names = (*(f"{FOLDER}/{name}.jsonl" for name in FILES), incidents.GOLD)
    return digest(*(digest_of(needed(name)) for name in names))


def figures() -> dict[str, float]:
    """Each figure by name, 0 to 1, the higher the better."""
    rows = lines_of(needed(incidents.GOLD))
    linked = incidents.measure(rows, readings_of(rows, None))["linked"]
    texts = readings_of(lines_of(needed(f"{FOLDER}/reports.jsonl")), None)
    given = annotated(lines_of(needed(f"{FOLDER}/events.jsonl")))
    return {
        "incidents.f1": linked.f1,
        "incidents.precision": linked.precision,
        **{f"crisis.texts.{name}": value for name, value in _of(texts).items()},
        **{f"crisis.given.{name}": value for name, value in _of(given).items()},
    }


def _of(readings: Iterable[Reading]) -> dict[str, float]:
    """What floors are kept under, of readings of the crisis."""
    kept = list(readings)
    said = lines_of(needed(f"{FOLDER}/statements.jsonl"))
    told = {**crisis.measure(kept), **crisis_ledger.scores(kept), **crisis_statements.measure(said, kept)}
    told["copies.found"] /= told["copies.gold"]
    return {name: told[name] for name in FLOORED}

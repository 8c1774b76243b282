"""`bench statements`: who says what in an invented crisis, from its texts and with its annotated events given.

The rules of matching are those of the set's own README: a statement is found when some content overlaps its quote in that
report and the speaker's words overlap, or both are anonymous. Only recall is judged; beside it stands how many were found.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.corpus import Json, lines_of
from bench.linking import annotated, readings_of
from bench.shared import needed
from vedette import pipeline
from vedette.records import Reading, Statement

FOLDER = "data/crisis-dev"

SMALL = frozenset(
    {"a", "al", "an", "and", "at", "by", "for", "from", "in", "not", "of", "on", "the", "to", "was", "who"}
)
"""Words that say nothing of who somebody is."""


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench statements`."""
    parser.add_argument("--readings", type=Path, help="what `vedette read` printed of the reports; else they are read")
    parser.add_argument("--anew", action="store_true", help="make the statements of the readings' events once more")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--missed", action="store_true", help="list what was not found")


def run(options: argparse.Namespace) -> int:
    """Prints recall from the texts, and with the annotated events given."""
    gold = lines_of(needed(f"{FOLDER}/statements.jsonl"))
    read = readings_of(lines_of(needed(f"{FOLDER}/reports.jsonl")), options.readings)
    ways = {
        "texts": [pipeline.weighed(reading) for reading in read] if options.anew else read,
        "given": annotated(lines_of(needed(f"{FOLDER}/events.jsonl"))),
    }
    flat = {f"crisis.{way}.{name}": value for way, each in ways.items() for name, value in measure(gold, each).items()}
    print(json.dumps(flat) if options.format == "json" else _table(flat))
    if options.missed:
        print("\n".join(f"{way}: {line}" for way, each in ways.items() for line in missed(gold, each)))
    return 0


def measure(gold: Sequence[Json], readings: Iterable[Reading]) -> Mapping[str, float]:
    """Recall of the gold statements, how many there are, and how many were found in all."""
    by_report = {reading.report.id: reading for reading in readings}
    hits = sum(is_found(row, by_report.get(row["report"])) for row in gold)
    found = sum(len(reading.statements) for reading in by_report.values())
    return {"statements.recall": round(hits / len(gold), 4), "statements.gold": len(gold), "statements.found": found}


def missed(gold: Sequence[Json], readings: Iterable[Reading]) -> list[str]:
    """Each gold statement that was not found, with who is heard there instead."""
    by_report = {reading.report.id: reading for reading in readings}
    return [_told(row, by_report.get(row["report"])) for row in gold if not is_found(row, by_report.get(row["report"]))]


def is_found(row: Json, reading: Reading | None) -> bool:
    """Whether one of the report's statements is the gold one."""
    return reading is not None and any(same_speaker(row, said) for said in of_quote(row, reading))


def of_quote(row: Json, reading: Reading) -> list[Statement]:
    """The report's statements whose content overlaps the gold quote, wherever it stands."""
    text, quote = reading.report.text, row["quote"]
    places = [found.span() for found in re.finditer(re.escape(quote), text)]
    return [
        said
        for said in reading.statements
        if any(said.content.start < end and start < said.content.end for start, end in places)
    ]


def same_speaker(row: Json, said: Statement) -> bool:
    """Whether the speaker's words overlap those of the gold, or both are anonymous."""
    return (row["anonymous"] and said.anonymous) or not words(row["speaker"]).isdisjoint(words(said.speaker.span.text))


def words(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell who it is, in small letters, without the possessive."""
    return frozenset(re.findall(r"\w+", re.sub(r"['’]s\b", "", phrase.casefold()))) - SMALL


def _told(row: Json, reading: Reading | None) -> str:
    heard = [said.speaker.span.text for said in of_quote(row, reading)] if reading else []
    return f"{row['report']} {row['speaker']!r}: {row['quote']!r}; heard there: {heard}"


def _table(flat: Mapping[str, float]) -> str:
    return "\n".join(f"{name:36} {value:.3f}" for name, value in flat.items())

"""`bench resolve`: how fast the four resolvers are and what their data weigh, and how near they put places.

Speed is on one core, given the annotated spans of all reports whose values are annotated: once with nothing remembered, then
again with all remembered. Places are those of local news (LGL): given the toponyms, as peers are scored.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

from bench import show
from bench.corpus import Report, read_gold
from bench.given import Resolve, phrases_of, resolvers, surroundings
from bench.shared import needed
from bench.speed import MEBIBYTE, machine
from bench.values import PARTS
from vedette.records import Mention, Resolved, Span, Surroundings, Where
from vedette.resolve import where
from vedette.resolve.countries import named
from vedette.resolve.where.geometry import apart

GOLD = ("corpus/dev.jsonl", "corpus/train.jsonl")
PLACES = "data/lgl.xml"

WARM = 5
"""Passes with all remembered; the least counts, because a busy machine only ever adds."""

NEAR_KM = 161.0
"""A hundred miles: the measure that the literature on toponyms uses."""

MOST_MIB = 250
"""What all data of the resolvers may take, by the project's own limit."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Resolutions a second of one kind of value, or of all four together."""

    kind: str
    resolutions: int
    cold: float
    warm: float


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near places come out to where they are."""

    toponyms: int
    near: float
    """Share within NEAR_KM."""
    median_km: float
    """Of those that got a point; the others have no distance."""
    country: float
    """Share whose country is right, of those whose country the gold names."""


Job = tuple[Span, Surroundings]


def jobs(reports: Sequence[Report]) -> dict[str, list[Job]]:
    """By kind, the annotated words and what stands around them; all words of a report share its mentions, as in a reading."""
    found: dict[str, list[Job]] = {kind: [] for kind in PARTS}
    for report in reports:
        around: Surroundings | None = None
        for phrase in phrases_of(report):
            here = surroundings(report, phrase.event)
            around = here if around is None else replace(here, mentions=around.mentions)
            span = Span(report.text[slice(*phrase.filler.span)], *phrase.filler.span)
            found[phrase.kind].append((span, around))
    return found


def speeds(asked: dict[str, list[Job]], resolve: dict[str, Resolve]) -> list[Speed]:
    """The speed of each kind, and of all together."""
    seconds = {kind: _seconds(words, resolve[kind]) for kind, words in asked.items() if words}
    rows = [
        Speed(kind, len(asked[kind]), len(asked[kind]) / cold, len(asked[kind]) / warm)
        for kind, (cold, warm) in seconds.items()
    ]
    number = sum(row.resolutions for row in rows)
    cold, warm = (sum(column) for column in zip(*seconds.values(), strict=True))
    return [*rows, Speed("all four", number, number / cold, number / warm)]


def _seconds(words: list[Job], resolve: Resolve) -> tuple[float, float]:
    """Processor seconds of the first pass, and of the quickest of the next ones."""
    gc.collect()
    gc.freeze()  # what bench itself holds is none of the resolver's work
    passes = [_timed(words, resolve) for _ in range(1 + WARM)]
    return passes[0], min(passes[1:])


def _timed(words: list[Job], resolve: Resolve) -> float:
    began = time.process_time()
    for span, around in words:
        resolve(span, around)
    return max(time.process_time() - began, 1e-9)


def loaded() -> tuple[dict[str, Resolve], float]:
    """The resolvers with all their data loaded, and the mebibytes that this took."""
    before, found = resident(), resolvers()
    words = "Norwegian soldiers near Oslo on Monday"
    for resolve in found.values():
        resolve(
            Span(words, 0, len(words)), Surroundings(words, mentions=(Mention("place", Span("Oslo", 24, 28), 1.0),))
        )
    return found, resident() - before


def resident() -> float:
    """Mebibytes of memory that the process holds now; where the system does not say, the most that it ever held."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MEBIBYTE
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBIBYTE


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words for a place, where it is, and the country's code where the gold names a country that we know."""

    span: Span
    point: tuple[float, float]
    country: str | None


def toponyms(article: ET.Element) -> Iterator[Toponym]:
    """The toponyms of an article that have a point."""
    for each in article.iterfind("toponyms/toponym"):
        start, phrase = int(each.findtext("start", "0")), each.findtext("phrase", "")
        latitude, longitude = each.findtext("gaztag/lat"), each.findtext("gaztag/lon")
        if latitude and longitude:
            country = named(each.findtext("gaztag/country", ""))
            yield Toponym(Span(phrase, start, start + len(phrase)), (float(latitude), float(longitude)), country)


def answers(path: Path) -> Iterator[tuple[Toponym, Resolved[Where]]]:
    """Each toponym of a file with what it is resolved to, given all toponyms of its article."""
    for article in ET.parse(path).getroot():  # noqa: S314 - our own measuring file
        found = list(toponyms(article))
        mentions = tuple(Mention("place", each.span, 1.0) for each in found)
        around = Surroundings(article.findtext("text", ""), mentions=mentions)
        for each in found:
            yield each, where.resolve(each.span, around)


def nearness(path: Path) -> Nearness:
    """How near the toponyms of a file come out."""
    counts: Counter[str] = Counter()
    kilometres = []
    for gold, told in answers(path):
        value = told.value
        counts["all"] += 1
        counts["countries"] += gold.country is not None
        counts["right"] += gold.country is not None and value is not None and value.country == gold.country
        if value is not None and value.latitude is not None and value.longitude is not None:
            kilometres.append(apart(gold.point, (value.latitude, value.longitude)))
    near = sum(each <= NEAR_KM for each in kilometres)
    return Nearness(
        toponyms=counts["all"],
        near=near / counts["all"],
        median_km=statistics.median(kilometres),
        country=counts["right"] / counts["countries"],
    )


def figures(path: Path) -> dict[str, float]:
    """The figures on places that have floors, 0 to 1, the higher the better."""
    found = nearness(path)
    return {"places.near": found.near, "places.country": found.country}


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench resolve`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Measures, and prints tables or JSON."""
    resolve, mebibytes = loaded()
    rows = speeds(jobs([report for name in GOLD for report in read_gold(needed(name)) if report.values]), resolve)
    places = nearness(needed(PLACES))
    if options.format == "json":
        whole = {"speed": [asdict(row) for row in rows], "data_mib": mebibytes, "places": asdict(places)}
        print(json.dumps(whole | {"machine": machine()}, indent=1))
    else:
        print(as_text(rows, mebibytes, places))
    return 0


def as_text(rows: Sequence[Speed], mebibytes: float, places: Nearness) -> str:
    """All figures as tables."""
    speed = [
        [row.kind, str(row.resolutions), *(f"{rate:,.0f}" for rate in (row.cold, row.warm)), f"{1e6 / row.warm:.0f}"]
        for row in rows
    ]
    head = ["value, given the spans", "resolutions", "a second, first", "a second, again", "µs each, again"]
    near = [
        [f"within {NEAR_KM:.0f} km", show.figure(places.near)],
        ["median error, km", f"{places.median_km:.1f}"],
        ["country", show.figure(places.country)],
    ]
    memory = f"{machine()}; all data: {mebibytes:.0f} MiB of at most {MOST_MIB}"
    return "\n\n".join(
        [memory, show.table(head, speed), show.table([f"{places.toponyms} places of local news", ""], near)]
    )

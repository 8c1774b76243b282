"""What a training is given: annotated reports to learn from and to measure on, and unlabelled ones; all checked."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from train import corpus, standoff
from train.annotations import AnnotationError, records
from train.corpus import Record
from train.errors import TrainError
from vedette import ontology
from vedette.text import sentences

GZIP = ".gz"
OWN_BATCHES = "*.txt"
CONTEXTS = "contexts-*.tsv"
HELD = "held-"
"""What the names of batches begin with, and those of files of marks hold, from which only scores are calibrated."""


@dataclass(frozen=True)
class Files:
    """Where all of it stands."""

    corpus: tuple[Path, ...]
    dev: Path | None = None
    unlabelled: Path | None = None
    extra: Path | None = None
    """A folder of written reports, NAME.txt beside NAME.ann, and of contexts-*.tsv for events of the corpus."""

    def digests(self) -> dict[str, str]:
        """Each file's name and the SHA-256 of its bytes, in hex digits; one for all of `extra`."""
        named = [*self.corpus, *(f for f in (self.dev, self.unlabelled) if f)]
        told = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in named}
        together = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in self._extra())
        return told | ({"extra": hashlib.sha256(together).hexdigest()} if together else {})

    def _extra(self) -> list[Path]:
        kinds = (OWN_BATCHES, "*.ann", CONTEXTS, standoff.FILES)
        return sorted(path for kind in kinds for path in self.extra.glob(kind)) if self.extra else []


@dataclass(frozen=True)
class Given:
    """All reports, as records of the corpus; those of `dev` and `held` are in none of the others."""

    corpus: list[Record]
    dev: list[Record] = field(default_factory=list)
    unlabelled: list[Record] = field(default_factory=list)
    held: list[Record] = field(default_factory=list)
    """Annotated reports that nothing is learnt from but what a score is worth."""

    def texts(self) -> list[str]:
        """All texts that may be learnt from, each once."""
        return list(dict.fromkeys(r["text"] for r in (*self.unlabelled, *self.corpus)))


def load(files: Files, take: Mapping[str, int]) -> Given:
    """Read and check all; at most so many reports of each, 0 for all."""
    dev = _taken(_annotated(files.dev, files.extra), take["dev"]) if files.dev else []
    learnt = [r for path in files.corpus for r in _taken(_annotated(path, files.extra), take["corpus"])]
    learnt += _taken([*_written(files, held=False)], take["extra"])
    kept = _taken(held(files), take["held"])
    measured = {r["text"] for r in (*dev, *kept)}
    if double := next((r["id"] for r in learnt if r["text"] in measured), None):
        raise TrainError(
            f"report {double} is in dev, or held back, too; take it out of the corpus, or the scores mean nothing"
        )
    known = measured | {r["text"] for r in learnt}
    rest = (r for r in _lines(files.unlabelled) if r["text"] not in known) if files.unlabelled else iter(())
    return Given(_filled(learnt, files.corpus[0]), dev, _taken(rest, take["unlabelled"]), kept)


def held(files: Files) -> list[Record]:
    """Annotated reports to calibrate scores on."""
    return [*_written(files, held=True)]


def by_id(path: Path) -> dict[str, Record]:
    """Reports of a JSONL file, gzipped or not, by their ids."""
    return {report["id"]: report for report in _lines(path)}


def _filled(reports: list[Record], path: Path) -> list[Record]:
    if not any(r["events"] for r in reports):
        raise TrainError(f"{path}: no report with an event; there is nothing to learn from")
    return reports


def _taken(reports: Iterator[Record] | Sequence[Record], limit: int) -> list[Record]:
    return list(reports)[: limit or None]


def _annotated(path: Path, extra: Path | None) -> list[Record]:
    reports = [_checked(r, path) for r in _lines(path)]
    for table in sorted(extra.glob(CONTEXTS)) if extra else ():
        reports = corpus.with_contexts(reports, table)
    return reports


def _written(files: Files, *, held: bool) -> Iterator[Record]:
    """Reports of our own, and marks on the unlabelled ones; either those held back or the others."""
    if not files.extra:
        return
    try:
        batches = records(files.extra)
    except AnnotationError as error:
        raise TrainError(str(error)) from error
    yield from (r for r in batches if r["id"].startswith(HELD) == held)
    marks = [path for path in sorted(files.extra.glob(standoff.FILES)) if (HELD in path.name) == held]
    if marks and files.unlabelled:
        reports = by_id(files.unlabelled)
        yield from (record for path in marks for record in standoff.joined(path, reports))


def _lines(path: Path) -> Iterator[Record]:
    """Records of a JSONL file, gzipped or not, that have a text."""
    opened = gzip.open if path.suffix == GZIP else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(line, f"{path}:{number}")
    except OSError as error:
        raise TrainError(f"{path}: it cannot be read ({error}); give a JSONL file, gzipped or not") from error


def _record(line: str, where: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise TrainError(f"{where}: no JSON ({error}); write one report a line") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise TrainError(f"{where}: no report with a text; write one object with 'text' a line")
    return {"id": where, "kind": "", **record}


def _checked(report: Record, path: Path) -> Record:
    """The report with sentences, if need be our own, and all its events sound."""
    where = f"{path}: report {report['id']}"
    if "events" not in report:
        raise TrainError(f"{where}: no 'events'; write an empty list if it tells of none")
    events = [_event(event, report["text"], where) for event in report["events"]]
    return {**report, "sentences": report.get("sentences") or sentences(report["text"]), "events": events}


def _event(event: Record, text: str, where: str) -> Record:
    book = ontology.load()
    missing = {"type", "status", "trigger", "arguments"} - event.keys()
    if missing:
        raise TrainError(f"{where}: an event without {', '.join(sorted(missing))}; the corpus's format has all four")
    _known(where, "status", event["status"], [status.name for status in book.statuses])
    _span(event["trigger"], text, where)
    for argument in event["arguments"]:
        _known(where, "role", argument.get("role"), [role.name for role in book.roles])
        _span(argument, text, where)
    return {"mode": None, **event}


def _known(where: str, what: str, name: str | None, among: Sequence[str]) -> None:
    if name not in among:
        raise TrainError(f"{where}: no {what} {name!r}; there are {', '.join(among)}")


def _span(span: Record, text: str, where: str) -> None:
    start, end = span.get("start", 0), span.get("end", 0)
    if not 0 <= start < end <= len(text) or span.get("text", text[start:end]) != text[start:end]:
        raise TrainError(f"{where}: {span} is no stretch of its text; offsets count code points, the end is excluded")

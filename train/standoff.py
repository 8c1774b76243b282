"""Annotations that stand apart from their texts: `python -m train.standoff BATCH.txt… --reports FILE --out FILE`.

The texts of the unlabelled reports are not ours to publish; what was read in them is. A line of a `marks-*.jsonl` file
names a report of theirs, its text by a hash, and its events by offsets, half-open, in code points.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from train import annotations
from train.errors import TrainError
from vedette.text import clean, sentences

Record = dict[str, Any]
FILES = "marks-*.jsonl"


def fingerprint(text: str) -> str:
    """Hash of a text, sixteen hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def joined(path: Path, reports: Mapping[str, Record]) -> Iterator[Record]:
    """The reports that a file of marks names, as records of the corpus."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        told = json.loads(line)
        report = reports.get(told["id"])
        if report is None or fingerprint(report["text"]) != told["text"]:
            raise TrainError(f"{path}:{number}: report {told['id']} is not among the unlabelled, or its text differs")
        yield _record(report, told)


def _record(report: Record, told: Record) -> Record:
    text = report["text"]

    def span(start: int, end: int) -> Record:
        return {"start": start, "end": end, "text": text[start:end]}

    events = [
        {
            **{key: event[key] for key in ("type", "mode", "status")},
            "trigger": span(*event["trigger"]),
            "arguments": [{"role": role, **span(*at)} for role, *at in event["arguments"]],
        }
        for event in told["events"]
    ]
    return {**report, "kind": "brief", "sentences": [list(cut) for cut in sentences(text)], "events": events}


def apart(batch: Iterable[Record], reports: Mapping[str, Record]) -> Iterator[Record]:
    """Lines of a file of marks, from annotated copies of reports whose white space and signs may have been cleaned."""
    for record in batch:
        report = reports[record["id"]]
        back = _back(record["text"], report["text"], record["id"])
        yield {
            "id": record["id"],
            "text": fingerprint(report["text"]),
            "events": [_event(event, back) for event in record["events"]],
        }


def _event(event: Record, back: Sequence[int]) -> Record:
    def at(span: Record) -> list[int]:
        return [back[span["start"]], back[span["end"] - 1] + 1]

    arguments = [[argument["role"], *at(argument)] for argument in event["arguments"]]
    told = {key: event[key] for key in ("type", "mode", "status")}
    return {**told, "trigger": at(event["trigger"]), "arguments": arguments}


def _back(copy: str, text: str, name: str) -> list[int]:
    """Where each character of the copy stands in the text: both have the same marks in the same order."""
    cleaned = clean(text)
    places = [(c, cleaned.original(i, i + 1)[0]) for i, c in enumerate(cleaned.text) if not c.isspace()]
    marks = [i for i, c in enumerate(copy) if not c.isspace()]
    if [copy[i] for i in marks] != [c for c, _ in places]:
        raise TrainError(f"report {name}: the annotated copy is not the report's text")
    found = dict(zip(marks, (place for _, place in places), strict=True))
    return [found.get(i, -1) for i in range(len(copy))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a file of marks. 0 when it stands, 1 when a batch does not hold."""
    p = argparse.ArgumentParser(prog="python -m train.standoff", description=__doc__)
    p.add_argument("batches", type=Path, nargs="+", metavar="BATCH.txt", help="each beside its BATCH.ann")
    p.add_argument("--reports", type=Path, required=True, metavar="FILE", help="the unlabelled reports")
    p.add_argument("--out", type=Path, required=True, metavar="FILE", help="a marks-*.jsonl")
    options = p.parse_args(arguments)
    from train.given import by_id  # noqa: PLC0415 - given needs this module

    try:
        reports = by_id(options.reports)
        lines = [json.dumps(line) for path in options.batches for line in apart(annotations.read(path), reports)]
        options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except (TrainError, annotations.AnnotationError) as error:
        print(f"train.standoff: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

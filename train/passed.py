"""`python -m train.passed FILE…`: what the first pass saves on files of reports, and which events it costs.

Each file is JSONL (gzipped or not) or a TSV with a column `sentence`. Where reports are annotated (`events`), what is
lost is told of the annotated events too, plain and with each noise of bench/noise.py.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import Report, gold_of
from bench.noise import VARIANTS
from train.heard import SEED, WEIGHTS
from vedette.read import Reader, first
from vedette.read.encode import Encoder
from vedette.read.first import FirstPass
from vedette.read.labels import Labels
from vedette.read.model import Model
from vedette.records import EventMention
from vedette.text import clean, sentences

PART = 256
"""Texts that are read at once."""

COLUMNS = ("reports", "skipped", "words", "events found", "lost", "gold found", "lost")


def given(path: Path) -> list[Report]:
    """The reports of a file; those of a TSV and those without `events` have none."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        if ".tsv" in path.suffixes:
            rows = csv.DictReader(lines, delimiter="\t")
            return [Report(str(n), "sentence", row["sentence"]) for n, row in enumerate(rows)]
        return [gold_of({"events": [], **json.loads(line)}) for line in lines]


class Readers:
    """The reader without its first pass, and the first pass."""

    def __init__(self, folder: Path) -> None:
        self.first = FirstPass.load(folder / first.FILE)
        encoder, labels = Encoder.load(folder / "tokenizer.json"), Labels.load(folder / "labels.json")
        self._whole = Reader(encoder, labels, Model(folder, threads=1))

    def whole(self, texts: Sequence[str]) -> Iterator[tuple[str, tuple[EventMention, ...]]]:
        """The clean copy of each text, and what is found in it when nothing is passed over."""
        for at in range(0, len(texts), PART):
            copies = [clean(text).text for text in texts[at : at + PART]]
            yield from zip(copies, self._whole.read(copies, [sentences(copy) for copy in copies]), strict=True)


def told(reports: Sequence[Report], readers: Readers) -> list[str]:
    """A row of figures under `COLUMNS`."""
    counts = dict.fromkeys(("skipped", "words", "over", "events", "lost", "gold", "gold lost"), 0)
    for report, (copy, found) in zip(reports, readers.whole([r.text for r in reports]), strict=True):
        over, size = readers.first.skips(copy), len(first.words(copy))
        triggers = {word for mention in found for word in first.words(mention.trigger.text)}
        gold = sum(not triggers.isdisjoint(first.words(report.text[e.start : e.end])) for e in report.events)
        now = {"skipped": over, "words": size, "over": over * size, "events": len(found), "lost": over * len(found)}
        for name, count in (now | {"gold": gold, "gold lost": over * gold}).items():
            counts[name] += count
    shares = (counts["skipped"] / max(len(reports), 1), counts["over"] / max(counts["words"], 1))
    rest = (str(counts[name]) for name in ("events", "lost", "gold", "gold lost"))
    return [str(len(reports)), *(f"{share:.3f}" for share in shares), *rest]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; 0."""
    p = argparse.ArgumentParser(prog="python -m train.passed", description=__doc__)
    p.add_argument("files", type=Path, nargs="+", metavar="FILE")
    p.add_argument("--model", type=Path, default=WEIGHTS, metavar="DIR")
    p.add_argument("--take", type=int, metavar="N", help="at most so many of each file, drawn evenly")
    options = p.parse_args(arguments)
    readers = Readers(options.model)
    print("\t".join(("what", *COLUMNS)))
    for path in options.files:
        reports = given(path)
        random.Random(SEED).shuffle(reports)  # noqa: S311 - repeatable, not secret
        reports = reports[: options.take]
        for name, vary in VARIANTS.items() if any(r.events for r in reports) else (("plain", None),):
            print(
                "\t".join((f"{path.name}, {name}", *told([*map(vary, reports)] if vary else reports, readers))),
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

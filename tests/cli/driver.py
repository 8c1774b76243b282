"""The command line as a program of its own, with a stand-in for the trained reader; SLOW makes each report take that
many seconds, UNIT cuts the units of `ingest` so small, and a text with the word "deadly" ends the process that reads it.
A script rather than an option: the program itself has no way to read without its model.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.stand_ins import WordReader
from vedette import pipeline
from vedette.cli import main
from vedette.ingest import units
from vedette.records import EventMention


class SlowReader(WordReader):
    """Takes its time over each text."""

    def read(
        self, texts: Sequence[str], sentences: Sequence[tuple[tuple[int, int], ...]]
    ) -> list[tuple[EventMention, ...]]:
        if any("deadly" in text for text in texts):
            os._exit(9)
        time.sleep(float(os.environ.get("SLOW", "0")) * len(texts))
        return super().read(texts, sentences)


pipeline.reader_of = lambda *_, **__: SlowReader()  # type: ignore[assignment]
units.UNIT = int(os.environ.get("UNIT", units.UNIT))
if __name__ == "__main__":  # the processes that `ingest` starts run this file too, to read with the same stand-in
    sys.exit(main())

"""A storm over a lake: `vedette ingest` is killed at random moments, two write the same at once, inputs are poisoned. In
the end every input must be accounted for exactly once. `python -m tests.ingest.chaos --kills 10` is the long form.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.ingest.inputs import MONDAY, line
from vedette import __version__, ontology, sources
from vedette.ingest import rows
from vedette.ingest.units import Manner, readings
from vedette.records import Engine
from vedette.store import Lake
from vedette.store.check import check

DRIVER = [sys.executable, str(Path(__file__).resolve().parent.parent / "cli/driver.py")]

ENDED = 20.0
"""Seconds within which the processes that read must end once the one that started them was killed."""

TOLD = "reader-failed", "reader-crashed", "malformed-line", "empty-text"


@dataclass(slots=True)
class Storm:
    """One lake, its inputs, and what happens to them."""

    folder: Path
    reports: int
    slow: float
    """Seconds that each report takes to read."""
    chance: random.Random
    unit: int = 32
    deadly: bool = False
    """Whether one of the reports ends the process that reads it; each time takes seconds to start others."""

    @property
    def lake(self) -> Path:
        return self.folder / "lake"

    @property
    def inputs(self) -> list[Path]:
        return sorted((self.folder / "in").iterdir())

    def poison(self) -> None:
        """Write the inputs: good ones, equal texts, and all kinds of bad ones."""
        folder = self.folder / "in"
        folder.mkdir()
        third = self.reports // 3
        bad = ["rubbish\n", "{}\n", line("failing", "This is unreadable.")]
        bad += [line("ending", "This is deadly.")] if self.deadly else []
        good = [line(name) for name in range(third)]
        for number, each in enumerate(bad):
            good.insert(third * (number + 1) // 5, each)
        (folder / "a.jsonl").write_text("".join(good), "utf-8")
        equal = "".join(line(f"copy {name}", MONDAY, source=f"Paper {name}") for name in range(third))
        (folder / "b.jsonl.gz").write_bytes(gzip.compress(equal.encode()))
        (folder / "c.jsonl.gz").write_bytes(gzip.compress("".join(map(line, range(third, 2 * third))).encode())[:-200])
        (folder / "d.txt").write_bytes(bytes(range(256)) * 40)
        (folder / "e.txt").write_bytes(b"")

    def start(self) -> subprocess.Popen[bytes]:
        """An ingest of all inputs, in a process group of its own."""
        words = ["ingest", *map(str, self.inputs), "--lake", str(self.lake), "--workers", "2", "--quiet"]
        environment = {**os.environ, "SLOW": str(self.slow), "UNIT": str(self.unit)}
        return subprocess.Popen([*DRIVER, *words], env=environment, stderr=subprocess.PIPE, start_new_session=True)

    def kill(self, writers: int) -> None:
        """Start writers, kill each at a random moment, and see that its processes end too."""
        started = [self.start() for _ in range(writers)]
        before = self.stored()
        until = time.monotonic() + 60
        while self.stored() == before and time.monotonic() < until and started[0].poll() is None:
            time.sleep(0.02)
        for process in started:
            time.sleep(self.chance.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert ended(process.pid), "processes that read outlive the one that started them"
        assert self.stored() >= before, "a commit was lost"

    def finish(self, writers: int) -> None:
        """Let writers run to the end at once."""
        for process in [self.start() for _ in range(writers)]:
            _, said = process.communicate(timeout=300)
            assert process.returncode == 0, said.decode()

    def stored(self) -> int:
        """Commits of reports so far."""
        return len(list((self.lake / "reports/_delta_log").glob("*.json")))

    def account(self) -> Counter[str]:
        """Hold the lake against its inputs; what became of them, by error."""
        manner = Manner(Engine(__version__, "stand-in", ontology.load().version))
        wanted = [rows.bare(each) for each in readings(sources.read(self.inputs), manner)]
        lake = Lake.open_or_make(self.lake)
        table = lake.tables["reports"].rows(["reading", "error", "text"]).to_pylist()
        assert Counter(row["reading"] for row in table) == Counter({row["reading"]: 1 for row in wanted})
        told = {row["reading"]: row["error"] for row in wanted if row["error"]}
        assert all(row["error"] == told.get(row["reading"]) for row in table if row["error"] not in TOLD[:2])
        lake.derive()
        assert list(check(lake)) == []
        assert lake.events().num_rows == len([row for row in table if MONDAY in row["text"]])
        return Counter(row["error"] or "read" for row in table)


def ended(group: int) -> bool:
    """Whether no process of the group is left, after a while."""
    until = time.monotonic() + ENDED
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def storm(made: Storm, kills: int) -> Counter[str]:
    """Every second kill is of two writers; in the end two write the same to the end, and one more looks again."""
    made.poison()
    for number in range(kills):
        made.kill(1 + number % 2)
    made.finish(2)
    return made.account()


def main() -> None:
    """The long form."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=10)
    words.add_argument("--reports", type=int, default=3000)
    words.add_argument("--seed", type=int, default=int(time.time()))
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Storm(Path(folder), given.reports, 0.004, random.Random(given.seed), deadly=True)  # noqa: S311 - moments
        found = storm(made, given.kills)
    sys.stdout.write(f"seed {given.seed}, {given.kills} kills: {dict(found)}; each input exactly once, all holds\n")


if __name__ == "__main__":
    main()

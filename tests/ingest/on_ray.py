"""A Ray cluster of two nodes on this machine, with a stand-in for the trained reader, and what it keeps: a node is killed
midway. `python -m tests.ingest.on_ray FOLDER` prints what came of it. A
program of its own, since Ray leaves threads and handlers behind; it ends only the nodes that it started.
`--deadly` adds a report that ends each process that reads it, which takes ten times as long.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.ingest.inputs import line
from tests.stand_ins import WordReader
from vedette import pipeline, sources
from vedette.config import Settings
from vedette.ingest import units
from vedette.ingest.cluster import Cluster, Files
from vedette.ingest.local import Alone
from vedette.ingest.run import Run, Tally
from vedette.ingest.units import Manner
from vedette.records import EventMention
from vedette.store import Lake
from vedette.store.check import check

KILLED_AFTER = 3
"""Units that are committed before a node is killed."""

MEMORY = 100 * 2**20
"""Bytes of each node's store of objects."""

OWN = "unit", "known_from"
"""Columns that tell of the run, not of the report."""


class SlowReader(WordReader):
    """Takes 10 ms for each text; the word "deadly" ends its process."""

    def read(self, texts: Any, sentences: Any) -> list[tuple[EventMention, ...]]:
        if any("deadly" in text for text in texts):
            os._exit(9)
        time.sleep(0.01 * len(texts))
        return super().read(texts, sentences)


def stand_in() -> None:
    """What each process of a node does first."""
    pipeline.reader_of = lambda *_, **__: SlowReader()  # type: ignore[assignment]
    units.UNIT = 16


def ingested(lake: Path, reading: Alone | Cluster, take: Callable[[Run], Iterator[Tally]]) -> Iterator[Tally]:
    """One run."""
    manner = Manner(pipeline.engine(SlowReader()))
    with reading:
        yield from take(Run(Lake.open_or_make(lake), reading, manner, lambda: datetime.now(UTC)))


def kept(folder: Path) -> list[dict[str, Any]]:
    """All rows of a lake, and that it holds."""
    lake = Lake.open(folder)
    found = list(check(lake))
    assert not found, found
    rows = lake.tables["reports"].rows().to_pylist()
    assert max(Counter(row["reading"] for row in rows).values()) == 1
    return sorted(({key: row[key] for key in row if key not in OWN} for row in rows), key=lambda row: row["reading"])


def nodes() -> tuple[Any, list[Any]]:
    """A head that reads nothing, and two nodes that read."""
    made = import_module("ray.cluster_utils").Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, "object_store_memory": MEMORY}
    )
    return made, [made.add_node(num_cpus=1, object_store_memory=MEMORY) for _ in range(2)]


def inputs(folder: Path, *, deadly: bool) -> tuple[list[Path], list[Path]]:
    """What nodes open, and what is sent to them."""
    paths = [folder / f"{name}.jsonl" for name in "abc"]
    for path in paths:
        lines = [line(f"{path.stem}{number}", source="Paper") for number in range(80)]
        path.write_text("".join([*lines, "rubbish\n", line("fails", "This is unreadable."), lines[0]]), "utf-8")
    last = folder / "d.jsonl"
    last.write_text("".join(line(n, "This is deadly." if deadly and n == 7 else "") for n in range(10)), "utf-8")
    return paths, [paths[0], last]


def shared(folder: Path, paths: list[Path], kill: Callable[[], None]) -> list[int]:
    """Nodes open the inputs; one is killed midway."""
    reading, files = Cluster(Settings()), Files([str(path) for path in paths], {})

    def take(run: Run) -> Iterator[Tally]:
        return run.take_units(lambda cutter: reading.read_files(files, cutter))

    for place, tally in enumerate(ingested(folder / "shared", reading, take), 1):
        counts = counted(tally)
        if place == KILLED_AFTER:
            kill()
    return counts


def counted(tally: Tally) -> list[int]:
    return [tally.given, tally.coded, tally.skipped, tally.failed]


def main(folder: Path, *, deadly: bool) -> None:
    """First this machine opens the inputs and sends them, then nodes open them and one is killed; the same on one machine."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
    ray: Any = import_module("ray")
    stand_in()
    paths, given = inputs(folder, deadly=deadly)
    cluster, (doomed, _) = nodes()
    hook = {"worker_process_setup_hook": "tests.ingest.on_ray.stand_in"}
    ray.init(address=cluster.address, runtime_env=hook, log_to_driver=False, logging_level="ERROR")
    told: dict[str, Any] = {}
    try:
        sent = ingested(folder / "sent", Cluster(Settings()), lambda run: run.take(sources.read(given)))
        told["sent"] = [counted(tally) for tally in sent][-1]
        told["shared"] = shared(folder, paths, lambda: cluster.remove_node(doomed, allow_graceful=False))
        told["nodes"] = sum(node["Alive"] for node in ray.nodes())
    finally:
        ray.shutdown()
        cluster.shutdown()
    for _ in ingested(folder / "local", Alone(Settings(), 1), lambda run: run.take(sources.read(paths))):
        pass
    local = {row["reading"]: row for row in kept(folder / "local")}
    told["equal"] = kept(folder / "shared") == list(local.values())
    both = [(row, local[row["reading"]]) for row in kept(folder / "sent") if row["reading"] in local]
    told["equal sent"] = [len(both), all(one == other for one, other in both)]
    told["crashed"] = [row["id"] for row in kept(folder / "sent") if row["error"] == "reader-crashed"]
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), deadly="--deadly" in sys.argv)

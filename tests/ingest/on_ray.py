"""A Ray cluster of two nodes on this machine, with a stand-in for the trained reader, and what it keeps: a node is killed
midway, and a report ends each process that reads it. `python -m tests.ingest.on_ray FOLDER` prints what came of it. A
program of its own, since Ray leaves threads and handlers behind; it ends only the nodes that it started.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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

    def read(
        self, texts: Any, sentences: Any
    ) -> list[tuple[EventMention, ...]]:
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


def nodes() -> Any:
    """A head that reads nothing, and two nodes that read."""
    from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415

    made = Nodes(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, "object_store_memory": MEMORY})
    return made, [made.add_node(num_cpus=1, object_store_memory=MEMORY) for _ in range(2)]


def main(folder: Path) -> None:
    """First this machine opens the inputs and sends them, then nodes open them and one is killed; the same on one machine."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
    import ray  # noqa: PLC0415

    stand_in()
    paths = [folder / f"{name}.jsonl" for name in "abc"]
    for path in paths:
        lines = [line(f"{path.stem}{number}", source="Paper") for number in range(80)]
        path.write_text("".join([*lines, "rubbish\n", line("fails", "This is unreadable."), lines[0]]), "utf-8")
    deadly = folder / "deadly.jsonl"
    deadly.write_text("".join(line(number, "This is deadly." if number == 7 else "") for number in range(10)), "utf-8")
    cluster, (doomed, _) = nodes()
    hook = {"worker_process_setup_hook": "tests.ingest.on_ray.stand_in"}
    ray.init(address=cluster.address, runtime_env=hook, log_to_driver=False, logging_level="ERROR")
    told = {}
    try:
        sent = list(ingested(folder / "sent", Cluster(Settings()), lambda run: run.take(sources.read([paths[0], deadly]))))
        told["sent"] = [sent[-1].given, sent[-1].coded, sent[-1].skipped, sent[-1].failed]
        files = Files([str(path) for path in paths], {})
        reading = Cluster(Settings())
        for place, tally in enumerate(
            ingested(folder / "shared", reading, lambda run: run.take_units(lambda cutter: reading.read_files(files, cutter)))
        ):
            told["shared"] = [tally.given, tally.coded, tally.skipped, tally.failed]
            if place + 1 == KILLED_AFTER:
                cluster.remove_node(doomed, allow_graceful=False)
        told["nodes"] = sum(node["Alive"] for node in ray.nodes())
    finally:
        ray.shutdown()
        cluster.shutdown()
    for _ in ingested(folder / "local", Alone(Settings(), 1), lambda run: run.take(sources.read(paths))):
        pass
    told["equal"] = kept(folder / "shared") == kept(folder / "local")
    local = {row["reading"]: row for row in kept(folder / "local")}
    both = [(row, local[row["reading"]]) for row in kept(folder / "sent") if row["reading"] in local]
    told["equal sent"] = [len(both), all(one == other for one, other in both)]
    told["crashed"] = [row["id"] for row in kept(folder / "sent") if row["error"] == "reader-crashed"]
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

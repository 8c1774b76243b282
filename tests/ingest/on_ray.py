"""A Ray cluster of two nodes on this machine, and what it keeps: by the trained reader for a few reports, and by a
stand-in for more, while all processes of one node are killed. `python -m tests.ingest.on_ray FOLDER` prints what came of
it. A program of its own, since Ray leaves threads and handlers behind; it ends only the nodes that it started.
`--deadly` adds a report and a file that end each process that opens them, which takes longer.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.ingesting import family
from tests.ingest.inputs import MONDAY, line
from tests.stand_ins import WordReader
from vedette import pipeline, sources
from vedette.config import Settings
from vedette.ingest import node, units
from vedette.ingest.cluster import CRASHED, Cluster, Files
from vedette.ingest.local import Alone
from vedette.ingest.run import Run, Tally
from vedette.ingest.units import Manner
from vedette.records import EventMention, Problem, Report
from vedette.store import Lake
from vedette.store.check import check

PATIENCE = 2
"""Seconds to wait for a node to be reading, before others get on by a unit and it is looked at again."""

KILLED_AFTER = 3
"""Units that are committed before a node is killed."""

STARTED = 300
"""Seconds that a node may take to start; two do on idle cores."""

HEALTH = {
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_failure_threshold": "5",
    "RAY_health_check_timeout_ms": "30000",
    "RAY_worker_register_timeout_seconds": "300",
}
"""So the head counts a node that is gone as dead after five seconds, and one that is slow to answer, or
to start a process, much later."""

MEMORY = 100 * 2**20
"""Bytes of each node's store of objects."""

READ = sources.read

DIARY = "DIARY"
"""Environment variable that names the file in which each process of a node writes when it loads a reader, begins and
ends to read."""

OWN = "unit", "known_from"
"""Columns that tell of the run, not of the report."""


class SlowReader(WordReader):
    """Takes 10 ms for each text; the word "deadly" ends its process."""

    def read(self, texts: Any, sentences: Any) -> list[tuple[EventMention, ...]]:
        if any("deadly" in text for text in texts):
            os._exit(9)
        noted("begun")
        time.sleep(0.01 * len(texts))
        noted("ended")
        return super().read(texts, sentences)


def loaded(*_: object, **__: object) -> SlowReader:
    noted("loaded")
    return SlowReader()


def noted(what: str) -> None:
    with Path(os.environ[DIARY]).open("a", encoding="utf-8") as diary:
        diary.write(f"{os.getpid()} {what}\n")


def counted_by_process(what: str) -> Counter[int]:
    """How often each process noted it."""
    notes = [note.split() for note in Path(os.environ[DIARY]).read_text("utf-8").splitlines()]
    return Counter(int(process) for process, found in notes if found == what)


def stand_in() -> None:
    """What each process of a node does first."""
    pipeline.reader_of = loaded  # type: ignore[assignment]
    units.UNIT = 16
    node.sources.read = _read  # type: ignore[attr-defined]


def _read(paths: list[str], **options: Any) -> Iterator[Report | Problem]:
    """As ever; but a file of this name ends the process that opens it."""
    for found in READ(paths, **options):
        yield found
        if any("ending" in str(path) for path in paths):
            os._exit(9)


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
    services: Any = import_module("ray._private.services")
    services.get_node = patient(services.get_node)
    made = import_module("ray.cluster_utils").Cluster()
    made.add_node(num_cpus=0, include_dashboard=False, object_store_memory=MEMORY)
    return made, [made.add_node(num_cpus=1, object_store_memory=MEMORY) for _ in range(2)]


def patient(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Asks for a node that was started until it is there. Ray gives it half a minute, which is too little for a machine that
    is busy otherwise, and no setting changes that.
    """

    def asked(*given: Any) -> Any:
        until = time.monotonic() + STARTED
        while time.monotonic() < until:
            with suppress(RuntimeError):
                return ask(*given)
            time.sleep(0.1)
        return ask(*given)

    return asked


def inputs(folder: Path, *, deadly: bool) -> tuple[list[Path], list[Path]]:
    """What nodes open, and what is sent to them."""
    paths = [folder / f"{name}.jsonl" for name in "abc"]
    for path in paths:
        lines = [line(f"{path.stem}{number}", source="Paper") for number in range(80)]
        path.write_text("".join([*lines, "rubbish\n", line("fails", "This is unreadable."), lines[0]]), "utf-8")
    (folder / "ending.jsonl").write_text(line("first") + line("second"), "utf-8")
    last = folder / "d.jsonl"
    last.write_text("".join(line(n, "This is deadly." if deadly and n == 7 else "") for n in range(10)), "utf-8")
    return paths, [paths[0], last]


def shared(folder: Path, paths: list[Path], kill: Callable[[], bool]) -> tuple[list[int], bool]:
    """Nodes open the inputs; one is killed midway. The counts, and whether it was."""
    reading, files, gone = Cluster(Settings()), Files([str(path) for path in paths], {}), False

    def take(run: Run) -> Iterator[Tally]:
        return run.take_units(lambda cutter: reading.read_files(files, cutter))

    for place, tally in enumerate(ingested(folder / "shared", reading, take), 1):
        counts = counted(tally)
        gone = gone or (place >= KILLED_AFTER and kill())
    return counts, gone


def killed(cluster: Any, doomed: Any) -> bool:
    """`kill -9` of all processes of a node while one of them reads; or nothing, where none does."""
    roots = [process.pid for _, process in doomed.live_processes()]
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = {each for root in roots for each in family(root)}
        signalled(found, signal.SIGSTOP)  # so that none ends to read while one looks
        under_way = counted_by_process("begun") - counted_by_process("ended")
        if found & under_way.keys():
            signalled(found, signal.SIGKILL)
            cluster.remove_node(doomed, allow_graceful=False)  # from the list of those to end
            return True
        signalled(found, signal.SIGCONT)
        time.sleep(0.02)
    return False


def signalled(processes: set[int], by: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, by)


def by_the_trained(folder: Path, address: str) -> list[Any]:
    """A few reports by `vedette ingest` with the trained reader: on the cluster, which opens them, and on this machine."""
    paths = [folder / f"trained {name}.jsonl" for name in "ab"]
    for path in paths:
        lines = [
            line(f"{path.stem} {number}", f"{MONDAY} Italy sent {number}00 soldiers to Mali.") for number in range(4)
        ]
        path.write_text("".join(lines), "utf-8")
    for lake, more in (("far", ["--engine", "ray", "--address", address, "--shared"]), ("near", ["--workers", "1"])):
        words = ["ingest", *map(str, paths), "--lake", str(folder / lake), "--quiet", *more]
        subprocess.run([sys.executable, "-m", "vedette", *words], check=True)
    far, near = kept(folder / "far"), kept(folder / "near")
    return [len(far), sum(len(row["events"]) for row in far) >= len(far), far == near]


def counted(tally: Tally) -> list[int]:
    return [tally.given, tally.coded, tally.skipped, tally.failed]


def main(folder: Path, *, deadly: bool) -> None:
    """First the trained reader. Then, by the stand-in, this machine opens the inputs and sends them; then nodes open them
    and one is killed; the same on one machine.
    """
    root = str(Path(__file__).resolve().parent.parent.parent)
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": root, DIARY: str(folder / "diary"), **HEALTH}
    stand_in()
    paths, given = inputs(folder, deadly=deadly)
    told = on_cluster(folder, [*paths, folder / "ending.jsonl"] if deadly else paths, given)
    for _ in ingested(folder / "local", Alone(Settings(), 1), lambda run: run.take(sources.read(paths))):
        pass
    sys.stdout.write(json.dumps(told | compared(folder)) + "\n")


def on_cluster(folder: Path, opened: list[Path], given: list[Path]) -> dict[str, Any]:
    """All that is read on the cluster."""
    ray: Any = import_module("ray")
    cluster, (doomed, _) = nodes()
    told: dict[str, Any] = {}
    try:
        told["trained"] = by_the_trained(folder, cluster.address)
        hook = {"worker_process_setup_hook": "tests.ingest.on_ray.stand_in"}
        ray.init(address=cluster.address, runtime_env=hook, log_to_driver=False, logging_level="ERROR")
        sent = ingested(folder / "sent", Cluster(Settings()), lambda run: run.take(sources.read(given)))
        told["sent"] = [counted(tally) for tally in sent][-1]
        told["shared"], told["killed"] = shared(folder, opened, lambda: killed(cluster, doomed))
        told["nodes"] = sum(node["Alive"] for node in ray.nodes())
    finally:
        ray.shutdown()
        cluster.shutdown()
    readers = counted_by_process("loaded")
    return told | {"readers": len(readers), "loaded at most": max(readers.values())}


def compared(folder: Path) -> dict[str, Any]:
    """The cluster's lakes against that of one machine."""
    local = {row["reading"]: row for row in kept(folder / "local")}
    shared, sent = kept(folder / "shared"), kept(folder / "sent")
    both = [(row, local[row["reading"]]) for row in sent if row["reading"] in local]
    return {
        "equal": [row for row in shared if row["error"] != CRASHED] == list(local.values()),
        "equal sent": [len(both), all(one == other for one, other in both)],
        "crashed": [row["id"] for row in sent if row["error"] == "reader-crashed"],
        "crashed files": [Path(row["where"]["path"]).name for row in shared if row["error"] == CRASHED],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), deadly="--deadly" in sys.argv)

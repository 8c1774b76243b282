"""`bench serve`: how fast the API of a lake of 50,000 incidents answers 50 requests a second, over the loopback."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench import many, show
from bench.speed import machine

INCIDENTS = 50_000
RATE = 50
"""Requests a second."""
SECONDS = 30
OK = 200
LIMIT_MS = 100.0
"""Of the 95th percentile of all."""

SEED = 8
WARM = 100
"""Requests before those that count."""

TYPES = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "REQUEST", "THREATEN")
COUNTRIES = ("CAF", "TCD", "GNQ")
STANCES = ("demands", "threatens", "claims", "denies")
PATIENCE = 300
"""Tries, a second apart, for each of the answers that a server makes in the background."""
WORKERS = 64
"""Connections that are kept open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One request: what kind, when it was due, how long until the last byte."""

    kind: str
    milliseconds: float
    status: int
    size: int


@dataclass(frozen=True, slots=True)
class Known:
    """What requests are made of: ids and days of the lake."""

    incidents: Sequence[str]
    reports: Sequence[str]
    since: str
    until: str


def requests(known: Known, number: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Kinds and paths in the share in which a page and a few programs ask them; hardly two are the same."""
    chance = random.Random(seed)  # noqa: S311 - the same requests in each run
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    for _ in range(number):
        kind = chance.choice(kinds)
        yield kind, path(kind, known, chance)


SHARES = {
    "incidents": 18,
    "incident": 16,
    "evidence": 16,
    "events": 10,
    "columns, filtered": 8,
    "columns, all": 2,
    "series": 8,
    "dyads": 4,
    "posture": 4,
    "alerts": 4,
    "statements": 4,
    "report": 4,
    "lake": 2,
}
"""Kind of request -> how many of a hundred."""


def path(kind: str, known: Known, chance: random.Random) -> str:
    """A request of that kind."""
    country, type_ = chance.choice(COUNTRIES), chance.choice(TYPES)
    days = f"since={_day(known, chance)}"
    what = f"type={type_}&country={country}&{days}"
    if kind == "incidents":
        return f"/incidents?{what}&limit=50&sort={chance.choice(('published', '-killed', '-since', '-voices'))}"
    if kind == "series":
        return f"/series?by=week&{what}&measure={chance.choice(('incidents', 'killed', 'intensity'))}"
    incident, report = chance.choice(known.incidents), quote(chance.choice(known.reports))
    return {
        "incident": f"/incidents/{incident}",
        "evidence": f"/incidents/{incident}/evidence",
        "events": f"/events?{what}&limit=50",
        "columns, filtered": f"/incidents/columns?{what}",
        "columns, all": "/incidents/columns",
        "dyads": f"/dyads?{days}",
        "posture": f"/posture?owner={country}",
        "alerts": f"/alerts?country={country}&{days}&limit=50",
        "statements": f"/statements?{days}&stance={chance.choice(STANCES)}&limit=50",
        "report": f"/reports/{report}",
        "lake": "/lake",
    }[kind]


def _day(known: Known, chance: random.Random) -> str:
    year, month = known.since[:4], int(known.since[5:7])
    ahead = chance.randrange(0, 30)
    return f"{int(year) + (month - 1 + ahead) // 12}-{(month - 1 + ahead) % 12 + 1:02}-{chance.randrange(1, 28):02}"


@contextlib.contextmanager
def served(lake: Path) -> Iterator[tuple[int, int]]:
    """A server of the lake in a process of its own: its port and process id."""
    run = [sys.executable, "-m", "vedette", "serve", "--lake", str(lake), "--port", "0"]
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            found = re.search(r":(\d+)/", told)
            if not found:
                raise RuntimeError(f"the server did not start: {told}")
            yield int(found[1]), server.pid
        finally:
            server.terminate()


class Line:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, asked: str) -> tuple[int, bytes]:
        """Status and body, as they were sent."""
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port, limit=2**24)
        reader, writer = self._ends
        writer.write(f"GET /api/v1{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?i)content-length: (\d+)", head)
        return int(head.split()[1]), await reader.readexactly(int(length[1]) if length else 0)


async def load(port: int, asked: Sequence[tuple[str, str]], rate: float) -> list[Answer]:
    """All requests, each at its moment, whether those before are answered or not; a wait for a connection counts."""
    free: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(WORKERS):
        free.put_nowait(Line(port))
    begin = time.perf_counter() + 0.1

    async def one(number: int, kind: str, words: str) -> Answer:
        due = begin + number / rate
        await asyncio.sleep(due - time.perf_counter())
        line = await free.get()
        status, body = await line.get(words)
        free.put_nowait(line)
        return Answer(kind, (time.perf_counter() - due) * 1000, status, len(body))

    return await asyncio.gather(*(one(number, *each) for number, each in enumerate(asked)))


async def warmed(port: int) -> None:
    """Wait until what is made in the background is there."""
    line = Line(port)
    for asked in ("/alerts?limit=1", "/posture", "/statements"):
        for _ in range(PATIENCE):
            status, told = await _plain(line, asked)
            if status == OK and told.get("state") != "counting":
                break
            await asyncio.sleep(1)


async def known_of(port: int) -> Known:
    """Ids to ask for."""
    line = Line(port)
    _, lake = await _plain(line, "/lake")
    _, columns = await _plain(line, "/incidents/columns")
    _, reports = await _plain(line, "/reports?limit=1000")
    return Known(columns["columns"]["id"], [each["key"] for each in reports["items"]], lake["since"], lake["until"])


async def _plain(line: Line, asked: str) -> tuple[int, dict[str, Any]]:
    import gzip  # noqa: PLC0415 - only here

    status, body = await line.get(asked)
    return status, json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)


def add(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--rate", type=float, default=RATE, help="requests a second")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--lake", type=Path, help="where the lake is made, or lies already (default: a folder for now)")


def run(options: argparse.Namespace) -> int:
    """Make the lake, serve it, ask, and tell; 1 where the limit was missed."""
    with tempfile.TemporaryDirectory(prefix="vedette-serve-") as folder:
        path_ = options.lake or Path(folder) / "lake"
        if not (path_ / "reports").exists():
            many.make(path_, options.incidents)
        begin = time.monotonic()
        with served(path_) as (port, pid):
            print(f"{machine()}\nbound after {time.monotonic() - begin:.1f} s")
            asyncio.run(_plain(Line(port), "/lake"))
            print(f"first answer after {time.monotonic() - begin:.1f} s, {busy(pid):.1f} s of a processor")
            asyncio.run(warmed(port))
            print(f"all is made after {time.monotonic() - begin:.1f} s, {busy(pid):.1f} s of a processor")
            before, spent = memory(pid), busy(pid)
            answers = asyncio.run(_asked(port, options))
            each = (busy(pid) - spent) * 1000 / (len(answers) + WARM)
            print(told(answers), f"\n{each:.1f} ms of a processor a request")
            print(f"memory of the server: {before:,.0f} MB before, {memory(pid):,.0f} MB after")
    late = percentile([each.milliseconds for each in answers], 95) > LIMIT_MS
    return int(late or any(each.status != OK for each in answers))


async def _asked(port: int, options: argparse.Namespace) -> list[Answer]:
    known = await known_of(port)
    warm = list(requests(known, WARM, SEED + 1))
    await load(port, warm, options.rate)
    return await load(port, list(requests(known, int(options.rate * options.seconds))), options.rate)


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` of a hundred stay below."""
    return statistics.quantiles(values, n=100)[share - 1] if len(values) > 1 else values[0]


def told(answers: Sequence[Answer]) -> str:
    """A table: milliseconds by kind."""
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for each in answers:
        by_kind[each.kind].append(each)
    rows = [_row(kind, by_kind[kind]) for kind in SHARES if kind in by_kind]
    return show.table(["", "n", "median", "p95", "most", "kB", "failed"], [*rows, _row("all", answers)])


def _row(kind: str, answers: Sequence[Answer]) -> list[str]:
    times = [each.milliseconds for each in answers]
    failed = sum(each.status != OK for each in answers)
    size = statistics.mean(each.size for each in answers) / 1000
    parts = (statistics.median(times), percentile(times, 95), max(times))
    return [kind, str(len(times)), *(f"{part:.0f}" for part in parts), f"{size:.0f}", str(failed)]


def memory(pid: int) -> float:
    """Megabytes that a process holds now; 0 where that cannot be told."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def busy(pid: int) -> float:
    """Seconds of a processor that a process has had; 0 where that cannot be told."""
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return 0.0
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

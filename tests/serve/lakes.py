"""A small lake of invented reports, and a server of it in a process of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> Rebels attacked the town of Goma on Monday, killing 7 people. "
    "\u202eTurned around\u202c 😀 e\u0301 " + "A" * 3000
)

REPORTS: list[dict[str, str]] = [
    {
        "id": "one",
        "source": "North Wire",
        "published": "2024-03-05",
        "title": "Soldiers killed near Goma",
        "text": "Rebels attacked an army post near the town of Goma on Monday, killing three soldiers, the army said. "
        "The government of the Democratic Republic of the Congo deployed 200 soldiers to Goma on Tuesday.",
    },
    {
        "id": "two",
        "source": "South Wire",
        "published": "2024-03-05",
        "title": "Five dead, says hospital",
        "text": "At least five soldiers were killed on Monday when rebels attacked an army post near Goma, a doctor said.",
    },
    {
        "id": "three",
        "source": "Copy Desk",
        "published": "2024-03-06",
        "title": "Five dead",
        "text": "At least five soldiers were killed on Monday when rebels attacked an army post near Goma, a doctor said.",
    },
    {
        "id": "four",
        "source": "North Wire",
        "published": "2024-03-08",
        "title": "Demand to withdraw",
        "text": "Rwanda demanded on Thursday that Congo withdraw its troops from the border. 😀 Police arrested 12 protesters "
        "in Kigali on Thursday.",
    },
    {
        "id": "hostile",
        "source": "<b>Nobody</b>",
        "published": "2024-03-06",
        "title": "<svg onload=alert(3)>",
        "text": HOSTILE,
    },
    {
        "id": "five",
        "source": "East Post",
        "published": "2024-03-11",
        "title": "Shelling",
        "text": "The Sudanese army shelled a market in El Fasher on Sunday, killing 11 civilians and wounding 30, medics said.",
    },
]

LATER: dict[str, str] = {
    "id": "later",
    "source": "East Post",
    "published": "2024-03-12",
    "title": "Talks",
    "text": "The foreign ministers of Sudan and Chad met in Khartoum on Monday and signed an agreement.",
}

PATIENCE = 90
"""Seconds that a step may take on a busy machine."""


def vedette(*words: str) -> None:
    """A verb of the command line."""
    subprocess.run([sys.executable, "-m", "vedette", *words], check=True, capture_output=True, timeout=PATIENCE)


def take_in(lake: Path, *reports: Mapping[str, str]) -> None:
    """Reports into a lake."""
    given = lake.with_name(f"{lake.name}-{reports[0]['id']}.jsonl")
    given.write_text("".join(json.dumps(each) + "\n" for each in reports), encoding="utf-8")
    vedette("ingest", str(given), "--lake", str(lake), "--workers", "1", "--quiet")


def made(folder: Path) -> Path:
    """The lake, linked."""
    lake = folder / "lake"
    take_in(lake, *REPORTS)
    vedette("link", "--lake", str(lake), "--workers", "1", "--quiet")
    return lake


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """One that runs."""

    port: int
    lake: Path
    told: str
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Got:
        """One request, its path sent as it is written."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line):
            line.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            if body is not None and "Content_Length" not in headers:
                line.putheader("Content-Length", str(len(body)))
            for name, value in headers.items():
                line.putheader(name.replace("_", "-"), value)
            line.endheaders(body)
            answer = line.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def get(self, path: str) -> Any:
        """What a route answers, as JSON."""
        got = self.ask(f"/api/v1{path}")
        assert got.status == 200, got.body
        return got.json

    def read(self, given: object, **headers: str) -> Got:
        """What `POST /read` answers."""
        kind = {"Content_Type": "application/json", **headers}
        return self.ask("/api/v1/read", "POST", json.dumps(given).encode(), **kind)


@contextlib.contextmanager
def served(lake: Path, *words: str) -> Iterator[Server]:
    """A server of the lake."""
    call = [sys.executable, "-u", "-m", "vedette", "serve", "--lake", str(lake), "--port", "0", *words]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            told = process.stderr.readline()
            found = re.search(r":(\d+)/", told)
            assert found, told + process.stderr.read()
            yield Server(int(found[1]), lake, told, process)
        finally:
            process.terminate()
            process.wait(PATIENCE)
            process.stderr.close()

"""What is new is there without a restart, and who listens is told."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.serve.lakes import LATER, PATIENCE, REPORTS, served, take_in
from vedette.store import open_lake


def heard(answer: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Events, each with its name."""
    name = ""
    while line := answer.readline():
        if line.startswith(b"event: "):
            name = line[7:].decode().strip()
        if line.startswith(b"data: "):
            yield name, json.loads(line[6:])


def test_rows_that_are_ingested_are_told_and_shown(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    take_in(lake, *REPORTS[:2])
    with served(lake) as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        with contextlib.closing(line):
            line.request("GET", "/api/v1/stream")
            answer = line.getresponse()
            assert answer.getheader("Content-Type", "").startswith("text/event-stream")
            news = heard(answer)
            name, first = next(news)
            assert (name, first["reports"]) == ("lake", 2)
            tag = server.ask("/api/v1/lake").headers["etag"]
            assert server.get("/lake")["behind"]
            take_in(lake, LATER)
            told = next(each for name, each in news if name == "lake" and each["reports"] == 3)
            assert told["version"] > first["version"]
            counted = next(
                each for name, each in news if name == "alerts" and each["of"] >= told["version"]
            )  # a report is committed before its events
            assert counted["state"] == "counted"
        assert server.ask("/api/v1/lake", If_None_Match=tag).json["reports"] == 3
        assert server.get("/reports?contains=khartoum")["total"] == 1
        assert server.get("/posture")["items"]
        assert not (lake / "_cache").exists(), "a server writes nothing"
        assert server.get("/statements")["total"] == open_lake(lake).statements().num_rows
        assert server.get("/alerts")["of"] >= counted["of"]

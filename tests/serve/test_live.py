"""What is new is there without a restart, and who listens is told."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.serve.lakes import LATER, PATIENCE, REPORTS, served, take_in


def heard(answer: http.client.HTTPResponse) -> Iterator[Any]:
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


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
            first = next(news)
            assert first["reports"] == 2
            tag = server.ask("/api/v1/lake").headers["etag"]
            assert server.get("/lake")["behind"]
            take_in(lake, LATER)
            told = next(each for each in news if each["reports"] == 3)
            assert told["version"] > first["version"]
        assert server.ask("/api/v1/lake", If_None_Match=tag).json["reports"] == 3
        assert server.get("/reports?contains=khartoum")["total"] == 1

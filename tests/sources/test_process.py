"""The command line over the formats, as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.sources.made import BODY, FRENCH, answer, archive, gzipped, page, record


def test_a_web_archive_is_read_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "CC-NEWS-1.warc.gz"
    french = record(answer(page(body=(FRENCH, FRENCH.replace("lundi", "mardi")))), url="https://www.orvel.example/c")
    path.write_bytes(gzipped([french, *archive()])[:-300])
    command = [sys.executable, "-m", "vedette", "read", str(path), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    other, first = map(json.loads, done.stdout.splitlines())
    assert (other["language"], other["events"], other["problems"][0]["kind"]) == ("fr", [], "not-english")
    assert (first["text"], first["published"]) == ("\n\n".join(BODY), "2024-03-06")
    assert (first["url"], first["date_origin"], first["language"]) == ("https://www.orvel.example/a", "markup", "en")
    assert first["events"]
    assert "damaged" in done.stderr
    assert ", record 6, byte " in done.stderr

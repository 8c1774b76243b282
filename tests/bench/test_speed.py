"""Speed is measured on whole processes, and sentences are counted by a rule of bench's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import speed
from bench.errors import ReaderError


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        ("No stop at all", 1),
        ("One. Two! Three?", 3),
        ("He said: “Go.” They went..", 2),
        ("A rise of 2.5 metres.", 1),
        ("One (of two.) And\n\nanother.  ", 2),
    ],
)
def test_sentences_end_where_a_stop_is_followed_by_white_space(text: str, sentences: int) -> None:
    assert speed.count_sentences(text) == sentences


def test_memory_is_that_of_the_process_alone() -> None:
    assert speed.timed([sys.executable, "-c", "x = b'x' * 160_000_000"]).peak_mib > 150
    assert speed.timed([sys.executable, "-c", "pass"]).peak_mib < 150


def test_a_process_that_fails_is_not_timed() -> None:
    with pytest.raises(ReaderError, match="ended with 3: sorry"):
        speed.timed([sys.executable, "-c", "import sys; sys.stderr.write('sorry'); sys.exit(3)"])


def test_every_measurement_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader_prints: Callable[[str], None]
) -> None:
    reader_prints("")
    monkeypatch.setattr(speed, "STARTS", 1)
    monkeypatch.setattr(speed, "COPIES", 3)
    monkeypatch.setattr(speed, "command", lambda: str(tmp_path / "vedette"))
    (tmp_path / "vedette").write_text(f"#!{sys.executable}\n", encoding="utf-8")
    speeds = speed.measure(["One. Two.", "Three."], "The seed.", tmp_path)
    assert speeds.sentences == 3
    assert speeds.sentences_per_second > 0
    texts = {line.split('"text"')[1] for line in (tmp_path / "copies.jsonl").read_text(encoding="utf-8").splitlines()}
    assert len(texts) == 3

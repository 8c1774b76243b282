"""What is not as it must be is named, and offsets count in the gold report's text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.corpus import Json, Report, found_of, lines_of, read_found
from bench.errors import BenchError


def _entry(text: str, offset: int, start: int, words: str) -> Json:
    trigger = {"start": start, "end": start + len(words), "text": words}
    event: Json = {
        "type": "CONSULT",
        "mode": None,
        "status": "actual",
        "trigger": trigger,
        "arguments": [],
        "score": 0.9,
    }
    return {"id": "r", "offset": offset, "text": text, "events": [event]}


def test_a_reading_of_the_inner_text_is_moved_by_its_offset() -> None:
    found = found_of(_entry("They met.", 17, 5, "met"), "date 2021-03-10  They met.\n")
    assert found.events[0].span == (22, 25)
    assert found.stray == 0


def test_a_reading_of_another_text_is_refused() -> None:
    with pytest.raises(BenchError, match="'r' was read from another text"):
        found_of(_entry("They met.", 0, 5, "met"), "They talked.")


def test_a_span_that_does_not_say_what_stands_there_is_counted() -> None:
    assert found_of(_entry("They met.", 0, 4, "met"), "They met.").stray == 1


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": 1}\n\n{"id"\n', encoding="utf-8")
    with pytest.raises(BenchError, match=r"broken\.jsonl:3"):
        lines_of(path)


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "separator.jsonl"
    path.write_text(json.dumps({"text": "a\u2028b"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert lines_of(path) == [{"text": "a\u2028b"}]


@pytest.mark.parametrize(("ids", "words"), [(["r", "r"], "comes twice"), (["s"], "not among the gold")])
def test_a_report_too_many_is_named(tmp_path: Path, ids: list[str], words: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text("".join(json.dumps({**_entry("They met.", 0, 5, "met"), "id": each}) + "\n" for each in ids))
    with pytest.raises(BenchError, match=words):
        read_found(path, [Report("r", "brief", "They met.")])

"""`vedette resolve` answers each line in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vedette.cli import main
from vedette.cli.arguments import VALUES
from vedette.cli.resolve import SHAPES

TEXT = "On Monday Italy deployed 200 soldiers to Mali."
CASES = [
    ("when", "Monday", "since", "2024-03-04"),
    ("who", "Italy", "code", "ITA"),
    ("where", "Mali", "country", "MLI"),
    ("count", "200 soldiers", "low", 200),
]


def query(words: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(words)
    return {"id": words, "text": text, "start": start, "end": start + len(words), "published": "2024-03-06"}


def asked(folder: Path, kind: str, *lines: str, strict: bool = False) -> int:
    path = folder / "queries.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return main(["resolve", "--kind", kind, str(path), *["--strict"] * strict])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_value_is_added_under_the_kind(
    case: tuple[str, str, str, object], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    kind, words, key, value = case
    assert asked(tmp_path, kind, json.dumps(query(words))) == 0
    row: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
    answer = row.pop(kind)
    assert row == query(words)
    assert (answer[key], bool(answer["rule"])) == (value, True)


def test_every_kind_of_value_may_be_asked_for() -> None:
    assert sorted(SHAPES) == list(VALUES)


def test_lines_come_back_in_order_and_malformed_ones_as_they_were(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    good = json.dumps(query("Mali"))
    bad = [
        "no json",
        "[1]",
        '{"text": "x"}',
        '{"text": "x", "start": 0, "end": 9}',
        '{"text":"x","start":0,"end":1,"published":"?"}',
    ]
    assert asked(tmp_path, "where", good, *bad, good) == 0
    out, err = capsysbinary.readouterr()
    lines = out.decode().splitlines()
    assert lines[1:-1] == bad
    assert json.loads(lines[0]) == json.loads(lines[-1])
    assert [f"queries.jsonl:{number}: malformed-line" in err.decode() for number in range(1, 8)] == [
        False, *[True] * 5, False
    ]  # fmt: skip


@pytest.mark.parametrize(("lines", "strict", "code"), [(["no"], False, 1), ([], False, 1), (["no", "good"], True, 1)])
def test_exit_codes(lines: list[str], code: int, tmp_path: Path, *, strict: bool) -> None:
    given = [json.dumps(query("Mali")) if line == "good" else line for line in lines]
    assert asked(tmp_path, "where", *given, strict=strict) == code


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "--kind", "who", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err

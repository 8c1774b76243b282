from __future__ import annotations

import csv
import gzip
import io
import json
import socket
from collections.abc import Iterator
from datetime import date
from typing import IO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.made import EXAMPLES, gzipped, kinds, piped, problems, reports
from vedette.records import Location, Problem, Report
from vedette.sources import FORMS, limits, read

GOOD = '{"text": "Two hurt.", "date": "2024-03-06"}'


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches at once."""
    for name in ("LINE", "TEXT", "PAGE", "DOCUMENT"):
        monkeypatch.setattr(limits, name, 1000)


@pytest.mark.usefixtures("small")
def test_a_line_without_end_costs_only_itself() -> None:
    long = json.dumps({"text": "x" * 5000})
    found = piped(f"{GOOD}\n{long}\n{GOOD}\n".encode(), form="jsonl")
    assert [each.where.line for each in reports(found)] == [1, 3]
    assert [(each.kind, each.where) for each in problems(found)] == [("too-large", Location("-", 2))]


@pytest.mark.usefixtures("small")
def test_a_row_with_a_cell_without_end_is_named_and_the_rest_is_read() -> None:
    found = piped(f'text,date\n"{"x" * 900}\n{"y" * 900}",2024-03-06\nTwo hurt.,2024-03-06\n'.encode(), form="csv")
    assert reports(found)[-1].text == "Two hurt."
    assert "malformed-line" in kinds(found)


@pytest.mark.usefixtures("small")
def test_the_limit_of_a_cell_is_nobody_elses() -> None:
    before = csv.field_size_limit()
    assert reports(piped(b"text,date\nTwo hurt.,2024-03-06\n", form="csv"))
    assert csv.field_size_limit() == before


class Endless(io.RawIOBase):
    """An input that never ends."""

    def __init__(self, given: bytes) -> None:
        self.given = given

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = (self.given * (len(buffer) // len(self.given) + 1))[: len(buffer)]
        buffer[:] = block
        return len(block)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("form", sorted(set(FORMS) - {"warc", "mailbox"}))
def test_an_input_without_end_is_given_up(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LINE_SKIPPED", "WHOLE", "SPOOLED"):
        monkeypatch.setattr(limits, name, 100_000)
    endless = cast("IO[bytes]", io.BufferedReader(Endless(b"word ")))
    found = list(read(["-"], stdin=endless, form=form))
    assert "too-large" in kinds(found)


@pytest.mark.parametrize("form", ["mailbox", "warc"])
def test_records_come_out_of_an_input_without_end(form: str) -> None:
    endless = cast("IO[bytes]", io.BufferedReader(Endless(EXAMPLES[form] + (b"\n" if form == "mailbox" else b""))))
    found: Iterator[Report | Problem] = read(["-"], stdin=endless, form=form)
    assert sum(isinstance(next(found), Report) for _ in range(8)) == 8


def test_a_bomb_is_stopped_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", limits.MIB)
    blank = b" " * 100_000 + b"\n"
    found = piped(gzip.compress(GOOD.encode() + b"\n" + blank * 200 + GOOD.encode()), form="jsonl")
    assert len(reports(found)) == 1
    assert kinds(found) == ["too-large"]


def test_no_format_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for form, example in EXAMPLES.items():
        assert reports(piped(example, form=form, date=date(2024, 3, 6))), form


@settings(max_examples=60)
@given(st.data(), st.sampled_from(sorted(EXAMPLES)))
def test_a_damaged_file_never_breaks_the_run_and_never_passes_in_silence(data: st.DataObject, form: str) -> None:
    whole = EXAMPLES[form]
    cut = data.draw(st.integers(0, len(whole)))
    begun = data.draw(st.integers(0, cut))
    rubbish = data.draw(st.binary(max_size=12))
    assert piped(whole[:begun] + rubbish + whole[begun + len(rubbish) : cut], form=form)


@settings(max_examples=40)
@given(st.lists(st.binary(min_size=1, max_size=60), max_size=4), st.booleans())
def test_no_rubbish_between_records_breaks_an_archive(rubbish: list[bytes], packed: bool) -> None:  # noqa: FBT001
    assert piped(gzipped(rubbish) if packed else b"WARC/1.0\r\n".join(rubbish), form="warc")

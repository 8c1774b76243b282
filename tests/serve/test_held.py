"""What single reports are asked for, in memory: the same as out of the lake's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some

from vedette.analyse.statements import told
from vedette.records import Event
from vedette.serve import evidence
from vedette.serve.names import Places
from vedette.serve.snapshot import Snapshot
from vedette.store import open_lake
from vedette.store.columns import decoder

NAMES = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)


@given(some.lists(NAMES), NAMES)
def test_the_rows_of_a_name_are_found_in_their_order(names: list[str], other: str) -> None:
    places = Places(pa.chunked_array([names[:2], names[2:]], pa.string()))
    for name in (*names, other, f"{other}\x00", other * 9, ""):
        assert places.of(name) == [place for place, each in enumerate(names) if each == name]


@pytest.fixture
def fresh(lake: Path) -> Snapshot:
    return Snapshot(open_lake(lake, keep=False))


def keys(here: Snapshot) -> list[str]:
    return [*here.rows("SELECT key FROM told ORDER BY id").column("key").to_pylist(), "none"]


def test_reports_are_the_same_from_memory_and_from_files(fresh: Snapshot) -> None:
    asked = keys(fresh)
    rows = fresh.rows("SELECT * FROM told").to_pylist()
    events = fresh.rows("SELECT * FROM events").to_pylist()
    before = fresh.readings(asked), sorted(map(repr, fresh.told(asked))), fresh.texts(rows)
    deeds = [decoder(Event)(fresh.event(row)) for row in events]
    fresh.hold()
    assert (fresh.readings(asked), sorted(map(repr, fresh.told(asked))), fresh.texts(rows)) == before
    assert [decoder(Event)(fresh.event(row)) for row in events] == deeds == [decoder(Event)(row) for row in events]
    assert sum(len(reading.postures) for _, reading in before[0])


def test_of_some_events_there_is_what_is_said_of_them_and_with_it(fresh: Snapshot) -> None:
    whole = [reading for _, reading in fresh.readings(keys(fresh))]
    wanted = {event.id for reading in whole for event in reading.events[::2]}
    for _ in range(2):
        for (_, found), reading in zip(fresh.readings(keys(fresh), about=wanted), whole, strict=True):
            said = tuple(one for one in reading.statements if wanted.intersection(one.events))
            told = wanted.union(*(one.events for one in said))
            events = tuple(event for event in reading.events if event.id in told)
            assert found == replace(reading, events=events, statements=said, postures=())
        fresh.hold()


def test_evidence_has_a_statement_as_all_statements_of_its_report_have_it(fresh: Snapshot) -> None:
    fresh.hold()
    shown = 0
    for key, reading in fresh.readings(keys(fresh)):
        (report,) = evidence.of_report(key, reading)["reports"]
        heard = {one.statement.id: one for one in told([reading])}
        for each in report["statements"]:
            one = heard[each["id"]]
            assert each["stance"] == one.stance
            assert each["stances"] == [{"event": s.event, "stance": s.stance, "rule": s.rule} for s in one.stances]
            shown += 1
    assert shown

"""A lake keeps its incidents: ids stay, what changed is known from when on, and nothing is there twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.link import test_incidents as stories
from tests.link.told import PLACES, reading
from tests.store import lakes
from vedette.errors import UsageError
from vedette.incidents import change, link_lake, run, task
from vedette.incidents.asked import behind
from vedette.link import link
from vedette.records import Reading, digest
from vedette.store import Lake, retract, tables
from vedette.store.check import check
from vedette.store.lake import Overtaken, Table
from vedette.store.opened import repaired

MONDAY, TUESDAY, UPDATE, DENIAL, ELSEWHERE, _ = stories.ALL
ALL = (MONDAY, TUESDAY, UPDATE, DENIAL, ELSEWHERE)
DAY = timedelta(days=1)


def filled(path: Path, readings: Iterable[Reading], at: datetime = lakes.NOW) -> Lake:
    lake = Lake.open_or_make(path)
    put(lake, readings, at)
    return lake


def put(lake: Lake, readings: Iterable[Reading], at: datetime = lakes.NOW) -> None:
    lakes.put(lake, tables.table([lakes.row(each, at) for each in readings]))


def many(days: int, first: date = date(2020, 1, 1), mark: str = "") -> list[Reading]:
    """Two reports a day of an attack, the second of which is told again the day after."""
    what = ["market", "bridge", "school", "ferry", "mill", "depot", "harbour", "orchard", "station", "quarry", "chapel"]
    found = []
    for at in range(days):
        day, place = first + timedelta(days=at), ("Orvel", "Tessin")[at % 2]
        words = f"Gunmen attacked the {what[at * 7 % 11]} of {PLACES[place].name} number{digest(str(at))} and killed two people"
        told = f"ASSAULT.firearms:attacked@{place}={day} killed:two"
        found.append(reading(f"{mark}{at}a", str(day), f"{words}.", told, "Wire"))
        found.append(
            reading(
                f"{mark}{at}b",
                str(day + DAY),
                f"Police said that {words.lower()} a day before.".replace(f"of {place.lower()}", f"of {place}"),
                told,
                "Post",
            )
        )
    return found


def told(lake: Lake, **wanted: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = lake.incidents(**wanted).to_pylist()
    return rows


def reports(lake: Lake, **wanted: Any) -> list[list[str]]:
    return sorted(sorted(row["reports"]) for row in told(lake, **wanted))


def contents(lake: Lake) -> list[str]:
    return sorted(row["content"] for row in told(lake))


def test_a_lake_is_linked_as_its_readings_are(tmp_path: Path) -> None:
    lake = filled(tmp_path, [*ALL, *many(40)])
    done = lake.link()
    linked = link([*ALL, *many(40)])
    assert reports(lake) == sorted(sorted(incident.reports) for incident in linked.incidents)
    assert {tuple(row["events"]) for row in told(lake)} == {incident.events for incident in linked.incidents}
    assert {row["id"] for row in told(lake)} == {incident.id for incident in linked.incidents}
    assert sum(done.left.values()) + sum(len(row["events"]) for row in told(lake)) == done.events
    assert (done.incidents, done.new, done.changed, done.superseded) == (len(told(lake)), len(told(lake)), 0, 0)
    assert list(check(lake)) == []


def test_linked_again_nothing_is_written(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    lake.link()
    version = lake.tables["incidents"].version
    done = lake.link()
    assert (done.new, done.changed, done.superseded, done.events) == (0, 0, 0, 0)
    assert lake.tables["incidents"].version == version
    done = lake.link(anew=True)
    assert (done.whole, done.new, done.changed, done.superseded) == (True, 0, 0, 0)
    assert len(told(lake, superseded=True)) == len(told(lake))


def test_what_a_new_report_joins_has_a_new_row_and_keeps_its_id(tmp_path: Path) -> None:
    lake = filled(tmp_path, [MONDAY, TUESDAY, ELSEWHERE])
    link_lake(lake, at=lakes.NOW)
    before = {tuple(row["reports"]): row for row in told(lake)}
    put(lake, [UPDATE], lakes.NOW + DAY)
    done = link_lake(lake, at=lakes.NOW + DAY)
    assert (done.whole, done.new, done.changed, done.superseded) == (False, 0, 1, 0)
    after = {tuple(row["reports"]): row for row in told(lake)}
    assert after[("a", "c")]["id"] == before[("a",)]["id"]
    assert after[("b",)] == before[("b",)], "a row of which nothing else is known stays"
    (ended,) = (row for row in told(lake, superseded=True) if row["superseded_at"])
    assert (ended["reports"], ended["superseded_at"], ended["superseded_why"]) == (
        ["a"],
        lakes.NOW + DAY,
        "linked again",
    )
    assert reports(lake, known_at=lakes.NOW) == [["a"], ["b"], ["e"]]
    assert reports(lake, known_at=lakes.NOW + DAY) == [["a", "c"], ["b"], ["e"]]
    assert list(check(lake)) == []


@pytest.mark.parametrize("cut", [0, 17])
def test_day_by_day_is_as_all_at_once(tmp_path: Path, cut: int) -> None:
    readings = many(40)
    lake = filled(tmp_path / "one", readings[:cut])
    lake.link()
    for at in range(cut, len(readings), 40):
        put(lake, readings[at : at + 40], lakes.NOW + at * DAY)
        lake.link()
    other = filled(tmp_path / "other", readings)
    other.link()
    assert contents(lake) == contents(other)
    lake.link(anew=True)
    assert contents(lake) == contents(other)
    assert list(check(lake)) == []


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=3)
def test_neither_order_nor_arrival_matters(
    tmp_path_factory: pytest.TempPathFactory, order: list[Reading], cut: int
) -> None:
    lake = filled(tmp_path_factory.mktemp("order"), order[:cut])
    lake.link()
    put(lake, order[cut:])
    lake.link()
    assert reports(lake) == [["a", "c", "d"], ["b"], ["e"]]


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_and_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    readings = many(150)
    lake = filled(tmp_path, readings)
    monkeypatch.setattr(change, "LEAST", 40)
    monkeypatch.setattr(change, "SLICE", 40)
    assert len(change.tasks(change.Change(whole=True), run.densities(lake.tables["events"]), workers)) > 3
    lake.link(workers=workers)
    linked = link(readings)
    assert {tuple(row["events"]) for row in told(lake)} == {incident.events for incident in linked.incidents}


def test_what_reaches_far_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [
        reading(
            f"k{at}",
            str(date(2021, 1, 1) + timedelta(days=9 * at)),
            "Gunmen shot the harbour master Ulvaeus Brandt of Orvel.",
            "ASSAULT.firearms:shot@Orvel=2021-01-01",
        )
        for at in range(24)
    ]
    monkeypatch.setattr(task, "MARGIN", 6)
    lake = filled(tmp_path, [chain[0], *many(100, date(2021, 1, 1))])
    lake.link()
    put(lake, chain[1:])
    lake.link()
    whole = link([*chain, *many(100, date(2021, 1, 1))])
    assert {tuple(row["events"]) for row in told(lake)} == {incident.events for incident in whole.incidents}


def test_a_report_that_is_taken_back_leaves_its_incident(tmp_path: Path) -> None:
    lake = filled(tmp_path, [MONDAY, UPDATE, ELSEWHERE])
    link_lake(lake, at=lakes.NOW)
    retract.report(lake, "c", "invented", lakes.NOW + DAY)
    retract.report(lake, "e", "invented", lakes.NOW + DAY)
    done = link_lake(lake, at=lakes.NOW + 2 * DAY)
    assert (done.new, done.changed, done.superseded) == (0, 1, 1)
    assert reports(lake) == [["a"]]
    assert reports(lake, known_at=lakes.NOW + DAY) == [["a", "c"], ["e"]]
    assert {row["superseded_why"] for row in told(lake, superseded=True)} >= {"linked again"}
    assert list(check(lake)) == []


def test_a_merge_and_a_split_keep_the_ids_that_they_came_from(tmp_path: Path) -> None:
    lake = filled(tmp_path, [MONDAY, TUESDAY, ELSEWHERE])
    link_lake(lake, at=lakes.NOW)
    ids = {tuple(row["reports"]): row["id"] for row in told(lake)}
    same_day = reading("b", "2024-05-07", TUESDAY.report.text, "ASSAULT.explosives:went off@Orvel=2024-05-06")
    put(lake, [replace(same_day, engine=lakes.BETTER)], lakes.NOW + DAY)
    done = link_lake(lake, at=lakes.NOW + DAY)
    assert (done.new, done.changed, done.superseded) == (0, 1, 1)
    (merged,) = (row for row in told(lake) if row["reports"] == ["a", "b"])
    assert {merged["id"], *merged["history"]} == {ids[("a",)], ids[("b",)]}
    whys = [row["superseded_why"] for row in told(lake, superseded=True) if row["superseded_at"]]
    assert sorted(whys) == ["linked again", f"merged into {merged['id']}"]
    put(lake, [replace(TUESDAY, engine=replace(lakes.BETTER, model="best"))], lakes.NOW + 2 * DAY)
    link_lake(lake, at=lakes.NOW + 2 * DAY)
    parts = [row for row in told(lake) if row["reports"] != ["e"]]
    assert sorted(row["reports"] for row in parts) == [["a"], ["b"]]
    assert len({row["id"] for row in parts}) == 2
    assert all(merged["id"] in {row["id"], *row["history"]} for row in parts)
    assert list(check(lake)) == []


def test_as_of_a_day_is_as_if_nothing_had_been_published_after(tmp_path: Path) -> None:
    readings = [*ALL, *many(60, date(2024, 4, 1))]
    lake = filled(tmp_path, readings)
    lake.link()
    for day in (date(2024, 5, 7), date(2024, 4, 20), date(2019, 1, 1), date(2030, 1, 1)):
        then = link(each for each in readings if each.report.published and each.report.published <= day)
        found = {tuple(row["events"]) for row in told(lake, as_of=day)}
        assert found == {incident.events for incident in then.incidents}, day
    version = lake.tables["incidents"].version
    lake.refresh()
    assert lake.tables["incidents"].version == version, "asking writes nothing"


def test_filters(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    lake.link()
    assert reports(lake, min_sources=2) == [["a", "c", "d"]]
    assert reports(lake, place="orv", type="assault.explosives") == [["a", "c", "d"], ["b"]]
    assert reports(lake, place="FRA", since="2024-05-07") == [["b"]]
    assert reports(lake, until=date(2024, 5, 7), type=["PROTEST", "ASSAULT.firearms"]) == [["e"]]
    assert reports(lake, actor="SOM") == []
    assert len(told(lake, limit=1)) == 1
    assert lake.incidents(columns=["id"]).column_names == ["id"]
    with pytest.raises(UsageError, match="no filter 'colour'"):
        lake.incidents(colour="red")


def test_a_lake_that_was_not_linked_says_so(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    assert told(lake) == []
    assert "never linked" in (behind(lake) or "")
    lake.link()
    assert behind(lake) is None
    put(lake, many(1))
    assert "not linked yet" in (behind(lake) or "")


def test_compacted_or_made_anew_nothing_changes(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    put(lake, many(5))
    lake.link()
    before = contents(lake)
    for table in lake.tables.values():
        table.compact()
    lake.refresh()
    lake.derive()
    done = lake.link()
    assert (done.whole, done.new, done.changed, done.superseded) == (False, 0, 0, 0)
    list(repaired(tmp_path))
    lake = Lake.open_or_make(tmp_path)
    done = lake.link()
    assert (done.whole, done.new, done.changed, done.superseded) == (False, 0, 0, 0)
    assert contents(lake) == before


def test_what_was_lost_is_linked_again_after_repair(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    lake.link()
    before = reports(lake)
    for file in lake.tables["incidents"].files():
        Path(file).unlink()
    assert any("vedette link" in line for line in repaired(tmp_path))
    lake = Lake.open_or_make(tmp_path)
    assert told(lake) == []
    assert lake.link().whole
    assert reports(lake) == before


def test_of_two_linkers_one_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = filled(tmp_path, ALL)
    other = Lake.open_or_make(tmp_path)
    first, add = [True], Table.add

    def slow(self: Table, *given: object, **more: object) -> None:
        if first and self.name == "incidents":
            first.clear()
            other.link()
        add(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "add", slow)
    lake.link()
    assert not first
    assert reports(lake) == [["a", "c", "d"], ["b"], ["e"]]
    assert list(check(lake)) == []


def test_a_commit_that_comes_second_is_refused(tmp_path: Path) -> None:
    lake = filled(tmp_path, ALL)
    one, other = Lake.open(tmp_path), Lake.open(tmp_path)
    empty = lake.tables["incidents"].rows().slice(0, 0)
    one.tables["incidents"].add(empty, lakes.Mark(events=1))
    with pytest.raises(Overtaken):
        other.tables["incidents"].add(empty, lakes.Mark(events=1))


PROGRAM = [sys.executable, "-m", "vedette"]


def program(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)


def test_killed_midway_and_run_again(tmp_path: Path) -> None:
    filled(tmp_path, many(250))
    for wait in (0.7, 1.4):
        running = subprocess.Popen(
            [*PROGRAM, "link", "--lake", str(tmp_path), "--workers", "2"], stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    done = program("link", "--lake", tmp_path)
    assert done.returncode == 0, done.stderr
    lake = Lake.open(tmp_path)
    assert {tuple(row["events"]) for row in told(lake)} == {incident.events for incident in link(many(250)).incidents}
    assert list(check(lake)) == []


def test_two_programs_at_once(tmp_path: Path) -> None:
    filled(tmp_path, many(100))
    both = [subprocess.Popen([*PROGRAM, "link", "--lake", str(tmp_path), "--quiet"]) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    lake = Lake.open(tmp_path)
    assert len(told(lake, superseded=True)) == len(link(many(100)).incidents)
    assert list(check(lake)) == []


def test_the_program_links_and_lists(tmp_path: Path) -> None:
    filled(tmp_path / "lake", ALL)
    done = program("link", "--lake", tmp_path / "lake", "--workers", "1")
    assert done.returncode == 0
    assert "3 incidents: 3 new, 0 changed, 0 superseded" in done.stderr
    shown = program("incidents", "--lake", tmp_path / "lake", "--format", "jsonl", "--min-sources", "2")
    (row,) = map(json.loads, shown.stdout.splitlines())
    assert (sorted(row["reports"]), row["voices"], row["killed"]["high"]) == (["a", "c", "d"], 3, 6)
    assert row["known_from"] == str(datetime.now(UTC).date())
    assert program("incidents", "--lake", tmp_path / "lake", "--format", "csv").stdout.count("\n") == 4
    assert "ASSAULT" in program("incidents", "--lake", tmp_path / "lake").stdout
    asked = program("sql", "SELECT count(*) AS n FROM claims WHERE about = 'killed'", "--lake", tmp_path / "lake")
    assert asked.stdout.split() == ["n", "3"]
    then = program("incidents", "--lake", tmp_path / "lake", "--as-of", "2024-05-07", "--format", "jsonl")
    assert len(then.stdout.splitlines()) == 3


CALLS: Sequence[tuple[list[str], int, str]] = [
    (["link"], 2, "one of the arguments"),
    (["link", "--lake", "none"], 3, "is no lake"),
    (["incidents", "--lake", "none"], 3, "is no lake"),
    (["link", "--from", "none.jsonl"], 1, "cannot read"),
    (["incidents", "--from", "none.jsonl", "--known-at", "2024-01-01"], 2, "--known-at"),
    (["incidents", "--from", "none.jsonl", "--type", "FIGHTING"], 2, "no event type"),
]


@pytest.mark.parametrize(("words", "code", "said"), CALLS, ids=lambda value: str(value)[:30])
def test_what_cannot_be_done_is_said(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr

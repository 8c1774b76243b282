"""Corrections by hand in a lake: kept as rows, applied to what is derived, with what was known before still there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.correct.made import correction, of_source, set_
from tests.store import lakes
from vedette.errors import UsageError
from vedette.records import Correction, Count, Reading
from vedette.store import Lake, corrections, retract, tables, targets
from vedette.store.check import check
from vedette.store.lake import Keyring, Table

DAY = timedelta(days=1)
LATER = lakes.NOW + DAY


def made(what: str, name: str = "0", at: datetime = LATER, **more: Any) -> Correction:
    """A correction of the event of this report."""
    of = lakes.told(name)
    one = set_(**more, reading=of) if what == "set" else correction(what, of, **more)
    return replace(one, id=corrections.named(what + str(more), one.target, at), made_at=at)


def kept(lake: Lake, *some: Correction) -> None:
    assert corrections.keep(lake, some) == len(some)


def told(lake: Lake, name: str, **asked: Any) -> list[dict[str, Any]]:
    """Rows of a derived table, oldest first."""
    rows = getattr(lake, name)(**asked)
    plain = (rows.arrow() if name == "events" else rows).to_pylist()
    return sorted(plain, key=lambda row: (row["report_id"], row["known_from"]))


def force(row: dict[str, Any]) -> float | None:
    (found,) = [each["count"]["value"]["low"] for each in row["arguments"] if each["role"] == "force"]
    return float(found)


def same_anew(lake: Lake) -> None:
    """What was brought up step by step is what would be made of nothing."""
    before = {name: told(lake, name, superseded=True) for name in tables.DERIVED}
    assert list(check(lake)) == []
    lake.derive(anew=True)
    assert {name: told(lake, name, superseded=True) for name in tables.DERIVED} == before


TEN: dict[str, Any] = {"field": "force.count", "value": Count(10, 10)}


def test_a_corrected_event_takes_the_place_of_the_one_that_was_read(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    kept(lake, made("set", **TEN))
    old, new = told(lake, "events", superseded=True, report="0")
    assert (force(old), old["superseded_at"], old["superseded_why"]) == (
        200,
        LATER,
        "corrected: a look at it (A. Berg)",
    )
    assert (force(new), new["known_from"], new["superseded_at"]) == (10, LATER, None)
    assert (old["corrected"], new["corrected"]) == (None, "force.count: a look at it (A. Berg)")
    assert [force(row) for row in told(lake, "events", known_at=LATER - DAY)] == [200, 200]
    assert [force(row) for row in told(lake, "events")] == [10, 200]
    assert [row["count"]["value"]["low"] for row in told(lake, "postures")] == [10, 200]
    assert [force(row) for row in lake.reports().to_pylist()[0]["events"]] == [200], "reports stay as they were read"
    same_anew(lake)


def test_a_rejected_event_goes_and_comes_back_when_that_is_withdrawn(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    reject = made("reject")
    kept(lake, reject)
    assert (told(lake, "events"), told(lake, "postures")) == ([], [])
    assert [row["events"] for row in told(lake, "statements")] == [[]]
    corrections.withdraw(lake, reject.id[:6], reason="a slip", by="C. Dell", at=LATER + DAY)
    assert [row["known_from"] for row in told(lake, "events")] == [LATER + DAY]
    assert told(lake, "events", known_at=LATER) == []
    assert lake.corrections().column("withdrawn_at").to_pylist() == [LATER + DAY]
    assert lake.corrections(known_at=LATER).column("withdrawn_at").to_pylist() == [None]
    same_anew(lake)


def test_it_is_applied_when_the_report_is_read_again(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, made("set", **TEN))
    lakes.put(lake, lakes.rows("0", lakes.BETTER, LATER + DAY))
    (row,) = told(lake, "events")
    assert (row["engine"]["model"], force(row), row["known_from"]) == ("better", 10, LATER + DAY)
    same_anew(lake)


def test_an_event_that_was_rejected_before_it_was_read_again_never_stood(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, made("reject"))
    lakes.put(lake, lakes.rows("0", lakes.BETTER, LATER + DAY))
    assert told(lake, "events") == []
    last = told(lake, "events", superseded=True)[-1]
    assert (last["known_from"], last["superseded_at"]) == (LATER + DAY, LATER + DAY)
    assert last["superseded_why"] == "corrected: a look at it (A. Berg)"
    same_anew(lake)


def test_an_excluded_source_does_not_count_in_reports_to_come_either(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    kept(lake, replace(of_source("exclude"), made_at=LATER, id="e" * 32))
    lakes.put(lake, lakes.rows("x", at=LATER + DAY))
    lakes.put(lake, lakes.rows("y", at=LATER + DAY, source="Other"))
    assert [row["report_id"] for row in told(lake, "events")] == ["y"]
    assert len(told(lake, "events", known_at=lakes.NOW)) == 2
    assert len(told(lake, "statements")) == 4, "what was said stays said"
    same_anew(lake)


def test_rows_of_a_mistrusted_source_say_so(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, replace(of_source("mistrust"), made_at=LATER, id="a" * 32))
    for name in tables.DERIVED:
        old, new = told(lake, name, superseded=True)
        assert (old["mistrusted"], new["mistrusted"]) == (None, "a look at it (A. Berg)")
    same_anew(lake)


def test_a_report_that_is_taken_back_takes_its_corrected_events_along(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    kept(lake, made("set", **TEN))
    retract.report(lake, "0", "the agency withdrew it", LATER + DAY)
    assert [row["report_id"] for row in told(lake, "events")] == ["1"]
    assert told(lake, "events", superseded=True)[1]["superseded_why"] == "the agency withdrew it"
    same_anew(lake)


def test_a_correction_of_a_writer_whose_clock_is_behind_is_applied_too(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, made("set", at=LATER, **TEN))
    kept(lake, made("reject", at=LATER - timedelta(hours=2)), made("keep", at=LATER - timedelta(hours=1)))
    rows = told(lake, "events", superseded=True)
    assert [(force(row), row["corrected"]) for row in rows][-1][0] == 10
    same_anew(lake)
    kept(lake, replace(made("set", at=lakes.NOW - DAY, field="force.count", value=Count(7, 7)), id="7" * 32))
    assert [force(row) for row in told(lake, "events", known_at=lakes.NOW)] == [7]
    same_anew(lake)


def test_a_kill_before_the_events_follow_loses_nothing(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    rows = corrections.as_table([made("reject")])
    lake.tables["corrections"].append(rows, Keyring("id"))
    again = Lake.open_or_make(tmp_path)
    assert (again.behind, len(told(again, "events"))) == (True, 2)
    lakes.put(again, lakes.rows("x"))
    assert not again.behind
    assert [row["report_id"] for row in told(again, "events")] == ["1", "x"]
    same_anew(again)


def test_two_who_correct_at_once_are_both_heard(tmp_path: Path) -> None:
    lakes.filled(tmp_path, 2)
    one, other = Lake.open_or_make(tmp_path), Lake.open_or_make(tmp_path)
    kept(one, made("reject", "0"))
    kept(other, made("set", "1", **TEN))
    one.refresh()
    assert [(row["report_id"], force(row)) for row in told(one, "events")] == [("1", 10)]
    assert len(corrections.given(one)) == 2
    same_anew(one)


def test_the_same_correction_is_kept_once(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, made("reject"))
    assert corrections.keep(lake, [made("reject")]) == 0


def test_small_files_written_together_change_nothing(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    kept(lake, made("reject", "0"))
    kept(lake, made("set", "1", **TEN))
    before = told(lake, "events", superseded=True)
    for name in ("corrections", "reports", "events"):
        lake.tables[name].compact()
    lakes.put(lake, lakes.rows("x"))
    assert told(lake, "events", superseded=True)[: len(before)] == before
    same_anew(lake)


def test_a_lake_without_corrections_is_read_and_gets_them_when_it_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(monkeypatch, tmp_path)
    lake = Lake.open(tmp_path)
    assert (lake.corrections().num_rows, lake.events().num_rows, lake.behind) == (0, 1, False)
    version = lake.tables["events"].version
    now = Lake.open_or_make(tmp_path)
    kept(now, made("set", **TEN))
    assert [force(row) for row in told(now, "events")] == [10]
    assert now.tables["events"].version > version
    same_anew(now)


def older(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """A lake of a Vedette that knew no corrections."""
    from vedette.store import derive, opened  # noqa: PLC0415 - both are altered
    from vedette.store import lake as door  # noqa: PLC0415

    with monkeypatch.context() as patched:
        patched.setattr(door, "SCHEMA", 1)
        patched.setattr(opened, "SCHEMA", 1)
        patched.setattr(derive, "SOURCES", ("reports", "withdrawals"))
        patched.setattr(opened, "TABLES", {n: c for n, c in tables.TABLES.items() if n not in tables.LATER})
        patched.setattr(
            opened, "derive", lambda tables, **_: derive.derive({**tables, "corrections": Absent()}, anew=False)
        )
        lakes.put(Lake.open_or_make(path), lakes.rows("0"))


class Absent(Table):
    """A table that is not there."""

    def __init__(self) -> None:
        pass

    def files(self) -> list[str]:
        return []


def test_an_event_is_meant_by_the_first_letters_of_its_id(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    of: Reading = lakes.told("1")
    found = targets.event(lake, of.events[0].id[:10])
    assert (found.event.id, found.reading.report.id, found.report) == (of.events[0].id, "1", tables.key(of.report))


@pytest.mark.parametrize(("words", "told_"), [("zz", "no event or incident"), ("", "begins 2 ids")])
def test_words_that_mean_none_or_several_are_refused(words: str, told_: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told_):
        targets.event(lakes.filled(tmp_path, 2), words)


def test_the_id_of_a_force_entry_or_statement_names_the_event_it_rests_on(tmp_path: Path) -> None:
    lake, of = lakes.filled(tmp_path, 1), lakes.told("0")
    for one in (of.postures[0], of.statements[0]):
        assert targets.resting(lake, one.id) == of.events[0].id
        with pytest.raises(UsageError, match=f"rests on event {of.events[0].id}"):
            targets.meant(lake, one.id)


@pytest.mark.parametrize(("words", "why"), [("zzzz", "no correction's id"), ("", "no correction's id")])
def test_a_withdrawal_of_nothing_is_refused(words: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=why):
        corrections.withdraw(lakes.filled(tmp_path, 1), words, reason="r", by="b", at=LATER)


def test_what_was_withdrawn_cannot_be_withdrawn_again(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    kept(lake, made("reject"))
    name = corrections.given(lake)[0].id
    corrections.withdraw(lake, name, reason="r", by="b", at=LATER + DAY)
    with pytest.raises(UsageError, match="was withdrawn on 2026-01-07 already"):
        corrections.withdraw(lake, name, reason="r", by="b", at=LATER + 2 * DAY)

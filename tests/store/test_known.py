"""What was known on a day: better readings take the place of others, what is taken back stays known until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.store import lakes
from tests.store.lakes import BETTER, FIRST, NOW
from vedette.errors import StoreError, UsageError
from vedette.records import Location, Problem
from vedette.store import Lake, retract, tables
from vedette.store.known import moment

LATER = NOW + timedelta(days=2)
LAST = NOW + timedelta(days=4)


def models(lake: Lake, day: date | None = None) -> list[tuple[str, str]]:
    """Report and model of each event that stands."""
    rows = lake.events(known_at=day, columns=["report_id", "engine"]).arrow().to_pylist()
    return sorted((row["report_id"], row["engine"]["model"]) for row in rows)


def test_a_better_model_supersedes_and_the_older_reading_is_kept(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 2)
    lakes.put(lake, lakes.rows([1], BETTER, LATER))
    assert models(lake) == [("0", "first"), ("1", "better")]
    assert models(lake, NOW.date()) == [("0", "first"), ("1", "first")]
    assert models(lake, NOW.date() - timedelta(days=1)) == []
    assert lake.events(superseded=True).num_rows == 3
    (gone,) = [row for row in lake.events(superseded=True).arrow().to_pylist() if row["superseded_at"]]
    assert (gone["superseded_at"], gone["superseded_why"]) == (LATER, "read again")
    assert lake.reports().num_rows == 2
    assert lake.reports(known_at=NOW.date()).column("engine").to_pylist()[1]["model"] == "first"


def test_units_may_come_in_any_order(tmp_path: Path) -> None:
    lake = Lake.open_or_make(tmp_path)
    lakes.put(lake, lakes.rows([1], BETTER, LATER))
    lakes.put(lake, lakes.rows([1], FIRST, NOW))
    assert models(lake) == [("1", "better")]
    assert models(lake, NOW.date()) == [("1", "first")]


def test_a_reading_that_failed_supersedes_none(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path, 1)
    failed = replace(
        lakes.told("0", BETTER),
        events=(),
        statements=(),
        postures=(),
        problems=(Problem("reader-failed", Location("a"), "It failed.", "Try again."),),
    )
    lakes.put(lake, tables.table([lakes.row(failed, LATER)]))
    assert models(lake) == [("0", "first")]
    assert lake.problems().num_rows == 1
    lakes.put(lake, tables.table([lakes.row(lakes.told("0", BETTER), LAST, again=True)]))
    assert models(lake) == [("0", "better")]
    assert lake.problems().num_rows == 0
    assert lake.problems(known_at=LATER.date()).num_rows == 1


def test_a_report_that_is_taken_back_stands_no_more_and_is_not_erased(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    assert retract.report(lake, "1", "It was invented.", LATER) == 1
    assert [name for name, _ in models(lake)] == ["0", "2"]
    assert len(models(lake, NOW.date())) == 3
    assert (lake.statements().num_rows, lake.postures().num_rows, lake.reports().num_rows) == (2, 2, 2)
    told = lake.reports(superseded=True, columns=["id", "superseded_why"]).to_pylist()
    assert {"id": "1", "superseded_why": "It was invented."} in told
    lakes.put(lake, lakes.rows([1], BETTER, LAST))
    assert [name for name, _ in models(lake)] == ["0", "2"], "a later reading does not bring it back"
    assert len(models(lake, LAST.date())) == 2


def test_a_source_is_taken_back_with_all_that_it_told_by_then(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("ab", source="Rumour"))
    assert retract.source(lake, "Rumour", "It is no newspaper.", LATER) == 2
    lakes.put(lake, lakes.rows("c", at=LAST, source="Rumour"))
    assert [name for name, _ in models(lake)] == ["0", "1", "2", "c"]
    assert len(models(lake, NOW.date())) == 5


def test_who_takes_back_must_say_which(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("0", source="Other"))
    with pytest.raises(UsageError, match="has a key or id 'nothing'"):
        retract.report(lake, "nothing", "why", LATER)
    with pytest.raises(UsageError, match=r"'0' means \d reports"):
        retract.report(lake, "0", "why", LATER)
    with pytest.raises(UsageError, match='source "O\'Neill"'):
        retract.source(lake, "O'Neill", "why", LATER)
    key = lake.reports(columns=["key", "source"]).to_pylist()
    whole = next(row["key"] for row in key if row["source"] == "Other")
    assert retract.report(lake, whole[:12], "why", LATER) == 1


def test_a_day_means_its_end_and_a_moment_needs_a_zone() -> None:
    assert moment(date(2026, 1, 5)) == datetime(2026, 1, 5, 23, 59, 59, 999999, UTC)
    assert moment(NOW) == NOW
    assert moment(None) is None
    with pytest.raises(StoreError, match="give it a zone"):
        moment(datetime(2026, 1, 5))  # noqa: DTZ001 - this is what must be refused

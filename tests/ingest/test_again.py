"""What failed can be tried again; what turns out well is no problem any more."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import stand_ins
from tests.ingest.inputs import MONDAY, NOW, line, manner, reader, took
from vedette.config import Settings
from vedette.ingest.again import Again, Outcome, how
from vedette.ingest.local import Alone
from vedette.ingest.run import Run
from vedette.ingest.units import Manner
from vedette.store import Lake
from vedette.store.check import check

__all__ = ["reader"]

pytestmark = pytest.mark.usefixtures("reader")


def again(lake: Lake) -> Outcome:
    def clock() -> object:
        return NOW + timedelta(days=1)

    def make(of: Manner) -> Run:
        return Run(lake, Alone(Settings(), threads=1), of, clock)  # type: ignore[arg-type]

    return Again(lake, manner(), make, clock).run()  # type: ignore[arg-type]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """With a report, and three dead letters."""
    made = Lake.open_or_make(tmp_path / "lake")
    (tmp_path / "a.jsonl").write_text(line(1) + "rubbish\n" + line(3, "This is unreadable.") + "{}\n", "utf-8")
    took(made, tmp_path / "a.jsonl")
    return made


def test_what_fails_again_stays_as_it_is(lake: Lake) -> None:
    assert again(lake) == Outcome(tried=3, mended=0, read=0)
    assert (lake.problems().num_rows, lake.reports().num_rows) == (3, 1)


def test_a_line_that_was_mended_is_read(lake: Lake, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(1) + line(2) + line(3, "This is unreadable.") + "{}\n", "utf-8")
    assert again(lake) == Outcome(tried=3, mended=1, read=1)
    assert (lake.problems().num_rows, lake.reports().num_rows, lake.events().num_rows) == (2, 2, 2)
    assert lake.problems(known_at=NOW.date()).num_rows == 3
    assert list(check(lake)) == []


def test_a_report_that_the_reader_now_takes_is_read_from_the_lake(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").unlink()
    monkeypatch.setattr(stand_ins, "POISON", "nothing of the kind")
    assert again(lake) == Outcome(tried=3, mended=1, read=1)
    assert sorted(lake.reports().column("id").to_pylist()) == ["1", "3"]
    assert lake.problems().num_rows == 2
    assert list(check(lake)) == []


def test_inputs_are_opened_as_they_were(tmp_path: Path) -> None:
    lake = Lake.open_or_make(tmp_path / "lake")
    path = tmp_path / "a.jsonl"
    path.write_text("rubbish\n", "utf-8")
    told = how(date=date(2024, 3, 6), fields={"text": "body"}, form=None, source="Given")
    took(lake, path, of=manner(how=told))
    path.write_text(f'{{"body": "{MONDAY}"}}\n', "utf-8")
    assert again(lake) == Outcome(tried=1, mended=1, read=1)
    (row,) = lake.reports().to_pylist()
    assert (row["published"], row["source"]) == (date(2024, 3, 6), "Given")
    assert how() == how(date=None, fields={}) == ""

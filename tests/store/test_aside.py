"""What is laid aside beside a lake is the same as what is made anew, goes with the lake's changes, and may be lost at any time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from vedette import cli, open_lake
from vedette.analyse import alerts, ledger, statements
from vedette.analyse.ledger.of_lake import answer_of_lake
from vedette.analyse.statements.of_lake import told_of_lake
from vedette.records import Alert
from vedette.store import Lake, aside, heard, standing

REPORTS = [
    ("2024-01-08", "Gunmen killed six people in the village of Dogofry in Mali on Sunday."),
    ("2024-02-03", "A bomb killed two soldiers near Gao, Mali, on Friday. Mali's army accused Niger of the attack."),
    (
        "2024-02-04",
        "Niger said it had deployed 300 soldiers to Niamey. Mali demanded that Niger withdraw its troops within 48 hours.",
    ),
    ("2024-03-02", "Parliament met in Bamako. France sent 200 troops to Gao in Mali."),
    ("2024-03-09", "Gunmen attacked a market in Gao, Mali, on Friday, killing nine people."),
]
LATER = ("2024-04-01", "Rebels shelled the town of Kidal in Mali on Sunday, killing four people.")

QUESTIONS: dict[str, Callable[[Lake], object]] = {
    "events": lambda lake: lake.series(country="MLI", every="day").to_pylist(),
    "dyads": lambda lake: lake.series(by=("dyad", "type"), every="week").to_pylist(),
    "incidents over time": lambda lake: lake.series(of="incidents", by="country").to_pylist(),
    "forces over time": lambda lake: lake.series(of="postures", by="country", every="month").to_pylist(),
    "incidents": lambda lake: lake.incidents(place="MLI").to_pylist(),
    "some columns": lambda lake: lake.incidents(place="gao", columns=["id", "type"]).to_pylist(),
    "forces": lambda lake: lake.posture(place="MLI").to_pylist(),
    "forces on a day": lambda lake: lake.posture(as_of="2024-02-20").to_pylist(),
    "statements": lambda lake: lake.statements(place="NER").to_pylist(),
    "demands": lambda lake: lake.statements(stance="demands", speaker="MLI").to_pylist(),
    "alerts": lambda lake: list(alerts.asked_of_lake(lake, alerts.Asked(place=("MLI",)))),
    "a forecast": lambda lake: lake.forecast(country="MLI", model="last value").to_pylist(),
}


def ingest(lake: Path, reports: list[tuple[str, str]]) -> None:
    rows = [{"id": day, "published": day, "text": text, "source": "wire"} for day, text in reports]
    source = lake.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cli.main(["ingest", str(source), "--lake", str(lake), "--quiet"]) == 0
    assert cli.main(["link", "--lake", str(lake), "--workers", "1", "--quiet"]) == 0


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("aside") / "lake"
    ingest(path, REPORTS)
    return path


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_was_laid_aside_is_what_is_made_anew(name: str, lake: Path) -> None:
    ask = QUESTIONS[name]
    anew = ask(open_lake(lake, keep=False))
    assert anew
    assert ask(open_lake(lake)) == anew  # which lays it aside
    assert ask(open_lake(lake)) == anew


def test_it_is_what_was_told_before_anything_was_laid_aside(lake: Path) -> None:
    opened = open_lake(lake)
    asked = statements.Asked.of(place="NER")
    assert told_of_lake(opened, asked) == statements.told(heard.readings(opened), asked)
    wanted = ledger.Asked.of(place="MLI")
    assert answer_of_lake(opened, wanted) == ledger.answer(standing.entries(opened), wanted)
    everything = list(alerts.asked_of_lake(opened, alerts.Asked()))
    assert everything == list(alerts.answer(alerts.picture_of_lake(opened), alerts.Asked()))


def test_an_alert_is_explained_by_the_events_it_cites(lake: Path) -> None:
    opened = open_lake(lake)
    whole = alerts.picture_of_lake(opened)
    for alert in alerts.asked_of_lake(opened, alerts.Asked()):
        assert isinstance(alert, Alert)
        assert list(alerts.explained(alert, alerts.cited(opened, alert))) == list(alerts.explained(alert, whole))


def test_a_lake_that_changed_is_asked_anew(tmp_path: Path) -> None:
    path = tmp_path / "lake"
    ingest(path, REPORTS)
    before = {name: ask(open_lake(path)) for name, ask in QUESTIONS.items()}
    ingest(path, [LATER])
    after = {name: ask(open_lake(path)) for name, ask in QUESTIONS.items()}
    assert after == {name: ask(open_lake(path, keep=False)) for name, ask in QUESTIONS.items()}
    assert after["events"] != before["events"]
    assert after["incidents"] != before["incidents"]
    assert after["a forecast"] != before["a forecast"]


def one(lake: Path, made: list[int], given: str = "") -> pa.Table:
    def make() -> pa.Table:
        made.append(1)
        return pa.table({"number": [3, 1, 2]})

    return aside.aside(open_lake(lake), "numbers", ("events",), make, code=(), given=given).rows()


def test_it_is_made_once_and_again_where_it_was_lost_or_cut_short(lake: Path) -> None:
    made: list[int] = []
    told = [one(lake, made) for _ in range(3)]
    (file,) = (lake / aside.FOLDER).glob("numbers-*.parquet")
    file.write_bytes(file.read_bytes()[:-7])
    told.append(one(lake, made))
    file.unlink()
    told.append(one(lake, made))
    assert all(each == told[0] for each in told)
    assert len(made) == 3


def test_no_more_than_a_few_are_kept_and_none_half_written(lake: Path) -> None:
    for number in range(5):
        one(lake, [], given=str(number))
    files = [each.name for each in (lake / aside.FOLDER).iterdir()]
    assert sum(name.startswith("numbers-") for name in files) == aside.KEPT
    assert not any(name.startswith(".") for name in files)


def test_a_lake_that_cannot_be_written_to_answers_the_same(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    expected = QUESTIONS["incidents"](open_lake(lake, keep=False))
    monkeypatch.setattr(aside, "_lay", refuse)
    monkeypatch.setattr(aside, "_is_whole", lambda _: False)
    assert QUESTIONS["incidents"](open_lake(lake)) == expected


def test_nothing_is_laid_aside_unless_it_may(lake: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.symlink_to(lake)
    before = sorted(each.name for each in (lake / aside.FOLDER).iterdir())
    one_of = aside.aside(open_lake(path, keep=False), "never", ("events",), lambda: pa.table({"number": [1]}), code=())
    assert one_of.file is None
    assert sorted(each.name for each in (lake / aside.FOLDER).iterdir()) == before


def test_work_that_took_long_is_told_of_once(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "LONG", -1.0)
    told: list[str] = []
    for _ in range(2):
        opened = open_lake(lake)
        opened.tell = told.append
        aside.aside(opened, "told", ("events",), lambda: pa.table({"number": [1]}), code=())
    assert len(told) == 1
    assert told[0].startswith("told: worked out over the whole lake in 0 s")


def test_places_come_in_the_order_in_which_they_are_asked_for(lake: Path) -> None:
    rows = pa.table({"number": list(range(10))})
    for keep in (True, False):
        kept = aside.aside(open_lake(lake, keep=keep), "order", ("events",), lambda: rows, code=(), group=3)
        assert kept.at(pa.array([7, 2, 9, 0]), ["number"]).column(0).to_pylist() == [7, 2, 9, 0]
        assert kept.at(pa.array([], pa.int64()), ["number"]).num_rows == 0

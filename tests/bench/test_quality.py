"""The page tells what was measured, the ceiling beside it, and quotes nobody's report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import hard, quality
from bench.__main__ import main
from bench.corpus import Event, Filler, Json, Report
from bench.tally import Sheet, Tally


@pytest.fixture
def written(
    tmp_path: Path,
    gold_path: Path,
    readings: list[Json],
    reader_prints: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "dev.jsonl").write_text(gold_path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("VEDETTE_SHARED", str(tmp_path))
    monkeypatch.setattr("bench.figures.resolvers", dict)
    monkeypatch.setattr(quality, "RESAMPLES", 40)
    reader_prints("".join(json.dumps(entry) + "\n" for entry in readings))
    output = tmp_path / "docs" / "quality.md"
    assert main(["quality", "--output", str(output)]) == 0
    return output.read_text(encoding="utf-8")


def test_the_page_has_every_part(written: str) -> None:
    for part in (
        "At a glance",
        "Only briefs",
        "By type",
        "By role",
        "Values",
        "probabilities",
        "What goes wrong",
        "0.906",
    ):
        assert part in written


def test_no_report_is_quoted(written: str, reports: list[Report]) -> None:
    marked = {
        report.text[slice(*each.span)] for report in reports for event in report.events for each in event.arguments
    }
    assert not [words for words in marked if len(words) > 15 and words in written]


def test_examples_are_invented_sentences_read_wrongly(written: str) -> None:
    assert hard.cases()[0].sentence in written
    assert "no event at “bombed”" in written


def test_every_case_marks_words_of_its_sentence() -> None:
    for case in hard.cases():
        assert bool(case.type) == bool(case.trigger) == bool(case.status)
        for words in (case.trigger, case.actor, case.recipient):
            assert words in case.sentence


CASE = hard.Case("passive", "Editors were detained by police.", "COERCE", "actual", "detained", "police", "Editors")


def _event(kind: str = "COERCE", status: str = "actual", *roles: str) -> Event:
    places = {"actor": (25, 31), "recipient": (0, 7)}
    return Event(kind, "arrest", status, 13, 21, tuple(Filler(role, *places[role]) for role in roles))


@pytest.mark.parametrize(
    ("events", "wrong"),
    [
        ([], "no event at “detained”"),
        ([_event("ACCUSE")], "type ACCUSE"),
        ([_event("COERCE", "planned", "actor")], "status planned; no recipient at “Editors”"),
        ([_event("ACCUSE"), _event("COERCE", "actual", "actor", "recipient")], ""),
    ],
)
def test_what_is_wrong_is_said_in_a_few_words(events: list[Event], wrong: str) -> None:
    assert hard.wrong(CASE, events) == wrong


def test_an_event_where_none_should_be_is_wrong() -> None:
    sport = hard.Case("sport", "They won.", "", "", "", "", "")
    assert hard.wrong(sport, [_event()]) == "found COERCE"
    assert hard.wrong(sport, []) == ""


def test_intervals_hold_the_figure() -> None:
    low, high = quality.intervals([Sheet({"typed": Tally(1, 2, 2)}), Sheet({"typed": Tally(2, 2, 2)})])["typed"]
    assert 0.5 <= low <= 0.75 <= high <= 1


def test_kept_figures_come_last_and_are_put_in_alone(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text("# How good it is\n\nMeasured.\n\n## Does the coding mean anything?\n\nold\n", encoding="utf-8")
    assert main(["quality", "--kept", "--output", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith(
        "# How good it is\n\nMeasured.\n\n## Does the coding mean anything?\n\n`python -m bench ucdp"
    )
    assert "\n## Alerts on history\n" in written
    assert "\n## Forecasts\n" in written
    assert "\nold\n" not in written

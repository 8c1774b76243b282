"""A situation report says nothing that its rows do not hold, and leads each sentence to them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.analyse import alerts
from vedette.cli import main
from vedette.errors import StoreError, UsageError
from vedette.records import Report
from vedette.report import Sentence, Situation, report, situation
from vedette.store import Lake, open_lake

FIRST = date(2024, 2, 5)
PLACES = ("CAF", "Chad", "Cameroon", "Paoua", "Lim-Pendé", "Kosovo")
TITLES = ("In short", "What happened", "Who says what", "Forces", "Unusual things", "Forecast", "Coverage")


@pytest.fixture(scope="module")
def opened(lake: Path) -> Lake:
    return open_lake(lake)


@pytest.fixture(scope="module")
def texts(opened: Lake) -> dict[str, Report]:
    rows = opened.reports(columns=["id", "text", "published", "source"]).to_pylist()
    return {row["id"]: Report(row["id"], row["text"], row["published"], source=row["source"]) for row in rows}


@pytest.fixture(scope="module")
def worst(opened: Lake) -> Situation:
    return situation(opened, place="Central African Republic", week="2024-07")


def leads_to_evidence(sentence: Sentence, texts: dict[str, Report]) -> bool:
    """Whether its note is there, and every quotation stands so in its report."""
    quotes = sentence.note.quotes
    return bool(quotes or sentence.note.rows) and all(
        texts[quote.report].text[quote.words.start : quote.words.end] == quote.words.text
        and (quote.source, quote.published) == (texts[quote.report].source, texts[quote.report].published)
        and quote.rule
        for quote in quotes
    )


@settings(max_examples=8)
@example(place="CAF", begin=7, length=7)
@example(place="Paoua", begin=7, length=7)
@given(place=st.sampled_from(PLACES), begin=st.integers(0, 20), length=st.integers(1, 14))
def test_every_sentence_of_any_days_leads_to_words_that_stand_so_in_their_report(
    opened: Lake, texts: dict[str, Report], place: str, begin: int, length: int
) -> None:
    since = FIRST + timedelta(days=begin)
    made = situation(opened, place=place, since=since, until=since + timedelta(days=length))
    sentences = list(made.sentences())
    assert [each.text for each in sentences if not leads_to_evidence(each, texts)] == []
    assert [each.text for each in sentences if not each.text.endswith((".", ".”")) or "None" in each.text] == []
    assert tuple(section.title for section in made.sections)[: len(TITLES)] == TITLES
    assert all(section.items for section in made.sections)


def said(made: Situation, title: str) -> str:
    section = next(each for each in made.sections if each.title == title)
    return "\n".join(" ".join(sentence.text for sentence in item) for item in section.items)


def test_the_worst_comes_first_with_its_range_and_whose_word_each_number_is(worst: Situation) -> None:
    first = said(worst, "What happened").splitlines()[0]
    assert first.startswith("12 February, Békoura (Lim-Pendé): attack with firearms by 3R")
    assert "Killed: 4 to 14 (4 by the word of “a nurse at the hospital of Paoua”;" in first
    assert "14 by the word of Yaya Harouna Bello)" in first
    assert "contradict one another" in first


def test_demands_are_told_with_their_last_day_and_what_became_of_them(worst: Situation) -> None:
    ultimatum = next(line for line in said(worst, "Who says what").splitlines() if line.startswith("Chad demanded"))
    assert "Its last day went by on 16 February; nothing was told of an answer." in ultimatum


def test_forces_are_told_as_of_the_end_with_what_changed(worst: Situation, opened: Lake) -> None:
    assert "“The Nepalese battalion (520)”" in said(worst, "Forces")
    assert "New in the week." in said(worst, "Forces")
    after = situation(opened, place="CAF", week="2024-08")
    assert "As of 18 February" in said(after, "Forces") or "New in the week." not in said(after, "Forces")


def test_alerts_are_those_of_the_verb_with_expected_and_seen(worst: Situation, opened: Lake) -> None:
    asked = alerts.Asked(since=date(2024, 2, 12), until=date(2024, 2, 19))
    picture = alerts.picture_of_lake(opened, as_of=date(2024, 2, 18))
    raised = [each for each in alerts.answer(picture, asked) if "CAF" in (each.country, *each.actors, *each.toward)]
    notes = [row for section in worst.sections for item in section.items for each in item for row in each.note.rows]
    told = {row.split()[2] for row in notes if row.startswith("the rule alert ")} | {
        row.split()[1] for row in notes if row.startswith("alert ")
    }
    assert told == {each.id for each in raised}
    assert "Seen: 3; expected by its own past: none." in said(worst, "Unusual things")


def test_a_forecast_that_cannot_be_made_says_why(worst: Situation, opened: Lake) -> None:
    assert "No forecast can be made: the lake's series has no whole month" in said(worst, "Forecast")
    of_a_town = situation(opened, place="Paoua", week="2024-07")
    assert "No forecast can be made: forecasts are of countries" in said(of_a_town, "Forecast")
    without = situation(opened, place="CAF", week="2024-07", forecast=False)
    assert "Forecast" not in [section.title for section in without.sections]


def test_nothing_read_and_nothing_found_are_two_sentences(opened: Lake) -> None:
    nothing_read = situation(opened, place="CAF", week="2023-39")
    assert "No report of the week was read" in said(nothing_read, "What happened")
    assert "unknown, and that is not peace" in said(nothing_read, "Coverage")
    nothing_found = situation(opened, place="Kosovo", week="2024-07")
    assert "were read, and no incident in Kosovo was found." in said(nothing_found, "What happened")
    assert "not peace" not in said(nothing_found, "Coverage")


def test_days_without_a_report_are_named(opened: Lake) -> None:
    made = situation(opened, place="CAF", since="2024-02-10", until="2024-02-14")
    assert "No report of 10 February or 11 February was read" in said(made, "Coverage")


def test_a_place_is_named_by_code_by_name_and_by_part_of_a_name(opened: Lake) -> None:
    by_code, by_name = (situation(opened, place=place, week="2024-07") for place in ("caf", "Central African Republic"))
    assert by_code == by_name
    assert "Békoura" not in said(situation(opened, place="Bangui", week="2024-07"), "What happened").splitlines()[0]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (
            {"place": "Nowhere-on-Sea", "week": "2024-07"},
            "no country is called 'Nowhere-on-Sea'.*Give a country's name",
        ),
        ({"place": "CAF", "week": "2024-54"}, "'2024-54' is no week; write it as YYYY-WW"),
        ({"place": "CAF", "week": "last week"}, "'last week' is no week"),
        ({"place": "CAF"}, "give --week YYYY-WW"),
        ({"place": "CAF", "week": "2024-07", "since": "2024-02-12"}, "--week goes without --since"),
        ({"place": "CAF", "since": "12/02/2024"}, "'12/02/2024' is no date; write it as YYYY-MM-DD"),
        ({"place": "CAF", "since": "2024-02-12", "until": "2024-02-12"}, "give an --until that is later"),
        ({"place": "CAF", "week": "2024-07", "format": "docx"}, "no format 'docx'; give html or md"),
        ({"place": "CAF", "weeks": "2024-07"}, "no option 'weeks'; there are forecast, place, since, until, week"),
    ],
)
def test_a_wrong_call_names_the_thing_and_the_next_step(opened: Lake, wanted: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told) as raised:
        report(opened, **wanted)
    assert "\n" not in str(raised.value)


def test_a_lake_that_was_never_linked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lake"
    one = tmp_path / "one.txt"
    one.write_text("date 2024-03-05 Rebels shot dead two soldiers in Goma on Monday.", encoding="utf-8")
    assert main(["ingest", str(one), "--lake", str(path), "--quiet"]) == 0
    with pytest.raises(StoreError, match=r"was never linked. Run `vedette link --lake"):
        situation(open_lake(path), place="COD", week="2024-10")


def test_what_was_corrected_by_hand_is_told_with_reason_and_name(lake: Path, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - only this test changes a lake

    copy = tmp_path / "lake"
    shutil.copytree(lake, copy)
    event = open_lake(copy).events(report="pende-001", type="ASSAULT").rows()[0]["id"]
    call = [
        "correct",
        event,
        "set",
        "status",
        "ongoing",
        "--lake",
        str(copy),
        "--reason",
        "It went on.",
        "--by",
        "A. Berg",
    ]
    assert main(call) == 0
    made = situation(open_lake(copy), place="CAF", week="2024-07")
    assert "A. Berg: set status to ongoing of event" in said(made, "Corrections by hand")
    assert "reason: It went on." in said(made, "Corrections by hand")
    assert "Some reports of the lake are not linked" in said(made, "Coverage")


def test_looking_only_into_the_files_of_the_days_changes_nothing(
    opened: Lake, worst: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = opened.tables["reports"]
    assert reports.between("published", date(2024, 2, 12), date(2024, 2, 18)) == reports.files()
    assert reports.between("published", date(1999, 1, 1), date(1999, 12, 31)) == []
    monkeypatch.setattr("vedette.report.rows.FEW_FILES", 0)
    assert situation(opened, place="CAF", week="2024-07") == worst

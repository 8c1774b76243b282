from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import BODY, docx, kinds, pdf, piped, problems, reports, run
from vedette.records import Problem, Report
from vedette.sources import limits, read
from vedette.sources import pdf as reader
from vedette.sources.options import Options
from vedette.sources.stream import Stream

DAY = date(2024, 3, 6)


def test_a_pdf_is_one_report_with_its_title_and_the_day_it_was_made() -> None:
    found = piped(
        pdf(
            [["Gunmen attacked a police", "post near Orvel."], ["Two were hurt."]],
            "/Title (Raid) /CreationDate (D:20240306090000Z)",
        )
    )
    (report,) = reports(found)
    assert report.text == "Gunmen attacked a police\npost near Orvel.\nTwo were hurt."
    assert (report.title, report.published, report.date_origin) == ("Raid", DAY, "properties")


def test_a_day_in_the_name_goes_before_the_properties_and_the_option_before_both(tmp_path: Path) -> None:
    path = tmp_path / "sitrep-2024-03-07.pdf"
    path.write_bytes(pdf([[BODY[0]]], "/CreationDate (D:20240306090000Z)"))
    (named,) = reports(list(read([path])))
    (said,) = reports(list(read([path], date=date(2024, 3, 8))))
    assert (named.published, named.date_origin) == (date(2024, 3, 7), "name")
    assert (said.published, said.date_origin) == (date(2024, 3, 8), "option")


def test_running_heads_are_left_out_and_parted_words_are_joined() -> None:
    pages = [["Situation Report", "The deploy-", "ment of day {n} ended.", f"Page {n} of 4"] for n in range(1, 5)]
    (report,) = reports(piped(pdf(pages), date=DAY))
    assert "Situation Report" not in report.text
    assert "Page" not in report.text
    assert report.text.count("The deployment of day") == 4


def test_the_name_of_a_file_is_no_title() -> None:
    (report,) = reports(piped(pdf([[BODY[0]]], "/Title (Microsoft Word - raid.docx)"), date=DAY))
    assert report.title == ""


def test_a_page_that_cannot_be_read_costs_only_itself() -> None:
    given = pdf([[BODY[0]], [BODY[1]]]).replace(b"/Contents 7 0 R", b"/Contents (oops)", 1)
    found = piped(given, date=DAY)
    assert [each.text for each in reports(found)] == [BODY[0]]


def test_a_pdf_that_takes_too_long_is_read_as_far_as_time_went() -> None:
    ticks = iter([0.0, limits.SECONDS + 1])
    stream = Stream.of("a.pdf", io.BytesIO(pdf([[BODY[0]], [BODY[1]]])))
    found: list[Report | Problem] = list(reader.read(stream, Options(date=DAY), clock=lambda: next(ticks)))
    assert [each.text for each in reports(found)] == [BODY[0]]
    assert kinds(found) == ["too-large"]


def test_a_pdf_without_text_and_one_that_is_cut_are_named() -> None:
    assert kinds(piped(pdf([[]]))) == ["empty-text"]
    assert kinds(piped(pdf([[BODY[0]]])[:60])) == ["damaged"]


PROPERTIES = "<dc:title>Raid</dc:title><dcterms:created>2019-01-01T00:00:00Z</dcterms:created><dcterms:modified>2024-03-06T09:00:00Z</dcterms:modified>"


def test_a_word_file_is_one_report_dated_by_when_it_was_last_saved() -> None:
    given = docx(
        f"<w:p>{run('Gunmen ')}{run('attacked.')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('Two')}</w:p></w:tc></w:tr></w:tbl>",
        PROPERTIES,
    )
    (report,) = reports(piped(given))
    assert report.text == "Gunmen attacked.\n\nTwo"
    assert (report.title, report.published, report.date_origin) == ("Raid", DAY, "properties")


def test_a_word_file_is_read_as_it_stands_after_all_changes() -> None:
    given = docx(
        f"<w:p>{run('Two ')}<w:del>{run('three ')}</w:del><w:ins>{run('soldiers')}</w:ins><w:r><w:tab/><w:t>left.</w:t></w:r></w:p>"
    )
    assert [each.text for each in reports(piped(given, date=DAY))] == ["Two soldiers\tleft."]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prolog", [LAUGHS, FILE])
def test_entities_of_a_word_file_are_refused(prolog: str) -> None:
    found = piped(docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", prolog=prolog), form="docx")
    assert kinds(found) == ["damaged"]
    assert "entities" in problems(found)[0].message


def test_a_word_file_without_its_text_or_cut_is_named() -> None:
    assert kinds(piped(docx(""), form="docx")) == ["empty-text"]
    assert kinds(piped(docx(f"<w:p>{run(BODY[0])}</w:p>")[:-40], form="docx")) == ["damaged"]

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import BODY, DATED, FRENCH, kinds, page, piped, reports

DAY = date(2024, 3, 6)


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    found = piped(page(DATED + '<link rel="canonical" href="https://www.orvel.example/a">'))
    (report,) = reports(found)
    assert report.text == "\n\n".join(BODY)
    assert (report.title, report.source, report.url) == (
        "Police post attacked",
        "Orvel Post",
        "https://www.orvel.example/a",
    )
    assert (report.published, report.date_origin, report.language) == (DAY, "markup", "en")
    assert kinds(found) == []


@pytest.mark.parametrize(
    "head",
    [
        DATED,
        '<meta name="date" content="2024-03-06">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-06T08:00:00+01:00"}</script>',
    ],
)
def test_the_date_comes_from_markup(head: str) -> None:
    (report,) = reports(piped(page(head)))
    assert (report.published, report.date_origin) == (DAY, "markup")


def test_the_date_comes_from_the_address_where_markup_has_none() -> None:
    (report,) = reports(piped(page('<link rel="canonical" href="https://orvel.example/2024/03/06/post.html">')))
    assert (report.published, report.date_origin) == (DAY, "address")


@pytest.mark.parametrize("tag", ["p", 'p class="text"', "div", 'div id="main"'])
@pytest.mark.parametrize("words", ["Since 2012-05-05 war.", "The raid of 2012-05-05 was the first of many here.", "x"])
def test_a_day_told_in_the_text_is_never_taken_for_the_pages_own(words: str, tag: str) -> None:
    given = page(head="", body=(*BODY, words)).decode()
    found = piped(given.replace("<p>", f"<{tag}>").replace("</p>", f"</{tag.split(maxsplit=1)[0]}>").encode())
    assert [each.published for each in reports(found)] == [None]
    assert kinds(found) == ["no-date"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published: 2024-03-06</p>",
        '<p class="byline">By the Orvel Post desk in the valley, 6 March 2024, 09:30 in the morning</p>',
        '<div class="post-date">6 March 2024, 09:30, last changed by the desk at 10:45 in the morning</div>',
        '<time datetime="2024-03-06T09:30:00Z">on Wednesday in the morning</time>',
    ],
)
def test_a_date_line_is_markup(line: str) -> None:
    given = page(head="").replace(b"</h1>", f"</h1>{line}".encode())
    assert [(each.published, each.date_origin) for each in reports(piped(given))] == [(DAY, "markup")]


def test_a_page_of_too_many_elements_is_left_out() -> None:
    assert kinds(piped(b"<html><body>" + b"<p>Orvel</p>" * 40_000)) == ["too-large"]


def test_structured_data_gives_title_and_publisher() -> None:
    told = '{"@graph": [{"headline": "Raid on Orvel", "publisher": {"name": "Valley Wire"}}]}'
    given = f'<html><head><script type="application/ld+json">{told}</script></head><body><p>{BODY[0]}</p></body></html>'
    (report,) = reports(piped(given.encode(), date=DAY))
    assert (report.title, report.source) == ("Raid on Orvel", "Valley Wire")


@pytest.mark.parametrize("named", ["iso-8859-2", "windows-1250"])
def test_a_page_is_read_in_the_encoding_that_it_names(named: str) -> None:
    words = "The mayor Łukasz Żuraw said that the army had left the valley and that the police were at the bridge."
    given = page(body=(words, *BODY)).replace(b"charset=utf-8", f'charset="{named}"'.encode())
    (report,) = reports(piped(given.decode().encode(named)))
    assert report.text.startswith(words)


def test_a_page_that_names_the_wrong_encoding_is_read_as_the_utf8_that_it_is() -> None:
    words = "The mayor Łukasz Żuraw said that the army had left the valley."
    found = piped(page(body=(words, *BODY)).replace(b"charset=utf-8", b"charset=iso-8859-1"))
    assert reports(found)[0].text.startswith(words)


def test_a_page_nested_without_end_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + b"<p>Deep words.</p>")
    (tmp_path / "b.html").write_bytes(page())
    from vedette.sources import read  # noqa: PLC0415 - beside its use

    found = list(read([tmp_path]))
    assert len(reports(found)) == 1
    assert "cut-page" in kinds(found)


def test_a_page_in_another_language_is_kept_and_marked() -> None:
    found = piped(page(body=(FRENCH, FRENCH.replace("lundi", "mardi"))))
    assert [each.language for each in reports(found)] == ["fr"]
    assert kinds(found) == ["not-english"]


def test_a_page_without_text_is_named() -> None:
    assert kinds(piped(b"<html><head></head><body><img src=a.png></body></html>")) == ["empty-text"]

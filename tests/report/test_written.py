"""Both formats hold the same sentences; the page needs nothing else, and nothing in a report becomes part of it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.report.crisis import HOSTILE
from vedette.cli import reporting
from vedette.records import Span
from vedette.report import FORMATS, Note, Quote, Section, Sentence, Situation, situation
from vedette.report.markdown import escaped
from vedette.store import open_lake

SCRIPT = Path(sys.executable).parent / "vedette"
MADE_ON = date(2024, 2, 12)
WEEK = ("--place", "CAF", "--week", "2024-07")


class Page(HTMLParser):
    """Tags, attributes, and the sentences of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said: list[str] = []
        self._in = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._in = ("class", "said") in attrs
        if self._in:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.said[-1] += data


@pytest.fixture(scope="module")
def made(lake: Path) -> Situation:
    return situation(open_lake(lake), place="CAF", week="2024-07")


@pytest.fixture(scope="module")
def page(made: Situation) -> Page:
    return Page(FORMATS["html"](made))


def of_markdown(text: str) -> list[str]:
    """The sentences, each of which ends with its footnote."""
    body = text.partition("\n## Notes\n")[0]
    lines = [line.removeprefix("- ") for line in body.splitlines() if line.startswith("- ")]
    parts = [part.strip() for line in lines for part in re.split(r"(?<!\\)\[\^\d+\]", line)]
    return [re.sub(r"\\(.)", r"\1", part) for part in parts if part]


def test_both_formats_hold_the_same_sentences(made: Situation, page: Page) -> None:
    sentences = [each.text for each in made.sentences()]
    assert page.said == sentences
    assert of_markdown(FORMATS["md"](made)) == [" ".join(each.split()) for each in sentences]


def test_notes_are_linked_both_ways(made: Situation, page: Page) -> None:
    ids = [value for name, value in page.attributes if name == "id"]
    links = [value for name, value in page.attributes if name == "href"]
    number = len(list(made.sentences()))
    assert sorted(ids) == sorted(f"{letter}{at}" for letter in "nr" for at in range(1, number + 1))
    assert sorted(links) == sorted(f"#{each}" for each in ids)
    text = FORMATS["md"](made)
    assert re.findall(r"^\[\^(\d+)\]: .", text, re.MULTILINE) == [str(at) for at in range(1, number + 1)]


def test_the_page_runs_nothing_and_fetches_nothing(page: Page) -> None:
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "section", "ul", "ol", "li", "span", "sup", "a", "br",
    }  # fmt: skip
    assert {name for name, _ in page.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "id",
        "href",
        "title",
    }


def test_hostile_words_are_told_and_stay_words(made: Situation) -> None:
    quoted = [quote for each in made.sentences() for quote in each.note.quotes if quote.report == HOSTILE["id"]]
    assert quoted
    html, text = (FORMATS[name](made) for name in ("html", "md"))
    assert "&lt;i&gt;h1&lt;/i&gt;" in html
    assert "<i>" not in html
    assert "<script" not in html
    assert r"\<i\>h1\</i\>" in text
    assert re.search(r"(?<!\\)<", text) is None


def test_nothing_in_a_line_of_markdown_means_anything() -> None:
    words = "# [x](y) *a* _b_ `c` <d> &amp; ~e~ | ![f]\n- g"
    assert re.sub(r"\\(.)", r"\1", escaped(words)) == " ".join(words.split())
    assert re.search(r"(?<!\\)[#\[\]*_`<>&~|!]", escaped(words)) is None
    assert escaped("1. one") == r"1\. one" or escaped("1. one") == r"\1. one"


def test_words_of_every_script_and_odd_lines_are_written() -> None:
    span = Span("слова\n\n“a”\u202e", 3, 12)
    note = Note((Quote("r", "", None, span, "rule"),), ("row",))
    odd = Situation("T<", "P", MADE_ON, MADE_ON, (Section("S&", ((Sentence("One <b>.", note),),)),))
    assert "слова" in FORMATS["md"](odd)
    assert Page(FORMATS["html"](odd)).said == ["One <b>."]


def test_the_command_line_writes_both_formats(lake: Path, tmp_path: Path, made: Situation) -> None:
    printed = subprocess.run([SCRIPT, "report", "--lake", lake, *WEEK], capture_output=True, check=True)
    assert printed.stdout.decode("utf-8") == FORMATS["md"](made)
    out = tmp_path / "week.html"
    call = [str(SCRIPT), "report", "--lake", str(lake), *WEEK, "--format", "html", "--output", str(out)]
    assert subprocess.run(call, capture_output=True, check=True).stdout == b""
    assert out.read_text("utf-8") == FORMATS["html"](made)


@pytest.mark.parametrize(
    "words", [["--place", "Nowhere-on-Sea", "--week", "2024-07"], ["--place", "CAF", "--week", "7"]]
)
def test_a_wrong_place_or_week_is_one_line_and_ends_with_2(lake: Path, words: list[str]) -> None:
    done = subprocess.run([SCRIPT, "report", "--lake", lake, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_the_formats_of_the_command_line_are_those_of_the_package() -> None:
    assert tuple(sorted(FORMATS)) == reporting.FORMATS

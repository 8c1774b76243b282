"""Pictures are files that stand alone: nothing is fetched when they are opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chart.seen import FETCHED
from vedette import Lake, chart
from vedette.chart import library, saved
from vedette.errors import StoreError, UsageError, VedetteError

PNG = b"\x89PNG\r\n\x1a\n"
NAMES = re.compile(r"https?://(?:www\.w3\.org/|vega\.github\.io/schema/|vega\.github\.io/editor/|github\.com/vega/)")
"""Addresses that are names, or stand in messages of the library; none of them is opened."""


@pytest.fixture(scope="module")
def drawn(crisis: Lake) -> Any:
    return chart.draw(crisis, "series", country="CAF", every="day", with_alerts=False)


def test_a_page_fetches_nothing(drawn: Any) -> None:
    page = chart.html(drawn)
    head = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not FETCHED.search(head)
    assert "default-src 'none'" in head
    assert "connect-src" not in head
    assert not [url for url in re.findall(r"https?://[^\s\"'`<>)\\]+", page) if not NAMES.match(url)]


@pytest.mark.parametrize(("name", "begin"), [("a.html", b"<!DOCTYPE html>"), ("a.svg", b"<svg"), ("a.PNG", PNG)])
def test_the_ending_of_the_name_decides_the_form(drawn: Any, tmp_path: Path, name: str, begin: bytes) -> None:
    chart.save(drawn, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_drawing_holds_no_address_that_is_opened(drawn: Any) -> None:
    picture = chart.svg(drawn)
    assert not re.findall(r"""(?:href|src)\s*=|url\(\s*["']?http""", picture)
    assert "Central African Republic: incidents a day" in picture


def test_another_ending_is_refused_with_those_there_are(drawn: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.png, \.svg"):
        chart.save(drawn, tmp_path / "a.pdf")
    with pytest.raises(StoreError, match="cannot write"):
        chart.save(drawn, tmp_path / "nowhere" / "a.svg")


@given(st.text(alphabet="</script>!-x\u2028 ", max_size=30))
def test_words_of_reports_end_no_element(words: str) -> None:
    told = saved._script({"title": words})  # noqa: SLF001 - what keeps a page whole
    assert "<" not in told
    assert "\u2028" not in told


def test_a_library_that_is_lacking_is_named_with_the_command(crisis: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("vedette.chart.library.import_module", found)
    with pytest.raises(VedetteError, match=r'altair is not installed.*pip install "vedette\[plots\]"'):
        chart.draw(crisis, "dyads")
    with pytest.raises(VedetteError, match=r'vl-convert-python is not installed.*pip install "vedette\[plots\]"'):
        library.vl_convert()

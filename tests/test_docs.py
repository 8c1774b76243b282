"""Every example in README and docs runs, and prints what the text shows; the reference is that of the parser."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests import docs, reference

CURRENT = "run `python -m tests.docs --write`, read what changed, and commit it"


@pytest.mark.parametrize("page", docs.pages(), ids=lambda page: str(page.relative_to(reference.ROOT)))
def test_examples_print_what_the_page_shows(page: Path) -> None:
    shown, now = page.read_text(encoding="utf-8"), docs.rerun(page)
    difference = "\n".join(difflib.unified_diff(shown.splitlines(), now.splitlines(), "shown", "now", lineterm=""))
    assert docs.same(shown, now), f"{CURRENT}\n{difference}"


@pytest.mark.parametrize("page", reference.PAGES, ids=lambda page: page.name)
def test_a_reference_page_is_current(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == reference.PAGES[page](), CURRENT


LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.mark.parametrize("page", docs.pages(), ids=lambda page: str(page.relative_to(reference.ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_scores_may_differ_a_little_and_nothing_else() -> None:
    assert docs.same('{"score": 0.91}', '{"score": 0.9}')
    assert not docs.same('{"score": 0.91}', '{"score": 0.5}')
    assert not docs.same("score 0.91, 3 events", "score 0.91, 4 events")

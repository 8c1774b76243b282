"""A lake of the example crisis with some odd reports, and what the tests of the page do again and again."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Locator, Page, expect

from tests.page.built import ROOT
from tests.serve.lakes import vedette

CRISIS = ROOT / "examples" / "crisis" / "reports.jsonl"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "out" / "screenshots"

PATIENCE_MS = 30_000
"""For which a check waits on a busy machine."""

ASTRAL = (
    "\U0001f468‍\U0001f469‍\U0001f467 \U0001f389 A\u0301e\u0301: gunmen \U0001f52b killed three policemen in "
    "Bria on Monday \U0001f30d, the governor of Haute-Kotto said."
)
"""Emoji of several code points and marks that stand over a letter, before and between the words that are marked."""

HOSTILE = (
    "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 2'> Rebels attacked the town of Birao on Monday, "
    "killing 9 people. \u202eesrever ni\u202c " + "A" * 20_000
)

TURNED = "\u202eRebels attacked a convoy near Birao on Tuesday, killing 6 people\u2067, and burned two lorries. The prefect of Vakaga said so."
"""Turns the direction of writing twice and never turns it back."""

LONG = "Rebels attacked Bria on Monday, killing 4 people. " + "x" * 1_000_000 + " Nothing else was told."

ODD: list[dict[str, str]] = [
    {"id": "astral", "source": "Kotto Blog", "published": "2024-02-20", "title": "Party \U0001f389", "text": ASTRAL},
    {
        "id": "hostile",
        "source": "<b>Nobody</b>",
        "published": "2024-02-20",
        "title": "<svg onload='window.harmed=3'>",
        "text": HOSTILE,
    },
    {
        "id": "turned",
        "source": "\u202eecruoS",
        "published": "2024-02-21",
        "title": "\u202e\u2067Turned",
        "text": TURNED,
    },
    {"id": "long", "source": "Kotto Blog", "published": "2024-02-20", "title": "A word of a megabyte", "text": LONG},
]

DROPPED = (
    "The African Union said on Thursday that 300 soldiers from Senegal would be sent to Bambari next week. "
    "Two policemen were killed on Wednesday when gunmen attacked a checkpoint near Bria, the interior ministry said."
)


def linked(lake: Path, *files: Path) -> Path:
    """A lake of these files, its incidents linked."""
    for path in files:
        vedette("ingest", str(path), "--lake", str(lake), "--workers", "1", "--quiet")
    vedette("link", "--lake", str(lake), "--workers", "1", "--quiet")
    return lake


def opened(page: Page, url: str, search: str = "") -> Page:
    """The page at an address, with its rows there."""
    page.goto(f"{url}/{search}")
    expect(page.locator("[data-count]")).not_to_have_text("", timeout=PATIENCE_MS)
    return page


def count(page: Page) -> int:
    """How many incidents the page says that it shows."""
    told = page.locator("[data-count]").get_attribute("data-count")
    assert told is not None
    return int(told)


def shows(page: Page, number: int) -> None:
    """The page comes to show so many."""
    expect(page.locator("[data-count]")).to_have_attribute("data-count", str(number), timeout=PATIENCE_MS)


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says at this moment; `page.url` may be a moment older."""
    return parse_qs(page.evaluate("() => location.search.slice(1)"), keep_blank_values=True)


def photographed(page: Page, name: str) -> None:
    """A picture for people to look at, when the map has come to rest."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(900)
    page.screenshot(path=SHOTS / f"{name}.png")


def marked(card: Locator, event: str, role: str) -> str:
    """The text that is marked as a role of an event, tags left out: they are drawn, and no text."""
    parts = card.locator(f'mark[data-events~="{event}"][data-roles~="{role}"]').all_text_contents()
    return "".join(parts)


def said(problems: list[dict[str, Any]]) -> str:
    """What axe found, in a few lines."""
    return "\n".join(f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in problems)

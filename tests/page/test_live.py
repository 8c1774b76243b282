"""What comes while the page is open, and what is kept from those who have no token."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Browser, Page, expect

from tests.page.rooms import PATIENCE_MS, count, opened, photographed, shows
from tests.serve.lakes import LATER, Server, made, served, take_in, vedette

TOKEN = "a-token-that-nobody-guesses-0123456789"  # noqa: S105 - of a server that lives as long as a test


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """A server of a lake of its own, which tests may add to."""
    del browser  # without one there is no need of a lake
    with served(made(tmp_path_factory.mktemp("growing"))) as running:
        yield running


@pytest.fixture(scope="module")
def locked(growing: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks for a token."""
    file: Path = tmp_path_factory.mktemp("locked") / "token"
    file.write_text(TOKEN, encoding="utf-8")
    with served(growing.lake, "--token-file", str(file)) as running:
        yield running


def test_rows_that_are_added_come_by_the_stream_without_loading_the_page_anew(page: Page, growing: Server) -> None:
    opened(page, growing.url)
    before = count(page)
    page.evaluate("() => { window.same = true; }")
    take_in(growing.lake, LATER)
    vedette("link", "--lake", str(growing.lake), "--workers", "1", "--quiet")
    expect(page.get_by_text("New reports were added.")).to_be_visible(timeout=3 * PATIENCE_MS)
    photographed(page, "picture-new")
    after = more_than(before, growing)
    page.get_by_role("button", name="Show them").click()
    shows(page, after)
    assert after > before
    assert page.evaluate("() => window.same")


def more_than(before: int, server: Server) -> int:
    """How many incidents the server has once it has noticed those that were linked."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while (now := int(server.get("/lake")["incidents"])) <= before and time.monotonic() < until:
        time.sleep(0.2)
    return now


def test_without_its_token_the_room_is_locked_and_with_it_open(browser: Browser, locked: Server) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(locked.url)
    expect(page.get_by_text("This room is locked")).to_be_visible(timeout=PATIENCE_MS)
    photographed(page, "locked")
    page.get_by_label("Token").fill("wrong" * 8)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("This room is locked")).to_be_visible()
    expect(page.get_by_text("That is not the token")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).not_to_have_attribute("data-count", "0", timeout=PATIENCE_MS)
    assert count(page) > 0
    page.reload()
    expect(page.locator("[data-count]")).to_have_attribute("data-count", str(count(page)), timeout=PATIENCE_MS)
    page.close()


def test_the_address_that_the_server_prints_opens_the_room_and_keeps_no_token(browser: Browser, locked: Server) -> None:
    page = browser.new_page()
    page.goto(f"{locked.url}/?type=ASSAULT#token={TOKEN}")
    expect(page.locator("[data-count]")).not_to_have_text("", timeout=PATIENCE_MS)
    assert count(page) > 0
    assert page.url == f"{locked.url}/?type=ASSAULT"
    page.close()

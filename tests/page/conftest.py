"""A browser, and a server of a small lake. Without either the tests of the page say so and are skipped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.serve.lakes import Server, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("the page is tested in chromium, which is not here: apt-get install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    del browser  # without one there is no need of a lake
    from tests.page.rooms import CRISIS, ODD, linked  # noqa: PLC0415 - as above

    folder = tmp_path_factory.mktemp("page")
    odd = folder / "odd.jsonl"
    odd.write_text("".join(json.dumps(each) + "\n" for each in ODD), encoding="utf-8")
    with served(linked(folder / "lake", CRISIS, odd)) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that reaches nothing but this machine, and says nothing on its console."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", color_scheme="light", accept_downloads=True
    )
    shown = context.new_page()
    outside, complaints = guarded(shown)
    yield shown
    context.close()
    assert not outside, f"the page asked for {outside}"
    assert not complaints, complaints


def guarded(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks of others, which it does not get, and what it complains of."""
    outside: list[str] = []
    complaints: list[str] = []

    def only_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.route("**/*", only_here)
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    return outside, complaints

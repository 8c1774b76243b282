"""Forces, dyads, a report that is dropped; by keyboard, on a phone, for everybody."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Browser, Page, expect

from tests.page.built import ROOT
from tests.page.conftest import guarded
from tests.page.rooms import AXE, DROPPED, PATIENCE_MS, count, opened, photographed, said, shows
from tests.page.test_alerts import counted
from tests.serve.lakes import Server

VIEWS = ("picture", "ledger", "dyads", "drop")
PHONE = {"width": 390, "height": 844}


def test_the_ledger_of_a_day_lists_the_forces_that_the_api_lists(page: Page, server: Server) -> None:
    opened(page, server.url, "?view=ledger&day=2024-02-17")
    lines = server.get("/posture?as_of=2024-02-17")["items"]
    rows = page.locator(".ledger tbody tr:not(.group)")
    expect(rows).to_have_count(len(lines), timeout=PATIENCE_MS)
    shown = rows.all_text_contents()
    for line in lines:
        assert any(line["force"] in each for each in shown)
    photographed(page, "forces")
    page.get_by_role("button", name="One day earlier").click()
    expect(page.get_by_text("Friday, 16 February 2024")).to_be_visible()
    expect(rows).to_have_count(len(server.get("/posture?as_of=2024-02-16")["items"]), timeout=PATIENCE_MS)


def test_the_ledger_follows_the_last_day_of_the_brush(page: Page, server: Server) -> None:
    opened(page, server.url, "?view=ledger&since=2024-02-12&until=2024-02-16")
    expect(page.get_by_text("Thursday, 15 February 2024")).to_be_visible(timeout=PATIENCE_MS)


def test_dyads_count_who_did_to_whom(page: Page, server: Server) -> None:
    opened(page, server.url, "?view=dyads")
    cell = max(server.get("/dyads")["cells"], key=lambda each: each["n"])
    buttons = page.locator(".dyads td button")
    assert max(int(each) for each in buttons.all_text_contents()) == cell["n"]
    buttons.first.click()
    page.get_by_role("button", name="Show these incidents").click()
    expect(page.get_by_role("region", name="Table of incidents")).to_be_visible()
    assert count(page) > 0
    page.go_back()
    photographed(page, "dyads")


def test_a_report_that_is_dropped_is_read_at_once_and_not_kept(page: Page, server: Server) -> None:
    before = server.get("/lake")["reports"]
    page.goto(f"{server.url}/?view=drop")
    page.get_by_label("Text of the report").fill(DROPPED)
    page.get_by_label("Published").fill("2024-03-08")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("What was read")).to_be_visible(timeout=PATIENCE_MS)
    reading = server.read({"text": DROPPED, "published": "2024-03-08", "title": ""}).json
    expect(page.locator("tr.posture")).to_have_count(len(reading["postures"]))
    assert page.locator(".result .text").text_content() == DROPPED
    for event in reading["events"]:
        expect(page.locator(f'mark[data-events~="{event["id"]}"]').first).to_be_visible()
    photographed(page, "drop")
    assert server.get("/lake")["reports"] == before


SEED = Path(os.environ.get("VEDETTE_SHARED", ROOT.parent / "shared")) / "seed" / "report.txt"


def test_the_report_that_it_all_began_with_shows_its_forces_and_the_killing_with_their_words(
    page: Page, server: Server
) -> None:
    if not SEED.exists():
        pytest.skip("the first report needs ../shared beside the checkout")
    page.goto(f"{server.url}/?view=drop")
    page.get_by_label("Text of the report").fill(SEED.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read it").click()
    forces = page.locator("tr.posture")
    expect(forces.first).to_be_visible(timeout=2 * PATIENCE_MS)
    lines = forces.all_text_contents()
    assert any("500 to 650" in line and "on standby" in line for line in lines)
    assert any("500" in line and "Turkish" in line for line in lines)
    killing = page.get_by_role("region", name="Events").get_by_role("row").filter(has_text="1 killed")
    expect(killing).to_contain_text("24 Sept 2023")
    expect(killing).to_contain_text("northern Kosovo")
    killing.get_by_role("button").click()
    expect(page.locator("mark.active")).to_have_text("ambush")
    expect(page.locator("mark.active")).to_be_in_viewport()
    photographed(page, "drop-seed")


def test_a_newcomer_finds_an_invented_report_to_read(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?view=drop")
    page.get_by_role("button", name="Read an invented one").click()
    expect(page.locator("tr.posture").first).to_be_visible(timeout=2 * PATIENCE_MS)
    expect(page.get_by_role("region", name="Events").get_by_text("3 killed")).to_be_visible()


def test_a_word_of_a_megabyte_is_read_and_the_page_lives(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?view=drop")
    page.get_by_label("Text of the report").fill("Rebels attacked Bria on Monday. " + "x" * 990_000)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("What was read")).to_be_visible(timeout=6 * PATIENCE_MS)
    expect(page.get_by_role("button", name="folded")).to_be_visible()
    assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")


def test_everything_is_reached_by_the_keyboard(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("assault")
    page.keyboard.press("Enter")
    shows(page, server.get("/incidents?type=ASSAULT&limit=1")["total"])
    page.get_by_role("grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Evidence", exact=True)).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_role("button", name="Narrow")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Evidence", exact=True)).to_have_count(0)
    page.get_by_role("application").focus()
    page.keyboard.press("n")
    expect(page.locator(".map [aria-live]")).to_have_text(re.compile("incidents|Assault"))
    page.get_by_role("slider", name="First day shown").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("since="))
    for number, view in enumerate(VIEWS, 1):
        page.keyboard.press(str(number))
        expect(page.locator(".page")).to_have_attribute("data-view", view)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_a_phone_shows_all_views_within_its_width(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True, device_scale_factor=2)  # type: ignore[arg-type]
    page = context.new_page()
    outside, complaints = guarded(page)
    opened(page, server.url)
    photographed(page, "phone-picture")
    page.get_by_role("button", name="Filters").tap()
    page.get_by_role("checkbox", name="Assault").check()
    page.get_by_role("button", name=re.compile(r"^Show \d")).tap()
    page.locator(".body .row").first.tap()
    expect(page.get_by_role("region", name="Killed: what is claimed")).to_be_visible(timeout=PATIENCE_MS)
    photographed(page, "phone-evidence")
    page.get_by_role("button", name="Close evidence").tap()
    for view in VIEWS:
        page.goto(f"{server.url}/?view={view}")
        page.wait_for_timeout(500)
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= PHONE["width"], view
        photographed(page, f"phone-{view}")
    context.close()
    assert not outside
    assert not complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["picture", "ledger", "dyads", "drop", "evidence", "alerts", "alert"])
def test_axe_finds_nothing_serious(browser: Browser, server: Server, view: str, theme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not here: npm ci in frontend/")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=theme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    worst = server.get("/incidents?sort=-killed&limit=1")["items"][0]["id"]
    alert = counted(server)[0]["id"]
    searches = {"evidence": f"?incident={worst}&wide", "alerts": "?table=alerts", "alert": f"?alert={alert}"}
    page.goto(f"{server.url}/{searches.get(view, f'?view={view}')}")
    page.wait_for_timeout(1500)
    photographed(page, f"{view}-{theme}")
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    context.close()
    grave = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not grave, said(grave)


def test_trouble_of_the_server_is_said_and_what_it_was_is_tried_again(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    columns = "**/api/v1/incidents/columns"
    page.route(columns, lambda route: route.fulfill(status=504, json={"detail": "it took too long"}))
    page.goto(server.url)
    expect(page.get_by_text("The picture did not come")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("it took too long")).to_be_visible()
    photographed(page, "trouble")
    page.unroute(columns)
    page.get_by_role("button", name="Try again").click()
    shows(page, server.get("/lake")["incidents"])
    page.close()

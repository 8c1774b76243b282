"""Map, timeline and table show one selection, which stands whole in the address."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import parse_qs

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Page, expect

from tests.page.rooms import PATIENCE_MS, asked, count, opened, photographed, shows
from tests.serve.lakes import Server


def total(server: Server, query: str = "") -> int:
    number: int = server.get(f"/incidents?limit=1{query}")["total"]
    return number


def test_the_first_view_shows_all_incidents_on_the_map_the_timeline_and_the_table(page: Page, server: Server) -> None:
    opened(page, server.url)
    assert count(page) == total(server)
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(total(server) + 1))
    for name in ("Map of incidents", "Timeline of incidents", "Table of incidents"):
        expect(page.get_by_role("region", name=name)).to_be_visible()
    expect(page.get_by_text("imply no endorsement")).to_be_visible()
    photographed(page, "picture-light")


def test_a_type_that_is_ticked_leaves_what_the_api_leaves_and_stands_in_the_address(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.get_by_role("checkbox", name="Assault").check()
    shows(page, total(server, "&type=ASSAULT"))
    assert asked(page)["type"] == ["ASSAULT"]
    page.get_by_role("button", name="Remove filter: Assault").click()
    shows(page, total(server))
    page.go_back()
    shows(page, total(server, "&type=ASSAULT"))


def test_words_of_the_reports_are_found_and_places_by_their_names(page: Page, server: Server) -> None:
    opened(page, server.url)
    field = page.get_by_role("combobox")
    field.fill("motorcycles")
    page.get_by_role("option", name="words of the reports").locator(".offer").click()
    shows(page, total(server, "&contains=motorcycles"))
    assert count(page) < total(server)
    page.get_by_role("button", name=re.compile("Remove filter: words")).click()
    field.fill("Malab")
    page.keyboard.press("Enter")
    shows(page, total(server, "&place=Malabo"))


def test_days_that_are_brushed_leave_what_the_api_leaves(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.get_by_role("group", name="Step of the timeline").get_by_text("Day").click()
    box = page.locator(".timeline canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.70, box["y"] + 60, steps=6)
    page.mouse.move(box["x"] + box["width"] * 0.80, box["y"] + 60, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("since="))
    days = asked(page)
    shows(page, total(server, f"&since={days['since'][0]}&until={days['until'][0]}&undated=published"))
    assert 0 < count(page) < total(server)
    photographed(page, "picture-brushed")


def test_a_shared_address_restores_the_whole_view(page: Page, server: Server) -> None:
    worst = server.get("/incidents?sort=-killed&limit=1")["items"][0]["id"]
    search = f"?type=ASSAULT&type=COERCE&since=2024-02-12&until=2024-02-16&by=day&incident={worst}&map=16.500/7.500/6.20&size=reports&sort=-killed"
    opened(page, server.url, search)
    shows(page, total(server, "&type=ASSAULT&type=COERCE&since=2024-02-12&until=2024-02-16&undated=published"))
    expect(page.get_by_role("checkbox", name="Coercion")).to_be_checked()
    expect(page.get_by_role("radio", name="reports")).to_be_checked()
    expect(page.get_by_role("slider", name="Last day shown")).to_have_attribute("aria-valuetext", "15 Feb 2024")
    expect(page.locator(f'.row[data-id="{worst}"]')).to_have_attribute("aria-selected", "true", timeout=PATIENCE_MS)
    expect(page.get_by_role("region", name="Killed: what is claimed")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(600)
    assert asked(page) == parse_qs(search[1:], keep_blank_values=True)


ADDRESSES = (
    "?type=ASSAULT&mode=firearms&state=contradicted&actor=CAF+REB&recipient=CAF+MIL&contains=post&sort=-killed&size=reports",
    "?table=events&country=CAF&place=Paoua&since=2024-02-12&until=2024-02-16&by=week&map=16.500/7.500/6.20",
    "?table=alerts&alerts=unusual&country=TCD&country=CAF",
    "?view=ledger&day=2024-02-17&old=&country=CAF",
    "?view=dyads&dyad=CAF+REB~CAF+MIL&since=2024-02-12&until=2024-02-20",
)


def but_view(told: dict[str, list[str]]) -> dict[str, list[str]]:
    """All that an address says but for the view."""
    return {name: values for name, values in told.items() if name != "view"}


@pytest.mark.parametrize("search", ADDRESSES)
def test_each_part_of_an_address_is_read_written_and_found_again(page: Page, server: Server, search: str) -> None:
    opened(page, server.url, search)
    view = page.locator(".page").get_attribute("data-view")
    page.wait_for_timeout(600)
    page.locator("main").focus()
    page.keyboard.press("4")
    expect(page.get_by_label("Text of the report")).to_be_visible()
    assert but_view(asked(page)) == but_view(parse_qs(search[1:], keep_blank_values=True))
    page.go_back()
    expect(page.locator(".page")).to_have_attribute("data-view", view or "")
    assert asked(page) == parse_qs(search[1:], keep_blank_values=True)


def test_the_table_is_sorted_by_its_heads(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.get_by_role("columnheader", name="Killed").get_by_role("button").click()
    best = server.get("/incidents?sort=-killed&limit=1")["items"][0]
    expect(page.locator(".body .row").first).to_have_attribute("data-id", best["id"])
    page.get_by_role("button", name="Events").click()
    expect(page.get_by_text(f"{server.get('/lake')['events']} events")).to_be_visible(timeout=PATIENCE_MS)


SEEN = ("", "?type=ASSAULT", "?country=CAF&since=2024-02-13&until=2024-02-16", "?contains=motorcycles&state=agreed")


def rows_seen(page: Page) -> set[str]:
    """Ids of all rows of the table, which draws only those in view."""
    grid = page.get_by_role("grid")
    ids: set[str] = set()
    for top in range(0, 40 * count(page) + 1, 150):
        grid.evaluate("(grid, top) => { grid.scrollTop = top; }", top)
        page.wait_for_timeout(40)
        ids |= set(page.locator(".body .row").evaluate_all("rows => rows.map((row) => row.dataset.id)"))
    return ids


def saved(page: Page, form: str) -> str:
    """What a download holds."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download what is shown as {form}").click()
    return waiting.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("search", SEEN)
def test_what_is_downloaded_is_what_is_seen(page: Page, server: Server, search: str) -> None:
    opened(page, server.url, search)
    page.wait_for_timeout(600)
    seen = rows_seen(page)
    assert len(seen) == count(page)
    assert {row["id"] for row in csv.DictReader(io.StringIO(saved(page, "CSV")))} == seen
    assert {each["id"] for each in json.loads(saved(page, "GeoJSON"))["features"]} <= seen


AT_ONCE = """async (type) => {
  const showing = () => [
    document.querySelector("canvas[role=application]").toDataURL(),
    document.querySelector(".timeline canvas").toDataURL(),
    [...document.querySelectorAll(".body .row")].map((row) => row.dataset.id).join(),
    document.querySelector("[data-count]").textContent,
  ];
  const before = showing();
  [...document.querySelectorAll("#rail label")].find((label) => label.textContent.includes(type)).click();
  for (let turn = 0; turn < 8; turn++) await null;
  await new Promise((after) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = after;
    port2.postMessage(0);
  }));
  return showing().map((view, at) => view !== before[at]);
}"""
"""Ticks a type: of map, timeline, table and count, whether each is another in the next frame."""


def test_a_tick_redraws_map_timeline_table_and_count_in_the_next_frame(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.wait_for_function("() => performance.getEntriesByName('first-view').length > 0", timeout=PATIENCE_MS)
    page.wait_for_timeout(600)
    for _ in range(2):
        assert page.evaluate(AT_ONCE, "Assault") == [True, True, True, True]


def test_what_a_filter_left_is_what_is_dragged_along(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.wait_for_function("() => performance.getEntriesByName('first-view').length > 0", timeout=PATIENCE_MS)
    page.wait_for_timeout(600)
    canvas = page.locator("canvas[role=application]")
    box = canvas.bounding_box()
    assert box
    page.evaluate(AT_ONCE, "Assault")
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 340, box["y"] + 170, steps=4)
    moving = canvas.screenshot()
    page.mouse.move(box["x"] + 300, box["y"] + 150, steps=4)
    page.mouse.up()
    page.wait_for_timeout(600)
    page.mouse.move(box["x"] + 20, box["y"] + 150)
    back = canvas.screenshot()
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 340, box["y"] + 170, steps=4)
    assert canvas.screenshot() == moving
    assert back != moving
    page.mouse.up()


def test_a_filter_that_leaves_nothing_says_so_and_how_to_go_on(page: Page, server: Server) -> None:
    opened(page, server.url, "?type=ASSAULT&country=NZL")
    expect(page.get_by_text("Nothing passes these filters")).to_be_visible()
    photographed(page, "picture-empty")
    page.get_by_role("button", name="Clear all filters").click()
    shows(page, total(server))

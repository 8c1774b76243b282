"""Map, timeline and table show one selection, which stands whole in the address."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Page, expect

from tests.page.rooms import PATIENCE_MS, count, opened, photographed, shows
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
    assert parse_qs(urlsplit(page.url).query)["type"] == ["ASSAULT"]
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
    asked = parse_qs(urlsplit(page.url).query)
    shows(page, total(server, f"&since={asked['since'][0]}&until={asked['until'][0]}"))
    assert 0 < count(page) < total(server)
    photographed(page, "picture-brushed")


def test_a_shared_address_restores_the_whole_view(page: Page, server: Server) -> None:
    worst = server.get("/incidents?sort=-killed&limit=1")["items"][0]["id"]
    search = f"?type=ASSAULT&type=COERCE&since=2024-02-12&until=2024-02-16&by=day&incident={worst}&map=16.500/7.500/6.20&size=reports&sort=-killed"
    opened(page, server.url, search)
    shows(page, total(server, "&type=ASSAULT&type=COERCE&since=2024-02-12&until=2024-02-16"))
    expect(page.get_by_role("checkbox", name="Coercion")).to_be_checked()
    expect(page.get_by_role("radio", name="reports")).to_be_checked()
    expect(page.get_by_role("slider", name="Last day shown")).to_have_attribute("aria-valuetext", "15 Feb 2024")
    expect(page.locator(f'.row[data-id="{worst}"]')).to_have_attribute("aria-selected", "true", timeout=PATIENCE_MS)
    expect(page.get_by_role("region", name="Killed: what is claimed")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(600)
    assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(search).query)


def test_the_table_is_sorted_by_its_heads(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.get_by_role("columnheader", name="Killed").get_by_role("button").click()
    best = server.get("/incidents?sort=-killed&limit=1")["items"][0]
    expect(page.locator(".body .row").first).to_have_attribute("data-id", best["id"])
    page.get_by_role("button", name="Events").click()
    expect(page.get_by_text(f"{server.get('/lake')['events']} events")).to_be_visible(timeout=PATIENCE_MS)


def test_what_is_shown_can_be_downloaded(page: Page, server: Server) -> None:
    opened(page, server.url, "?type=ASSAULT")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what is shown as CSV").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == count(page)


def test_a_filter_that_leaves_nothing_says_so_and_how_to_go_on(page: Page, server: Server) -> None:
    opened(page, server.url, "?type=ASSAULT&country=NZL")
    expect(page.get_by_text("Nothing passes these filters")).to_be_visible()
    photographed(page, "picture-empty")
    page.get_by_role("button", name="Clear all filters").click()
    shows(page, total(server))

"""Alerts: marked on the timeline, listed with their figures, opened with the rows that they rest on."""

from __future__ import annotations

import csv
import io
import re
import time
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qs

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Locator, Page, expect

from tests.page.rooms import PATIENCE_MS, asked, opened, photographed
from tests.serve.lakes import PATIENCE, Server
from vedette.records import Alert

LIST = re.compile(r"/api/v1/alerts\?")


def counted(server: Server) -> list[dict[str, Any]]:
    """All alerts of the lake, once the server has counted them."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        told = server.get("/alerts?limit=1000")
        if told["state"] == "counted":
            items: list[dict[str, Any]] = told["items"]
            return items
        time.sleep(0.3)
    raise AssertionError("the alerts were not counted")


def answering(page: Page, **told: Any) -> None:
    """The list of alerts is answered so, whatever the server holds."""
    whole = {"schema": 1, "items": [], "next": None, "total": 0, "state": "counted", "of": 1, "why": None, **told}
    page.route(LIST, lambda route: route.fulfill(json=whole))


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Alert", exact=True)


def test_alerts_are_listed_as_the_api_lists_them(page: Page, server: Server) -> None:
    alerts = counted(server)
    assert len(alerts) > 3
    opened(page, server.url)
    page.get_by_role("group", name="Rows").get_by_role("button", name="Alerts").click()
    rows = page.locator(".body .row")
    expect(rows).to_have_count(len(alerts), timeout=PATIENCE_MS)
    assert rows.evaluate_all("rows => rows.map((row) => row.dataset.alert)") == [each["id"] for each in alerts]
    assert asked(page)["table"] == ["alerts"]
    photographed(page, "alerts")
    page.get_by_role("button", name="Least usual").click()
    likely = rows.evaluate_all("rows => rows.map((row) => row.dataset.alert)")
    tails = {each["id"]: 2 if each["tail"] is None else each["tail"] for each in alerts}
    assert [tails[each] for each in likely] == sorted(tails.values())


def test_the_alerts_that_are_listed_are_downloaded_in_their_order_with_the_columns_of_the_command(
    page: Page, server: Server
) -> None:
    country = next(each["country"] for each in counted(server) if each["country"])
    opened(page, server.url, f"?table=alerts&alerts=unusual&country={country}")
    rows = page.locator(".row[data-alert]")
    expect(rows.first).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what is shown as CSV").press("Enter")
    assert waiting.value.suggested_filename == "vedette-alerts.csv"
    got = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"))))
    assert [each["id"] for each in got] == rows.evaluate_all("rows => rows.map((row) => row.dataset.alert)")
    assert list(got[0]) == [each.name for each in fields(Alert)]
    known = {each["id"]: each for each in counted(server)}
    assert got == [{name: cell(name, known[row["id"]][name]) for name in row} for row in got]


def cell(name: str, value: Any) -> str:
    """A value of the API as it stands in a cell: codes of sides between semicolons, ids between blanks."""
    if isinstance(value, list):
        return ("; " if name in ("actors", "toward") else " ").join(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def test_words_of_an_alert_are_no_formula_where_they_are_downloaded(page: Page, server: Server) -> None:
    alert = counted(server)[0] | {"why": '=1+1, "as said"', "place": "'@Bria", "cites": None}
    answering(page, items=[alert], total=1)
    opened(page, server.url, "?table=alerts")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what is shown as CSV").click(timeout=PATIENCE_MS)
    (got,) = csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8")))
    assert (got["why"], got["place"]) == ("'" + alert["why"], "'" + alert["place"])


def test_an_alert_chooses_its_days_and_country_and_shows_the_words_that_it_rests_on(page: Page, server: Server) -> None:
    alert = next(each for each in counted(server) if each["incidents"] and each["country"] and each["seen"])
    opened(page, server.url, "?table=alerts")
    page.locator(f'.row[data-alert="{alert["id"]}"]').click(timeout=PATIENCE_MS)
    expect(panel(page)).to_be_visible()
    chosen = asked(page)
    assert chosen["alert"] == [alert["id"]]
    assert chosen["since"] == [alert["since"]]
    assert chosen["country"] == [alert["country"]]
    cites = page.locator("[data-cite]")
    expect(cites.first).to_be_visible(timeout=PATIENCE_MS)
    texts = cites.all_text_contents()
    for cite in alert["cites"][: len(texts)]:
        hit = "".join(part["text"] for part in cite["segments"] if part["hit"])
        assert any(hit in text and cite["report"] in text for text in texts)
    expect(page.get_by_label("Seen and expected")).to_contain_text("Seen")
    photographed(page, "alert-open")
    page.get_by_role("button", name="Close alert").click()
    expect(panel(page)).to_have_count(0)
    assert "since" not in asked(page)


def test_a_probability_beyond_a_million_is_a_power_of_ten_and_one_event_is_one(page: Page, server: Server) -> None:
    alert = counted(server)[0] | {"seen": 1.0, "unit": "events", "expected": 0.2, "tail": 5.2e-17, "cites": None}
    answering(page, items=[alert], total=1)
    opened(page, server.url, "?table=alerts")
    row = page.locator(".row[data-alert]")
    expect(row).to_contain_text("1 event, 0.2 expected", timeout=PATIENCE_MS)
    expect(row).to_contain_text("once in 10¹⁶")


def test_what_an_alert_rests_on_is_shown_though_its_days_leave_it_out(page: Page, server: Server) -> None:
    alert = next(each for each in counted(server) if each["incidents"])
    away = alert | {"since": "2024-02-01", "raised": "2024-02-01", "country": None}
    answering(page, items=[away], total=1)
    opened(page, server.url, f"?alert={alert['id']}&since=2024-02-01&until=2024-02-02")
    for incident in alert["incidents"]:
        expect(page.locator(f'.row[data-id="{incident}"]')).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("[data-count]")).to_contain_text("by the alert alone")


def test_a_row_of_an_alert_opens_its_evidence_and_leads_back(page: Page, server: Server) -> None:
    alert = next(each for each in counted(server) if any(cite["incident"] for cite in each["cites"]))
    number = next(at for at, cite in enumerate(alert["cites"]) if cite["incident"])
    opened(page, server.url, f"?table=alerts&alert={alert['id']}")
    page.locator("[data-cite]").nth(number).click(timeout=PATIENCE_MS)
    expect(page.get_by_role("region", name="Evidence", exact=True)).to_be_visible()
    assert asked(page)["incident"] == [alert["cites"][number]["incident"]]
    page.get_by_role("button", name="Back to the alert").click()
    expect(panel(page)).to_be_visible()


def test_alerts_are_marked_on_the_timeline_by_a_shape_and_in_words(page: Page, server: Server) -> None:
    alerts = counted(server)
    opened(page, server.url)
    marks = page.get_by_role("toolbar", name="Alerts on the timeline").get_by_role("button")
    expect(marks.first).to_be_visible(timeout=PATIENCE_MS)
    names = [mark.get_attribute("aria-label") or "" for mark in marks.all()]
    assert all("lert" in name for name in names)
    told = sum(int(found[1]) if (found := re.match(r"(\d+) alerts", name)) else 1 for name in names)
    assert told == len([each for each in alerts if each["muted"] is None])
    outlines = page.locator(".marks path.outline").evaluate_all("paths => paths.map((path) => path.getAttribute('d'))")
    assert len(set(outlines)) > 1
    single = next(at for at, name in enumerate(names) if name.startswith("Alert:"))
    marks.nth(single).click()
    expect(panel(page)).to_be_visible()


def test_alerts_are_reached_by_the_keyboard(page: Page, server: Server) -> None:
    alerts = counted(server)
    opened(page, server.url, "?table=alerts")
    expect(page.locator(".body .row")).to_have_count(len(alerts), timeout=PATIENCE_MS)
    page.get_by_role("grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    assert asked(page)["alert"] == [alerts[1]["id"]]
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    marks = page.get_by_role("toolbar", name="Alerts on the timeline").get_by_role("button")
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since="))


def test_a_shared_address_of_an_alert_restores_it(page: Page, server: Server) -> None:
    alert = next(each for each in counted(server) if each["country"])
    search = f"?table=alerts&alerts=unusual&alert={alert['id']}&country={alert['country']}&since={alert['since']}"
    opened(page, server.url, search)
    expect(panel(page)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(f'.row[data-alert="{alert["id"]}"]')).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="Least usual")).to_have_attribute("aria-pressed", "true")
    assert asked(page) == parse_qs(search[1:])


def test_while_alerts_are_counted_the_page_says_so(page: Page, server: Server) -> None:
    answering(page, state="counting")
    opened(page, server.url, "?table=alerts")
    expect(page.get_by_text("Counting …")).to_be_visible(timeout=PATIENCE_MS)
    photographed(page, "alerts-counting")


def test_a_lake_without_alerts_says_why(page: Page, server: Server) -> None:
    answering(page, why="nothing in it is out of the ordinary")
    opened(page, server.url, "?table=alerts")
    expect(page.get_by_text("No alert: nothing in this lake stands out")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("nothing in it is out of the ordinary")).to_be_visible()
    photographed(page, "alerts-none")


def test_an_alert_that_is_gone_is_said_to_be(browser: Any, server: Server) -> None:
    counted(server)
    page = browser.new_page()
    page.goto(f"{server.url}/?alert=0000000000000000")
    expect(page.get_by_text("This alert is not there")).to_be_visible(timeout=PATIENCE_MS)
    page.close()

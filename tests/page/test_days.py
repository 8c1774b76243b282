"""Days as they were told: vague ones as stretches, and where none was told the day of the first report, which is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Locator, Page, Route, expect

from tests.page.rooms import PATIENCE_MS, count, opened
from tests.serve.lakes import Server

Columns = dict[str, list[Any]]
PHONE = {"width": 390, "height": 844}


def day(iso: str) -> int:
    """Days since 1970."""
    return (date.fromisoformat(iso) - date(1970, 1, 1)).days


def telling(page: Page, change: Callable[[Columns], object]) -> None:
    """The columns of the incidents as they are, but for a change."""

    def answer(route: Route) -> None:
        response = route.fetch()
        told = response.json()
        change(told["columns"])
        route.fulfill(response=response, json=told)

    page.route("**/api/v1/incidents/columns*", answer)


def put(columns: Columns, row: int, **values: Any) -> None:
    for name, value in values.items():
        columns[name][row] = value


def cell(page: Page, incident: str) -> Locator:
    return page.locator(f'.row[data-id="{incident}"] .c-since')


def first(server: Server) -> str:
    """The incident of the first row."""
    incident: str = server.get("/incidents/columns")["columns"]["id"][0]
    return incident


def undated(columns: Columns) -> None:
    """No incident has a day of its own; the first is reported on a day on which no other is."""
    for name in ("since", "until"):
        columns[name] = [None] * len(columns["id"])
    columns["published"] = [day("2024-02-14")] * len(columns["id"])
    put(columns, 0, published=day("2024-02-16"))


def test_where_no_day_was_told_that_of_the_first_report_stands_in_and_is_said_to(page: Page, server: Server) -> None:
    telling(page, undated)
    opened(page, server.url, "?since=2024-02-16&until=2024-02-17")
    assert count(page) == 1
    expect(cell(page, first(server))).to_have_text("reported\u00a016 Feb 2024".replace("\u00a0", " ", 1))
    cell(page, first(server)).hover()
    expect(cell(page, first(server))).to_have_attribute("title", "No day was told; the first report is of that day")
    expect(page.get_by_role("region", name="Timeline of incidents")).to_contain_text("1 by the day of the report")


def test_what_has_no_day_of_its_own_is_downloaded_as_it_is_shown(page: Page, server: Server) -> None:
    opened(page, server.url, "?since=2024-02-13&until=2024-02-16")
    with page.expect_request("**/incidents.csv?*") as asking, page.expect_download():
        page.get_by_role("button", name="Download what is shown as CSV").click()
    assert parse_qs(urlsplit(asking.value.url).query)["undated"] == ["published"]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2022-01-05", "2022-01-06", "5 Jan 2022"),
        ("2022-01-03", "2022-01-10", "3–9 Jan 2022"),
        ("2022-01-01", "2022-02-01", "Jan 2022"),
        ("2022-01-01", "2022-04-01", "Jan–Mar 2022"),
        ("2022-01-01", "2023-01-01", "2022"),
    ],
)
def test_a_vague_day_is_shown_as_the_stretch_that_it_is(
    page: Page, server: Server, since: str, until: str, told: str
) -> None:
    telling(page, lambda columns: put(columns, 0, since=day(since), until=day(until)))
    opened(page, server.url, f"?since={since}&until={until}")
    expect(cell(page, first(server))).to_be_visible()
    words = cell(page, first(server)).inner_text()
    assert "".join(words.split()) == "".join(told.split())


def test_a_toll_of_a_year_is_not_the_deadliest_of_a_week(page: Page, server: Server) -> None:
    def change(columns: Columns) -> None:
        put(columns, 0, since=day("2024-01-01"), until=day("2025-01-01"), killed_low=900_000, killed_high=900_000)

    telling(page, change)
    opened(page, server.url, "?since=2024-02-13&until=2024-02-20")
    expect(page.locator(".worst")).to_be_visible()
    expect(page.locator(".worst")).not_to_contain_text("900")


def test_on_a_phone_the_box_of_the_rows_is_bounded_and_so_are_the_rows(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(page, server.url)
    grid = page.get_by_role("grid")
    expect(page.locator(".body .row").first).to_be_visible()
    assert grid.evaluate("grid => grid.clientHeight") < 500
    assert page.locator(".body .row").count() < 25


def test_what_was_read_is_asked_for_by_steps_that_the_length_of_the_lake_allows(page: Page, server: Server) -> None:
    def long(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=response.json() | {"since": "2000-01-01"})

    page.route("**/api/v1/lake", long)
    telling(page, lambda columns: put(columns, 0, since=day("2000-01-01"), until=day("2000-01-02")))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/series?" in request.url else None)
    with page.expect_response("**/series?*", timeout=PATIENCE_MS) as answer:
        opened(page, server.url, "?view=dyads&by=day")
    assert answer.value.ok
    assert [parse_qs(urlsplit(url).query)["by"] for url in asked] == [["month"]]

"""The evidence view: what is marked is what the words are, to the character."""

from __future__ import annotations

import pytest

pytest.importorskip(
    "playwright", reason="the page is tested with playwright, which is not here: pip install playwright"
)

from playwright.sync_api import Page, expect

from tests.page.rooms import ASTRAL, HOSTILE, LONG, PATIENCE_MS, TURNED, marked, opened, photographed
from tests.serve.lakes import Server


def key_of(server: Server, report: str) -> str:
    key: str = server.get(f"/events?report={report}&limit=1")["items"][0]["report"]["key"]
    return key


def test_the_worst_incident_opens_with_its_claims_and_the_words_behind_them(page: Page, server: Server) -> None:
    opened(page, server.url)
    page.get_by_role("columnheader", name="Killed").get_by_role("button").click()
    page.locator(".body .row").first.click()
    worst = server.get("/incidents?sort=-killed&limit=1")["items"][0]
    evidence = server.get(f"/incidents/{worst['id']}/evidence")
    scale = page.get_by_role("region", name="Killed: what is claimed")
    expect(scale).to_be_visible(timeout=PATIENCE_MS)
    own = [claim for claim in worst["killed"]["claims"] if claim["report"] == claim["voice"]]
    assert scale.get_by_role("listitem").count() >= len(
        {(claim["report"], claim["low"], claim["high"]) for claim in own}
    )
    told = [each for each in evidence["reports"] if each["copy_of"] is None]
    expect(page.locator("article.card")).to_have_count(len(told))
    for each in told:
        card = page.locator(f'article.card[data-report="{each["id"]}"]')
        for event in each["events"]:
            assert marked(card, event["id"], "trigger") == event["trigger"]["text"]
    photographed(page, "evidence-narrow")
    page.get_by_role("button", name="Side by side").click()
    photographed(page, "evidence-wide")


def test_a_claim_leads_to_its_report(page: Page, server: Server) -> None:
    worst = server.get("/incidents?sort=-killed&limit=1")["items"][0]
    opened(page, server.url, f"?incident={worst['id']}&wide")
    last = page.get_by_role("region", name="Killed: what is claimed").get_by_role("listitem").last
    last.get_by_role("button").click(timeout=PATIENCE_MS)
    expect(page.locator("article.card.pointed")).to_be_in_viewport()


def test_copies_are_folded_under_the_text_that_they_reprint(page: Page, server: Server) -> None:
    copied = next(each for each in server.get("/incidents?limit=1000")["items"] if each["copies"])
    opened(page, server.url, f"?incident={copied['id']}&wide")
    expect(page.get_by_text("one voice with it").first).to_be_visible(timeout=PATIENCE_MS)
    hidden = {report for group in copied["copies"] for report in group[1:]}
    for report in hidden:
        expect(page.locator(f'article.card[data-report="{report}"]')).to_have_count(0)


def test_marks_fit_to_the_character_behind_emoji_and_combining_marks(page: Page, server: Server) -> None:
    report = server.get(f"/reports/{key_of(server, 'astral')}/evidence")["reports"][0]
    opened(page, server.url, f"?report={report['key']}")
    card = page.locator('article.card[data-report="astral"]')
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    assert card.locator(".text").text_content() == ASTRAL
    assert report["events"]
    for event in report["events"]:
        assert ASTRAL[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]
        assert marked(card, event["id"], "trigger") == event["trigger"]["text"]
        for argument in event["arguments"]:
            assert argument["text"] in marked(card, event["id"], argument["role"])
    photographed(page, "evidence-emoji")


def test_a_hostile_report_shows_as_text_and_harms_nothing(page: Page, server: Server) -> None:
    opened(page, server.url, f"?report={key_of(server, 'hostile')}")
    card = page.locator('article.card[data-report="hostile"]')
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    card.get_by_role("button", name="folded").click()
    assert card.locator(".text").text_content() == HOSTILE
    expect(card.get_by_role("heading", name="<svg onload='window.harmed=3'>")).to_be_visible()
    assert page.evaluate("() => window.harmed") is None
    assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    assert card.locator(".text *:is(script, img, svg)").count() == 0
    photographed(page, "evidence-hostile")


LEFT_TO_RIGHT = """node => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const lefts = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const range = document.createRange();
    for (let at = 0; at < Math.min(text.length, 8); at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      lefts.push(range.getBoundingClientRect().left);
    }
  }
  return lefts.every((left, at) => at === 0 || left >= lefts[at - 1]);
}"""
"""Whether the first letters of what stands there run from the left to the right."""


def test_marks_of_direction_turn_nothing_beyond_the_words_that_bear_them(page: Page, server: Server) -> None:
    opened(page, server.url, f"?report={key_of(server, 'turned')}")
    card = page.locator('article.card[data-report="turned"]')
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    assert card.locator(".text").text_content() == TURNED
    for other in (card.locator(".outlet time"), card.locator(".from span"), card.locator("summary").first):
        assert other.evaluate(LEFT_TO_RIGHT)
    outlet = card.locator(".outlet").bounding_box()
    day = card.locator(".outlet time").bounding_box()
    assert outlet
    assert day
    assert day["x"] > outlet["x"] + outlet["width"] / 2
    photographed(page, "evidence-turned")


def test_a_word_of_a_megabyte_in_a_report_is_folded_and_whole(page: Page, server: Server) -> None:
    opened(page, server.url, f"?report={key_of(server, 'long')}")
    card = page.locator('article.card[data-report="long"]')
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => document.documentElement.textContent.length") < len(LONG)
    photographed(page, "evidence-long")
    card.get_by_role("button", name="folded").click()
    assert card.locator(".text").text_content() == LONG

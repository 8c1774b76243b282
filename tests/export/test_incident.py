"""An incident's public shape holds what a reader needs to check it, and its row what a person asks first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.link.claims import incident as told
from vedette.export import Page, incident_table
from vedette.export.incident import from_json, render, to_json
from vedette.export.layout import columns
from vedette.link.complete import filled
from vedette.records import Incident, Joined, Weighed, Where, Who

REPORTS = (
    "2024-05-06 Post: [t:Monday|2024-05-06]'s [x:bomb] killed [k:four porters], [s:the mayor|FRA GOV] said. || "
    "2024-05-07 Star: The toll of the [x:bomb] rose to [k:six]; [k:two of them] were boys, and [i:nine] were hurt. || "
    "2024-05-07 Wire: ![a:The militia|FRA REB] denied that it had [x:planted] the bomb with [c:ten men]. || "
    "2024-05-08 Echo =b: The toll of the [x:bomb] rose to [k:six]; [k:two of them] were boys, and [i:nine] were hurt."
)
MEMBERS = told(REPORTS)
WHERE = Where("Orvel", "FRA", "Nord", "city", 50.0, 3.0, 3.0, 1)

BARE = Incident(
    id="0123456789abcdef",
    type="ASSAULT",
    mode="explosives",
    since=date(2024, 5, 6),
    until=date(2024, 5, 7),
    where=WHERE,
    actors=(Who("FRA REB", "FRA", "REB", None),),
    recipients=tuple(Who(code, code[:3], None, None) for code in ("FRA CVL", "FRA LAB", "FRA COP")),
    reports=tuple("abcd"),
    copies=(("b", "d"),),
    voices=3,
    sources=("Echo", "Post", "Star", "Wire"),
    events=tuple(member.event.id for member in MEMBERS),
    joined=(Joined("e2", "e1", 2.5, (Weighed("time", "same day", 2.0), Weighed("type", "same type", 0.5))),),
    history=("fedcba9876543210",),
)
WHOLE = filled(BARE, MEMBERS)

PROMISED = (
    "schema id type mode since until where actors recipients killed injured counts state voices reports copies events "
    "known_from superseded_at"
)


def test_the_shape_has_the_promised_keys_in_order() -> None:
    row = to_json(WHOLE, known_from=date(2024, 5, 7))
    assert list(row)[: len(PROMISED.split())] == PROMISED.split()
    assert (row["known_from"], row["superseded_at"]) == ("2024-05-07", None)


@pytest.mark.parametrize("given", [WHOLE, BARE, replace(BARE, where=None, since=None, until=None)])
def test_it_comes_back_whole(given: Incident) -> None:
    assert from_json(json.loads(render(given, Page()))) == given


def test_a_claim_leads_to_the_words_of_its_report() -> None:
    texts = {member.report: member.text for member in MEMBERS}
    row = to_json(WHOLE)
    claims = [*row["killed"]["claims"], *(each for found in row["findings"].values() for each in found["claims"])]
    assert claims
    for claim in claims:
        assert texts[claim["report"]][claim["start"] : claim["end"]] == claim["words"]


def test_a_range_shows_who_claims_which_and_what_was_replaced() -> None:
    killed = to_json(WHOLE)["killed"]
    assert (killed["low"], killed["high"], killed["state"]) == (6, 6, "single source")
    shown = [(claim["low"], claim["report"], claim["part"], bool(claim["superseded_by"])) for claim in killed["claims"]]
    assert shown == [(4, "a", None, True), (6, "b", None, False), (2, "b", "two of them", False)]
    assert killed["claims"][0]["source"]["code"] == "FRA GOV"
    assert killed["claims"][0]["source_words"] == "the mayor"


def test_whole_numbers_are_written_as_such() -> None:
    assert '"low": 6,' in render(WHOLE, Page())


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_row_says_what_a_person_asks_first_and_fits_the_page(width: int) -> None:
    page = Page(width)
    shown = incident_table.head(page) + incident_table.line(WHOLE, page)
    assert all(columns(line) <= width for line in shown.splitlines())
    words = " ".join(shown.split())
    for expected in ("01234567", "2024-05-06", "ASSAULT", "explosives", "FRA REB", "killed 6", "injured 9", "3 voices"):
        assert expected in words
    assert "contradicted" in words
    assert "+1" in words


def test_what_is_not_known_is_a_question_mark() -> None:
    row = incident_table.line(replace(BARE, where=None, since=None, until=None, actors=(), recipients=()), Page(140))
    assert row.split().count("?") == 3

"""The public shape is what the documents say, key by key, and leads back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests import stand_ins
from vedette.export import FORMATS, Page, renderer, values
from vedette.export.jsonl import from_json, to_json
from vedette.records import Count, Resolved, When, Where, Who

KEYS = {
    "": "schema id published title source offset text engine events statements postures problems url date_origin language",
    "engine": "version model ontology",
    "events": "id type mode status contexts score intensity trigger arguments",
    "statements": "id speaker anonymous cue content quoted events",
    "postures": "id owner command force kind count status where origin when source event",
    "problems": "kind where message next",
}
WHO = "code country sector name rule"
WHEN = "since until precision rule"
WHERE = "name country admin1 kind latitude longitude radius_km geoname rule"
COUNT = "low high approximate unit rule"


def test_keys_stand_in_the_order_of_the_contract() -> None:
    row = to_json(stand_ins.reading())
    assert " ".join(row) == KEYS[""]
    assert " ".join(row["engine"]) == KEYS["engine"]
    for part in ("events", "statements", "postures", "problems"):
        assert " ".join(row[part][0]) == KEYS[part], part


def test_values_have_their_keys_and_the_rule() -> None:
    time, actor, force, place, source = to_json(stand_ins.reading())["events"][0]["arguments"]
    assert " ".join(time) == "role text start end score when"
    assert " ".join(time["when"]) == WHEN
    assert " ".join(actor["who"]) == WHO
    assert " ".join(force["count"]) == COUNT
    assert " ".join(place["where"]) == WHERE
    assert source["who"] == {"code": None, "country": None, "sector": None, "name": None, "rule": "no-country"}


def test_days_numbers_and_scores_are_written_plainly() -> None:
    row = to_json(stand_ins.reading())
    event = row["events"][0]
    assert row["published"] == "2024-03-05"
    assert event["score"] == 0.877
    assert event["arguments"][0]["when"]["until"] == "2024-03-05"
    assert json.dumps(event["arguments"][2]["count"]["low"]) == "200"


def test_null_stands_only_where_there_is_no_argument() -> None:
    posture = to_json(stand_ins.reading())["postures"][0]
    assert posture["command"] is None
    assert posture["origin"] is None
    assert posture["source"]["rule"] == "no-country"


def test_what_was_passed_over_is_not_public() -> None:
    assert "passed_over" not in renderer("jsonl")(stand_ins.reading(), Page())


def test_a_line_leads_back_to_the_reading_and_to_itself() -> None:
    row = to_json(stand_ins.reading())
    back = from_json(json.loads(json.dumps(row)))
    assert to_json(back) == row
    assert back.events[0].arguments[1].who == Resolved(Who("ITA", "ITA", None, "Italy"), "country-name")
    assert back.report.published == date(2024, 3, 5)


def test_a_reading_is_one_line_whatever_its_text_holds() -> None:
    reading = stand_ins.reading()
    broken = replace(reading, report=replace(reading.report, text="one\ntwo\u2028three\r\n“four”"))
    line = renderer("jsonl")(broken, Page())
    assert line.count("\n") == 1
    assert json.loads(line)["text"] == broken.report.text


def test_every_format_has_a_renderer() -> None:
    assert all(renderer(name)(stand_ins.reading(), Page()) for name in FORMATS)


words = st.text(max_size=8)
numbers = st.none() | st.integers(0, 10**9).map(float) | st.floats(0, 1e6)
days = st.dates(date(1, 1, 1), date(9999, 12, 30))


@given(st.none() | st.builds(Who, words, st.none() | words, st.none() | words, st.none() | words))
def test_who_leads_back(value: Who | None) -> None:
    assert values.to_who(values.who(Resolved(value, "r"))) == Resolved(value, "r")


@given(st.none() | st.builds(When, days, days, words))
def test_when_leads_back(value: When | None) -> None:
    assert values.to_when(values.when(Resolved(value, "r"))) == Resolved(value, "r")


@given(st.none() | st.builds(Where, words, st.none() | words, st.none() | words, words, numbers, numbers, numbers))
def test_where_leads_back(value: Where | None) -> None:
    assert values.to_where(values.where(Resolved(value, "r"))) == Resolved(value, "r")


@given(st.none() | st.builds(Count, numbers, numbers, st.booleans(), st.none() | words))
def test_count_leads_back(value: Count | None) -> None:
    assert values.to_count(values.count(Resolved(value, "r"))) == Resolved(value, "r")

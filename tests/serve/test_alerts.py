"""Alerts: those that the rules find in the lake, each with the words it rests on, and counted without anybody waiting."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.serve.lakes import PATIENCE, REPORTS, Server, served
from vedette.analyse.alerts import RULES, Asked, answer, picture_of_lake
from vedette.serve.aside import process
from vedette.serve.aside.alerts import KINDS, made
from vedette.serve.aside.work import done
from vedette.serve.filters import AlertKind
from vedette.store import open_lake

TEXTS = {each["id"]: each["text"] for each in REPORTS}


def counted(server: Server, asked: str = "") -> Any:
    """The answer when all is counted."""
    end = time.monotonic() + PATIENCE
    while (told := server.get(f"/alerts?{asked}"))["state"] == "counting":
        assert time.monotonic() < end
        time.sleep(0.1)
    return told


def test_they_are_what_the_rules_find_in_the_lake(server: Server) -> None:
    told = counted(server, "sort=raised&limit=1000")
    wanted = {one.id: one for one in answer(picture_of_lake(open_lake(server.lake)), Asked())}
    assert told["total"] == len(wanted) > 2
    assert {each["id"] for each in told["items"]} == set(wanted)
    for each in told["items"]:
        one = wanted[each["id"]]
        assert (each["rule"], each["why"], each["raised"]) == (one.rule, one.why, one.raised.isoformat())
        assert (each["expected"], each["seen"], each["tail"], each["muted"]) == (one.expected, one.seen, one.tail, None)
        assert each["kind"] == KINDS[one.rule].name
        assert set(one.incidents) <= set(each["incidents"])
        assert server.get(f"/alerts/{each['id']}") == each
    assert (told["state"], told["why"]) == ("counted", None)
    assert told["of"] == server.get("/lake")["version"]


def test_each_leads_back_to_the_characters_of_a_report(server: Server) -> None:
    for each in counted(server)["items"]:
        assert each["cites"]
        assert [cite["published"] for cite in each["cites"]] == sorted(cite["published"] for cite in each["cites"])
        for cite in each["cites"]:
            hit = "".join(piece["text"] for piece in cite["segments"] if piece["hit"])
            assert TEXTS[cite["report"]][cite["start"] : cite["end"]] == hit
            assert "".join(piece["text"] for piece in cite["segments"]) in TEXTS[cite["report"]]
            assert server.get(f"/reports/{cite['key']}")["id"] == cite["report"]
            assert cite["id"] in server.get(f"/incidents/{cite['incident']}")["events"]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("rule=first-violence", lambda one: one["rule"] == "first-violence"),
        ("kind=contradiction", lambda one: one["kind"] == "contradiction"),
        ("kind=contradiction&kind=outbreak&country=SDN", lambda one: one["country"] == "SDN"),
        ("country=cod", lambda one: one["country"] == "COD"),
        ("place=GOMA", lambda one: "Goma" in one["place"]),
        ("place=SDN", lambda one: one["country"] == "SDN"),
        ("place=kivu", lambda one: one["admin1"] == "Nord Kivu"),
        ("actor=COD", lambda one: any(side.split()[0] == "COD" for side in (*one["actors"], *one["toward"]))),
        ("since=2024-03-06", lambda one: one["raised"] >= "2024-03-06"),
        ("until=2024-03-06", lambda one: one["raised"] < "2024-03-06"),
        ("muted=false", lambda _: True),
        ("muted=true", lambda _: False),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_fits(server: Server, asked: str, fits: Any) -> None:
    wanted = [one for one in counted(server)["items"] if fits(one)]
    assert wanted or asked == "muted=true"
    assert server.get(f"/alerts?{asked}")["items"] == wanted


def test_those_of_an_incident_are_found(server: Server) -> None:
    incident = counted(server)["items"][0]["incidents"][0]
    found = server.get(f"/alerts?incident={incident}")["items"]
    assert found == [one for one in counted(server)["items"] if incident in one["incidents"]]


@pytest.mark.parametrize("sort", ["raised", "-raised", "since", "-since", "tail"])
def test_pages_put_together_are_all_once_in_order(server: Server, sort: str) -> None:
    whole = [one["id"] for one in counted(server, f"sort={sort}")["items"]]
    found, after = [], ""
    while after is not None:
        page = server.get(f"/alerts?sort={sort}&limit=1&cites=false" + (f"&after={after}" if after else ""))
        assert all(one["cites"] is None for one in page["items"])
        found += [one["id"] for one in page["items"]]
        after = page["next"]
    assert found == whole


def test_the_tag_changes_when_they_are_counted_and_only_then(server: Server) -> None:
    counted(server)
    first = server.ask("/api/v1/alerts")
    again = server.ask("/api/v1/alerts", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_muted_ones_say_why(lake: Path, tmp_path: Path) -> None:
    mutes = tmp_path / "mutes.toml"
    mutes.write_text('[[mute]]\nrule = "first-violence"\nreason = "known since long"\n', encoding="utf-8")
    with served(lake, "--mutes", str(mutes)) as server:
        told = counted(server)
        assert {one["muted"] for one in told["items"] if one["rule"] == "first-violence"} == {"known since long"}
        assert server.get("/alerts?muted=false")["items"] == [one for one in told["items"] if one["muted"] is None]


def test_a_process_of_its_own_makes_the_same(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_lake(lake)
    monkeypatch.setattr(process, "FEW", 0)
    assert process.made("alerts", opened, 6).equals(made(opened, None))
    assert process.made("statements", opened, 6).equals(done("statements", opened))


def test_every_rule_has_a_kind() -> None:
    assert set(KINDS) == {rule.name for rule in RULES}
    assert {kind.name for kind in KINDS.values()} == set(get_args(AlertKind))

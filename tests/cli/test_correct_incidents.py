"""Incidents that are put together and apart by hand, and explained: reports side by side, what each claims, why joined."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.link.told import reading
from tests.store import lakes
from vedette.cli import main
from vedette.export.jsonl import to_json
from vedette.incidents import link_lake
from vedette.records import Reading
from vedette.store import Lake, tables
from vedette.store.check import check

MORNING = datetime(2024, 5, 9, 9, tzinfo=UTC)

BLAST = "A bomb went off at the market of Orvel on Monday and four people were killed."
READINGS: tuple[Reading, ...] = (
    reading("north", "2024-05-06", BLAST, "ASSAULT.explosives:went off@Orvel=2024-05-06 killed:four"),
    reading(
        "south",
        "2024-05-07",
        "The toll of the market bomb that went off in Orvel rose to six killed, the hospital said.",
        "ASSAULT.explosives:went off@Orvel=2024-05-06 killed:six",
    ),
    reading("copy", "2024-05-07", BLAST, "ASSAULT.explosives:went off@Orvel=2024-05-06 killed:four"),
    reading(
        "east",
        "2024-05-08",
        "Gunmen fired on a checkpoint outside Tessin on Wednesday and two soldiers were killed.",
        "ASSAULT.firearms:fired@Tessin=2024-05-08 killed:two",
    ),
)

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    made = Lake.open_or_make(tmp_path / "lake")
    lakes.put(made, tables.table([lakes.row(each, MORNING) for each in READINGS]))
    link_lake(made)
    return made


@pytest.fixture
def call(lake: Lake, capsysbinary: pytest.CaptureFixture[bytes]) -> Call:
    def run(*words: str, signed: bool = True) -> tuple[int, str, str]:
        sign = ("--reason", "one witness", "--by", "A. Berg") if signed else ()
        code = main([*words, "--lake", lake.path, *sign])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def incidents(lake: Lake) -> list[dict[str, Any]]:
    """Those that stand, the largest first."""
    lake.refresh()
    rows = lake.query().rows("SELECT * FROM incidents WHERE superseded_at IS NULL ORDER BY len(events) DESC, id")
    return list(rows.to_pylist())


def flat(words: str) -> str:
    return " ".join(words.split())


def test_two_incidents_are_one_by_hand_and_two_again_when_that_is_withdrawn(call: Call, lake: Lake) -> None:
    blast, shooting = incidents(lake)
    code, out, err = call("correct", blast["id"][:8], "merge", shooting["id"])
    assert (code, "are one" in out, "`vedette link --lake" in err) == (0, True, True)
    link_lake(lake)
    (one,) = incidents(lake)
    assert len(one["events"]) == 4
    assert set(one["history"]) | {one["id"]} == {blast["id"], shooting["id"]}
    _, out, _ = call("explain", one["id"], signed=False)
    assert f"merge incident {blast['id']} with {shooting['id']}, by A. Berg" in flat(out)
    name = json.loads(call("corrections", "--format", "jsonl", signed=False)[1])["id"]
    assert call("corrections", "--withdraw", name[:8])[0] == 0
    link_lake(lake)
    assert [each["events"] for each in incidents(lake)] == [blast["events"], shooting["events"]]
    assert list(check(lake)) == []


def test_an_event_leaves_its_incident_by_hand_and_stays_away_when_all_is_linked_anew(call: Call, lake: Lake) -> None:
    blast = incidents(lake)[0]
    south = READINGS[1].events[0].id
    code, out, _ = call("correct", blast["id"], "split", south[:8])
    assert (code, f"without {south}" in flat(out)) == (0, True)
    for anew in (False, True):
        link_lake(lake, anew=anew)
        assert sorted(len(each["events"]) for each in incidents(lake)) == [1, 1, 2]
        assert [south] in [each["events"] for each in incidents(lake)]


def test_a_source_that_is_not_relied_on_adds_no_voice(call: Call, lake: Lake) -> None:
    assert incidents(lake)[0]["voices"] == 2
    call("correct", "--source", "south", "mistrust")
    link_lake(lake)
    told = incidents(lake)[0]
    assert (told["voices"], told["state"], len(told["events"])) == (1, "single source", 3)
    _, out, _ = call("explain", told["id"], signed=False)
    assert "source south is marked as unreliable: one witness (A. Berg)" in flat(out)


def test_a_corrected_number_is_what_is_claimed(call: Call, lake: Lake) -> None:
    call("correct", READINGS[1].events[0].id, "set", "killed", "5")
    link_lake(lake)
    (found,) = [each for each in incidents(lake)[0]["findings"] if each["about"] == "killed"]
    assert 5 in {claim["count"]["low"] for claim in found["claims"]}
    _, out, _ = call("explain", incidents(lake)[0]["id"], signed=False)
    assert "corrected by hand: set killed.count to 5" in flat(out)


def test_reports_stand_side_by_side_with_words_claims_and_reasons(
    call: Call, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    code, out, _ = call("explain", incidents(lake)[0]["id"][:8], signed=False)
    assert code == 0
    (beside,) = [line for line in out.splitlines() if line.startswith("report north")]
    assert "report south" in beside
    for words in (
        "3 reports, 2 voices, of copy, north, south",
        "killed: ",
        "6 “six”, south (south, 2024-05-07)",
        "4 “four”, north (north, 2024-05-06)",
    ):
        assert words in flat(out)
    monkeypatch.setenv("COLUMNS", "80")
    narrow = flat(call("explain", incidents(lake)[0]["id"][:8], signed=False)[1])
    for words in (
        "the same text, so the same voice: copy (copy)",
        "[ASSAULT.explosives, time: went off]",
        "[killed: six]",
        "claims time 2024-05-06, place Orvel, FRA, killed 6",
        "of report north: +",
        "one happening rather than two",
        "for it: what was done same mode (+1.5); when same day (+2.0); where same spot (+2.5)",
        "how many were killed near enough for an update (+0.3)",
    ):
        assert words in narrow


def test_in_a_narrow_terminal_they_stand_one_under_the_other(
    call: Call, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = call("explain", incidents(lake)[0]["id"], signed=False)
    assert max(map(len, out.splitlines())) <= 80
    assert [line.split(",")[0] for line in out.splitlines() if line.startswith("report ")] == [
        "report north",
        "report south",
    ]


def test_readings_in_a_file_are_linked_to_explain_an_incident(
    tmp_path: Path, lake: Lake, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(json.dumps(to_json(each)) + "\n" for each in READINGS), "utf-8")
    name = incidents(lake)[0]["id"]
    assert main(["explain", name[:8], "--from", str(path)]) == 0
    out, _ = capsysbinary.readouterr()
    assert f"incident {name}" in out.decode()
    assert "the same text, so the same voice: copy" in flat(out.decode())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("{blast}", "reject"), "is an incident, which can be merged or split; reject is for its events:"),
        (("{blast}", "merge"), "merge takes one other incident"),
        (("{blast}", "merge", "{blast}"), "are the same incident. Name another"),
        (("{blast}", "merge", "zz"), "no incident's id begins with 'zz'. `vedette incidents"),
        (("{blast}", "split"), "split takes the events that leave"),
        (("{blast}", "split", "zz"), "none of its events begins so"),
        (("{shooting}", "split", "{fired}"), "all events of"),
    ],
)
def test_a_wrong_call_names_what_is_off(words: tuple[str, ...], told: str, call: Call, lake: Lake) -> None:
    blast, shooting = (each["id"] for each in incidents(lake))
    named = [word.format(blast=blast, shooting=shooting, fired=READINGS[3].events[0].id) for word in words]
    code, _, err = call("correct", *named)
    assert (code, told in err, err.count("\n")) == (2, True, 1), err


def test_a_merge_holds_when_the_reports_are_read_by_another_model(call: Call, lake: Lake) -> None:
    blast, shooting = incidents(lake)
    call("correct", blast["id"], "merge", shooting["id"])
    link_lake(lake)
    better = [
        replace(each, engine=lakes.BETTER, events=tuple(replace(one, id=f"{at:016x}") for one in each.events))
        for at, each in enumerate(READINGS)
    ]
    lakes.put(lake, tables.table([lakes.row(each, datetime.now(UTC)) for each in better]))
    link_lake(lake)
    (one,) = incidents(lake)
    assert sorted(one["events"]) == [f"{at:016x}" for at in range(4)]

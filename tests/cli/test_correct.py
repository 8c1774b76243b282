"""`vedette correct` and `vedette corrections`: what is changed is shown, kept with reason and name, listed, taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store import lakes
from vedette.cli import main
from vedette.store import Lake
from vedette.store.check import check

EVENT = lakes.told("0").events[0].id
Said = tuple[int, str, str]
Call = Callable[..., Said]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    lakes.filled(tmp_path / "lake", 2)
    return tmp_path / "lake"


@pytest.fixture
def call(lake: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Runs a verb on the lake: exit code, standard output, standard error."""

    def run(*words: str, signed: bool = True) -> Said:
        sign = ("--reason", "a look at it", "--by", "A. Berg") if signed else ()
        code = main([*words, "--lake", str(lake), *sign])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def events(lake: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = Lake.open(lake).events().rows()
    return rows


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("force", "210", "force.count: 200 → 210"),
        ("force", ">=4", "force.count: 200 → >=4"),
        ("force", "3..5", "force.count: 200 → 3..5"),
        ("force", "dozens", "force.count: 200 → >=24, by rule vague-plural"),
        ("killed", "4", "killed.count: cannot say → 4"),
        ("actor", "XKX COP", "actor.who: ITA → XKX COP"),
        ("actor", "Kosovo police", "actor.who: ITA → XKX COP, by rule body"),
        (
            "place",
            "Zvecan",
            "place.where: Mali (17.00 N, -4.00 E) → Zvecan, XKX (42.91 N, 20.84 E), by rule only-place-of-name",
        ),
        ("time", "2023-09-24", "time.when: 2024-03-04 → 2023-09-24"),
        ("time", "last Friday", "time.when: 2024-03-04 → 2024-03-01, by rule last-weekday"),
        ("type", "ASSAULT.firearms", "type: MOBILIZE.troops → ASSAULT.firearms"),
        ("status", "negated", "status: actual → negated"),
        ("place", "?", "place.where: Mali (17.00 N, -4.00 E) → cannot say"),
    ],
)
def test_a_value_is_shown_with_what_it_was_before_it_is_kept(
    field: str, value: str, shown: str, call: Call, lake: Path
) -> None:
    code, out, err = call("correct", EVENT[:8], "set", field, value)
    assert (code, shown in out, "kept as correction" in err) == (0, True, True), (out, err)
    (row,) = [row for row in events(lake) if row["id"] == EVENT]
    assert row["corrected"].endswith("a look at it (A. Berg)")
    assert list(check(Lake.open(lake))) == []


def test_with_dry_run_it_is_only_shown(call: Call, lake: Path) -> None:
    code, out, err = call("correct", EVENT, "reject", "--dry-run")
    assert (code, "no longer counts" in out, "nothing was kept" in err) == (0, True, True)
    assert len(events(lake)) == 2


def test_a_source_is_left_out_and_brought_back(call: Call, lake: Path) -> None:
    assert call("correct", "exclude", "--source", "Wire")[0] == 0
    assert events(lake) == []
    assert call("correct", "--source", "Wire", "keep")[0] == 0
    assert len(events(lake)) == 2


def test_words_say_which_argument_is_meant_or_where_one_stands(call: Call, lake: Path) -> None:
    code, out, _ = call("correct", EVENT, "set", "actor", "FRA", "--words", "ministry")
    assert (code, "of the words “ministry”" in out, "cannot say → FRA" in out) == (0, True, True)
    code, _, err = call("correct", EVENT, "set", "actor", "ITA")
    assert (code, "has 2 in the role actor: “Italy”, “ministry”. Say which with --words" in err) == (2, True)
    assert call("correct", EVENT, "set", "actor", "ESP", "--words", "Italy")[0] == 0
    (row,) = [row for row in events(lake) if row["id"] == EVENT]
    assert row["actors"] == ["ESP", "FRA"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((EVENT,), "say what to do with"),
        ((EVENT, "fly"), "'fly' is nothing that can be done; there are reject, keep"),
        ((EVENT, "reject", "now"), "'now' is too much"),
        ((EVENT, "keep"), "counts already"),
        ((EVENT, "mistrust"), "is about a source: name it with --source"),
        ((EVENT, "merge", EVENT), "is an event; merge is for incidents"),
        ((EVENT, "set", "killed"), "set takes a field and a value"),
        ((EVENT, "set", "colour", "red"), "nothing that can be set. There are type, mode"),
        ((EVENT, "set", "killed", "many"), "does not tell a number. Write a number such as"),
        ((EVENT, "set", "place", "Qxwvburg"), "does not tell a place. Write its name with the country"),
        ((EVENT, "set", "actor", "Qxwv"), "does not tell an actor. Write a code"),
        ((EVENT, "set", "time", "soonish"), "does not tell a time. Write a day as YYYY-MM-DD"),
        ((EVENT, "set", "time", "2023-02-30"), "is no date"),
        ((EVENT, "set", "type", "FLYING"), "no event type; there are"),
        ((EVENT, "set", "force", "200"), "force.count of event"),
        ((EVENT, "set", "killed", "4", "--words", "no such words"), "does not hold 'no such words'"),
        (("zzzz", "reject"), "no event or incident has an id that begins with 'zzzz'"),
        (("", "reject"), "begins 2 ids"),
        (("--source", "Wire", "reject"), "with --source, say one of mistrust, exclude, keep"),
        (("--source", "Wir", "exclude"), "no report is of the source 'Wir'"),
        ((EVENT, "reject", "--reason", " "), "--reason is empty"),
    ],
)
def test_a_wrong_call_names_what_is_off_and_changes_nothing(
    words: tuple[str, ...], told: str, call: Call, lake: Path
) -> None:
    sign = ("--by", "B") if "--reason" in words else ("--reason", "r", "--by", "B")
    code, out, err = call("correct", *words, *sign, signed=False)
    assert (code, out, told in err) == (2, "", True), err
    assert err.count("\n") == 1
    assert Lake.open(lake).corrections().num_rows == 0


def test_a_slip_in_the_name_of_the_lake_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["correct", EVENT, "reject", "--lake", str(tmp_path / "laek"), "--reason", "r", "--by", "b"]
    assert main(words) == 3
    assert "is no lake" in capsys.readouterr().err
    assert not (tmp_path / "laek").exists()


def test_corrections_are_listed_with_what_became_of_them_and_can_be_taken_back(call: Call, lake: Path) -> None:
    call("correct", EVENT, "set", "force", "210")
    call("correct", EVENT, "set", "force", "220")
    call("correct", "--source", "Wire", "mistrust")
    rows = [json.loads(line) for line in call("corrections", "--format", "jsonl", signed=False)[1].splitlines()]
    assert [row["state"] for row in rows] == [f"overruled by {rows[1]['id']}", "applies", "applies"]
    code, _, err = call("corrections", "--withdraw", rows[1]["id"][:8])
    assert (code, err) == (
        0,
        f"withdrawn: set force.count to 220 of event {EVENT} (MOBILIZE “deployed”); it stays listed\n",
    )
    code, out, _ = call("corrections", signed=False)
    assert (code, out.count("applies"), "withdrawn by A. Berg" in out) == (0, 2, True)
    force = next(row for row in events(lake) if row["id"] == EVENT)["arguments"][2]
    assert force["count"]["value"]["low"] == 210, "the earlier word holds again"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--withdraw", "abcd"), "--withdraw needs --reason"),
        (("--withdraw", "abcd", "--reason", "r", "--by", "b"), "no correction's id begins with 'abcd'"),
        (("--by", "b"), "go with --withdraw"),
    ],
)
def test_a_wrong_withdrawal_names_what_is_off(words: tuple[str, ...], told: str, call: Call) -> None:
    code, _, err = call("corrections", *words, signed=False)
    assert (code, told in err) == (2, True), err


def test_nothing_corrected_says_so(call: Call) -> None:
    assert call("corrections", signed=False) == (0, "", "nothing was corrected by hand\n")


def test_explain_shows_what_was_corrected_by_whom_and_the_value_before(call: Call) -> None:
    call("correct", EVENT, "set", "force", "210")
    call("correct", "--source", "Wire", "mistrust")
    _, out, _ = call("explain", EVENT[:8], signed=False)
    flat = " ".join(out.split())
    assert "count: low 210, high 210" in flat
    assert "rule corrected-by-hand, on “200”" in flat
    assert "passed over 200: rule number, before it was corrected" in flat
    assert f"set force.count to 210 of event {EVENT} (MOBILIZE “deployed”), by A. Berg on" in flat
    assert "mistrust source Wire, by A. Berg" in flat


def test_explain_still_shows_an_event_that_was_left_out_and_why(call: Call) -> None:
    call("correct", EVENT, "reject")
    code, out, _ = call("explain", EVENT, signed=False)
    assert (code, "corrected by hand:" in out, "reject event" in out) == (0, True, True)


def test_it_works_as_a_program_of_its_own(lake: Path) -> None:
    program = [sys.executable, "-m", "vedette"]
    sign = ["--lake", str(lake), "--reason", "a look at it", "--by", "A. Berg"]
    done = subprocess.run(
        [*program, "correct", EVENT, "set", "place", "Zvecan", *sign], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Zvecan, XKX" in done.stdout, "kept as correction" in done.stderr) == (0, True, True)
    helped = subprocess.run([*program, "correct", "--help"], capture_output=True, text=True, check=True)
    for word in ("reject", "set FIELD VALUE", "merge", "split", "mistrust", "exclude", "3..5", "example:"):
        assert word in helped.stdout

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from vedette.cli.ontology import add_parser
from vedette.errors import UsageError

PROGRAM = "import sys; from vedette.cli import main; sys.exit(main())"


def run(*words: str) -> int:
    """The exit code of the verb, in this process."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["ontology", *words])
    code = args.run(args)
    assert isinstance(code, int)
    return code


def process(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "ontology", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_as_a_program_it_lists_every_type_and_mode_with_its_score() -> None:
    done = process("list")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + 16 + 67
    assert any(line.split()[:2] == ["ASSAULT", "-9.0"] for line in lines)
    assert any(line.split()[:2] == ["vandalize", "-5.0"] for line in lines)


def test_as_a_program_it_tells_an_unknown_name_and_what_may_have_been_meant() -> None:
    done = process("show", "firarms")
    assert (done.returncode, done.stdout) == (2, "")
    assert "firarms" in done.stderr
    assert "firearms" in done.stderr


def test_registering_the_verb_reads_no_ontology() -> None:
    words = "import sys, vedette.cli.ontology; sys.exit('vedette.ontology' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ASSAULT.firearms", ["-9.0", "opened fire", "CAMEO: 193"]),
        ("military", ["context", "not for"]),
        ("0871", ["Goldstein +9.0", "RETREAT.ceasefire"]),
        ("DEMAND", ["another name of REQUEST", "verbal conflict"]),
        ("withdraw", ["RETREAT.withdraw", "SANCTION.withdraw"]),
        ("MED", ["PLOVER JRN", "CAMEO MED"]),
        ("on_standby", ["posture status"]),
        ("CRIME", ["Dropped", "context"]),
    ],
)
def test_show_tells_an_entry_by_any_of_its_names(
    capsys: pytest.CaptureFixture[str], name: str, told: list[str]
) -> None:
    assert run("show", name) == 0
    printed = capsys.readouterr().out
    assert all(each in printed for each in told), printed


def test_a_retired_name_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "YIELD") == 0  # a mode has this name, too
    assert "Split in two" in capsys.readouterr().out
    with pytest.raises(UsageError, match="source of the events"):
        run("show", "STATEMENT")


def test_json_holds_what_the_text_tells(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--format", "json") == 0
    types = json.loads(capsys.readouterr().out)["types"]
    assert sum(len(each["modes"]) for each in types) == 67
    assert run("show", "vandalize", "--format", "json") == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["entry"], entry["score"], entry["intensity"]) == ("Mode", None, -5.0)


def test_check_says_what_it_checked(capsys: pytest.CaptureFixture[str], copied: Path) -> None:
    assert run("check") == 0
    packaged = capsys.readouterr().out
    assert "16 types, 67 modes, 37 contexts" in packaged
    assert run("check", str(copied)) == 0
    assert capsys.readouterr().out == packaged


def test_check_tells_each_fault_and_fails(capsys: pytest.CaptureFixture[str], copied: Path) -> None:
    (copied / "roles.toml").unlink()
    assert run("check", str(copied)) == 1
    assert capsys.readouterr().err.startswith("roles.toml: file: missing; ")
    assert run("check", str(copied), "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["faults"]

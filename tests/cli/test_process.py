"""The command line as a program: pipes, terminals, signals, sudden death."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from vedette import __version__

DRIVER = [sys.executable, str(Path(__file__).parent / "driver.py")]
SCRIPT = Path(sys.executable).parent / "vedette"
REPORTS = 320
"""Ten of the pipeline's batches: some are written while others are still to come."""

MONDAY = "Rebels shelled the village of Orvel on Monday."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": str(number), "text": f"{MONDAY} {number}.", "published": "2024-03-06"} for number in range(REPORTS)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def start(*arguments: object, slow: float = 0, **settings: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SLOW": str(slow)}
    return subprocess.Popen([*DRIVER, *map(str, arguments)], env=environment, **settings)


def whole_lines(path: Path) -> list[Any]:
    text = path.read_bytes()
    assert text == b"" or text.endswith(b"\n")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", [[str(SCRIPT)], [sys.executable, "-m", "vedette"]], ids=["script", "module"])
def test_the_program_is_there_under_both_names(command: list[str]) -> None:
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"vedette {__version__}\n"


def test_help_lists_the_verbs_and_the_exit_codes() -> None:
    text = subprocess.run([*DRIVER, "--help"], capture_output=True, text=True, check=True).stdout
    for word in ("read", "explain", "resolve", "ontology", "exit codes:"):
        assert word in text


def test_there_is_no_bar_and_no_colour_in_a_pipe(reports: Path) -> None:
    done = subprocess.run([*DRIVER, "read", str(reports)], capture_output=True, check=True)
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\r" not in done.stderr
    assert done.stderr == f"{REPORTS} reports: {REPORTS} events, 0 statements, 0 force entries, 0 problems\n".encode()


def test_there_is_a_bar_on_a_terminal_and_it_is_erased(reports: Path) -> None:
    ours, theirs = pty.openpty()
    with start("read", reports, "--format", "jsonl", slow=0.002, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout is not None
        out = process.stdout.read()
    shown = drained(ours)
    assert f"/{REPORTS} reports" in shown
    assert shown.rstrip().endswith(
        f"\r\x1b[K{REPORTS} reports: {REPORTS} events, 0 statements, 0 force entries, 0 problems"
    )
    assert len(out.splitlines()) == REPORTS


def drained(descriptor: int) -> str:
    """All that a terminal showed; its other end being closed reads as an error on Linux."""
    shown = b""
    try:
        while block := os.read(descriptor, 4096):
            shown += block
    except OSError:
        pass
    os.close(descriptor)
    return shown.decode()


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_tables_are_coloured_on_a_terminal_unless_no_color_says_no(
    no_color: str, tmp_path: Path, *, coloured: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"date: 2024-03-06\n{MONDAY}", "utf-8")
    ours, theirs = pty.openpty()
    settings = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    with subprocess.Popen([*DRIVER, "read", str(path), "--quiet"], env=settings, stdout=theirs):
        os.close(theirs)
        shown = drained(ours)
    assert "ASSAULT.heavy-weapons" in shown
    assert ("\x1b[" in shown) is coloured


def test_a_pipe_that_is_closed_ends_the_run_without_a_word(reports: Path) -> None:
    with start("read", reports, "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_an_interrupt_ends_with_130_and_no_traceback(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with start("read", reports, "--format", "jsonl", "--output", output, slow=0.01, stderr=subprocess.PIPE) as process:
        wait_for_lines(output)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 130
    assert whole_lines(output)


@pytest.mark.parametrize("after", [0.0, 0.03, 0.11])
def test_a_killed_run_leaves_whole_lines(after: float, reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with start("read", reports, "--format", "jsonl", "--output", output, slow=0.0015) as process:
        wait_for_lines(output)
        time.sleep(after)
        process.kill()
    assert 0 < len(whole_lines(output)) < REPORTS


def wait_for_lines(path: Path) -> None:
    until = time.monotonic() + 30
    while not (path.exists() and path.stat().st_size) and time.monotonic() < until:
        time.sleep(0.005)


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date: 2024-03-06\nRebels shelled the village of Örvel near Nógrád on Monday.", "utf-8")
    settings = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*DRIVER, "read", str(path), "--format", "jsonl"], capture_output=True, check=True, env=settings
    )
    assert "Nógrád" in json.loads(done.stdout.decode("utf-8"))["text"]

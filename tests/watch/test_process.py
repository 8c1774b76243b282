"""`vedette watch` as a program: once, for long, ended, killed, started again, with and without a lake."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.stand_ins import WordReader
from tests.watch.server import Given, Seen, Server, item, rss, shelled
from vedette import pipeline
from vedette.cli import main

Ran = Callable[..., tuple[int, list[Any], str]]
ONCE = ("--once", "--format", "jsonl")

DRIVER = [sys.executable, str(Path(__file__).parent.parent / "cli" / "driver.py")]
NAMES = [f"{letter}{vowel}n" for letter in "BCDFGHKLMN" for vowel in "aeiou"]
MANY = rss(*(item(name, shelled(name)) for name in NAMES))


def listed(tmp_path: Path, server: Server, *paths: str, hook: bool = False) -> Path:
    """A feeds.toml for feeds of the server."""
    told = "".join(f'[[feed]]\nurl = "{server.url}{path}"\nallow_private = true\nrobots = false\n' for path in paths)
    if hook:
        told += f'[[webhook]]\nurl = "{server.url}/hook"\nallow_private = true\nsecret = "HOOK_SECRET"\n'
    path = tmp_path / "feeds.toml"
    path.write_text(told, "utf-8")
    return path


def start(*arguments: object, slow: float = 0, **settings: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SLOW": str(slow), "HOOK_SECRET": "s3cret"}
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
    return subprocess.Popen([*DRIVER, "watch", *map(str, arguments)], env=environment, **streams)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Ran:
    """Runs a call in this process: exit code, JSON lines, and what was said on standard error."""
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: WordReader())
    monkeypatch.setenv("HOOK_SECRET", "s3cret")

    def run(*arguments: object) -> tuple[int, list[Any], str]:
        code = main([*map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return code, [json.loads(line) for line in out.splitlines() if line.startswith(b"{")], err.decode()

    return run


def until(happened: Any) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_once_tells_what_is_new_and_the_next_time_what_is_newer(ran: Ran, server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = [
        Given(rss(item("1", shelled("Ada")), item("2", "Nothing happened."))),
        Given(rss(item("3", shelled("Bor")), item("1", shelled("Ada")))),
        Given(status=500),
    ]
    path = listed(tmp_path, server, "/rss")
    code, told, said = ran("watch", path, *ONCE)
    assert (code, [each["id"] for each in told]) == (0, ["1"])
    assert said.splitlines()[-1].startswith("1 look at a feed (0 unchanged, 0 failed): 2 new reports, 1 new event;")
    assert (tmp_path / "feeds.toml.state").exists()
    code, told, said = ran("watch", path, *ONCE, "--quiet")
    assert (code, [each["id"] for each in told], said) == (0, ["3"], "")
    code, told, said = ran("watch", path, *ONCE)
    assert (code, told) == (1, [])
    assert "answered 500 (Internal Server Error)" in said


def test_an_opml_list_will_do_and_its_feeds_are_public_ones(ran: Ran, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(f'<opml version="2.0"><body><outline text="W" xmlUrl="{server.url}/rss"/></body></opml>', "utf-8")
    code, told, said = ran("watch", "--opml", path, "--once")
    assert (code, told, server.seen) == (1, [], [])
    assert "private-address" in said
    assert (tmp_path / "list.opml.state").exists()


def test_a_table_is_for_people(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: WordReader())
    server.answers["/rss"] = Given(rss(item("1", shelled("Ada"))))
    main(["watch", str(listed(tmp_path, server, "/rss")), "--once", "--state", str(tmp_path / "other")])
    assert "ASSAULT.heavy-weapons" in capsys.readouterr().out
    assert (tmp_path / "other").exists()


@pytest.mark.parametrize(("arguments", "words"), [([], "--opml"), (["none.toml"], "none.toml")])
def test_a_call_that_cannot_be_meant_is_told(arguments: list[str], words: str, ran: Ran) -> None:
    code, _, said = ran("watch", *arguments)
    assert code == 2
    assert words in said


@pytest.mark.parametrize(
    ("busy", "number", "code"),
    [
        ("waiting", signal.SIGTERM, 0),
        ("fetching", signal.SIGINT, 130),
        ("reading", signal.SIGTERM, 0),
    ],
)
def test_a_signal_ends_it_within_two_seconds(busy: str, number: int, code: int, server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(MANY if busy == "reading" else rss(), lag=30.0 if busy == "fetching" else 0.0)
    started = time.monotonic()
    with start(listed(tmp_path, server, "/rss"), slow=2.0 if busy == "reading" else 0.0) as process:
        until(lambda: server.seen)
        patience = max(2.0, time.monotonic() - started)  # a machine that takes longer to begin does to end
        time.sleep(0.4)
        begun = time.monotonic()
        process.send_signal(number)
        process.wait(30)
        assert time.monotonic() - begun < patience
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == code


def test_kills_at_any_moment_lose_nothing_and_double_nothing(ran: Ran, server: Server, tmp_path: Path) -> None:
    """Killed while it fetches, reads, prints and posts: each letter came, under one key, with one body."""
    chance = random.Random(5)  # noqa: S311 - a test
    server.answers |= {
        "/rss": Given(MANY, lag=0.1),
        "/hook": lambda _: Given(status=200, lag=chance.choice([0, 0, 0.02])),
    }
    path = listed(tmp_path, server, "/rss", hook=True)
    shown = tmp_path / "shown.jsonl"
    for _ in range(3):
        asked = len(server.seen)
        with shown.open("ab") as file, start(path, "--format", "jsonl", slow=0.004, stdout=file) as process:
            until(lambda asked=asked: len(server.seen) > asked)
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
    code, _, _ = ran("watch", path, *ONCE)
    assert code == 0
    letters = {seen.headers["idempotency-key"]: seen.body for seen in server.asked("/hook")}
    assert sorted(json.loads(body)["id"] for body in letters.values()) == sorted(NAMES)
    assert all(letters[seen.headers["idempotency-key"]] == seen.body for seen in server.asked("/hook"))


def test_a_kill_between_reading_and_posting_posts_after_the_restart(ran: Ran, server: Server, tmp_path: Path) -> None:
    """The receiver has the letter and is killed for before it can say so: it comes again, under the same key."""
    received: list[Seen] = []

    def hook(seen: Seen) -> Given:
        received.append(seen)
        return Given(status=200, lag=5.0 if len(received) == 1 else 0.0)

    server.answers |= {"/rss": [Given(MANY), Given(rss())], "/hook": hook}
    path = listed(tmp_path, server, "/rss", hook=True)
    with start(path, "--format", "jsonl") as process:
        until(lambda: received)
        process.kill()
    code, _, said = ran("watch", path, *ONCE)
    assert code == 0
    assert f"{len(NAMES)} letters posted, 0 waiting" in said
    keys = [seen.headers["idempotency-key"] for seen in received]
    assert keys[0] == keys[1]
    assert len(keys) == len(NAMES) + 1
    assert len(set(keys)) == len(NAMES)


def until_now(process: subprocess.Popen[bytes]) -> list[str]:
    """Ids of all that a process has printed by now, one at least; it stands still then, so that no line is on its way unseen."""
    assert process.stdout is not None
    got = os.read(process.stdout.fileno(), 65536)
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    os.set_blocking(process.stdout.fileno(), False)
    with contextlib.suppress(BlockingIOError):
        while more := os.read(process.stdout.fileno(), 65536):
            got += more
    return [json.loads(line)["id"] for line in got.splitlines()]


def test_what_could_not_be_printed_is_printed_next_time(ran: Ran, server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(MANY)
    path = listed(tmp_path, server, "/rss")
    with start(path, "--once", "--format", "jsonl") as process:
        assert process.stdout is not None
        printed = until_now(process)
        process.stdout.close()
        process.send_signal(signal.SIGCONT)
        process.wait(20)
    code, told, _ = ran("watch", path, *ONCE)
    assert code == 0
    assert {*printed, *(each["id"] for each in told)} == set(NAMES)


def test_a_lake_holds_what_ingest_would_have_put_there(ran: Ran, server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = [Given(MANY), Given(MANY)]
    path, lake = listed(tmp_path, server, "/rss"), tmp_path / "lake"
    assert ran("watch", path, *ONCE, "--lake", lake)[0] == 0
    (tmp_path / "feeds.toml.state").unlink()  # all counts as new again
    assert ran("watch", path, *ONCE, "--lake", lake)[0] == 0
    (tmp_path / "saved.rss").write_bytes(MANY)
    code, _, said = ran("ingest", tmp_path / "saved.rss", "--lake", lake, "--workers", "1")
    assert code == 0
    assert f"0 coded, {len(NAMES)} skipped, 0 failed" in said
    assert ran("lake", "check", lake)[0] == 0

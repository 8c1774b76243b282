"""What was seen, what waits to be read, and what waits to be told: one SQLite file, which every kill leaves whole.

An item goes through it in three commits: it is seen (with all others of its feed, and with what the server said of the
feed), it is read (its new events wait to be told), it is told. Whatever stands between two of them happens again after a
kill, and comes out the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from vedette.errors import StoreError
from vedette.watch.backoff import DAY
from vedette.watch.robots import Rules

SCHEMA = 1
"""Version of the tables."""

KEPT = 90 * DAY
"""Seconds for which an item is remembered once its feed no longer has it, and what was told, so that neither comes twice."""

_TABLES = """
CREATE TABLE feed (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, due_at REAL NOT NULL, held_until REAL NOT NULL,
    failures INTEGER NOT NULL);
CREATE TABLE item (
    feed TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, told TEXT NOT NULL, last_at REAL NOT NULL, bare TEXT,
    page TEXT, due_at REAL NOT NULL, failures INTEGER NOT NULL, PRIMARY KEY (feed, id));
CREATE INDEX waiting ON item (due_at) WHERE bare IS NOT NULL;
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY, target TEXT NOT NULL, key TEXT NOT NULL, body TEXT, due_at REAL NOT NULL,
    failures INTEGER NOT NULL, told_at REAL, UNIQUE (target, key));
CREATE INDEX untold ON outbox (target, due_at) WHERE told_at IS NULL;
CREATE TABLE target (name TEXT PRIMARY KEY, held_until REAL NOT NULL, failures INTEGER NOT NULL);
CREATE TABLE robots (origin TEXT PRIMARY KEY, text TEXT NOT NULL, at REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed."""

    etag: str = ""
    modified: str = ""
    due_at: float = 0.0
    """When it is looked at next, in seconds of the day's clock, as all moments here."""
    held_until: float = 0.0
    """Until when it is left alone, since it failed or asked for it."""
    failures: int = 0
    """In a row."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed that is new or changed."""

    id: str
    digest: str
    """Of its text in the feed."""
    bare: str
    """The report, as JSON."""
    page: str | None = None
    """Where its full text is still to be fetched from."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits for its page, or to be read."""

    feed: str
    id: str
    bare: str
    page: str | None
    failures: int
    told: frozenset[str]
    """Digests of its events that were told already."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What waits to be told to one target."""

    number: int
    target: str
    key: str
    body: str
    failures: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be told."""

    target: str
    key: str
    body: str


class State:
    """The file, open for one program at a time. Only one thread may use it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path | str) -> Iterator[Self]:
        """The file, made where there is none; `StoreError` for whatever is wrong with it."""
        with _told(path), closing(_connected(path)) as connection:
            yield cls(connection)

    @contextmanager
    def _commit(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is done inside."""
        with self._sql:
            self._sql.execute("BEGIN IMMEDIATE")
            yield self._sql

    def feed(self, url: str) -> FeedState:
        """What is known of a feed; nothing of a new one."""
        row = self._sql.execute(
            "SELECT etag, modified, due_at, held_until, failures FROM feed WHERE url = ?", (url,)
        ).fetchone()
        return FeedState(*row) if row else FeedState()

    def unseen(self, feed: str, items: Iterable[tuple[str, str]]) -> set[str]:
        """Ids of those (id and digest) that are new or changed."""
        seen = dict(self._sql.execute("SELECT id, digest FROM item WHERE feed = ?", (feed,)).fetchall())
        return {id_ for id_, digest in items if seen.get(id_) != digest}

    def looked(self, url: str, state: FeedState) -> None:
        """A look at a feed that brought nothing."""
        with self._commit() as sql:
            _put_feed(sql, url, state)

    def seen(self, url: str, state: FeedState, fresh: Sequence[Item], ids: Iterable[str], now: float) -> None:
        """A look at a feed: what was new, and the ids of all that it has."""
        with self._commit() as sql:
            _put_feed(sql, url, state)
            sql.executemany(
                "INSERT INTO item VALUES (?, ?, ?, '[]', ?, ?, ?, 0, 0) ON CONFLICT (feed, id) DO UPDATE SET "
                "digest = excluded.digest, bare = excluded.bare, page = excluded.page, due_at = 0, failures = 0",
                [(url, item.id, item.digest, now, item.bare, item.page) for item in fresh],
            )
            sql.executemany("UPDATE item SET last_at = ? WHERE feed = ? AND id = ?", [(now, url, id_) for id_ in ids])
            sql.execute("DELETE FROM item WHERE feed = ? AND last_at < ? AND bare IS NULL", (url, now - KEPT))
            sql.execute("DELETE FROM outbox WHERE told_at < ?", (now - KEPT,))

    def to_read(self, number: int) -> list[Waiting]:
        """Items that can be read, the first that came first."""
        return self._waiting("page IS NULL ORDER BY rowid LIMIT ?", (number,))

    def to_fetch(self, now: float, number: int) -> list[Waiting]:
        """Items whose page is due."""
        return self._waiting("page IS NOT NULL AND due_at <= ? ORDER BY due_at, rowid LIMIT ?", (now, number))

    def _waiting(self, condition: str, values: tuple[float | int, ...]) -> list[Waiting]:
        rows = self._sql.execute(
            f"SELECT feed, id, bare, page, failures, told FROM item WHERE bare IS NOT NULL AND {condition}",  # noqa: S608
            values,
        )
        return [
            Waiting(feed, id_, bare, page, failures, frozenset(json.loads(told)))
            for feed, id_, bare, page, failures, told in rows
        ]

    def page_came(self, item: Waiting, bare: str) -> None:
        """The item can be read, unless it was changed while its page was fetched: then the page is fetched again."""
        with self._commit() as sql:
            sql.execute(
                "UPDATE item SET bare = ?, page = NULL WHERE feed = ? AND id = ? AND bare = ?",
                (bare, item.feed, item.id, item.bare),
            )

    def page_failed(self, item: Waiting, due_at: float) -> None:
        """The page is to be asked for again."""
        with self._commit() as sql:
            sql.execute(
                "UPDATE item SET due_at = ?, failures = failures + 1 WHERE feed = ? AND id = ?",
                (due_at, item.feed, item.id),
            )

    def was_read(self, item: Waiting, told: Iterable[str], drafts: Iterable[Draft]) -> None:
        """The item was read: these are its events, and these are to be told of it."""
        with self._commit() as sql:
            sql.execute(
                "UPDATE item SET bare = NULL, told = ? WHERE feed = ? AND id = ?",
                (json.dumps(sorted(told)), item.feed, item.id),
            )
            sql.executemany(
                "INSERT OR IGNORE INTO outbox (target, key, body, due_at, failures) VALUES (?, ?, ?, 0, 0)",
                [(draft.target, draft.key, draft.body) for draft in drafts],
            )

    def letter(self, target: str, now: float) -> Letter | None:
        """What is to be told to the target next, unless it is left alone."""
        row = self._sql.execute(
            "SELECT number, target, key, body, failures FROM outbox WHERE told_at IS NULL AND target = ?1 AND due_at <= ?2 "
            "AND NOT EXISTS (SELECT 1 FROM target WHERE name = ?1 AND held_until > ?2) ORDER BY number LIMIT 1",
            (target, now),
        ).fetchone()
        return Letter(*row) if row else None

    def delivered(self, letter: Letter, now: float) -> None:
        """It was told. Its key is remembered, its body is not."""
        with self._commit() as sql:
            sql.execute("UPDATE outbox SET told_at = ?, body = NULL WHERE number = ?", (now, letter.number))
            sql.execute("DELETE FROM target WHERE name = ?", (letter.target,))

    def refused(self, letter: Letter, due_at: float) -> None:
        """The target did not want this one: the others go on."""
        with self._commit() as sql:
            sql.execute(
                "UPDATE outbox SET due_at = ?, failures = failures + 1 WHERE number = ?", (due_at, letter.number)
            )

    def silent(self, target: str, held_until: float) -> None:
        """The target is not there, or asked to be left alone: all that it is to be told waits."""
        with self._commit() as sql:
            sql.execute(
                "INSERT INTO target VALUES (?, ?, 1) ON CONFLICT (name) DO UPDATE SET held_until = excluded.held_until, "
                "failures = failures + 1",
                (target, held_until),
            )

    def failures(self, target: str) -> int:
        """Times in a row that the target was not there."""
        row = self._sql.execute("SELECT failures FROM target WHERE name = ?", (target,)).fetchone()
        return int(row[0]) if row else 0

    def untold(self, target: str | None = None) -> int:
        """How much waits to be told, to one target or to all."""
        condition = "" if target is None else " AND target = ?"
        values = () if target is None else (target,)
        row = self._sql.execute(f"SELECT count(*) FROM outbox WHERE told_at IS NULL{condition}", values)  # noqa: S608
        return int(row.fetchone()[0])

    def next_due(self, targets: Sequence[str]) -> float | None:
        """When the next page or letter is due; None where none waits."""
        page = self._sql.execute("SELECT min(due_at) FROM item WHERE bare IS NOT NULL").fetchone()[0]
        marks = ", ".join("?" * len(targets))
        letter = self._sql.execute(
            "SELECT min(max(outbox.due_at, coalesce(held_until, 0))) FROM outbox LEFT JOIN target ON name = target "  # noqa: S608
            f"WHERE told_at IS NULL AND target IN ({marks})",
            tuple(targets),
        ).fetchone()[0]
        return min((due for due in (page, letter) if due is not None), default=None)

    def rules(self) -> dict[str, Rules]:
        """All robots.txt that were fetched."""
        return {row[0]: Rules(row[1], row[2]) for row in self._sql.execute("SELECT origin, text, at FROM robots")}

    def put_rules(self, origin: str, rules: Rules) -> None:
        """Keep a robots.txt."""
        with self._commit() as sql:
            sql.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, rules.text, rules.at))


def _put_feed(sql: sqlite3.Connection, url: str, state: FeedState) -> None:
    sql.execute(
        "INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?, ?)",
        (url, state.etag, state.modified, state.due_at, state.held_until, state.failures),
    )


def _connected(path: Path | str) -> sqlite3.Connection:
    """The file, locked for as long as it is open, so that two programs do not tell the same twice."""
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        connection.close()
        raise StoreError(f"{path} was written by a newer Vedette. Upgrade with `pip install --upgrade vedette`")
    if version < SCHEMA:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    return connection


@contextmanager
def _told(path: Path | str) -> Iterator[None]:
    """What SQLite raises, in words."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"cannot keep what was seen in {path}: {_why(str(error))}") from error


def _why(said: str) -> str:
    known = (
        ("locked", "another `vedette watch` uses it. End that one, or name another file with --state"),
        ("unable to open", "it cannot be opened. Name a file in a folder that you may write to with --state"),
        ("readonly", "it may not be written to. Name another file with --state"),
        ("full", "the disk is full. Free some space and start again; nothing is lost"),
        ("not a database", "it is no state of `vedette watch`. Name another file with --state"),
        ("malformed", "it is damaged. Put it aside: all that the feeds have then counts as new"),
    )
    return next((words for part, words in known if part in said), said)

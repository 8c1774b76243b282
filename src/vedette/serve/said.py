"""Statements in memory: what they are asked by in flat columns, and each as JSON."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from vedette.analyse.statements.asked import is_code
from vedette.errors import UsageError
from vedette.serve.cursor import Condition, Cursor
from vedette.serve.filters import StatementPage
from vedette.serve.pool import Pool
from vedette.store.known import Query

ORDER = "published"

NARROW = "n, id, published, code, called, content, types, kinds, state"


class Said:
    """The statements that stand, in the order of publication. The rows are those of `aside.statements`."""

    def __init__(self, rows: pa.Table) -> None:
        base = Query({}, {})
        base.give("made", rows.drop_columns(["body"]))
        base.run(f"CREATE TABLE flat AS SELECT {NARROW} FROM made ORDER BY n")
        self._pool = Pool(base, small=True)
        self._bodies = rows.column("body").combine_chunks()

    def page(self, asked: StatementPage) -> tuple[list[bytes], str | None, int]:
        """Those that are asked for as JSON, where to go on, and how many there are in all."""
        words, values = _where(asked)
        (total,) = self._rows(f"SELECT count(*) AS n FROM flat WHERE {words}", values).column("n").to_pylist()
        if asked.after is not None:
            words, values = f"{words} AND n >= ?", [*values, self._behind(asked.after)]
        sql = f"SELECT n, id, published FROM flat WHERE {words} ORDER BY n LIMIT {asked.limit + 1}"
        found = self._rows(sql, values).to_pylist()
        shown = found[: asked.limit]
        more = len(found) > asked.limit
        onward = str(Cursor.behind_row(ORDER, shown[-1]["published"], shown[-1]["id"])) if more else None
        return [self._bodies[row["n"]].as_py() for row in shown], onward, total

    def _behind(self, after: str) -> int:
        """Where to go on: behind the statement; where it is gone, at the first one of a later day."""
        told = Cursor.told(after, ORDER)
        (at,) = self._rows("SELECT max(n) AS n FROM flat WHERE id = ?", [told.id]).column("n").to_pylist()
        if at is not None:
            return int(at) + 1
        try:
            day = date.fromisoformat(str(told.value))
        except ValueError:
            raise UsageError("after: that statement is gone; begin anew") from None
        (at,) = self._rows("SELECT min(n) AS n FROM flat WHERE published > ?", [day]).column("n").to_pylist()
        return len(self._bodies) if at is None else int(at)

    def _rows(self, sql: str, values: list[object]) -> pa.Table:
        return self._pool.rows(sql, values)


def _where(asked: StatementPage) -> Condition:
    told: list[Condition] = [("true", [])]
    if asked.since:
        told.append(("published >= ?", [asked.since]))
    if asked.until:
        told.append(("published < ?", [asked.until]))
    states = [*asked.state, *(["open"] if asked.open in ("true", "1") else [])]
    asks: tuple[list[Condition], ...] = (
        [_speaks(name) for name in asked.speaker],
        [_is_about(name) for name in asked.about],
        [("list_contains(kinds, ?)", [name]) for name in asked.stance],
        [("state = ?", [name]) for name in states],
    )
    told += [_any(several) for several in asks if several]
    return " AND ".join(f"({words})" for words, _ in told), [value for _, values in told for value in values]


def _any(several: list[Condition]) -> Condition:
    return " OR ".join(f"({words})" for words, _ in several), [value for _, values in several for value in values]


def _speaks(name: str) -> Condition:
    """A code, or words of the speaker's name: each of them."""
    code = "code = ? OR starts_with(code, ? || ' ')"
    if is_code(name):
        return code, [name, name]
    words, values = _holds("called", name)
    return f"{code} OR ({words})", [name, name, *values]


def _is_about(name: str) -> Condition:
    if name.partition(".")[0].isupper():
        return "list_contains(types, ?)", [name.removesuffix(".")]
    return _holds("content", name)


def _holds(column: str, name: str) -> Condition:
    words: list[object] = [*name.casefold().split()]
    return " AND ".join([f"contains({column}, ?)"] * len(words)) or "true", words

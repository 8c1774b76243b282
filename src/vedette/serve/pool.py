"""One database asked from several threads: a connection each while it asks, used again by the next."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import pyarrow as pa

from vedette.store.known import Query


class Pool:
    """Connections to the database of a query; as many as there were threads that asked at once."""

    def __init__(self, base: Query, *, small: bool = False) -> None:
        """`small` is a database in memory, each of whose answers is quicker than a second thread begins with it."""
        self._base = quiet(base)
        if small:
            base.run("SET threads = 1")
        self._free: list[Query] = []
        self._lock = Lock()

    def rows(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """What a question finds."""
        query = self._taken()
        try:
            return query.rows(sql, list(values))
        finally:
            with self._lock:
                self._free.append(query)

    def _taken(self) -> Query:
        with self._lock:
            return self._free.pop() if self._free else quiet(self._base.cursor())


def quiet(query: Query) -> Query:
    """The query, without a bar on the terminal where it takes long."""
    query.run("SET enable_progress_bar = false")
    return query

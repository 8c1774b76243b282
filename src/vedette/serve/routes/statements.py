"""Who says what, and which demands and threats are still open."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Request, Response

from vedette.analyse.statements import Asked, told
from vedette.errors import UsageError
from vedette.export.statement import to_json
from vedette.records import Heard, Reading
from vedette.serve.cursor import Cursor
from vedette.serve.filters import StatementPage
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer, listed
from vedette.serve.shapes.reports import StatementList
from vedette.serve.snapshot import Snapshot
from vedette.store import heard

router = APIRouter(tags=["statements"])

ORDER = "published"

_READINGS: WeakKeyDictionary[Snapshot, list[Reading]] = WeakKeyDictionary()
_LOCK = Lock()


@router.get("/statements", response_model=StatementList)
def statements(request: Request, here: Here, asked: Query[StatementPage]) -> Response:
    """Statements that all filters fit, by day of publication, with stance and, of demands and threats, what became of them.
    The first call after the lake grew goes through all its reports.
    """
    return answer(request, here, lambda: _page(here, asked))


def _page(here: Snapshot, asked: StatementPage) -> bytes:
    found = told(_readings(here), _wanted(asked))
    begin = _place(found, asked.after) if asked.after is not None else 0
    shown = found[begin : begin + asked.limit]
    more = len(found) > begin + asked.limit
    onward = str(Cursor.behind_row(ORDER, shown[-1].published, shown[-1].statement.id)) if more else None
    return listed([to_json(each) for each in shown], onward, len(found))


def _wanted(asked: StatementPage) -> Asked:
    state = [*asked.state, *(["open"] if asked.open in ("true", "1") else [])]
    return Asked.of(
        speaker=asked.speaker,
        about=asked.about,
        stance=asked.stance,
        state=list(dict.fromkeys(state)),
        since=asked.since,
        until=asked.until,
    )


def _place(found: tuple[Heard, ...], after: str) -> int:
    """Where to go on: behind the statement; where it is gone, at the first one of a later day."""
    told_ = Cursor.told(after, ORDER)
    names = [each.statement.id for each in found]
    if told_.id in names:
        return names.index(told_.id) + 1
    if told_.value is None:
        raise UsageError("after: that statement is gone; begin anew")
    later = (at for at, each in enumerate(found) if each.published and each.published.isoformat() > str(told_.value))
    return next(later, len(found))


def _readings(here: Snapshot) -> list[Reading]:
    with _LOCK:
        if here not in _READINGS:
            _READINGS[here] = list(heard.readings(here.lake))
        return _READINGS[here]

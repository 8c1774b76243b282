"""Reports: listed, each with what was taken from it, and with its text in pieces."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from vedette.export import jsonl
from vedette.records import Reading
from vedette.serve import evidence
from vedette.serve.answer import dumped
from vedette.serve.cursor import Cursor, order
from vedette.serve.filters import Nothing, ReportPage
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, Json, answer, listed, unknown
from vedette.serve.shapes import incidents as proofs
from vedette.serve.shapes import reports as shapes
from vedette.serve.snapshot import Snapshot

router = APIRouter(tags=["reports"])

PAGE = "SELECT * FROM told WHERE {where} {order} LIMIT {limit}"


@router.get("/reports", response_model=shapes.ReportList)
def reports(request: Request, here: Here, asked: Query[ReportPage]) -> Response:
    """Reports that all filters fit, with their texts, a page at a time."""
    return answer(request, here, lambda: _page(here, asked))


@router.get("/reports/{key}", response_model=shapes.ReportRead)
def report(request: Request, here: Here, key: str, asked: Query[Nothing]) -> Response:
    """One report with all that was taken from it."""
    del asked
    reading = _reading(here, key)
    return answer(request, here, lambda: dumped({**jsonl.to_json(reading), "key": key}))


@router.get("/reports/{key}/evidence", response_model=proofs.ReportEvidence)
def proof(request: Request, here: Here, key: str, asked: Query[Nothing]) -> Response:
    """One report with its text in pieces: the words that each value rests on."""
    del asked
    reading = _reading(here, key)
    return answer(request, here, lambda: dumped(evidence.of_report(key, reading)))


def _reading(here: Snapshot, key: str) -> Reading:
    found = here.readings([key])
    if not found:
        raise unknown("report with the key", key, "/api/v1/reports")
    return found[0][1]


def _page(here: Snapshot, asked: ReportPage) -> bytes:
    where, values = _where(here, asked)
    (total,) = here.rows(f"SELECT count(*) AS n FROM told WHERE {where}", values).column("n").to_pylist()
    if asked.after is not None:
        behind, more = Cursor.told(asked.after, asked.sort).behind("published", "key", "DATE")
        where, values = f"{where} AND {behind}", [*values, *more]
    clause = order("published", "key", asked.sort)
    found = here.rows(PAGE.format(where=where, order=clause, limit=asked.limit + 1), values).to_pylist()
    shown = found[: asked.limit]
    onward = (
        Cursor.behind_row(asked.sort, shown[-1]["published"], shown[-1]["key"]) if len(found) > asked.limit else None
    )
    texts = here.texts(shown)
    return listed([_shape(row, texts[row["reading"]]) for row in shown], None if onward is None else str(onward), total)


def _where(here: Snapshot, asked: ReportPage) -> tuple[str, list[Any]]:
    told: list[tuple[str, list[Any]]] = [("true", [])]
    if asked.source:
        told.append(("list_contains(?, source)", [asked.source]))
    if asked.since:
        told.append(("published >= ?", [asked.since]))
    if asked.until:
        told.append(("published < ?", [asked.until]))
    holding = here.holding(asked.contains)
    if holding is not None:
        told.append(("list_contains(?, key)", [holding]))
    return " AND ".join(words for words, _ in told), [value for _, values in told for value in values]


def _shape(row: Json, text: str) -> Json:
    return {
        "key": row["key"],
        "id": row["id"],
        "source": row["source"],
        "published": row["published"].isoformat() if row["published"] else None,
        "title": row["title"],
        "url": row["url"],
        "language": row["language"],
        "text": text,
        "known_from": row["known_from"].isoformat(),
    }

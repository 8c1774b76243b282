"""What is in the lake."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.incidents.asked import behind
from vedette.records import SCHEMA
from vedette.serve.answer import dumped
from vedette.serve.filters import Nothing
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, Json, answer
from vedette.serve.shapes.picture import LakeShape
from vedette.serve.snapshot import Snapshot

router = APIRouter(tags=["lake"])

ENGINE = """
SELECT engine.version AS version, engine.model AS model, engine.ontology AS ontology FROM reports SEMI JOIN told USING (reading)
GROUP BY ALL ORDER BY count(*) DESC LIMIT 1
"""

SOURCES = "SELECT source, count(*) AS n FROM told GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500"


@router.get("/lake", response_model=LakeShape)
def lake(request: Request, here: Here, asked: Query[Nothing]) -> Response:
    """What is in the lake: how many rows stand, of which days, read by what, linked when."""
    del asked
    return answer(request, here, lambda: dumped(told(here)))


def told(here: Snapshot) -> Json:
    """The same as JSON."""
    first, last = here.days
    engine = here.rows(ENGINE).to_pylist()
    linked = here.index.flat.span.last
    why = behind(here.lake)
    return {
        "schema": SCHEMA,
        "path_name": here.path_name,
        "version": here.version,
        **here.counts,
        "since": first.isoformat() if first else None,
        "until": last.isoformat() if last else None,
        "engine": engine[0] if engine else None,
        "linked_at": linked.isoformat() if linked else None,
        "behind": why and why.replace(here.lake.path, here.path_name),
        "tables": {name: table.version for name, table in here.lake.tables.items()},
        "sources": here.rows(SOURCES).column("source").to_pylist(),
    }

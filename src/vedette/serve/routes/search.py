"""Words looked for in the texts of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from vedette.records import SCHEMA
from vedette.serve.answer import dumped
from vedette.serve.filters import SearchAsked
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, Json, answer
from vedette.serve.shapes.reports import Matches
from vedette.serve.snapshot import Snapshot

router = APIRouter(tags=["search"])

SIDE = 120
"""Characters shown on either side of the first word that is found."""

WORDS = 10
"""Words at most; further ones are one phrase with the last."""

HOLD = "(contains(lower(r.text), ?) OR contains(lower(r.title), ?))"
COUNT = "SELECT count(*) AS n FROM told SEMI JOIN (SELECT r.reading FROM reports AS r WHERE {holds}) USING (reading)"
FOUND = """
SELECT told.key, told.id, told.source, told.published, told.title, told.url, r.text
FROM reports AS r JOIN told USING (reading) WHERE {holds} ORDER BY told.published DESC NULLS LAST, told.key LIMIT {limit}
"""


@router.get("/search", response_model=Matches)
def search(request: Request, here: Here, asked: Query[SearchAsked]) -> Response:
    """Reports whose text or title holds all words, the newest first, with where the first of them stands."""
    return answer(request, here, lambda: dumped(_found(here, asked)))


def _found(here: Snapshot, asked: SearchAsked) -> Json:
    words = [word.lower() for word in asked.q.split(maxsplit=WORDS - 1)] or [asked.q.lower()]
    holds = " AND ".join([HOLD] * len(words))
    values = [word for word in words for _ in range(2)]
    rows = here.rows(FOUND.format(holds=holds, limit=asked.limit), values).to_pylist()
    (total,) = here.rows(COUNT.format(holds=holds), values).column("n").to_pylist()
    return {"schema": SCHEMA, "items": [_shape(row, words) for row in rows], "total": total}


def _shape(row: Json, words: Sequence[str]) -> Json:
    published = row["published"]
    named = {name: row[name] for name in ("key", "id", "source", "title", "url")}
    return {
        **named,
        "published": published.isoformat() if published else None,
        "segments": snippet(row["text"], words),
    }


def snippet(text: str, words: Sequence[str]) -> list[Json]:
    """The text around the first word, in pieces: those that are one of the words, and the others."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first = pattern.search(text)
    begin = max(0, first.start() - SIDE) if first else 0
    end = min(len(text), (first.end() if first else 0) + SIDE)
    pieces, at = [], begin
    for match in pattern.finditer(text, begin, end):
        pieces += [{"text": text[at : match.start()], "hit": False}, {"text": match.group(), "hit": True}]
        at = match.end()
    return [piece for piece in [*pieces, {"text": text[at:end], "hit": False}] if piece["text"]]

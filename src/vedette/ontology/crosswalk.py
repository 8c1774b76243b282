"""Between PLOVER and CAMEO, both ways."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.ontology.shapes import Cameo, Crossing, WayOut
from vedette.ontology.tables import Row

CROSSWALK = (
    "cameo",
    "label",
    "goldstein",
    "type",
    "mode",
    "contexts",
    "published_mode",
    "published_contexts",
)
WAYS_OUT = ("type", "mode", "contexts", "cameo")
ROOT = 2
"""Digits of a CAMEO root code, which is too broad to be written out."""

Ways = dict[tuple[str, str | None], tuple[WayOut, ...]]
"""The ways out of each type and mode, in the order in which they are to be tried."""


def codes(rows: Iterable[Row]) -> dict[str, Cameo]:
    """The rows of crosswalk.tsv by code; a code that stands twice is a fault."""
    found: dict[str, Cameo] = {}
    for row in rows:
        code = cameo(row)
        if code.code in found:
            row.wrong("cameo", f"{code.code} stands twice", "keep one of the two rows")
        found[code.code] = code
    return found


def cameo(row: Row) -> Cameo:
    """One row of crosswalk.tsv."""
    if not row.values["cameo"].isdigit():
        row.wrong("cameo", f"{row.values['cameo']!r} is no code", "write two to four digits")
    return Cameo(
        code=row.values["cameo"],
        label=row.values["label"],
        goldstein=row.score("goldstein"),
        type=row.maybe("type"),
        mode=row.maybe("mode"),
        contexts=row.several("contexts"),
        published_mode=row.values["published_mode"],
        published_contexts=row.several("published_contexts"),
    )


def way_out(row: Row) -> WayOut:
    """One row of cameo_out.tsv."""
    return WayOut(row.values["type"], row.maybe("mode"), row.several("contexts"), row.values["cameo"])


def ways(told: Iterable[WayOut], crosswalk: Iterable[Cameo]) -> Ways:
    """What cameo_out.tsv tells, then the crosswalk read backwards; more contexts first, else in that order."""
    found: dict[tuple[str, str | None], list[WayOut]] = {}
    backwards = (WayOut(c.type, c.mode, c.contexts, c.code) for c in crosswalk if c.type and len(c.code) > ROOT)
    for way in (*told, *backwards):
        found.setdefault((way.type, way.mode), []).append(way)
    return {key: tuple(sorted(each, key=lambda way: -len(way.contexts))) for key, each in found.items()}


def cross(
    ways_out: Ways, known: dict[str, Cameo], label: tuple[str, str | None], contexts: Iterable[str]
) -> Crossing | None:
    """The CAMEO code for a type and mode whose contexts are all among these; None when there is no way out."""
    among = frozenset(contexts)
    for way in ways_out.get(label, ()):
        if among.issuperset(way.contexts):
            code = known[way.code]
            return Crossing(code, exact=(code.type, code.mode) == label)
    return None

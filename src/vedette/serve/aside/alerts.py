"""The alerts of a lake, each as JSON and with what it may be asked by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from vedette.analyse.alerts import RULES, answer, muted, mutes, picture_of_lake
from vedette.analyse.alerts import Asked as Every
from vedette.records import SCHEMA, Alert
from vedette.serve.answer import dumped
from vedette.serve.aside.cited import Cited
from vedette.store import Lake

Json = dict[str, Any]


class Kind(NamedTuple):
    """What sort of thing a rule finds, and what it counts."""

    name: str
    unit: str | None = None


KINDS: Mapping[str, Kind] = {
    "unusual-rise": Kind("rise", "reports"),
    "unusual-dead": Kind("rise", "dead"),
    "change-point": Kind("rise", "reports"),
    "first-violence": Kind("outbreak", "events"),
    "repeated-attacks": Kind("outbreak", "days"),
    "words-to-deeds": Kind("outbreak"),
    "ultimatum": Kind("warning"),
    "build-up": Kind("warning"),
    "broken-ceasefire": Kind("breach"),
    "contradicted-toll": Kind("contradiction"),
}
"""Rule -> its kind. Rules that are not listed are warnings."""

OTHER = Kind("warning")

REASONS = {rule.name: rule.reason for rule in RULES}

COLUMNS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "kind", "rule", "country", "called", "muted")),
        ("since", pa.date32()),
        ("raised", pa.date32()),
        ("tail", pa.float64()),
        ("sides", pa.list_(pa.string())),
        ("incidents", pa.list_(pa.string())),
        ("light", pa.binary()),
        ("cites", pa.binary()),
    ]
)
"""`called` holds names of places, folded; `light` is the alert as JSON without what it cites, `cites` that."""


def made(lake: Lake, given: str | None) -> pa.Table:
    """All of them, by the day on which they were raised; `given` is a file of mutes."""
    rows = mutes(Path(given)) if given else []
    found = list(muted(answer(picture_of_lake(lake), Every()), rows))
    cited = Cited(lake, found)
    return pa.Table.from_pylist([_row(one, cited) for one in found], COLUMNS)


def _row(one: Alert, cited: Cited) -> Json:
    kind, incidents = KINDS.get(one.rule, OTHER), cited.incidents(one)
    return {
        "id": one.id,
        "kind": kind.name,
        "rule": one.rule,
        "country": one.country,
        "called": f"{one.place or ''}\n{one.admin1 or ''}".casefold(),
        "muted": one.muted,
        "since": one.since,
        "raised": one.raised,
        "tail": one.tail,
        "sides": [*one.actors, *one.toward],
        "incidents": incidents,
        "light": dumped(_light(one, kind, incidents)),
        "cites": dumped(cited.rows(one)),
    }


def _light(one: Alert, kind: Kind, incidents: list[str]) -> Json:
    told = asdict(one)
    return {
        "schema": SCHEMA,
        **told,
        "kind": kind.name,
        "since": one.since.isoformat(),
        "raised": one.raised.isoformat(),
        "where": {name: told[name] for name in ("country", "admin1", "place")},
        "unit": kind.unit,
        "reason": REASONS.get(one.rule, ""),
        "incidents": incidents,
    }

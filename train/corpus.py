"""The annotated corpus as arrays: windows with the labels of their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.read.encode import Encoder, Window
from vedette.read.labels import Labels

Record = dict[str, Any]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
UNKNOWN = -100
"""A label that no loss looks at."""


@dataclass(frozen=True)
class Trigger:
    """An event in a window: its pieces, what it is, and the arc tags of all words."""

    first: int
    last: int
    type: int
    mode: int
    status: int
    contexts: tuple[float, ...] | None
    arcs: npt.NDArray[np.int8]
    """(L, roles): outside, begin or inside."""


@dataclass(frozen=True)
class Example:
    """A window with its labels; `tags` (L,) are those of the trigger head, `UNKNOWN` where nothing is asked."""

    report: str
    window: Window
    tags: npt.NDArray[np.int64]
    triggers: tuple[Trigger, ...]


def records(path: Path) -> list[Record]:
    """Records of a corpus file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(reports: Sequence[Record], encoder: Encoder, labels: Labels) -> list[Example]:
    """Every window of every report, labelled."""
    windows = encoder.batch([r["text"] for r in reports], [r["sentences"] for r in reports])
    return [example(r, w, labels) for r, cut in zip(reports, windows, strict=True) for w in cut]


def example(report: Record, window: Window, labels: Labels) -> Example:
    """One window with the labels of the events whose triggers it shows."""
    triggers = tuple(t for e in report["events"] if (t := _trigger(e, window, labels)) is not None)
    return Example(report["id"], window, _tags(window, triggers), triggers)


def _tags(window: Window, triggers: Iterable[Trigger]) -> npt.NDArray[np.int64]:
    tags = np.where(window.heads, OUTSIDE, UNKNOWN).astype(np.int64)
    for t in triggers:
        inside = np.arange(t.first, t.last + 1)
        tags[inside[window.heads[inside]]] = 2 + 2 * t.type
        tags[t.first] = 1 + 2 * t.type
    return tags


def _trigger(event: Record, window: Window, labels: Labels) -> Trigger | None:
    cut = pieces(window, event["trigger"]["start"], event["trigger"]["end"])
    if cut is None:
        return None
    contexts = event.get("contexts")
    return Trigger(
        first=cut[0],
        last=cut[1],
        type=labels.types.index(event["type"]),
        mode=labels.modes.index(f"{event['type']}.{event['mode']}" if event["mode"] else event["type"]),
        status=labels.statuses.index(event["status"]),
        contexts=None if contexts is None else tuple(float(c in contexts) for c in labels.contexts),
        arcs=_arcs(event, window, labels),
    )


def _arcs(event: Record, window: Window, labels: Labels) -> npt.NDArray[np.int8]:
    arcs = np.zeros((len(window.ids), len(labels.roles)), dtype=np.int8)
    for argument in event["arguments"]:
        cut = pieces(window, argument["start"], argument["end"])
        if cut is not None:
            role = labels.roles.index(argument["role"])
            arcs[cut[0] : cut[1] + 1, role] = INSIDE
            arcs[cut[0], role] = BEGIN
    return arcs


def pieces(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """First and last piece of a span, from the head of its first word; None when the window does not show it whole."""
    inside = np.flatnonzero((window.starts < end) & (window.ends > start) & (window.starts >= 0))
    if len(inside) == 0 or window.ends[inside[-1]] < end:
        return None
    first = int(inside[0])
    while not window.heads[first]:
        first -= 1
    return first, int(inside[-1])


def with_contexts(reports: Sequence[Record], path: Path) -> list[Record]:
    """The reports, with `contexts` on those of their events that `path` (report, start, end, contexts) names."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    told = {(report, int(start), int(end)): names.split(",") if names else [] for report, start, end, names in rows}
    return [{**r, "events": [_with_contexts(r["id"], e, told) for e in r["events"]]} for r in reports]


def _with_contexts(report: str, event: Record, told: dict[tuple[str, int, int], list[str]]) -> Record:
    names = told.get((report, event["trigger"]["start"], event["trigger"]["end"]))
    return event if names is None else {**event, "contexts": names}

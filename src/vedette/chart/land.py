"""The base map of the page, as land and borders within a window: coast, borders, disputed borders and names of countries."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""Shape (n, 2): pixels from the left and from the top."""

BASE = "serve/static/base"

FURTHEST = 80.0
"""Degrees of latitude beyond which Mercator's map has no use."""

CLOSE = 0.8
"""Pixels between two points of a line that are still told apart."""

OVER = 4
"""Pixels beyond the window's edges at which land is cut, so that the cut is not seen as a coast."""

EQUATOR_KM = 40_075.0

LEFT, TOP = 0, 1


@dataclass(frozen=True, slots=True)
class Window:
    """A part of Mercator's map, in pixels."""

    scale: float
    """Pixels around the equator."""
    left: float
    top: float
    """Where the window begins, in pixels from 180° W and from the top of a map of this scale."""
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place stands."""
        (x, y) = mercator(np.array([[longitude, latitude]]))[0]
        return float(x * self.scale - self.left), float(y * self.scale - self.top)

    def has(self, x: float, y: float) -> bool:
        """Whether a point is within."""
        return 0 <= x < self.width and 0 <= y < self.height

    @property
    def km_a_pixel(self) -> float:
        """In the middle of the window; on Mercator's map it is another elsewhere."""
        middle = 1 - 2 * (self.top + self.height / 2) / self.scale
        latitude = math.atan(math.sinh(math.pi * middle))
        return EQUATOR_KM * math.cos(latitude) / self.scale


def mercator(degrees: Points) -> Points:
    """Longitude and latitude as places on a world of 1 by 1, from the left and from the top."""
    held = np.radians(np.clip(degrees[:, 1], -FURTHEST, FURTHEST))
    down = 0.5 - np.arctanh(np.sin(held)) / (2 * np.pi)
    return np.column_stack([(degrees[:, 0] + 180) / 360, down])


def window(places: Sequence[tuple[float, float]], width: int, heights: tuple[int, int], narrowest: float) -> Window:
    """The window around places (longitude, latitude), with some room; never less than `narrowest` degrees wide."""
    world = mercator(np.array(places, dtype=np.float64))
    low, high = world.min(0), world.max(0)
    middle, span = (low + high) / 2, np.clip((high - low) * ROOM, narrowest / 360, 1)
    scale = float(min(width / span[0], heights[1] / span[1]))
    height = int(min(max(span[1] * scale, heights[0]), heights[1]))
    left, top = middle * scale - np.array([width, height]) / 2
    return Window(scale, float(left), float(top), width, height)


ROOM = 1.45
"""How much wider than its places a window is."""


def land(seen: Window) -> list[list[list[float]]]:
    """Rings of land within the window, cut at its edges."""
    rings = (ring for polygon in _base()["objects"]["land"]["arcs"] for ring in polygon)
    drawn = (_thinned(_cut(points, seen)) for points in _lines(rings, seen))
    return [points.round(1).tolist() for points in drawn if len(points) > 2]  # noqa: PLR2004 - a ring has three corners


def lines(what: str, seen: Window) -> list[list[list[float]]]:
    """Lines of a kind (border, disputed or province) that come near the window."""
    drawn = (
        _thinned(part) for points in _lines(_base()["objects"][what]["arcs"], seen) for part in _parts(points, seen)
    )
    return [points.round(1).tolist() for points in drawn if len(points) > 1]


def names(seen: Window) -> list[dict[str, Any]]:
    """Names of countries whose middle is within, the greatest first."""
    placed = ((name, *seen.at(east, north)) for _, name, east, north, *_ in _labels()["countries"])
    return [{"words": name, "x": x, "y": y} for name, x, y in placed if seen.has(x, y)]


@cache
def _base() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("vedette").joinpath(BASE, "land.json").read_text(encoding="utf-8"))
    return found


@cache
def _labels() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("vedette").joinpath(BASE, "labels.json").read_text(encoding="utf-8"))
    return found


@cache
def _arcs() -> list[Points]:
    """All arcs on a world of 1 by 1."""
    base = _base()
    scale, begin = (np.array(base["transform"][name]) for name in ("scale", "translate"))
    return [mercator(np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + begin) for arc in base["arcs"]]


def _lines(chains: Iterable[Sequence[int]], seen: Window) -> Iterator[Points]:
    """Chains of arcs that come near the window, in its pixels; an arc with its bits turned over (~n) runs backwards."""
    arcs = _arcs()
    corner = np.array([seen.left, seen.top])
    for chain in chains:
        joined = np.concatenate([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in chain]) * seen.scale - corner
        low, high = joined.min(0), joined.max(0)
        if (high >= 0).all() and low[0] <= seen.width and low[1] <= seen.height:
            yield joined


def _cut(points: Points, seen: Window) -> Points:
    """A ring's part within the window: edge by edge, what is outside is taken off (Sutherland and Hodgman)."""
    right, foot = seen.width + OVER, seen.height + OVER
    for axis, edge, inward in ((LEFT, -OVER, 1), (LEFT, right, -1), (TOP, -OVER, 1), (TOP, foot, -1)):
        if len(points):
            points = _half(points, axis, edge, inward)
    return points


def _half(points: Points, axis: int, edge: float, inward: int) -> Points:
    """A ring's part on one side of a line."""
    depth = (points[:, axis] - edge) * inward
    if (depth >= 0).all():
        return points
    before, first = np.roll(depth, 1), np.roll(points, 1, axis=0)
    crossed, inside = (before >= 0) != (depth >= 0), depth >= 0
    share = np.divide(before, before - depth, out=np.zeros_like(depth), where=crossed)
    both = np.stack([first + (points - first) * share[:, None], points], axis=1)
    found: Points = both[np.stack([crossed, inside], axis=1)]
    return found


def _parts(points: Points, seen: Window) -> Iterator[Points]:
    """A line's pieces whose steps touch the window."""
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    edge = np.array([seen.width, seen.height])
    near = ((high >= 0) & (low <= edge)).all(1)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(int)))
    for begin, end in zip(ends[::2], ends[1::2], strict=True):
        yield points[begin : end + 1]


def _thinned(points: Points) -> Points:
    """Without points that lie on the one before."""
    if not len(points):
        return points
    kept = [points[0]]
    for point in points[1:-1]:
        if np.abs(point - kept[-1]).max() >= CLOSE:
            kept.append(point)
    return np.array([*kept, points[-1]])

"""Distances and directions on the globe, in kilometres and degrees."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2

BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
"""Degrees clockwise from north."""

Point = tuple[float, float]
"""Latitude and longitude."""


def apart(one: Point, two: Point) -> float:
    """Kilometres between two points along the great circle."""
    north, south = radians(one[0]), radians(two[0])
    across = sin(radians(two[1] - one[1]) / 2) ** 2
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * across
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def moved(start: Point, bearing: float, km: float) -> Point:
    """The point so many kilometres from `start` at this bearing; good to a few per cent below 1,000 km."""
    north = cos(radians(bearing)) * km / KM_PER_DEGREE
    latitude = max(-90.0, min(90.0, start[0] + north))
    shrink = max(0.05, cos(radians((start[0] + latitude) / 2)))
    east = sin(radians(bearing)) * km / KM_PER_DEGREE / shrink
    return (latitude, (start[1] + east + 180.0) % 360.0 - 180.0)


def middle(points: list[Point]) -> Point:
    """The middle of points that lie on one side of the globe, as the mean of their vectors."""
    x = sum(cos(radians(a)) * cos(radians(b)) for a, b in points)
    y = sum(cos(radians(a)) * sin(radians(b)) for a, b in points)
    z = sum(sin(radians(a)) for a, _ in points)
    flat = sqrt(x * x + y * y)
    return (degrees(atan2(z, flat)), degrees(atan2(y, x)))

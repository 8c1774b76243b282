"""A place of the gazetteer, as a candidate for what words mean."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.resolve.where.geometry import Point


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name can mean."""

    name: str
    kind: str
    """country, region, city, site, sea or border."""
    country: str | None
    """Alpha-3 code; None when it lies in no country, or in several."""
    admin1: str | None
    latitude: float
    longitude: float
    radius_km: float
    people: float
    """Inhabitants, or for a place of the supplement the inhabitants of a town of equal standing."""
    geoname: int | None = None
    order: int = 0
    """1 and 2 for administrative areas of first and second order, else 0."""
    row: int = 0
    """Row of the gazetteer's table; 0 for a place of the supplement."""

    @property
    def point(self) -> Point:
        """Latitude and longitude."""
        return (self.latitude, self.longitude)

    @property
    def reviewed(self) -> bool:
        """Whether a person put it into a supplement."""
        return self.row == 0

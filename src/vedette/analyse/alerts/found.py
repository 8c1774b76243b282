"""What rules give: alerts, named by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.picture import Told
from vedette.records import Alert, digest


@dataclass(frozen=True, slots=True)
class Place:
    """Where an alert is about."""

    country: str | None = None
    admin1: str | None = None
    place: str | None = None


NOWHERE = Place()


def alert(  # noqa: PLR0913 - what an alert is made of
    rule: str,
    where: Place,
    since: date,
    raised: date,
    why: str,
    *,
    actors: Iterable[str] = (),
    toward: Iterable[str] = (),
    rows: Sequence[Told] = (),
    **more: object,
) -> Alert:
    """An alert of a rule; `rows` are the events that it cites."""
    acting, hit = tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(toward))
    told = {
        "reports": tuple(dict.fromkeys(row.report for row in rows)),
        "events": tuple(dict.fromkeys(row.id for row in rows)),
        **more,
    }
    about = (rule, where.country or "", where.admin1 or "", ",".join(acting), ",".join(hit), since.isoformat())
    return Alert(
        id=digest("alert", *about),
        rule=rule,
        since=since,
        raised=raised,
        country=where.country,
        admin1=where.admin1,
        place=where.place,
        actors=acting,
        toward=hit,
        why=why,
        **told,  # type: ignore[arg-type]
    )


def of_row(row: Told) -> Place:
    """Where an event is."""
    return Place(row.country, row.admin1, row.place)

"""Events in the columns of the public weekly files of POLECAT: cells between tabs below a header, `None` where there is
nothing, several values joined by `; `. POLECAT's columns cannot say that an event is planned, only possible or denied,
so such events are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vedette import ontology
from vedette.export import Page
from vedette.export import told as ask
from vedette.export.cells import Value, tabbed
from vedette.export.states import state
from vedette.export.told import Told, planned_or_denied
from vedette.ontology import QUADS, ActorCode
from vedette.records import Who

BETWEEN = TAIL = ""

NOTHING = "None"
"""What POLECAT writes where there is no value."""

left_out = planned_or_denied


def head(page: Page) -> str:
    """The names of the columns."""
    del page
    return tabbed(COLUMNS)


def line(told: Told, page: Page) -> str:
    """A row."""
    del page
    return tabbed(NOTHING if (value := column(told)) in {None, ""} else value for column in COLUMNS.values())


def _joined(words: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(filter(None, words)))


def _code(who: Who) -> ActorCode:
    return ontology.load().plover_actor(who.code) or ActorCode(None)


def _first_sector(who: Who) -> str | None:
    return next(iter(_code(who).sectors), None)


def _of(role: str, value: Callable[[Who], str | None]) -> Callable[[Told], Value]:
    return lambda told: _joined(value(who) for _, who in ask.actors(told.event, role))


def _sectors(role: str) -> Callable[[Told], Value]:
    return lambda told: _joined(sector for _, who in ask.actors(told.event, role) for sector in _code(who).sectors)


def _words(role: str) -> Callable[[Told], Value]:
    return lambda told: _joined(" ".join(argument.span.text.split()) for argument in told.event.role(role))


def _where(name: str, *kinds: str) -> Callable[[Told], Value]:
    """A field of the place, if it is of one of these kinds (of any, where none is given)."""

    def value(told: Told) -> Value:
        found = ask.place(told.event)
        return getattr(found[1], name) if found and (not kinds or found[1].kind in kinds) else None

    return value


def _country(told: Told) -> Value:
    found = ask.place(told.event)
    return _code(Who(found[1].country, None, None, None)).code if found and found[1].country else None


def _province(told: Told) -> Value:
    return _where("name", "region")(told) or _where("admin1")(told)


def _raw_place(told: Told) -> Value:
    found = ask.place(told.event)
    return found[0].span.text if found else None


def _date(told: Told) -> Value:
    found = ask.time(told.event)
    return found[1].since if found else None


def _quad(told: Told) -> Value:
    return QUADS[ontology.load().quad(told.event.type)].upper()


def _party(name: str, role: str) -> dict[str, Callable[[Told], Value]]:
    """The columns of actors or recipients."""
    return {
        f"{name} Name": _of(role, lambda who: who.name),
        f"{name} Country": _of(role, lambda who: _code(who).code),
        f"{name} COW": _of(role, lambda who: state(who.country).cow),
        f"Primary {name} Sector": _of(role, _first_sector),
        f"{name} Sectors": _sectors(role),
        f"{name} Title": _nothing,
        f"{name} Name Raw": _words(role),
        f"Wikipedia {name} ID": _nothing,
    }


def _nothing(told: Told) -> Value:
    """What we do not tell."""
    del told
    return None


COLUMNS: dict[str, Callable[[Told], Value]] = {
    "Event ID": lambda told: told.event.id,
    "Event Date": _date,
    "Event Type": lambda told: told.event.type,
    "Event Mode": lambda told: told.event.mode,
    "Intensity": lambda told: told.event.intensity,
    "Quad Code": _quad,
    "Contexts": lambda told: _joined(told.event.contexts),
    **_party("Actor", "actor"),
    **_party("Recipient", "recipient"),
    "Placename": _where("name"),
    "City": _where("name", "city"),
    "District": _nothing,
    "Province": _province,
    "Country": _country,
    "Latitude": _where("latitude"),
    "Longitude": _where("longitude"),
    "GeoNames ID": _where("geoname"),
    "Raw Placename": _raw_place,
    "Feature Type": _where("kind"),
    "Source": lambda told: told.report.source,
    "Publication Date": lambda told: told.report.published,
    "Story People": _nothing,
    "Story Organizations": _nothing,
    "Story Locations": _nothing,
    "Language": lambda told: told.report.language,
    "Version": lambda told: f"vedette-{told.engine.version} {told.engine.model}",
}
"""The forty columns in POLECAT's order, each with what it holds of an event."""

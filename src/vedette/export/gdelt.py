"""Events in the 61 columns of GDELT 2.0's event files: cells between tabs, no header, codes of CAMEO. A row for each pair
of actor and recipient, as coders of CAMEO have it. What GDELT does not tell apart from a deed (planned, only possible,
denied) and types that CAMEO lacks are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from vedette import ontology
from vedette.export import Page
from vedette.export import told as ask
from vedette.export.cells import Value, tabbed
from vedette.export.states import state
from vedette.export.told import Told, no_head, planned_or_denied
from vedette.ontology import Cameo
from vedette.ontology.actors import Parts, parts
from vedette.records import Who, digest

BETWEEN = TAIL = ""
head = no_head

THREE = 3
"""Letters of each part of a CAMEO actor's code."""

QUAD_ENDS = ((5, 1), (8, 2), (13, 3), (20, 4))
"""Last root code of each of CAMEO's quad classes."""

GEO_TYPES = {"country": 1, "city": 4, "site": 4, "region": 5}
"""GDELT's kinds of place: 1 country, 4 a place, 5 a part of a country (2 and 3, those of the USA, see `_geo_type`)."""

GEO_TYPES_USA = {"city": 3, "site": 3, "region": 2}

NO_PLACE = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is made of: an event with one of its pairs."""

    told: Told
    cameo: Cameo
    number: int
    """Of the pair, from 0."""
    actor: Who | None
    recipient: Who | None


Column = Callable[[Row], Value]


def line(told: Told, page: Page) -> str:
    """A row for each pair of actor and recipient."""
    del page
    return "".join(tabbed(column(row) for column in COLUMNS.values()) for row in _rows(told))


def left_out(told: Told) -> str | None:
    """What GDELT cannot say."""
    return planned_or_denied(told) or (None if _cameo(told) else f"type {told.event.type} has no CAMEO code")


def _cameo(told: Told) -> Cameo | None:
    event = told.event
    found = ontology.load().to_cameo(event.type, event.mode, event.contexts)
    return found.cameo if found else None


def _rows(told: Told) -> Iterator[Row]:
    cameo = _cameo(told)
    if cameo is None:
        return
    pairs = product(_all(told, "actor"), _all(told, "recipient"))
    for number, (actor, recipient) in enumerate(pairs):
        yield Row(told, cameo, number, actor, recipient)


def _all(told: Told, role: str) -> list[Who | None]:
    """Those in a role; nobody, where none could be told."""
    return [who for _, who in ask.actors(told.event, role)] or [None]


def global_id(event: str, number: int) -> int:
    """The same 63-bit number for the same pair of the same event, in every run."""
    return int(digest(event, str(number)), 16) >> 1


def fraction(day: date) -> float:
    """GDELT's fraction of a year, in which each month has thirty days: 2015-02-18 is 2015.1315."""
    return round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4)


def quad(root: str) -> int:
    """CAMEO's quad class of a root code."""
    return next(found for last, found in QUAD_ENDS if int(root) <= last)


def _day(form: str) -> Column:
    def value(row: Row) -> Value:
        found = ask.time(row.told.event)
        return int(found[1].since.strftime(form)) if found else None

    return value


def _fraction(row: Row) -> Value:
    found = ask.time(row.told.event)
    return fraction(found[1].since) if found else None


def _code(who: Who | None) -> str:
    return (ontology.load().cameo_actor(who.code) if who else None) or ""


def _parts(who: Who | None) -> Parts:
    return (parts(who.code) if who else None) or Parts("", None, None)


def _country(who: Who | None) -> str:
    """CAMEO's code of the country; nothing for organisations and nobody."""
    read = _parts(who)
    return "" if read.family or not read.head.isalpha() else _code(who)[:THREE]


def _group(who: Who | None) -> str:
    """The organisation's own part of its code: NAT of IGOWSTNAT."""
    read = _parts(who)
    code = (ontology.load().cameo_actor(read.head) or "") if read.family else ""
    return code[-THREE:] if len(code) > THREE else ""


def _type(who: Who | None, place: int) -> str:
    """The kinds of actor: IGO or NGO first, then the sector."""
    read = _parts(who)
    sector = ontology.load().by_sector.get(read.sector or "")
    kinds = list(dict.fromkeys(filter(None, [read.family, sector.cameo if sector else None])))
    return kinds[place] if place < len(kinds) else ""


def _party(name: str, who: Callable[[Row], Who | None]) -> dict[str, Column]:
    return {
        f"{name}Code": lambda row: _code(who(row)),
        f"{name}Name": lambda row: _name(who(row)),
        f"{name}CountryCode": lambda row: _country(who(row)),
        f"{name}KnownGroupCode": lambda row: _group(who(row)),
        f"{name}EthnicCode": _nothing,
        f"{name}Religion1Code": _nothing,
        f"{name}Religion2Code": _nothing,
        f"{name}Type1Code": lambda row: _type(who(row), 0),
        f"{name}Type2Code": lambda row: _type(who(row), 1),
        f"{name}Type3Code": lambda row: _type(who(row), 2),
    }


def _name(who: Who | None) -> str:
    return ((who.name if who else None) or "").upper()


def _nothing(row: Row) -> Value:
    """What we do not tell."""
    del row
    return None


def _no_geo(name: str) -> dict[str, Column]:
    """Where an actor itself is, which we do not tell."""
    fields = ("Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return {f"{name}Geo_Type": lambda _: NO_PLACE} | {f"{name}Geo_{field}": _nothing for field in fields}


def _geo_type(row: Row) -> Value:
    found = ask.place(row.told.event)
    if found is None:
        return NO_PLACE
    kinds = GEO_TYPES_USA | {"country": 1} if found[1].country == "USA" else GEO_TYPES
    return kinds.get(found[1].kind, NO_PLACE)


def _geo_name(row: Row) -> Value:
    """Place, province, country, as GDELT has it."""
    found = ask.place(row.told.event)
    if found is None:
        return ""
    where = found[1]
    return ", ".join(dict.fromkeys(filter(None, (where.name, where.admin1, state(where.country).name))))


def _fips(row: Row) -> str:
    found = ask.place(row.told.event)
    return state(found[1].country).fips if found else ""


def _fips_of_country(row: Row) -> Value:
    """GDELT repeats a country's code in the finer fields where the country as such is meant."""
    found = ask.place(row.told.event)
    return _fips(row) if found and found[1].kind == "country" else ""


def _degrees(name: str) -> Column:
    return lambda row: (found := ask.place(row.told.event)) and getattr(found[1], name)


def _lead(row: Row) -> Value:
    """1 where the event is told in the first paragraph; nothing where the report's text is not at hand."""
    text = row.told.report.text
    if not text:
        return None
    first = text.find("\n\n")
    return int(first < 0 or row.told.event.trigger.start < first)


def _added(row: Row) -> Value:
    known = row.told.known_from
    return int(known.strftime("%Y%m%d%H%M%S")) if known else None


def _one(row: Row) -> Value:
    """One report is one mention, one source, one article."""
    del row
    return 1


COLUMNS: dict[str, Column] = {
    "GLOBALEVENTID": lambda row: global_id(row.told.event.id, row.number),
    "SQLDATE": _day("%Y%m%d"),
    "MonthYear": _day("%Y%m"),
    "Year": _day("%Y"),
    "FractionDate": _fraction,
    **_party("Actor1", lambda row: row.actor),
    **_party("Actor2", lambda row: row.recipient),
    "IsRootEvent": _lead,
    "EventCode": lambda row: row.cameo.code,
    "EventBaseCode": lambda row: row.cameo.code[:THREE],
    "EventRootCode": lambda row: row.cameo.code[:2],
    "QuadClass": lambda row: quad(row.cameo.code[:2]),
    "GoldsteinScale": lambda row: row.cameo.goldstein,
    "NumMentions": _one,
    "NumSources": _one,
    "NumArticles": _one,
    "AvgTone": _nothing,
    **_no_geo("Actor1"),
    **_no_geo("Actor2"),
    "ActionGeo_Type": _geo_type,
    "ActionGeo_Fullname": _geo_name,
    "ActionGeo_CountryCode": _fips,
    "ActionGeo_ADM1Code": _fips_of_country,
    "ActionGeo_ADM2Code": _nothing,
    "ActionGeo_Lat": _degrees("latitude"),
    "ActionGeo_Long": _degrees("longitude"),
    "ActionGeo_FeatureID": _fips_of_country,
    "DATEADDED": _added,
    "SOURCEURL": lambda row: row.told.report.url or row.told.report.id,
}
"""The 61 columns in GDELT's order, each with what it holds."""

"""An actor's code as the reports are read, to the codes of PLOVER and CAMEO."""

from __future__ import annotations

import re
from typing import NamedTuple

from vedette.ontology.shapes import ActorCode, ActorCodes, Sector

UNKNOWN = "---"
SHAPE = re.compile(r"(?P<head>---|[A-Z]{3}|(?P<family>IGO|NGO):[^\s:]+)(?: (?P<sector>[A-Z]{3}))?")
TRANSNATIONAL_ARMED = "IMG"
"""PLOVER's and CAMEO's code for an armed group of several countries, which is read as "NGO:NAME REB"."""


class Parts(NamedTuple):
    """What an actor's code is made of: "IGO:NATO MIL" has the head "IGO:NATO", family "IGO" and sector "MIL"."""

    head: str
    family: str | None
    sector: str | None


def parts(code: str) -> Parts | None:
    """An actor's code taken apart, or None when it is no such code."""
    found = SHAPE.fullmatch(code)
    return Parts(found["head"], found["family"], found["sector"]) if found else None


def plover_actor(code: str, codes: ActorCodes, sectors: dict[str, Sector]) -> ActorCode | None:
    """PLOVER's code and sectors. None when `code` is no actor's code or its sector is none."""
    if not (read := parts(code)) or (read.sector and read.sector not in sectors):
        return None
    sector = sectors[read.sector] if read.sector else None
    if read.family:
        return _plover_organisation(read, codes, sector)
    own = (sector.plover,) if sector and sector.plover else ()
    if read.head != UNKNOWN:
        country, *disputed = codes.countries.get(read.head, read.head).split()
        return ActorCode(country, (*own, *disputed))
    if sector and sector.international in {"IGO", "NGO"}:
        return ActorCode(sector.international)
    return ActorCode(None, own)


def _plover_organisation(read: Parts, codes: ActorCodes, sector: Sector | None) -> ActorCode:
    armed = read.family == "NGO" and sector is not None and sector.international == TRANSNATIONAL_ARMED
    code = TRANSNATIONAL_ARMED if armed else codes.organisations.get(read.head, read.family)
    told = sector is not None and sector.plover is not None and sector.code != read.family
    return ActorCode(code, (sector.plover,) if told and sector and sector.plover else ())


def cameo_actor(code: str, codes: ActorCodes, sectors: dict[str, Sector]) -> str | None:
    """CAMEO's code, country or organisation and sector in one word. None when it has none."""
    if not (read := parts(code)) or (read.sector and read.sector not in sectors):
        return None
    sector = (sectors[read.sector].cameo or "") if read.sector else ""
    head = "" if read.head == UNKNOWN else _cameo_head(read, codes, sector)
    told = sector and sector not in _threes(head)
    return (head + sector if told else head) or None


def _cameo_head(read: Parts, codes: ActorCodes, sector: str) -> str:
    if not read.family:
        return codes.countries.get(read.head, read.head)
    if read.family == "NGO" and sector == "REB":
        return TRANSNATIONAL_ARMED
    return codes.organisations.get(read.head, read.family)


def _threes(code: str) -> list[str]:
    """The three-letter parts of a CAMEO code: IGOUNOWFP is IGO, UNO, WFP."""
    return [code[at : at + 3] for at in range(0, len(code), 3)]

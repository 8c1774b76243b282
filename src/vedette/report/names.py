"""What actors and places are called in a sentence: by name, else by a report's own words, and never by a code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.picture import side
from vedette.records import Claim, Where, Who
from vedette.report.days import Days
from vedette.report.tables import sectors
from vedette.report.words import one_line, quoted
from vedette.resolve.countries import countries

NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|several|many|others?|all"
)
PEOPLE = "children|civilians?|fighters|forces|men|more|officers?|others?|people|persons?|soldiers?|troops|victims|women"

VAGUE = re.compile(
    rf"(?:an?|its|their|his|her|our|my|any|some|another|the same|they|he|she|it|we|them|who|which|both|at least|\d+|{NUMBERS})\b",
    re.IGNORECASE,
)
"""Begins words that do not say who is meant, as long as others are there."""

FEW = re.compile(
    rf"(?:at least |about |some |the )?(?:\d+|{NUMBERS})(?: (?:{PEOPLE}))?|(?:its|their|his|her) (?:{PEOPLE})",
    re.IGNORECASE,
)
"""Words that hardly say who: "eleven", "seven others". What they were taken for says more."""

LONGEST_NAME = 60
"""Characters of the words by which an actor is called; longer ones are a description."""

CODE = re.compile(r"\b(?:(?:IGO|NGO):[\w-]+(?: [A-Z]{3})?|[A-Z]{3}(?: [A-Z]{3})?)\b")
ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


ARTICLE = re.compile(
    r"(?!the\b)(?!.*['’]s\b).*\b(?:Republic|States|Kingdom|Emirates|Islands|Netherlands|Philippines|Gambia|Bahamas|Comoros|Maldives|"
    r"Forces?|Union|Nations|Department|Ministry|Council|Army|Navy|Agency|Commission|Committee|Court|Government|Police|Front|"
    r"Party|Movement|Services?|Group|Guards?|House|Parliament|Fund|Bank|Organi[sz]ation|Military|peacekeepers|Embassy)\b",
    re.IGNORECASE,
)
"""Names before which an article stands in a sentence."""

ORGANISATIONS = {"UN": "United Nations", "EU": "European Union", "AU": "African Union"}
"""Those whose letters nobody would write out; the others are known by theirs."""


def country(code: str) -> str:
    """The name of a country; the code where there is none of it."""
    found = countries().get(code)
    return found.name if found else code


def the(name: str) -> str:
    """A name within a sentence: the United Nations, Chad."""
    if name.startswith("The "):
        return f"the {name[4:]}"
    return f"the {name}" if ARTICLE.match(name) else name


def told(words: str) -> str:
    """A report's words for somebody: as they are where they are a name, else in quotation marks."""
    line = one_line(words)
    bare = line.removeprefix("The ").removeprefix("the ")
    first, last = bare[:1], bare.rpartition(" ")[2][:1]
    named = (
        (first.isupper() or line.startswith("The ")) and (last.isupper() or last.isdigit()) and not VAGUE.match(bare)
    )
    if not named or " " not in line or len(line) > LONGEST_NAME:
        return quoted(line, LONGEST_NAME)
    return f"the {bare}" if line.startswith("The ") else line


def of_code(code: str) -> str:
    """What a code means: SRB is Serbia, SRB MIL its armed forces, IGO:NATO is NATO."""
    head, _, sector = code.partition(" ")
    row = sectors().get(sector)
    if head.startswith("---"):
        return row["alone"] if row else "somebody not named"
    short = head.partition(":")[2]
    name = the(ORGANISATIONS.get(short, short) or country(head))
    if short and sector in {"MIL", "COP"}:
        return f"troops of {name}" if sector == "MIL" else f"police of {name}"
    return row["of"].format(name) if row else name


def plain(text: str, days: Days) -> str:
    """A line of codes and days as they are read: KEN is Kenya, 2024-02-15 is 15 February."""
    dated = ISO_DAY.sub(lambda found: _day(found[0], days), text)
    return CODE.sub(lambda found: of_code(found[0]) if _is_code(found[0]) else found[0], dated)


def _day(words: str, days: Days) -> str:
    try:
        return days.called(date.fromisoformat(words))
    except ValueError:
        return words


def _is_code(words: str) -> bool:
    head, _, sector = words.partition(" ")
    return (":" in head or head in countries()) and (not sector or sector in sectors())


@dataclass(frozen=True, slots=True)
class Called:
    """An actor of an incident as a sentence calls it, and the claim whose words say so."""

    words: str
    claim: Claim


def called(who: Sequence[Who], claims: Iterable[Claim]) -> list[Called]:
    """The actors of a finding, those first of whom most is told; each under one name."""
    standing = [claim for claim in claims if claim.who and not claim.denied]
    held = {each.code for each in who}
    by_side: dict[str, list[Claim]] = {}
    for claim in standing:
        if claim.who and claim.who.code in held:
            by_side.setdefault(side(claim.who.code) or claim.who.code, []).append(claim)
    found: dict[str, Called] = {}
    for mine in sorted(by_side.values(), key=len, reverse=True):
        best = _best(mine)
        one = Called(_called(best), best)
        found.setdefault(one.words.casefold(), one)
    return list(found.values())


def _best(claims: Sequence[Claim]) -> Claim:
    """The claim with the best words for the code that most of them give."""
    number = Counter(claim.who.code for claim in claims if claim.who)
    return min(claims, key=lambda claim: (-number[claim.who.code] if claim.who else 0, *_worth(claim)))


def _worth(claim: Claim) -> tuple[bool, bool, bool, int]:
    words = one_line(claim.span.text)
    named = bool(claim.who and claim.who.name)
    return not named, VAGUE.match(words) is not None, len(words) > LONGEST_NAME, len(words)


def _called(claim: Claim) -> str:
    name = claim.who.name if claim.who else None
    if name and not name[:1].islower():
        return the(name)
    vague = FEW.fullmatch(one_line(claim.span.text))
    return of_code(claim.who.code) if vague and claim.who else told(claim.span.text)


def owner(who: Who | None) -> str | None:
    """Whose a force is; None where that is not told."""
    return None if who is None else (the(who.name) if who.name else of_code(who.code))


def place(where: Where | None, *, within: str | None = None) -> str | None:
    """A place with its province; with its country too, unless that is the one that the report is of."""
    if where is None:
        return None
    if where.kind == "country" and where.country:
        return the(country(where.country))
    name = _short(one_line(where.name), where)
    called = _cased(name)
    outside = where.country and where.country != within
    behind = [where.admin1, country(where.country) if outside and where.country else None]
    rest = [part for part in behind if part and part.casefold() not in called.casefold()]
    return f"{called} ({', '.join(rest)})" if rest else called


def _cased(name: str) -> str:
    """As it is told; in quotation marks where it is no name, and not in capitals alone, as in the head of a dispatch."""
    if not any(letter.isupper() for letter in name):
        return quoted(name)
    return name.title() if name.isupper() and len(name) > STATE else name


STATE = 3
"""Letters of a name that may be all capitals: USA."""


def _short(name: str, where: Where) -> str:
    """Without the country's name at its end."""
    end = f", {country(where.country)}" if where.country else ""
    return name.removesuffix(end) if end else name

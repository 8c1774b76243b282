"""Takes the words for a place apart: "a market in northern Yemen" is a site, in the north of something named Yemen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.resolve import numerals
from vedette.resolve.countries import belonging
from vedette.resolve.where.nouns import kind_of

LINK = re.compile(
    r",?\s+(in front of|in|of|near|at|outside|inside|on|along|off|around|within|from|between|over|under|behind|with|to|across|by|"
    r"close to|next to|opposite|for)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+)?|\s*[,(]\s*|\s*\)\s*|\s+[–—]\s+",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:(?:in front of|at least|more than|up to|in|at|near|nearby|outside|inside|around|over|across|beyond|under|behind|between|along|towards?|off|from|to|"
    r"into|through|on|within|throughout|above|against|the|a|an|its|their|his|her|our|this|that|these|those|both|all|every|"
    r"other|another|several|many|some|various|multiple|numerous|few|about|nearly|parts?|most|"
    r"much|large|rest|entire|whole|same|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|\d[\d,]*|"
    r"occupied|disputed|besieged|war-torn|neighbou?ring|strategic|contested|rebel-held|restive|troubled|volatile|key|major|"
    r"separatist|breakaway|self-declared|de facto|so-called|annexed|embattled|former|ancient|historic|populated|Israeli-occupied|"
    r"Russian-occupied|government-held|opposition-held|northernmost|small|tiny|remote|rural|frontline|front-line)\s+)+",
    re.IGNORECASE,
)
SIDES = r"north-?east|north-?west|south-?east|south-?west|north|south|east|west"
SIDE = re.compile(
    rf"^(?:(?:far|extreme)[ -])?({SIDES})(?:ern)?(?:most)?(?:\s+(?:part|parts|tip|edge|end|half|side))?(?:\s+|$)",
    re.IGNORECASE,
)
MIDDLE = re.compile(r"^(?:central|downtown|inner|mid)\b[ -]?", re.IGNORECASE)
PORTION = re.compile(
    r"^(?:outskirts|edge|edges|heart|centre|center|part|parts|suburbs|middle|tip|interior|coast)$", re.IGNORECASE
)
TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
SPELLED = rf"(?:(?:{TENS})[- ])?(?:one|two|three|four|five|six|seven|eight|nine)|{TENS}|{TEENS}|an?|(?:a|one) hundred"
LENGTH = (
    rf"(?P<number>\d+(?:[.,]\d+)?|a few|few|several|some|{SPELLED})"
    r"\s*-?\s*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\b"
)
ABOUT = r"(?:(?:about|around|some|roughly|approximately|nearly|almost|just|only|over|under|at least|more than|less than)\s+)*"
FAR = re.compile(
    rf"{ABOUT}(?:{LENGTH}\s*)?(?P<side>{SIDES})?(?:\s*-?east|\s*-?west)?\s*(?:of|from|outside|away from)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?<!\w)(?:(?:al|el|as|ash|at|ad|an|ar|az|ez|es|de|da|do|du|di|la|le|les|los|las|del|bin|ibn|um|umm|abu|bani)[- ])?"
    r"[^\W\d_a-zß-öø-ÿ][\w'’ʼʻ‘.&-]*(?:[ -](?:(?:of|and|the|de|da|do|du|di|la|le|les|los|las|del|al|el|es|ez|as|ash|an|"
    r"sur|am|upon|e|i|y|bin)[ -])*[^\W\d_a-zß-öø-ÿ][\w'’ʼʻ‘.&-]*)*"
)
POSSESSIVE = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])\s+(\S.*)$")
SPACED = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
"""Between the letters of an abbreviation that was set apart: "U. S."."""
SHORT = re.compile(r"(?:^|[\s.])[A-Z][a-z]{0,4}\.$")
"""An abbreviation at the end keeps its dot: "U.S.", "Pa."."""
KM = {"k": 1.0, "m": 1.609344}
A_FEW = 3.0
"""Kilometres or miles that "a few" and "several" are taken for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the words: "a market", "northern Yemen"."""

    words: str
    """Without its opening articles, numbers and qualities."""
    kind: str | None
    """What its common noun tells; None without one."""
    names: tuple[str, ...]
    """Names in it to look up, the longest first."""
    side: str | None = None
    """north, northeast, …, or middle: which part of it is meant."""
    link: str = ""
    """The preposition or comma before it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words for a place, taken apart, in their order."""

    parts: tuple[Part, ...]
    km: float | None = None
    """Distance from the first part's place; None if none is told."""
    bearing: str | None = None
    """Direction in which that distance, or a place that is "north of" another, lies."""


@lru_cache(maxsize=32768)
def parse(text: str) -> Phrase:
    """The words for a place, taken apart."""
    words = SPACED.sub(r"\1.", " ".join(text.split())).strip(' ,;:"“”')
    words = words if SHORT.search(words) else words.rstrip(".")
    if (far := FAR.match(words)) and (far["side"] or far["number"]):
        return Phrase(split(far["rest"]), kilometres(far["number"], far["unit"]), plain_side(far["side"]))
    return Phrase(split(words))


def kilometres(number: str | None, unit: str | None) -> float | None:
    """The distance that is told, in figures or words; "a few" is three."""
    if not number or not unit:
        return None
    value = float(number.replace(",", ".")) if number[0].isdigit() else numerals.read(number.lower()) or A_FEW
    if unit.lower().startswith("met"):
        return value / 1000
    return value * (1.0 if unit.lower().startswith("k") else KM["m"])


def plain_side(side: str | None) -> str | None:
    """A side as the compass table spells it."""
    return side.lower().replace("-", "") if side else None


def split(words: str, link: str = "") -> tuple[Part, ...]:
    """The parts between prepositions and commas; `link` is the preposition before the first."""
    parts, start = [], 0
    for match in LINK.finditer(words):
        if within_name(words, match):
            continue
        if words[start : match.start()].strip():
            parts.append(part(words[start : match.start()], link))
        start, link = match.end(), (match[1] or ",").lower()
    if words[start:].strip():
        parts.append(part(words[start:], link))
    return tuple(parts)


def within_name(words: str, match: re.Match[str]) -> bool:
    """Whether an "of" stands inside a name, as in "Horn of Africa", "Democratic Republic of the Congo"."""
    before = words[: match.start()].rsplit(None, 1)[-1:]
    after = words[match.end() : match.end() + 1]
    return (match[1] or "").lower() == "of" and bool(before) and before[0][:1].isupper() and after.isupper()


def part(words: str, link: str) -> Part:
    """One part: its noun, its names, its side."""
    bare = OPENING.sub("", words.strip() + " ").strip(" '\"“”") or words.strip()
    side, rest = None, bare
    if match := SIDE.match(bare):
        side, rest = plain_side(match[1]), bare[match.end() :]
    elif match := MIDDLE.match(bare):
        side, rest = "middle", bare[match.end() :]
    heard = names(rest or bare) if side is None else (*names(bare), *names(rest))
    return Part(bare, noun_kind(bare), tuple(dict.fromkeys(heard)), side, link)


def possessed(part: Part) -> tuple[Part, ...]:
    """Puts "Kosovo's north" in the order of "the north of Kosovo"; a part without a possessive as it is."""
    match = POSSESSIVE.match(part.words)
    if match is None:
        return (part,)
    owner = split(match[1]) if match[1][0].isupper() else ()
    return (*split(match[2], part.link), *[replace(each, link=each.link or "of") for each in owner])


def noun_kind(words: str) -> str | None:
    """The kind that the last common noun tells: "border town" is a city, "police station" a site."""
    tokens = words.replace("-", " ").split()
    for token in reversed(tokens):
        if kind := kind_of(token):
            return kind
        if token[:1].islower():
            continue
    return None


def names(words: str) -> tuple[str, ...]:
    """The names in some words, the longest first: "Moscow Domodedovo Airport", "Moscow Domodedovo"."""
    found = []
    for match in NAME.finditer(words):
        name = re.sub(r"['’]s?$", "", match[0])
        found.append(name)
        tokens = name.split()
        while len(tokens) > 1 and kind_of(tokens[-1]):
            tokens = tokens[:-1]
            found.append(" ".join(tokens))
        found += [half for half in name.split(" and ") if half != name]
        tokens = name.split()
        while len(tokens) > 1 and (kind_of(tokens[0]) or tokens[0].lower() in {"of", "the"} or belonging(tokens[0])):
            found += [tokens[0]] * (belonging(tokens[0]) is not None)
            tokens = tokens[1:]
            found.append(" ".join(tokens))
    return tuple(dict.fromkeys(found))

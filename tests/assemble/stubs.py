"""Tiny honest resolvers and a builder of mentions: enough to test assembly without the real resolvers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from vedette.assemble import Assembled, Resolvers, assemble
from vedette.records import Count, EventMention, Mention, Report, Resolved, Span, Surroundings, When, Where, Who

NATIONS = {
    "Norwegian": "NOR", "Norway": "NOR", "Oslo": "NOR", "Danish": "DNK", "Denmark": "DNK", "Chadian": "TCD", "Chad": "TCD",
    "Kenyan": "KEN", "Kenya": "KEN", "Ghanaian": "GHA", "Ghana": "GHA", "Fijian": "FJI", "Fiji": "FJI",
    "Nepalese": "NPL", "Nepal": "NPL", "Peruvian": "PER", "Peru": "PER", "Ecuador": "ECU", "Ecuadorian": "ECU",
    "Thai": "THA", "Thailand": "THA", "Laos": "LAO", "Portuguese": "PRT", "Irish": "IRL", "Turkish": "TUR",
    "Bulgarian": "BGR", "Greek": "GRC", "Serbian": "SRB", "Serbia": "SRB", "Serb": "SRB", "British": "GBR", "Kosovar": "XKX",
    "Kosovo": "XKX", "White House": "USA", "United States": "USA", "American": "USA", "Kirby": "USA",
}  # fmt: skip
BODIES = {
    "UNDOF": "IGO:UN", "United Nations": "IGO:UN", "UN": "IGO:UN", "ECOMIB": "IGO:ECOWAS", "ECOWAS": "IGO:ECOWAS",
    "NATO": "IGO:NATO", "KFOR": "IGO:NATO", "North Atlantic Council": "IGO:NATO", "Stoltenberg": "IGO:NATO",
    "African Union": "IGO:AU", "ASEAN": "IGO:ASEAN",
}  # fmt: skip
SECTORS = (
    (r"troops|soldiers|battalion|brigade|company|batter|forces?\b|paratroop|sailors|Defen[cs]e|army|UNDOF|KFOR|ECOMIB", "MIL"),
    (r"police", "COP"), (r"rebels|militia|fighters", "REB"), (r"spokes|minister|White House|government|Kirby", "GOV"),
)  # fmt: skip
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twenty": 20, "a dozen": 12}


def lookup(table: dict[str, str], text: str) -> str | None:
    return next((code for word, code in table.items() if re.search(rf"\b{word}\b", text)), None)


def who(span: Span, around: Surroundings) -> Resolved[Who]:
    del around
    country, body = lookup(NATIONS, span.text), lookup(BODIES, span.text)
    sector = next((sector for pattern, sector in SECTORS if re.search(pattern, span.text)), None)
    code = country or body
    if code is None and sector is None:
        return Resolved(None, "stub-no-name", span)
    parts = [code or "---", *([sector] if sector else [])]
    return Resolved(Who(" ".join(parts), country, sector, span.text), "stub-name", span)


def count(span: Span, around: Surroundings) -> Resolved[Count]:
    del around
    words = {word: str(number) for word, number in NUMBERS.items()}
    text = re.sub(rf"\b({'|'.join(words)})\b", lambda match: words[match[1].lower()], span.text, flags=re.IGNORECASE)
    found = [float(figure.replace(",", "")) for figure in re.findall(r"(?<![\w-])\d[\d,]*(?![\w.-]*\d)", text)]
    if not found:
        return Resolved(Count(None, None), "stub-no-number", span)
    return Resolved(Count(found[0], found[-1], "about" in text or "some" in text), "stub-figures", span)


def when(span: Span, around: Surroundings) -> Resolved[When]:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    named = [days.index(day) for day in days if day in span.text]
    if not named or around.published is None:
        return Resolved(None, "stub-no-day", span)
    day = around.published - timedelta(days=(around.published.weekday() - named[0]) % 7)
    return Resolved(When(day, day + timedelta(days=1), "day"), "stub-weekday", span)


def where(span: Span, around: Surroundings) -> Resolved[Where]:
    del around
    return Resolved(Where(span.text, lookup(NATIONS, span.text), None, "region"), "stub-place", span)


STUBS = Resolvers(who=who, when=when, where=where, count=count)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"\S(?:.*?[.!?][”\"“]*(?=\s|$)|.*$)", text, re.DOTALL))


def quotation_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"“[^“”]*”|\"[^\"]*\"", text))


def report(text: str, published: date | None = date(2024, 5, 10)) -> Report:
    return Report("r-1", text, published, source="The Lantern")


def find(text: str, words: str) -> Span:
    """The span of the words; "words#2" is their second occurrence."""
    words, _, nth = words.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{words!r} is not in {text!r}")
    return Span(words, start, start + len(words))


def mention(text: str, line: str) -> EventMention:
    """`MOBILIZE.troops planned | trigger | actor=…; force=…` as a mention with spans in the text."""
    head, trigger, *rest = (part.strip() for part in line.split("|"))
    kind, status = head.split()
    name, _, mode = kind.partition(".")
    pairs = [pair.partition("=") for pair in rest[0].split(";")] if rest and rest[0] else []
    arguments = tuple(Mention(role.strip(), find(text, words.strip()), 0.9) for role, _, words in pairs)
    return EventMention(name, mode or None, status, (), find(text, trigger), arguments, 0.9)


def assembled(text: str, lines: Sequence[str], resolvers: Resolvers = STUBS) -> Assembled:
    return assemble(
        report(text),
        [mention(text, line) for line in lines],
        sentences=sentence_spans(text),
        quotations=quotation_spans(text),
        resolvers=resolvers,
        intensity=lambda _type, _mode: 0.0,
    )

"""Numbers of killed that are no news of a month: totals of a war, of a year, of history."""

from __future__ import annotations

import re
from datetime import date

OLD = 31
"""Days before publication at which a time may begin; what is told later is background. A month, as the series are."""

LONG = 31
"""Days that a time may cover; a number over more belongs to no one month. Likewise."""

BACKGROUND = ("over more than a month", "long before the report")
"""Why an assault is of no month that news are about."""

BEFORE = 90
AFTER = 110
"""Characters around a number that are searched for words of a total: about a clause on either side."""

WORDS = re.compile(
    r"""
    \b since\ (the\ |it[s]?\ |last\ |early\ |late\ |mid-?)*
        (start|began|begin|beginning|outbreak|onset|war|conflict|uprising|invasion|revolution|return|coup
        |January|February|March|April|May|June|July|August|September|October|November|December|(19|20)\d\d|year|month)
    | \b(so\ far\ )?this\ year\b | \bto\ date\b | \bin\ (19|20)\d\d\b | \bfrom\ (19|20)\d\d\ (to|until)\b
    | \b(years?|decades?|months?)[\ -]long\b | \b(year|decade|month)s?-old\ (\w+\ )?(war|conflict|insurgency|rebellion|uprising)\b
    | \bcivil\ war\ (that|which)\b
    | \b(over|in|during)\ the\ (last|past|previous)\ (\w+\ )?(years?|months?|decades?)\b
    | \b(genocide|holocaust|world\ war|nazis?|khmer\ rouge)\b
    | \b(over|in|during|within|throughout)\ (a|an|the|its|his|her|their)\ [^.;,]{0,30}?
        \b(years?(?!-)|decades?|history|reign|rule|career|dictatorship)\b
    | \b(each|every|per)\ year\b | \bin\ recent\ (years|months|decades)\b
    | \b(responsible|wanted|blamed)\ for\ [^.;,]{0,40}\b(deaths?|killings?|murders?)\b | \bcollectively\b
    | \b(toll|casualties|deaths)\ (from|of|in|during)\ [^.;,]{0,30}?\b(war|conflict|uprising|insurgency)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a number tells of a time longer than a month, or of all that somebody ever did. Written from general knowledge
of English."""

SUPERLATIVE = re.compile(
    r"\b(worst|deadliest|bloodiest|biggest|heaviest|largest|highest|first|most\ \w+)\b[^.;,]*?\b(in|for|since|over|of|during)\b[^.;,]*",
    re.IGNORECASE,
)
"""As "the deadliest attack in years": the years are what it is held against, and the number is of the one attack."""


def background(published: date | None, since: date | None, until: date | None) -> str | None:
    """Why the time of an event is not the month's, or None. `until` is the first day no longer meant."""
    if since is None or until is None or published is None:
        return None
    if (until - since).days > LONG:
        return BACKGROUND[0]
    return BACKGROUND[1] if (published - since).days > OLD else None


def total(text: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) of the text is told as a total, by the words of its own sentence around it."""
    before = re.split(r"[.!?]\s", text[max(0, start - BEFORE) : start])[-1]
    after = re.split(r"[.!?]\s", text[end : end + AFTER])[0]
    return WORDS.search(SUPERLATIVE.sub(" ", before + text[start:end] + after)) is not None

"""Entries as the tests write them: `SYR MIL|present|200 marines|Orvel|~200` told by a report on a day."""

from __future__ import annotations

from datetime import date, timedelta

from vedette.analyse.ledger import Entry
from vedette.records import Count, Posture, Resolved, Span, When, Where, Who, digest

PLACES = {
    "Orvel": Where("Orvel", "FRA", "Nord", "city", 50.0, 3.0, 3.0, 1),
    "Tessin": Where("Tessin", "FRA", "Sud", "city", 44.0, 3.0, 3.0, 2),
    "Qamar": Where("Qamar", "SYR", None, "city", 35.0, 38.0, 3.0, 3),
    "Nord": Where("Nord", "FRA", "Nord", "region", 50.1, 3.1, 40.0, 4),
}

KINDS = {"tanks": "armour", "helicopters": "aircraft", "battalion": "unit", "brigade": "unit", "company": "unit"}
FIRST = date(2024, 5, 1)


def entry(told: str, report: str, day: int, *, by: str | None = None) -> Entry:
    """`owner|status|words|place|count|event`, from the first of May on; what is empty was not told."""
    owner, status, words, place, count, event = [*told.split("|"), "", "", ""][:6]
    published = FIRST + timedelta(days=day)
    report_source = f"source of {report}"
    span = Span(words, 0, len(words))
    posture = Posture(
        id=digest(report, report_source, told),
        owner=Resolved(who(owner), "owner-in-phrase"),
        command=None,
        force=span,
        kind=KINDS.get(words.split()[-1], "personnel"),
        count=Resolved(number(count), "exact" if count else "no-number-said"),
        status=status,
        where=Resolved(PLACES[place], "test") if place else None,
        origin=None,
        when=Resolved(When(published, published + timedelta(days=1), "day"), "test") if status == "present" else None,
        source=None,
        event=event or digest(report, status, words),
    )
    text = f"{words} in the words of {report}"
    return Entry(posture, report, published, report_source, report, by, "MOBILIZE.troops", text=text)


def who(code: str) -> Who | None:
    if not code:
        return None
    country, _, sector = code.partition(" ")
    return Who(code, None if ":" in country else country, sector or None, None)


def number(words: str) -> Count | None:
    if not words:
        return None
    approximate = words.startswith("~")
    low, _, high = words.removeprefix("~").partition("-")
    return Count(float(low) if low else None, float(high) if high else float(low), approximate=approximate)

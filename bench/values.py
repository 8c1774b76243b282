"""Gold values and told values in one form, so that they can be compared part by part.

Both sides become a mapping of parts. Conventions:

- when: the gold's FROM/TO includes both ends, what is told is half-open; both become (since, until) half-open.
- who: an organisation's sector is dropped where it repeats the prefix (`IGO:UN IGO` is `IGO:UN`); "cannot say" is `---`.
- where: `---` and a country of null are the same.
- count: `~N` is N..N approximately, `>=N` and `<=N` leave a bound open, `?` leaves both open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bench.corpus import Json

Parts = Mapping[str, object]

PARTS = {
    "who": ("whole", "country", "sector"),
    "when": ("whole", "since"),
    "where": ("whole", "country", "kind"),
    "count": ("whole", "bounds"),
}
"""What is compared of each kind of value; "whole" is everything at once."""

UNKNOWN = "---"
DECEMBER = 12


def from_gold(kind: str, value: str) -> Parts:
    """The parts of a value as the guidelines write it.

    >>> from_gold("count", ">=24")["bounds"]
    (24.0, None)
    """
    return {"who": _gold_who, "when": _gold_when, "where": _gold_where, "count": _gold_count}[kind](value)


def from_told(kind: str, told: Json | None) -> Parts:
    """The parts of a value as `vedette read` prints it; None, and an object of nulls, is "cannot say".

    >>> from_told("who", {"code": "IGO:UN", "sector": "IGO"}) == from_gold("who", "IGO:UN")
    True
    """
    return {"who": _told_who, "when": _told_when, "where": _told_where, "count": _told_count}[kind](told or {})


def silent(kind: str, told: Json | None) -> bool:
    """Whether what is told is "cannot say"."""
    key = {"who": "code", "when": "since", "where": "kind"}.get(kind)
    if not told:
        return True
    return told.get(key) in (None, UNKNOWN) if key else told.get("low") is None and told.get("high") is None


def _who(country: str, sector: str | None) -> Parts:
    kept = None if sector == country[:3] and country[3:4] == ":" else sector
    return {"whole": (country, kept), "country": country, "sector": kept}


def _gold_who(value: str) -> Parts:
    country, _, sector = value.partition(" ")
    return _who(country, sector or None)


def _told_who(told: Json) -> Parts:
    country, _, sector = (told.get("code") or UNKNOWN).partition(" ")
    return _who(country, sector or told.get("sector"))


def _when(since: str | None, until: str | None) -> Parts:
    return {"whole": (since, until), "since": since}


def _gold_when(value: str) -> Parts:
    if value == "?":
        return _when(None, None)
    first, _, last = value.partition("/")
    return _when(_first_day(first).isoformat(), _day_after(last or first).isoformat())


def _told_when(told: Json) -> Parts:
    return _when(told.get("since"), told.get("until"))


def _first_day(value: str) -> date:
    """First day of a day, month or year."""
    return date.fromisoformat(value + {4: "-01-01", 7: "-01", 10: ""}[len(value)])


def _day_after(value: str) -> date:
    """First day that no longer belongs to a day, month or year."""
    first = _first_day(value)
    if len(value) == len("YYYY"):
        return date(first.year + 1, 1, 1)
    if len(value) == len("YYYY-MM"):
        return date(first.year + first.month // DECEMBER, first.month % DECEMBER + 1, 1)
    return first + timedelta(days=1)


def _where(country: str | None, kind: str | None) -> Parts:
    known = None if country == UNKNOWN else country
    return {"whole": (known, kind), "country": known, "kind": kind}


def _gold_where(value: str) -> Parts:
    country, _, kind = value.partition(" ")
    return _where(country, kind)


def _told_where(told: Json) -> Parts:
    return _where(told.get("country"), told.get("kind"))


def _count(low: float | None, high: float | None, *, approximate: bool = False) -> Parts:
    about = approximate and (low, high) != (None, None)
    return {"whole": (low, high, about), "bounds": (low, high)}


def _gold_count(value: str) -> Parts:
    if value == "?":
        return _count(None, None)
    if value.startswith((">=", "<=")):
        bound = float(value[2:])
        return _count(bound, None) if value[0] == ">" else _count(None, bound)
    low, _, high = value.removeprefix("~").partition("..")
    return _count(float(low), float(high or low), approximate=value.startswith("~"))


def _told_count(told: Json) -> Parts:
    return _count(told.get("low"), told.get("high"), approximate=bool(told.get("approximate")))

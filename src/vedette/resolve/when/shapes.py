"""What a time expression says before a calendar is laid on it. One record a kind of saying."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month; month and year are None where they were not said."""

    day: int
    month: int | None = None
    year: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Thus "03/04/2015": two orders are possible."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Month:
    """A named month; `year_shift` is -1 in "August last year"."""

    month: int
    year: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A run of calendar years: `count` is 1 for a year and 10 for a decade."""

    first: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the northern year, or of the southern where that was said."""

    name: str
    year: int | None = None
    year_shift: int | None = None
    which: str = ""
    """ "last", "this" or "next" as said before the season."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The `number`th quarter (of 4) or half (of 2) of a year."""

    number: int
    of: int
    year: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0. `week` is the said week beside the present one; None when none was said."""

    weekday: int
    which: str = ""
    """Thus "last", "next", "this" or "" as said before the day."""
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many days, weeks, months … from the publication ("ago") or from an earlier time ("later")."""

    unit: str
    by: int
    anchored: bool = False
    cut: str = ""
    """Thus "earlier" or "later" when a part of the unit was said ("later this week")."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time. `number` is None when it was not said; `side` is -1 before now, 1 after, 0 unsaid."""

    number: float | None
    unit: str
    side: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday or remembered day by its name in the table."""

    name: str
    year: int | None = None
    shift: int = 0
    """Days beside it: -1 on the eve."""
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """A war or time that has a name of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day: of the day said, or of one to be found (None) `by` days from it."""

    name: str
    """Thus "night", "overnight" or "part-of-day"."""
    of: Shape | None = None
    by: int = 0
    which: str = ""
    """Thus "this" for the publication's day, "that" for the earlier one, "" unsaid."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch of something longer: its start, middle, end, or its `number`th or first `number` units."""

    edge: str
    of: Shape
    number: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another, both within."""

    first: Shape
    last: Shape


@dataclass(frozen=True, slots=True)
class Open:
    """A time with a side: since, until, by, before, after, from, within."""

    lead: str
    of: Shape


@dataclass(frozen=True, slots=True)
class Beside:
    """So long before or after a time that the words hold themselves."""

    shift: Shift
    of: Shape


@dataclass(frozen=True, slots=True)
class Named:
    """An event that has only its noun: "the blast" in "ten minutes after the blast"."""

    noun: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Thus "that day", "the second day", "immediately": the earlier time, else (when `fallback`) the publication."""

    rule: str
    fallback: bool = True


@dataclass(frozen=True, slots=True)
class Vague:
    """Said without bounds. `unit` is the calendar unit that stands for it ("recently": the month), or ""."""

    rule: str
    unit: str = ""
    days: int = 0
    """Days from the publication to the unit meant."""


Shape = (
    Date | Numeric | Month | Years | Season | Piece | Weekday | Shift | Length | Feast | Era | Part | Edge | Between | Open | Beside | Named | Anaphor | Vague
)  # fmt: skip


def is_settled(shape: Shape) -> bool:
    """True when the words alone say on which side of the publication the time lies, or need not say it."""
    if isinstance(shape, Years | Era | Vague):
        return True
    if isinstance(shape, Date | Month):
        return shape.year is not None
    if isinstance(shape, Shift):
        return not shape.anchored and shape.unit not in {"week", "weekend"}
    if isinstance(shape, Part):
        return shape.of is not None and is_settled(shape.of)
    return isinstance(shape, Weekday) and bool(shape.which in {"last", "next"} or shape.week is not None)

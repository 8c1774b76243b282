"""What the report rests on: how many reports of the days were read, by whom, and of which days there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from vedette.incidents import asked
from vedette.report import names
from vedette.report.days import Days
from vedette.report.rows import Read, Rows
from vedette.report.words import listed, several
from vedette.report.written import Item, Section, item

MOST_DAYS = 10
"""Days that are named one by one; more are counted."""

MOST_NAMES = 8
"""Publishers that are named, likewise."""

RELATED = """
SELECT count(DISTINCT report) FROM events
WHERE superseded_at IS NULL AND published >= DATE '{first}' AND published < DATE '{end}' AND {of}
"""


def covered(rows: Rows) -> Section:
    """The section."""
    return Section("Coverage", tuple(_items(rows)))


def _items(rows: Rows) -> Iterator[Item]:
    days, read = rows.days, rows.read
    number = sum(each.reports for each in read)
    row = tuple(f"reports published on {each.day}: {each.reports} ({', '.join(each.ids)})" for each in read)
    if not number:
        asked_for = (f"reports published {days.since} to {days.last}: none",)
        yield item(
            f"No report of the {days.what} was read: what happened in it is unknown, and that is not peace.",
            rows=asked_for,
        )
    else:
        yield (*_read(rows, number, row), *_silent(read, days))
    if rows.failed:
        failed = sum(each.reports for each in rows.failed)
        told = tuple(f"{each.day}: {', '.join(filter(None, each.ids)) or each.reports}" for each in rows.failed)
        yield item(
            f"{several(failed, 'report')} of the {days.what} could not be read.", rows=("vedette problems", *told)
        )
    yield item(
        "What happened is told by all that the lake holds, also by later reports; who says what, forces, unusual things "
        f"and forecast by what had been published to the end of {days.called(days.last)}.",
        rows=(f"lake {rows.lake.path}, as it stands",),
    )
    behind = asked.behind(rows.lake)
    if behind:
        yield item("Some reports of the lake are not linked into incidents yet.", rows=(behind,))


def _read(rows: Rows, number: int, row: tuple[str, ...]) -> Item:
    the = names.the(rows.place.name)
    printed = Counter(name for each in rows.read for name in each.sources)
    shown = [name for name, _ in sorted(printed.items(), key=lambda pair: (-pair[1], pair[0]))]
    others = [several(len(shown) - MOST_NAMES, "other")] if len(shown) > MOST_NAMES else []
    by = f", by {listed([*shown[:MOST_NAMES], *others])}" if shown else ""
    sql = RELATED.format(first=rows.days.since, end=rows.days.until, of=rows.place.events)
    ((related,),) = rows.query.tuples(sql)
    was = "was" if number == 1 else "were"
    found = f"in {related:,} of them an event was found" if related else "in none of them was an event found"
    text = f"{several(number, 'report')} of the {rows.days.what} {was} read{by}; {found} that concerns {the}."
    return item(text, rows=row)


def _silent(read: Sequence[Read], days: Days) -> Item:
    there = {each.day for each in read}
    lacking = [day for day in days.each() if day not in there]
    row = (f"days without a report: {', '.join(map(str, lacking)) or 'none'}",)
    if not lacking:
        return item(f"There were reports of every day of the {days.what}.", rows=row)
    return item(
        f"No report of {_named(lacking, days)} was read: what happened then is unknown, and that is not peace.",
        rows=row,
    )


def _named(lacking: Sequence[date], days: Days) -> str:
    if len(lacking) > MOST_DAYS:
        return several(len(lacking), "day")
    return listed([days.called(day) for day in lacking]).replace(" and ", " or ")


def figures(rows: Rows) -> Iterator[Item]:
    """How much was read, in a word."""
    number = sum(each.reports for each in rows.read)
    row = tuple(f"reports published on {each.day}: {each.reports}" for each in rows.read) or (
        "no report of these days",
    )
    if number:
        yield item(
            f"{several(number, 'report')} of the {rows.days.what} {'was' if number == 1 else 'were'} read, about this or any other place.",
            rows=row,
        )
    else:
        yield item(f"No report of the {rows.days.what} was read.", rows=row)

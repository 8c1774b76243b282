"""Where a lake's incidents may no longer be what follows from its events: the stretches of days in which events came, went
or were changed since they were linked last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vedette.correct import standing
from vedette.correct.orders import sides
from vedette.correct.standing import OF_INCIDENTS
from vedette.errors import StoreError
from vedette.incidents.task import MARGIN, UNDATED, Task
from vedette.link.window import CLEAR, NEVER, Reach, stretch
from vedette.records import Correction
from vedette.store import Lake
from vedette.store.known import Query, quoted
from vedette.store.tables import DERIVED

LINKER = 2
"""Version of the rules of linking. It rises when the same events would become other incidents; then all are linked anew."""

FOLLOWED = ("events", "corrections")
"""Tables of which the incidents keep up to which version they go."""

SLICE = 20_000
"""Events of a task, at most: about 500 MB of a process. The stretches around it, which are read too, are a tenth of that in
daily news of 24 years.
"""

LEAST = 6_000
"""Events of a task, at least: fewer are linked sooner than another process is ready."""

SHARE = 2
"""Tasks for each process, so that none waits long for the last."""

STANDS = "SELECT published, id, reading, corrected, mistrusted FROM {rows} WHERE superseded_at IS NULL"

DIFFERENT = """
SELECT id, published FROM (({fresh} EXCEPT {gone}) UNION ALL ({gone} EXCEPT {fresh}))
""".format(fresh=STANDS.format(rows="fresh"), gone=STANDS.format(rows="gone"))


@dataclass(frozen=True, slots=True)
class Change:
    """What is not linked yet."""

    events: frozenset[str] = frozenset()
    """Ids of events that came, went or were changed."""
    stretches: frozenset[int] = frozenset()
    """Those of their reports, and of what was put together or apart by hand."""
    days: tuple[date, ...] = ()
    whole: bool = False
    """All must be linked, since it cannot be told what changed."""


def change(lake: Lake, corrections: Iterable[Correction]) -> Change:
    """What came, went or was changed since the incidents were linked."""
    table = lake.tables["incidents"]
    done = {name: table.mark(name) for name in FOLLOWED}
    if table.mark("linker") != LINKER or done["events"] is None or done["events"] < 0:
        return Change(whole=True)
    try:
        rows = _different(lake, done["events"])
    except StoreError:  # the log or files of that version are gone
        return Change(whole=True)
    days = {each for _, each in rows if each is not None}
    stretches = {stretch(each) for _, each in rows}
    if done["corrections"] != lake.tables["corrections"].version:
        reports = [key for each in corrections if each.what in OF_INCIDENTS for key in _reports(each)]
        stretches |= {at for _, at in _published(lake, reports)}
    return Change(frozenset(event for event, _ in rows), frozenset(stretches), tuple(sorted(days)))


def _different(lake: Lake, version: int) -> list[tuple[str, date | None]]:
    """Events that stand now and did not then, or did then and do not now."""
    table = lake.tables["events"]
    if table.version == version:
        return []
    before = table.at(version)
    old, new = before.files(), table.files()
    query = Query({}, {})
    query.view("fresh", table, DERIVED["events"], sorted(set(new) - set(old)))
    query.view("gone", before, DERIVED["events"], sorted(set(old) - set(new)))
    return [(row[0], row[1]) for row in query.tuples(DIFFERENT)]


def ties(lake: Lake, corrections: Iterable[Correction]) -> dict[str, Reach]:
    """Key of each report that is put together with others by hand -> how far those reach."""
    found: dict[str, Reach] = {}
    for each in standing(corrections):
        if each.what not in OF_INCIDENTS:
            continue
        days = dict(_published(lake, _reports(each)))
        for key in days:
            ends = [*days.values(), *found.get(key, ())]
            found[key] = (min(ends), max(ends))
    return found


def _reports(correction: Correction) -> list[str]:
    return sorted({anchor.report for side in sides(correction) for anchor in side})


def _published(lake: Lake, reports: Iterable[str]) -> list[tuple[str, int]]:
    """Stretch of each report, by its key."""
    keys = ", ".join(quoted(key) for key in sorted(set(reports)))
    if not keys:
        return []
    query = Query({"events": lake.tables["events"]}, DERIVED)
    rows = query.tuples(
        f"SELECT DISTINCT report, published FROM events WHERE superseded_at IS NULL AND report IN ({keys})"
    )
    return [(key, stretch(day)) for key, day in rows]


def tasks(change: Change, density: Mapping[int, int], workers: int) -> list[Task]:
    """What has to be linked: all of it in slices, or around what changed where that is less than half."""
    dated = sorted(at for at in density if at != NEVER)
    undated = [UNDATED] if NEVER in density and (change.whole or NEVER in change.stretches) else []
    if not change.whole:
        around = list(_around(sorted(change.stretches - {NEVER})))
        touched = sum(
            density.get(at, 0) for task in around for at in range(task.first - MARGIN, task.last + MARGIN + 1)
        )
        if 2 * touched <= sum(density.values()) or touched <= LEAST:
            return [*around, *undated]
        undated = [UNDATED] if NEVER in density else []
    return [*_slices(dated, density, workers), *undated]


def is_whole(tasks: Iterable[Task]) -> bool:
    """Whether these find all incidents there are."""
    return all(task.begins for task in tasks if task != UNDATED) and any(task != UNDATED for task in tasks)


def _around(stretches: list[int]) -> Iterator[Task]:
    """Tasks around the stretches; those that nearly meet are one."""
    spans: list[list[int]] = []
    for at in stretches:
        if spans and at - CLEAR <= spans[-1][1] + MARGIN:
            spans[-1][1] = at + CLEAR
        else:
            spans.append([at - CLEAR, at + CLEAR])
    return (Task(first, last, begins=False) for first, last in spans)


def _slices(stretches: list[int], density: Mapping[int, int], workers: int) -> Iterator[Task]:
    size = max(LEAST, min(SLICE, -(-sum(density.values()) // (SHARE * workers))))
    first, held = None, 0
    for at in stretches:
        first = at if first is None else first
        held += density[at]
        if held >= size:
            yield Task(first, at, begins=True)
            first, held = None, 0
    if first is not None:
        yield Task(first, stretches[-1], begins=True)

"""Rules over many events find what a look at all of them for each would find."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.alerts.picturing import picture, told
from vedette.analyse.alerts.picture import Picture, Told
from vedette.analyse.alerts.repeated import Repeated, repeated

GIVEN = Repeated(days=3, within=7, quiet_days=20)


@st.composite
def attacks(draw: st.DrawFn) -> Picture:
    """Attacks told up to some days after they happened."""
    days = draw(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 9)), max_size=30))
    rows = [told(day, id=f"e{at}", report=f"r{at}") for at, (day, _) in enumerate(days)]
    return picture([_late(row, late) for row, (_, late) in zip(rows, days, strict=True)], (0, 90))


def _late(row: Told, days: int) -> Told:
    return told(
        0, **{name: getattr(row, name) for name in ("id", "report", "day")}, published=row.day + timedelta(days)
    )


@given(attacks())
@settings(max_examples=150, deadline=None)
def test_repeated_attacks_are_those_of_all_days(shown: Picture) -> None:
    assert [(one.raised, one.since, one.seen, one.events) for one in repeated(shown, GIVEN)] == plainly(shown)


def plainly(shown: Picture) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    before: list[Told] = []
    raised = None
    for row in shown.events:
        before.append(row)
        days = {one.day for one in before}
        near = sorted(day for day in days if 0 <= (row.day - day).days < GIVEN.within)
        soon = raised is not None and (row.published - raised).days <= GIVEN.quiet_days
        spoilt = any(0 < (near[0] - day).days <= GIVEN.quiet_days for day in days)
        if len(near) < GIVEN.days or soon or spoilt:
            continue
        raised = row.published
        rows = [one for day in near for one in before if one.day == day]
        found.append((raised, near[0], float(len(near)), tuple(one.id for one in rows)))
    return found

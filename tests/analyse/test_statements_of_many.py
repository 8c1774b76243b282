"""What became of many demands is found without a look at every deed for each."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analyse.statements.asking import Asking
from vedette.analyse.statements.states import Known, first_later, fulfils, looks, order
from vedette.analyse.statements.taken import Deed, Deeds

FIRST = date(2024, 5, 1)
SIDES = st.frozensets(st.sampled_from(["SYR", "KEN", "SYR REB"]), max_size=2)
MODES = st.sampled_from([None, "troops", "police"])
DAYS = st.none() | st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day))


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[str, str, Deed]]:
    """Deeds with type and side, in the order of publication: a report may tell several."""
    days = sorted(draw(st.lists(DAYS, max_size=8)), key=lambda day: day or date.min)
    found = []
    for place, day in enumerate(days):
        for start in range(draw(st.integers(1, 2))):
            event = SimpleNamespace(
                id=f"{place}-{start}",
                mode=draw(MODES),
                status=draw(st.sampled_from(["actual", "ongoing", "negated"])),
                trigger=SimpleNamespace(start=start),
            )
            told = Deed(cast("Any", event), day, place, draw(DAYS), draw(SIDES), draw(st.just(frozenset())))
            found.append((draw(st.sampled_from(["RETREAT", "RELEASE"])), draw(st.sampled_from(["SYR", "KEN"])), told))
    return found


ASKED = st.builds(
    Asking,
    st.frozensets(st.sampled_from(["RETREAT", "RELEASE"]), max_size=2),
    st.frozensets(st.sampled_from(["troops", "police"]), max_size=1),
    st.frozensets(st.sampled_from(["SYR", "KEN"]), max_size=2),
    SIDES,
    st.just(frozenset()),
    st.none(),
    st.none(),
)


@given(deeds(), st.lists(st.tuples(DAYS, ASKED), max_size=8), st.sampled_from(["by day", "as they come"]))
@settings(max_examples=200, deadline=None)
def test_the_first_deed_is_that_of_all_whatever_was_looked_for_before(
    told: list[tuple[str, str, Deed]], demands: list[tuple[date | None, Asking]], order_of_demands: str
) -> None:
    kept: Deeds = defaultdict(list)
    for type_, doer, deed in told:
        kept[type_, doer].append(deed)
    known = Known(None, kept, {})
    if order_of_demands == "by day":
        demands = sorted(demands, key=lambda demand: demand[0] or date.min)
    for day, asked in demands:
        one = cast("Any", SimpleNamespace(published=day))
        found = first_later(looks(asked.types, asked.doers, ("actual", "ongoing"), asked), one, asked, known)
        assert found == among_all(told, day, asked)


def among_all(told: list[tuple[str, str, Deed]], day: date | None, asked: Asking) -> tuple[str, ...] | None:
    fitting = [
        deed
        for type_, doer, deed in told
        if type_ in asked.types and doer in asked.doers and deed.event.status != "negated"
        if day and deed.published and deed.published > day and (deed.until is None or deed.until > day)
        if fulfils(deed, asked)
    ]
    return (min(fitting, key=order).event.id,) if fitting else None

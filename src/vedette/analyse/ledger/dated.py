"""The ledger of many days of the same entries: what does not depend on the day is worked out once, what depends on few facts only
where these change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vedette.analyse.ledger.book import HORIZON_DAYS, lacking
from vedette.analyse.ledger.fact import Fact
from vedette.analyse.ledger.forces import Track
from vedette.analyse.ledger.ground import Ground
from vedette.analyse.ledger.line import lines
from vedette.analyse.ledger.once import again, once
from vedette.analyse.ledger.track import tracks
from vedette.records import Force


class Dated:
    """Facts of entries, each of a day, and the lines at the end of any day: as `book` makes them of the entries until then."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        told = list(facts)
        self._ground = Ground(told)
        self._all = self._ground.placed(told)
        self._facts, repeated = again(one for one in self._all if lacking(one.entry) is None)
        self._days = [_day(one) for one in self._facts]
        self._repeated = {name: Repeats(each) for name, each in repeated.items()}

    def lines(self, day: date, horizon: int = HORIZON_DAYS) -> list[Force]:
        """The lines at the end of the day."""
        found, _ = tracks(self._facts[: bisect_right(self._days, day)], self._ground)
        return lines(found, Until(self._repeated, day), day, horizon)

    def stories(self) -> list[Track]:
        """All forces, each with all that was ever told of it, history too."""
        facts, _ = once(self._all)
        found, _ = tracks(facts, self._ground)
        return found


def _day(one: Fact) -> date:
    return one.entry.published or date.max


class Repeats:
    """Copies that repeat an entry, by day."""

    def __init__(self, told: Iterable[Fact]) -> None:
        facts = list(told)
        self._days = [_day(one) for one in facts]
        self._reports = [one.entry.report_id for one in facts]

    def until(self, day: date) -> tuple[str, ...]:
        """The reports until the end of a day, in order."""
        return tuple(sorted(set(self._reports[: bisect_right(self._days, day)])))


class Until(Mapping[str, tuple[str, ...]]):
    """Id of an entry -> copies that repeat it until the end of a day; looked up where a line rests on it."""

    def __init__(self, repeated: Mapping[str, Repeats], day: date) -> None:
        self._repeated, self._day = repeated, day

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._repeated[name].until(self._day)

    def __iter__(self) -> Iterator[str]:
        return iter(self._repeated)

    def __len__(self) -> int:
        return len(self._repeated)

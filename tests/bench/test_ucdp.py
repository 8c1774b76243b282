from __future__ import annotations

import pytest

from bench import ucdp
from vedette.analyse.forecast.coded import Coded

DEATHS = {("MLI", "2018-01"): 0.0, ("MLI", "2018-02"): 300.0, ("TCD", "2018-03"): 2.0, ("TCD", "2019-03"): 1.0}
OURS = {("MLI", "2018-01"): 19.0, ("MLI", "2018-02"): 900.0, ("TCD", "2018-03"): 20.0, ("TCD", "2019-03"): 55.0}


def test_too_much_is_many_killed_and_ten_times_the_deaths() -> None:
    before, after = ucdp.excess(DEATHS, Coded(killed=OURS))
    assert (before["months"], before["killed"], before["countries"]) == (1, 20.0, [["TCD", 1]])
    assert (after["months"], after["ucdp"]) == (1, 1.0)


def test_ranks_that_agree_correlate_and_ties_take_their_middle() -> None:
    assert ucdp.spearman([1, 2, 3, 4], [10, 20, 30, 40]) == pytest.approx(1)
    assert ucdp.spearman([1, 2, 3], [3, 1, 1]) == pytest.approx(-0.866, abs=0.001)


def test_the_page_tells_all_that_was_measured() -> None:
    told = ucdp.section()
    assert told is not None
    for part in (
        "killed, reconciled",
        "from 2019",
        "source does not tell",
        "too much is coded",
        "worst are missed",
        "processor time",
    ):
        assert part in told

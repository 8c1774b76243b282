"""B-cubed counts company, report by report."""

from __future__ import annotations

import pytest

from bench.bcubed import bcubed
from bench.crisis import PARTS, Crisis
from vedette.link import Linked

GOLD = [{"a", "b", "c"}, {"c", "d"}, {"e"}]


def test_the_gold_itself_is_perfect() -> None:
    perfect = bcubed(GOLD, GOLD, "abcde")
    assert (perfect.precision, perfect.recall, perfect.f1, perfect.reports) == (1.0, 1.0, 1.0, 5)


def test_reports_left_alone_are_precise_and_miss_their_company() -> None:
    alone = bcubed([], GOLD, "abcde")
    assert alone.precision == 1.0
    assert alone.recall == pytest.approx((1 / 3 + 1 / 3 + 1 / 4 + 1 / 2 + 1) / 5)


def test_company_of_the_pool_counts_against_those_judged() -> None:
    assert bcubed([{"a", "b", "x"}], [{"a", "b"}, {"x"}], "ab", "abx").precision == pytest.approx(2 / 3)
    assert bcubed([{"a", "b", "x"}], [{"a", "b"}, {"x"}], "ab").precision == 1.0


def test_copies_are_counted_by_pairs() -> None:
    gold = Crisis([], [{"report": "b", "copy_of": "a"}, {"report": "d", "copy_of": "c"}])
    figures = PARTS["copies"](gold, Linked(copies=(("a", "b", "x"),)))
    assert figures == {"gold": 2, "found": 1, "false": 2}

"""The load that the API is measured with."""

from __future__ import annotations

import random

from bench import serving

KNOWN = serving.Known(["one"], ["key"], "2024-01-01", "2025-12-31")


def test_every_kind_of_request_has_a_path_and_the_shares_are_of_a_hundred() -> None:
    assert sum(serving.SHARES.values()) == 100
    chance = random.Random(1)  # noqa: S311 - the same requests in each run
    assert all(serving.path(kind, KNOWN, chance).startswith("/") for kind in serving.SHARES)


def test_two_runs_ask_the_same() -> None:
    assert list(serving.requests(KNOWN, 50)) == list(serving.requests(KNOWN, 50))

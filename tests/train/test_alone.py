"""What a report is told to say does not depend on what is read with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.train import tiny
from tests.train.conftest import Trained
from vedette.read import Reader
from vedette.records import EventMention

TOLERANCE = 1e-3
"""Largest difference of a score."""

REPORTS = tiny.reports(60, 7)


@pytest.fixture(scope="module")
def reader(trained: Trained) -> Reader:
    return Reader.load(trained.model, threads=1)


def read(reader: Reader, members: list[int]) -> list[tuple[EventMention, ...]]:
    spans = [tuple((a, b) for a, b in REPORTS[i]["sentences"]) for i in members]
    return reader.read([REPORTS[i]["text"] for i in members], spans)


def labels(events: tuple[EventMention, ...]) -> list[object]:
    return [(e.type, e.mode, e.status, e.contexts, e.trigger, [(a.role, a.span) for a in e.arguments]) for e in events]


def scores(events: tuple[EventMention, ...]) -> list[float]:
    return [score for e in events for score in (e.score, *(a.score for a in e.arguments))]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(REPORTS) - 1), min_size=1, max_size=20))
def test_a_report_is_read_alike_alone_and_in_company(reader: Reader, members: list[int]) -> None:
    for i, together in zip(members, read(reader, members), strict=True):
        (alone,) = read(reader, [i])
        assert labels(together) == labels(alone)
        assert scores(together) == pytest.approx(scores(alone), abs=TOLERANCE)

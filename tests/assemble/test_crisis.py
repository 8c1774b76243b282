"""On an invented crisis with its gold events, most of its gold statements are found."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.assemble.stubs import STUBS, quotation_spans
from vedette.assemble import assemble
from vedette.records import EventMention, Mention, Report, Span, Statement

SHARED = Path(os.environ.get("VEDETTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FOLDER = SHARED / "data/crisis-dev"
RECALL_FLOOR = 22
"""Of 25 gold statements; 23 are found. The speakers of the other two are named by other words."""
SMALL = {"the", "of", "a", "an", "in", "who"}


def lines(name: str) -> list[dict[str, Any]]:
    if not FOLDER.exists():
        pytest.skip(f"needs ../shared: {FOLDER} is not there")
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def span(marked: dict[str, Any]) -> Span:
    return Span(marked["text"], marked["start"], marked["end"])


def mention(event: dict[str, Any]) -> EventMention:
    arguments = tuple(Mention(argument["role"], span(argument), 1.0) for argument in event["arguments"])
    return EventMention(event["type"], event["mode"], event["status"], (), span(event["trigger"]), arguments, 1.0)


def statements(report: dict[str, Any]) -> tuple[Statement, ...]:
    made = assemble(
        Report(report["id"], report["text"], source=report["source"]),
        [mention(event) for event in report["events"]],
        sentences=[(start, end) for start, end in report["sentences"]],
        quotations=quotation_spans(report["text"]),
        resolvers=STUBS,
        intensity=lambda _type, _mode: 0.0,
    )
    return made.statements


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - SMALL


def is_found(gold: dict[str, Any], text: str, found: tuple[Statement, ...]) -> bool:
    start = text.index(gold["quote"])
    overlapping = [one for one in found if one.content.start < start + len(gold["quote"]) and start < one.content.end]
    return any(
        words(one.speaker.span.text) & words(gold["speaker"]) or (one.anonymous and gold["anonymous"])
        for one in overlapping
    )


def test_most_gold_statements_are_found() -> None:
    reports = {report["id"]: report for report in lines("events.jsonl")}
    made = {name: statements(report) for name, report in reports.items()}
    gold = lines("statements.jsonl")
    hits = sum(is_found(one, reports[one["report"]]["text"], made[one["report"]]) for one in gold)
    assert hits >= RECALL_FLOOR

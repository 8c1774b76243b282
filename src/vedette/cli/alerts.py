"""`vedette alerts`: what to look at now, and why."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date

from vedette.analyse.alerts import (
    Asked,
    Picture,
    answer,
    asked_of_lake,
    cited,
    explained,
    muted,
    mutes,
    one,
    picture_of,
)
from vedette.cli import exits, kept, lakes, output
from vedette.errors import UsageError
from vedette.export import Page, cells, layout
from vedette.records import SCHEMA, Alert

NAMED = ("since", "until", "rule", "place", "actor")
"""Options that are filters by the same name."""

NAMES = [each.name for each in fields(Alert)]
EXPLAIN = "explain"
WIDTHS = (10, 17, 12, 22)
"""Columns of a table for the day, the rule, the id and the place; the rest is for the sentence."""


def run(arguments: argparse.Namespace) -> int:
    """Find them, and list them or explain one."""
    wanted = _wanted(arguments.explain)
    seen = _Seen(arguments)
    asked = Asked(**{name: getattr(arguments, name) for name in NAMED})
    found = list(muted(seen.alerts(asked), mutes(arguments.mutes) if arguments.mutes else ()))
    with output.opened(arguments.output) as write:
        if wanted:
            alert = one(found, wanted)
            write(output.encoded("".join(f"{line}\n" for line in explained(alert, seen.cited(alert)))))
            return exits.DONE
        shown = [alert for alert in found if arguments.muted or not alert.muted][: arguments.limit]
        for lines in _lines(shown, arguments.format, output.page(arguments.output)):
            write(output.encoded(lines))
    if not arguments.quiet:
        print(_summary(len(shown), sum(alert.muted is not None for alert in found)), file=sys.stderr)
    return exits.DONE


class _Seen:
    """What alerts are looked for in: a file of readings, or a lake."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._as_of = arguments.as_of
        self._picture = picture_of(kept.of_file(arguments.readings), arguments.as_of) if arguments.readings else None
        self._lake = None if arguments.readings else lakes.opened(arguments.lake)

    def alerts(self, asked: Asked) -> Iterator[Alert]:
        """Those that are asked for."""
        if self._lake:
            return asked_of_lake(self._lake, asked, self._as_of)
        return answer(self._picture or Picture(), asked)

    def cited(self, alert: Alert) -> Picture:
        """What one rests on."""
        return cited(self._lake, alert, self._as_of) if self._lake else self._picture or Picture()


def _wanted(words: list[str]) -> str | None:
    """The id that is to be explained."""
    if not words:
        return None
    if len(words) != 2 or words[0] != EXPLAIN:  # noqa: PLR2004 - the word and the id
        raise UsageError(f"alerts takes `explain ID`, and not {' '.join(words)!r}")
    return words[1]


def _lines(alerts: list[Alert], form: str, page: Page) -> Iterator[str]:
    if form == "jsonl":
        return (json.dumps(to_json(alert), ensure_ascii=False) + "\n" for alert in alerts)
    if form == "csv":
        return itertools.chain([cells.quoted(NAMES)], (cells.quoted(_cells(alert)) for alert in alerts))
    heads = ("raised", "rule", "id", "where", "why")
    return itertools.chain([_row(heads, page, "dim")] if alerts else [], (_row(_told(one), page) for one in alerts))


def to_json(alert: Alert) -> dict[str, object]:
    """An alert as JSON has it."""
    return {"schema": SCHEMA} | {name: _plain(value) for name, value in asdict(alert).items()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _cells(alert: Alert) -> list[cells.Value]:
    return [_cell(getattr(alert, name)) for name in NAMES]


def _cell(value: object) -> cells.Value:
    if isinstance(value, tuple):
        return " ".join(value) if not any(" " in each for each in value) else "; ".join(value)
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _told(alert: Alert) -> tuple[str, ...]:
    where = ", ".join(filter(None, (alert.place or alert.admin1, alert.country))) or "-"
    why = alert.why + (f" ({alert.note})" if alert.note else "") + (f" [muted: {alert.muted}]" if alert.muted else "")
    return str(alert.raised), alert.rule, alert.id[:12], where, why


def _row(told: tuple[str, ...], page: Page, style: str = "") -> str:
    rest = max(20, page.width - sum(WIDTHS) - 2 * len(WIDTHS))
    styled = [layout.Styled.of(cell, style) for cell in told]
    return "".join(f"{line}\n" for line in layout.beside(styled, [*WIDTHS, rest], colour=page.colour))


def _summary(shown: int, quiet: int) -> str:
    words = f"{shown:,} alert{'' if shown == 1 else 's'}"
    return f"{words}; {quiet:,} muted" if quiet else words

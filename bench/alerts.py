"""`bench alerts LAKE`: alerts against onsets of organised violence, on the years that thresholds were set on and on those after."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import quantiles

from bench.onsets import History, Told, told
from bench.shared import needed
from vedette.analyse.alerts.of_lake import picture_of_lake
from vedette.analyse.alerts.rules import RULES
from vedette.records import Alert
from vedette.store import open_lake

DEATHS = "data/ucdp_country_month.csv"

SET = (date(2011, 1, 1), date(2019, 1, 1))
"""Thresholds were set on these years: the first of which a quiet year before is known."""
TESTED = (date(2019, 1, 1), date(2025, 1, 1))
"""And are tested on these."""

ALL = "any rule"
STATISTICAL = ("unusual-rise", "unusual-dead", "change-point")
COUNTED = "any that counts"

Row = dict[str, float | str | None]


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench alerts`."""
    parser.add_argument("lake", type=Path, help="a lake with years of reports")
    parser.add_argument("--onsets", action="store_true", help="list the onsets tested, with the lead of each rule")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Prints one line a rule and stretch of time."""
    history = History.of(needed(DEATHS))
    picture = picture_of_lake(open_lake(options.lake))
    by_rule = {rule.name: list(rule.find(picture, rule.given)) for rule in RULES}
    by_rule[COUNTED] = [one for name in STATISTICAL for one in by_rule[name]]
    by_rule[ALL] = [one for rule in RULES for one in by_rule[rule.name]]
    rows = list(_rows(history, by_rule))
    if options.format == "json":
        print(json.dumps(rows))
        return 0
    head: Row = {name: name for name in rows[0]}
    print(*(_line(row) for row in (head, *rows)), sep="\n")
    if options.onsets:
        print(*_listed(history, by_rule), sep="\n")
    return 0


def _rows(history: History, by_rule: Mapping[str, Sequence[Alert]]) -> Iterator[Row]:
    for years, span in (("2011–2018", SET), ("2019–2024", TESTED)):
        for name, alerts in by_rule.items():
            found = told(history, _raised(alerts), *span)
            yield {"years": years, "rule": name, **_figures(found)}


def _figures(found: Told) -> Row:
    leads = sorted(found.leads.values())
    low, middle, high = quantiles(leads, n=4) if len(leads) > 1 else (None, leads[0] if leads else None, None)
    return {
        "onsets": found.onsets,
        "told": len(leads),
        "in month": found.in_time,
        "before": sum(lead < 0 for lead in leads),
        "lag 1/4": low,
        "median": middle,
        "3/4": high,
        "false/year": round(found.rate, 3),
        "in wars": found.wars,
    }


def _raised(alerts: Sequence[Alert]) -> Iterator[tuple[str, date]]:
    """The countries of an alert: its place, or of a quarrel between states both."""
    for one in alerts:
        sides = [name[:3] for name in (*one.actors, *one.toward) if ":" not in name]
        for country in [one.country] if one.country else dict.fromkeys(sides):
            yield country, one.raised


def _listed(history: History, by_rule: Mapping[str, Sequence[Alert]]) -> Iterator[str]:
    leads = {name: told(history, _raised(alerts), *TESTED).leads for name, alerts in by_rule.items()}
    for onset in history.onsets(*TESTED):
        when = [
            f"{name} {each[onset]:+d}" for name, each in leads.items() if onset in each and name not in {ALL, COUNTED}
        ]
        yield f"{onset.country} {onset.month:%Y-%m} {onset.deaths:5} dead  {', '.join(when) or 'nothing'}"


def _line(row: Row) -> str:
    first, second, *rest = row.values()
    return f"{first:9} {second:18}" + "".join(f"{'' if value is None else value:>11}" for value in rest)

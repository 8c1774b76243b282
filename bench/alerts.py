"""`bench alerts LAKE`: alerts against onsets of organised violence, on the years that thresholds were set on and on those after."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import Any

from bench import show
from bench.onsets import EARLY, LATE, History, Told, told
from bench.shared import ROOT, needed
from vedette.analyse.alerts.of_lake import picture_of_lake
from vedette.analyse.alerts.rules import RULES
from vedette.records import Alert
from vedette.store import open_lake

DEATHS = "data/ucdp_country_month.csv"

KEPT = ROOT / "bench" / "alerts.json"
"""Figures of the last run, of which docs/quality.md tells."""

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
    parser.add_argument("--keep", action="store_true", help=f"write {KEPT.name}, of which docs/quality.md tells")


def run(options: argparse.Namespace) -> int:
    """Prints one line a rule and stretch of time."""
    begin = process_time()
    history = History.of(needed(DEATHS))
    picture = picture_of_lake(open_lake(options.lake))
    by_rule = {rule.name: list(rule.find(picture, rule.given)) for rule in RULES}
    by_rule[COUNTED] = [one for name in STATISTICAL for one in by_rule[name]]
    by_rule[ALL] = [one for rule in RULES for one in by_rule[rule.name]]
    rows = list(_rows(history, by_rule))
    if options.keep:
        figures = {"rows": rows, "onsets": list(_onsets(history, by_rule)), "seconds": round(process_time() - begin)}
        figures |= {"made": f"{datetime.now(UTC):%Y-%m-%d}", "command": "python -m bench alerts LAKE --onsets --keep"}
        KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
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


def _onsets(history: History, by_rule: Mapping[str, Sequence[Alert]]) -> Iterator[dict[str, Any]]:
    """Each onset tested, with the lead of every rule that told of it."""
    leads = {name: told(history, _raised(alerts), *TESTED).leads for name, alerts in by_rule.items()}
    for onset in history.onsets(*TESTED):
        found = {name: each[onset] for name, each in leads.items() if onset in each and name not in {ALL, COUNTED}}
        yield {"country": onset.country, "month": f"{onset.month:%Y-%m}", "deaths": onset.deaths, "leads": found}


def _listed(history: History, by_rule: Mapping[str, Sequence[Alert]]) -> Iterator[str]:
    for onset in _onsets(history, by_rule):
        yield f"{onset['country']} {onset['month']} {onset['deaths']:5} dead  {_leads(onset['leads'])}"


def _leads(leads: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {lead:+d}" for name, lead in leads.items()) or "nothing"


def _line(row: Row) -> str:
    first, second, *rest = row.values()
    return f"{first:9} {second:18}" + "".join(f"{'' if value is None else value:>11}" for value in rest)


def page(figures: Mapping[str, Any]) -> str:
    """The section of docs/quality.md."""
    head = [
        "years",
        "rule",
        "onsets",
        "told",
        "to the end of the month",
        "before it",
        "lag, quartiles",
        "false a country-year",
    ]
    rows = [
        [
            str(row["years"]),
            str(row["rule"]),
            *(str(row[name]) for name in ("onsets", "told", "in month", "before")),
            ", ".join("–" if row[name] is None else f"{row[name]:.0f}" for name in ("lag 1/4", "median", "3/4")),
            f"{row['false/year']:.3f}",
        ]
        for row in figures["rows"]
    ]
    onsets = [[one["country"], one["month"], f"{one['deaths']:,}", _leads(one["leads"])] for one in figures["onsets"]]
    return "\n\n".join(
        (
            (
                f"`{figures['command']}`, on {figures['made']}, {figures['seconds']} s of processor time: alerts on a lake of some 112,000 short reports "
                "against UCDP's deaths by country and month. An onset is the first month with 25 or more deaths after twelve months with fewer each; an alert "
                f"from {EARLY} days before its first day to {LATE} days after is about it. Lags are days from that first day, below zero before it. False are "
                "alerts in country-months without war, and without one in the year before. Parameters were set on the years to 2018; those after were looked at once."
            ),
            show.table(head, rows, left=2),
            "Each onset after 2018, and when which rule told of it:",
            show.table(["country", "month", "UCDP deaths", "days from its first day"], onsets, left=2),
        )
    )


def section() -> str | None:
    """The section as of the run that was kept; None where none was."""
    return page(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else None

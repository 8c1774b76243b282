"""`bench ucdp LAKE`: does our coding mean anything? Killed by country and month, as a lake tells them, against UCDP's deaths.

UCDP (Uppsala Conflict Data Program) counts deaths in organised violence from many sources, by hand. A lake tells what its
reports told. Compared are all country-months that UCDP's file has; a country-month that the lake is silent about is zero.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from bench import show
from bench.shared import ROOT, needed
from vedette.analyse.forecast.coded import Coded, Key, coded
from vedette.analyse.forecast.predictive import Array, floats
from vedette.resolve.countries import countries
from vedette.store import Lake

FILE = "data/ucdp_country_month.csv"

KEPT = ROOT / "bench" / "ucdp.json"
"""Figures of the last run, of which docs/quality.md tells."""

WORST = 200
"""UCDP's worst country-months."""

OURS = 600
"""Our worst, among which they are looked for."""

ENOUGH = 8
"""Country-months with a death that a year or a country must have for a correlation of its own."""

TESTED = "2019"
"""The first year that nothing was chosen on: what counts as killed was written with the years before in view."""

EXCESS, LEAST = 10, 20
"""How many times UCDP's deaths our killed are, and how many they are at least, where too much was coded."""

BANDS = ((1, 5), (6, 25), (26, 100), (101, 1_000_000))
"""Deaths by which country-months are told apart."""

VIOLENT = re.compile(
    r"\b(kill\w*|dead|die[sd]?|deaths?|murder\w*|massacre\w*|slain|assassinat\w+|bomb\w*|attack\w*|clash\w*|fatalit\w+|"
    r"execut\w+|behead\w*|shot|shoot\w*)\b",
    re.IGNORECASE,
)
"""Words of violence, for the count that reads nothing; a bus that kills eleven has one too."""

Values = Mapping[Key, float]


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench ucdp`."""
    parser.add_argument("lake", help="of all the reports of data/current_events.jsonl.gz")
    parser.add_argument("--keep", action="store_true", help=f"write {KEPT.name}, of which docs/quality.md tells")


def run(options: argparse.Namespace) -> int:
    """Codes, compares and prints; exit code 0 whatever comes out."""
    begin = process_time()
    deaths = ucdp(needed(FILE))
    lake = Lake.open(options.lake)
    figures = measure(deaths, coded(lake), named(lake))
    figures["once"] = "its linked incident" if linked(lake) else "country, day and province or place"
    figures["made"] = f"{datetime.now(UTC):%Y-%m-%d}"
    figures["command"] = "python -m bench ucdp LAKE --keep"
    figures["seconds"] = round(process_time() - begin)
    print(page(figures))
    if options.keep:
        KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def linked(lake: Lake) -> bool:
    """Whether `vedette link` has been there."""
    return "incidents" in lake.tables and bool(lake.tables["incidents"].files())


def ucdp(path: Path) -> dict[Key, float]:
    """Deaths of each country-month."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["month"]): float(row["deaths"]) for row in csv.DictReader(file)}


def named(lake: Lake) -> dict[Key, int]:
    """Reports that have a word of violence and the name of a country, by that and the month: the count without reading."""
    names = {name: each.code for each in countries().values() for name in (*each.names, *each.adjectives)}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    found: Counter[Key] = Counter()
    table = lake.tables["reports"].rows(["published", "text", "error"])
    for row in table.to_pylist():
        if row["published"] is None or row["error"] is not None or not VIOLENT.search(row["text"]):
            continue
        month = f"{row['published']:%Y-%m}"
        found.update({(names[name], month) for name in pattern.findall(row["text"])})
    return dict(found)


def measure(deaths: Values, ours: Coded, words: Values) -> dict[str, Any]:
    """All figures."""
    ways: dict[str, Values] = {
        "killed, coded": ours.killed,
        "killed, reconciled": ours.reconciled,
        "assaults, coded": ours.assaults,
        "word count": words,
    }
    deadly = [key for key, number in deaths.items() if number > 0]
    heard = [key for key in deadly if words.get(key) or ours.assaults.get(key)]
    return {
        "deadly": len(deadly),
        "heard": {"months": len(heard)} | {name: _correlation(deaths, values, heard) for name, values in ways.items()},
        "ways": {name: correlations(deaths, values, deadly) for name, values in ways.items()},
        "worst": {name: among(deaths, values) for name, values in ways.items()},
        "worst with an assault": sum(ours.assaults.get(key, 0) > 0 for key in worst(deaths, WORST)),
        "worst missed": missed(deaths, ours, words),
        "silent": silence(deaths, ours, words),
        "over": excess(deaths, ours),
        "januaries": {
            "worst": sum(month.endswith("-01") for _, month in worst(deaths, WORST)),
            "share": sum(number for (_, month), number in deaths.items() if month.endswith("-01"))
            / sum(deaths.values()),
        },
        "killed": {"ours": total(ours.killed, deaths), "ucdp": sum(deaths.values())},
        "left out": dict(ours.left.most_common()),
    }


def total(values: Values, of: Iterable[Key]) -> float:
    """The sum over country-months."""
    return float(sum(values.get(key, 0.0) for key in of))


def correlations(deaths: Values, values: Values, keys: Sequence[Key]) -> dict[str, float]:
    """Spearman's: pooled, over the countries of each year (summed), over the months of each country; means of the latter."""
    return {
        "pooled": _correlation(deaths, values, keys),
        "to 2018": _correlation(deaths, values, [key for key in keys if key[1] < TESTED]),
        "from 2019": _correlation(deaths, values, [key for key in keys if key[1] >= TESTED]),
        "countries within years": _of_years(deaths, values),
        "months within countries": _mean(deaths, values, keys, lambda key: key[0]),
    }


def _correlation(deaths: Values, values: Values, keys: Sequence[Key]) -> float:
    return spearman([deaths[key] for key in keys], [values.get(key, 0.0) for key in keys])


def _of_years(deaths: Values, values: Values) -> float:
    """Mean over the years of the correlation over countries with a death in it."""
    both: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for (country, month), number in deaths.items():
        pair = both[month[:4]][country]
        pair[0] += number
        pair[1] += values.get((country, month), 0.0)
    years = ([pair for pair in each.values() if pair[0] > 0] for each in both.values())
    return statistics.fmean(spearman(*zip(*pairs, strict=True)) for pairs in years)


def _mean(deaths: Values, values: Values, keys: Sequence[Key], of: Callable[[Key], str]) -> float:
    groups: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        groups[of(key)].append(key)
    found = [_correlation(deaths, values, group) for group in groups.values() if len(group) >= ENOUGH]
    return statistics.fmean(each for each in found if each == each)  # noqa: PLR0124 - of a constant there is none


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Rank correlation, ties at their middle rank; not a number where one side is constant."""
    first, second = (_ranks(floats(each)) for each in (one, other))
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: Array) -> Array:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle: Array = ends - (counts - 1) / 2
    return middle[inverse]


def worst(values: Values, number: int) -> list[Key]:
    """The country-months with most, ties by name."""
    return sorted(values, key=lambda key: (-values[key], key))[:number]


def among(deaths: Values, values: Values) -> int:
    """How many of UCDP's worst are among our own worst."""
    ours = set(worst({key: values.get(key, 0.0) for key in deaths}, OURS))
    return sum(key in ours for key in worst(deaths, WORST))


def missed(deaths: Values, ours: Coded, words: Values) -> list[dict[str, Any]]:
    """UCDP's worst that are not among ours, by country: deaths, coded, reports that name it with a word of violence."""
    mine = set(worst({key: ours.killed.get(key, 0.0) for key in deaths}, OURS))
    groups: dict[str, list[Key]] = defaultdict(list)
    for key in worst(deaths, WORST):
        groups[key[0]].append(key)
    rows = []
    for country, keys in sorted(groups.items(), key=lambda each: -len(each[1])):
        lost = [key for key in keys if key not in mine]
        of = {"ucdp": deaths, "killed": ours.killed, "assaults": ours.assaults, "named": words}
        medians = {name: statistics.median(values.get(key, 0) for key in lost or keys) for name, values in of.items()}
        rows.append({"country": country, "worst": len(keys), "missed": len(lost), **medians})
    return rows


def silence(deaths: Values, ours: Coded, words: Values) -> list[dict[str, Any]]:
    """Country-months with deaths of which we code none killed: the source silent, violence untold, or no number."""
    rows = []
    for low, high in BANDS:
        keys = [key for key, number in deaths.items() if low <= number <= high]
        none = [key for key in keys if not ours.killed.get(key)]
        assaults = sum(ours.assaults.get(key, 0) > 0 for key in none)
        silent = sum(not words.get(key) and not ours.assaults.get(key) for key in none)
        rest = len(none) - assaults - silent
        rows.append(
            {"low": low, "high": high, "all": len(keys), "none": len(none), "silent": silent}
            | {"assault": assaults, "named": rest}
        )
    return rows


def excess(deaths: Values, ours: Coded) -> list[dict[str, Any]]:
    """Country-months of which we code many times what UCDP counts, before and from the year that nothing was chosen on."""
    found = [key for key, number in deaths.items() if ours.killed.get(key, 0) >= max(LEAST, EXCESS * max(number, 1))]
    rows = []
    for years, keys in (
        ("to 2018", [key for key in found if key[1] < TESTED]),
        ("from 2019", [key for key in found if key[1] >= TESTED]),
    ):
        many = Counter(country for country, _ in keys).most_common(5)
        sums = {"killed": total(ours.killed, keys), "ucdp": total(deaths, keys)}
        rows.append({"years": years, "months": len(keys), **sums, "countries": [list(each) for each in many]})
    return rows


def page(figures: Mapping[str, Any]) -> str:
    """The section of docs/quality.md."""
    ours, theirs = (figures["killed"][name] for name in ("ours", "ucdp"))
    left = "; ".join(f"{why}, {number:,}" for why, number in figures["left out"].items())
    return "\n\n".join(
        (
            (
                f"`{figures['command']}`, on {figures['made']}: a lake of some 112,000 short reports of 2002 to 2026, which tell of "
                "the world's news of each day in a sentence or two, against the deaths in organised violence that UCDP counted by "
                f"country and month, 2010 to 2024. {figures['deadly']:,} country-months have a death. Coded killed are those of "
                f"assaults, each happening once (by {figures['once']}), the greatest number that is told of it, at its lower bound; reconciled "
                "are no more than the upper end of the incident's range. What counts was written with the years to 2018 in view, and those "
                f"from 2019 were only looked at. {figures['seconds']} s of processor time. Rank correlations (Spearman), the last two as means:"
            ),
            _correlations(figures["ways"]),
            _heard(figures["heard"]),
            f"Of UCDP's worst {WORST} country-months, so many are among the {OURS} worst of each count: "
            + ", ".join(f"{name} {number}" for name, number in figures["worst"].items())
            + f". {figures['worst with an assault']} have an assault at all. (Israel and Palestine carry the same deaths at UCDP, "
            f"and each counts.) Coded are {ours:,.0f} killed where UCDP has {theirs:,.0f}: ranks can be compared, sums cannot. "
            f"Numbers left out: {left}.",
            (
                "**What the source does not tell.** Country-months with deaths of which none is coded as killed, and why: no report "
                "has both the country's name and a word of violence; there is such a report, which need not be about it (a bus, a "
                "storm, a trial); an assault was read, but without a number of killed that counts."
            ),
            _silence(figures["silent"]),
            _excess(figures),
            (
                "**Where the worst are missed.** Medians of those missed (where none is, of all). A war that goes on is told in few "
                "reports a month, each of one strike; its daily dead at the front are in none."
            ),
            _missed(figures["worst missed"]),
        )
    )


def _heard(heard: Mapping[str, float]) -> str:
    """What the source does not tell set apart."""
    told = ", ".join(f"{name} {show.figure(value)}" for name, value in heard.items() if name != "months")
    return (
        f"Of the country-months with a death, the source has in {heard['months']:,} a report with the country's name and a word of violence, or an assault. "
        f"Pooled over these alone: {told}."
    )


def _correlations(ways: Mapping[str, Mapping[str, float]]) -> str:
    names = list(next(iter(ways.values())))
    return show.table(
        ["", *names], [[way, *(show.figure(found[name]) for name in names)] for way, found in ways.items()]
    )


def _silence(rows: Iterable[Mapping[str, Any]]) -> str:
    head = ["deaths (UCDP)", "country-months", "none coded", "source silent", "named, no assault", "assault, no number"]
    return show.table(
        head,
        [[_band(row), *(str(row[name]) for name in ("all", "none", "silent", "named", "assault"))] for row in rows],
    )


def _excess(figures: Mapping[str, Any]) -> str:
    head = ["years", "country-months", "killed, coded", "UCDP deaths", "most often"]
    rows = [
        [
            row["years"],
            *(f"{row[name]:,.0f}" for name in ("months", "killed", "ucdp")),
            ", ".join(f"{country} {number}" for country, number in row["countries"]),
        ]
        for row in figures["over"]
    ]
    return (
        f"**Where too much is coded.** Country-months with {LEAST} coded killed and more, {EXCESS} times UCDP's deaths or more. Those to "
        "2018 were read, each by its greatest number. Nearly half are violence that UCDP's definition leaves out (police against crowds, prisons, gangs, a "
        "lone gunman); a quarter stand in the wrong country (that of an air force, of who speaks, of a town's namesake); one in seven is no number of dead "
        "(people shot who lived, an age, a share, elephants); the rest are accidents, and old deeds told anew.\n\n"
        + show.table(head, rows)
        + f"\n\n{figures['januaries']['share']:.0%} of UCDP's deaths lie in Januaries, and {figures['januaries']['worst']} of its worst "
        f"{WORST} country-months: deaths of which only the year is known are counted there, which no report of that month tells."
    )


def _band(row: Mapping[str, Any]) -> str:
    low, high = row["low"], row["high"]
    return f"over {low - 1}" if high == BANDS[-1][1] else f"{low} to {high}"


def _missed(rows: Iterable[Mapping[str, Any]]) -> str:
    head = [
        "country",
        f"of the worst {WORST}",
        "missed",
        "UCDP deaths",
        "killed, coded",
        "assaults",
        "reports that name it",
    ]
    cells = ("worst", "missed", "ucdp", "killed", "assaults", "named")
    return show.table(head, [[row["country"], *(f"{row[name]:,.0f}" for name in cells)] for row in rows])


def section() -> str | None:
    """The section as of the run that was kept; None where none was."""
    return page(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else None

"""A forecast that is asked for: killed in countries, 1 to 12 months ahead, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from vedette.analyse.forecast import forest
from vedette.analyse.forecast.baselines import BASELINES
from vedette.analyse.forecast.coded import Coded
from vedette.analyse.forecast.kept import CODE, TABLES, kept
from vedette.analyse.forecast.panel import Panel, later, of_coded, of_ucdp
from vedette.analyse.forecast.predictive import SAMPLES, Array, pooled, quantile
from vedette.errors import UsageError
from vedette.records import digest
from vedette.store.aside import Aside, aside
from vedette.store.opened import Lake

MODELS = (*BASELINES, "forest", "ensemble")

BATTLES = 25
"""Deaths in a month whose chance is told: UCDP's threshold of armed conflict, which is one of a year."""

SHORTEST = 36
"""Months of history that a model is learnt from at least; with less, ask for a baseline."""

COVERED = 0.9
"""Share of the months of UCDP's file in which the lake must have reports, for its series to be looked at beside it."""

ROWS = pa.schema(
    [
        ("country", pa.string()),
        ("from", pa.string()),
        ("month", pa.string()),
        ("ahead", pa.int64()),
        ("median", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("mean", pa.float64()),
        ("any", pa.float64()),
        ("battles", pa.float64()),
        ("model", pa.string()),
        ("of", pa.string()),
        ("samples", pa.list_(pa.float64())),
    ]
)
"""`from`: the last month that is known. `low` and `high`: the middle 90 %. `any`: probability of one death and more;
`battles`: of 25 and more. `of`: what is forecast, UCDP's deaths or the killed that the lake will tell. `samples`: the whole
distribution, a hundred equally likely counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which forecast."""

    country: Sequence[str] = ()
    """Codes of countries (ISO 3166 alpha-3); without, all."""
    ucdp: Path | None = None
    """A CSV file with country, month and deaths: then these are forecast. Without, killed as the lake itself tells them."""
    model: str = "ensemble"
    origin: str | None = None
    """The last month that is taken as known, YYYY-MM; left to itself, the last whole one that is there."""
    ahead: int = forest.HORIZONS
    """Months ahead."""


def of_lake(lake: Lake, wanted: Mapping[str, Any]) -> pa.Table:
    """The forecast that options ask for: the fields of `Asked`, a country alone or several."""
    known = [each.name for each in fields(Asked)]
    for name in wanted:
        if name not in known:
            raise UsageError(f"forecasts have no option {name!r}; there are {', '.join(known)}")
    given = {name: value for name, value in wanted.items() if value is not None}
    if isinstance(given.get("country"), str):
        given["country"] = (given["country"],)
    if "ucdp" in given:
        given["ucdp"] = Path(given["ucdp"])
    return forecast(lake, Asked(**given))


def forecast(lake: Lake, asked: Asked) -> pa.Table:
    """One row a country and month: the columns of ROWS."""
    if asked.model not in MODELS:
        raise UsageError(f"there is no model {asked.model!r}; give {', '.join(MODELS)}")
    if not 1 <= asked.ahead <= forest.HORIZONS:
        raise UsageError(f"a forecast reaches 1 to {forest.HORIZONS} months ahead, and not {asked.ahead}")
    rows = _of_all(lake, asked).rows()
    known: list[str] = rows.column("country").to_pylist()[:: forest.HORIZONS]
    places = [known.index(_known(known, code)) for code in asked.country] or range(len(known))
    return pa.concat_tables(rows.slice(place * forest.HORIZONS, asked.ahead) for place in places)


def _of_all(lake: Lake, asked: Asked) -> Aside:
    """The rows of all countries and months ahead: a model learns from all of them, whichever is asked for."""
    given = f"{asked.model} {asked.origin or ''} {_digest(asked.ucdp)}"
    return aside(lake, "forecast", TABLES, lambda: _rows(lake, asked), code=CODE, given=given)


def _rows(lake: Lake, asked: Asked) -> pa.Table:
    panel = _panel(lake, asked)
    for code in asked.country:
        _known(panel.countries, code)
    samples = distribution(panel, asked.model)
    of = "killed, as the lake tells" if asked.ucdp is None else "deaths, UCDP"
    rows = [
        _row(panel, place, ahead, samples[place, ahead - 1]) | {"model": asked.model, "of": of}
        for place in range(len(panel.countries))
        for ahead in range(1, forest.HORIZONS + 1)
    ]
    return pa.Table.from_pylist(rows, ROWS)


def _digest(path: Path | None) -> str:
    """What stands in a file; nothing of one that is not there, of which it is told when it is read."""
    return digest(path.read_text("utf-8", "replace")) if path and path.is_file() else str(path)


def distribution(panel: Panel, model: str) -> Array:
    """From the panel's last month on, of all its countries: shape (countries, HORIZONS, SAMPLES)."""
    if model in BASELINES:
        return _level(BASELINES[model](panel.deaths))
    if len(panel.months) < SHORTEST:
        raise UsageError(f"{len(panel.months)} months are too few for {model}; give --model smoothed")
    grown = forest.learnt(panel, lake=bool(panel.lake)).forecast(panel)
    return grown if model == "forest" else pooled(grown, _level(BASELINES["smoothed"](panel.deaths)))


def _level(samples: Array) -> Array:
    return np.broadcast_to(samples[:, None, :], (len(samples), forest.HORIZONS, SAMPLES))


def _panel(lake: Lake, asked: Asked) -> Panel:
    found = kept(lake)
    panel = of_coded(found) if asked.ucdp is None else _with_lake(of_ucdp(asked.ucdp), asked.ucdp, found)
    if not panel.countries or not panel.months:
        raise UsageError("there is nothing to forecast from: no month is whole, or nobody was killed")
    if asked.origin is None:
        return panel
    if asked.origin not in panel.months:
        raise UsageError(
            f"{asked.origin!r} is no month from {panel.months[0]} to {panel.months[-1]}, written as YYYY-MM"
        )
    return panel.until(panel.months.index(asked.origin))


def _with_lake(panel: Panel, ucdp: Path, found: Coded) -> Panel:
    """With what the lake told beside it, if its reports go through the same months; a few weeks would mislead."""
    read = sum(found.read.get(month, 0) > 0 for month in panel.months)
    return of_ucdp(ucdp, found) if read >= COVERED * len(panel.months) else panel


def _known(known: Sequence[str], code: str) -> str:
    if code.upper() in known:
        return code.upper()
    raise UsageError(f"{code!r} has no history here; give a country's code (ISO 3166 alpha-3), such as {known[0]}")


def _row(panel: Panel, place: int, ahead: int, samples: Array) -> dict[str, object]:
    last = panel.months[-1]
    return {
        "country": panel.countries[place],
        "from": last,
        "month": later(last, ahead),
        "ahead": ahead,
        "median": float(quantile(samples, 0.5)),
        "low": float(quantile(samples, 0.05)),
        "high": float(quantile(samples, 0.95)),
        "mean": float(samples.mean()),
        "any": float((samples > 0).mean()),
        "battles": float((samples >= BATTLES).mean()),
        "samples": samples.tolist(),
    }

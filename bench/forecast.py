"""`bench forecast`: killed by country and month, 1 to 12 months ahead, forecast as if it were each month of 2018-12 to 2024-11.

Nothing of after an origin is seen from it; models are learnt anew each December. What comes is UCDP's deaths. With `--lake`
the models are measured with and without what the lake's reports told until the origin.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import process_time
from typing import Any

import numpy as np

from bench import show
from bench.shared import ROOT, needed
from vedette.analyse.forecast import forest, scores
from vedette.analyse.forecast.baselines import BASELINES, YEAR
from vedette.analyse.forecast.coded import coded
from vedette.analyse.forecast.panel import Panel, later, of_ucdp
from vedette.analyse.forecast.predictive import Array, floats, pooled
from vedette.store import Lake

FILE = "data/ucdp_country_month.csv"

KEPT = ROOT / "bench" / "forecast.json"
"""Figures of the last run, of which docs/quality.md tells."""

FIRST, LAST = "2018-12", "2024-11"
"""Origins: the last month that is known."""

DRAWS = 2000
"""How often countries are drawn anew for an interval."""

SEED = 20190101

TENTHS = 10

SHOWN = (1, 3, 6, 12)
"""Horizons of the table."""

ENDS = (1, forest.HORIZONS)
"""Horizons at which the fan's width is told."""

BEST_BASELINE = "smoothed"
"""What the others are compared with: it was best before 2019."""


LAKE = " with the lake"
WITH = ("forest", "ensemble")
"""Models that are measured without the lake's series and, under a longer name, with them."""


@dataclass(slots=True)
class Kept:
    """Scores of one model or baseline, a row an origin: each entry one array a horizon, over countries."""

    crps: list[list[Array]] = field(default_factory=list)
    ignorance: list[Array] = field(default_factory=list)
    interval: list[Array] = field(default_factory=list)
    covered: list[Array] = field(default_factory=list)
    width: list[Array] = field(default_factory=list)
    """Of the middle 90 %, in logarithms, a mean over the countries with a death in the last year: one a horizon."""
    pit: list[Array] = field(default_factory=list)
    under: list[tuple[int, int]] = field(default_factory=list)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench forecast`."""
    parser.add_argument("--lake", help="of all the reports of data/current_events.jsonl.gz; else UCDP's history alone")
    parser.add_argument("--keep", action="store_true", help=f"write {KEPT.name}, of which docs/quality.md tells")


def run(options: argparse.Namespace) -> int:
    """Evaluates and prints; exit code 0 whatever comes out."""
    begin = process_time()
    found = coded(Lake.open(options.lake), told=True) if options.lake else None
    panel = of_ucdp(needed(FILE), found)
    figures = told(evaluated(panel))
    figures |= {"minutes": round((process_time() - begin) / 60, 1), "made": f"{datetime.now(UTC):%Y-%m-%d}"}
    figures["command"] = f"python -m bench forecast{' --lake LAKE' if options.lake else ''} --keep"
    figures["countries"] = len(panel.countries)
    print(page(figures))
    if options.keep:
        KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def evaluated(panel: Panel) -> dict[str, Kept]:
    """All models and baselines over all origins."""
    kept: dict[str, Kept] = {}
    draw = np.random.default_rng(SEED)
    models: dict[str, forest.Forest] = {}
    for origin in range(panel.months.index(FIRST), panel.months.index(LAST) + 1):
        known = panel.until(origin)
        if panel.months[origin].endswith("-12"):
            models = dict(_learnt(known))
        for name, samples in _forecasts(known, models):
            _score(kept.setdefault(name, Kept()), samples, panel.deaths[:, origin + 1 :], draw)
            kept[name].width.append(_width(samples[known.deaths[:, -YEAR:].sum(1) > 0]))
    return kept


def _learnt(known: Panel) -> Iterator[tuple[str, forest.Forest]]:
    yield "forest", forest.learnt(known, lake=False)
    if known.lake:
        yield "forest" + LAKE, forest.learnt(known, lake=True)


def _forecasts(known: Panel, models: Mapping[str, forest.Forest]) -> Iterator[tuple[str, Array]]:
    shape = (len(known.countries), forest.HORIZONS, -1)
    plain = {
        name: np.broadcast_to(make(known.deaths)[:, None, :], (*shape[:2], 100)) for name, make in BASELINES.items()
    }
    yield from plain.items()
    for name, model in models.items():
        samples = model.forecast(known)
        yield name, samples
        yield name.replace("forest", "ensemble"), pooled(samples, plain[BEST_BASELINE])


def _width(samples: Array) -> Array:
    low, high = scores.bounds(samples)
    return floats((np.log1p(high) - np.log1p(low)).mean(0))


def _score(kept: Kept, samples: Array, came: Array, draw: np.random.Generator) -> None:
    reach = min(came.shape[1], forest.HORIZONS)
    samples, came = samples[:, :reach], came[:, :reach]
    kept.crps.append(list(scores.crps(samples, came).T))
    kept.ignorance.append(scores.ignorance(samples, came).ravel())
    kept.interval.append(scores.interval(samples, came).ravel())
    kept.covered.append(scores.covered(samples, came).ravel())
    kept.pit.append(scores.pit(samples, came, draw).ravel())
    kept.under.append(scores.under(samples, came))


def told(kept: Mapping[str, Kept]) -> dict[str, Any]:
    """Figures of each."""
    by_country = {name: _by_country(each) for name, each in kept.items()}
    weights = np.random.default_rng(SEED).multinomial(
        len(by_country["zero"]), np.full(len(by_country["zero"]), 1 / len(by_country["zero"])), DRAWS
    )
    cases = sum(len(each) for each in kept["zero"].covered)
    return {
        "cases": cases,
        "models": {name: _figures(each, by_country, name, floats(weights)) for name, each in kept.items()},
        "best": _best(kept, floats(weights)),
        "lake": {name: _added(by_country, name, floats(weights)) for name in WITH if name + LAKE in by_country},
    }


def _added(by_country: Mapping[str, Array], name: str, weights: Array) -> list[float]:
    """Which share of a model's CRPS the lake saves, and its 95 % interval."""
    one, other = by_country[name + LAKE], by_country[name]
    return [float(1 - one.mean() / other.mean()), *_middle((weights @ (other - one)) / (weights @ other))]


def _best(kept: Mapping[str, Kept], weights: Array) -> dict[str, Any]:
    """Of the best model: which share of each baseline's CRPS it saves, in the mean and at each horizon, with 95 % intervals."""
    models = [name for name in kept if name not in BASELINES]
    name = min(models, key=lambda each: _by_country(kept[each]).mean())
    against = {
        other: {
            "mean" if ahead is None else str(ahead): _saved(kept[name], kept[other], weights, ahead)
            for ahead in (None, *range(1, forest.HORIZONS + 1))
        }
        for other in BASELINES
    }
    return {"name": name, "against": against}


def _saved(one: Kept, other: Kept, weights: Array, ahead: int | None) -> list[float]:
    mine, theirs = _by_country(one, ahead), _by_country(other, ahead)
    return [float(1 - mine.mean() / theirs.mean()), *_middle((weights @ (theirs - mine)) / (weights @ theirs))]


def _by_country(kept: Kept, ahead: int | None = None) -> Array:
    """Mean CRPS of each country over all origins, at one horizon or over all."""
    every = [origin[at] for origin in kept.crps for at in range(len(origin)) if ahead in (None, at + 1)]
    return floats(floats(every).mean(0))


def _figures(kept: Kept, by_country: Mapping[str, Array], name: str, weights: Array) -> dict[str, Any]:
    mean, other = by_country[name], by_country[BEST_BASELINE]
    tenths = np.histogram(np.concatenate(kept.pit), TENTHS, (0, 1))[0] / sum(map(len, kept.pit))
    hits, of = (sum(each) for each in zip(*kept.under, strict=True))
    return {
        "crps": float(mean.mean()),
        "range": _middle(weights @ mean / len(mean)),
        "less than smoothed": _middle((weights @ (other - mean)) / (weights @ other)),
        "gain": float(1 - mean.mean() / other.mean()),
        "horizons": {str(ahead): _at(kept, ahead) for ahead in range(1, forest.HORIZONS + 1)},
        "ignorance": float(np.concatenate(kept.ignorance).mean()),
        "interval": float(np.concatenate(kept.interval).mean()),
        "widths": [float(each) for each in floats(kept.width).mean(0)],
        "covered": float(np.concatenate(kept.covered).mean()),
        "pit": [round(float(each), 4) for each in tenths],
        "hit": hits / of if of else None,
        "bounds": of,
    }


def _at(kept: Kept, ahead: int) -> float:
    return float(np.mean([origin[ahead - 1] for origin in kept.crps if len(origin) >= ahead]))


def _middle(values: Array) -> list[float]:
    return [float(each) for each in np.quantile(values, (0.025, 0.975))]


def page(figures: Mapping[str, Any]) -> str:
    """The section of docs/quality.md."""
    models = figures["models"]
    return "\n\n".join(
        (
            (
                f"`{figures['command']}`, on {figures['made']}: deaths of UCDP in each of {figures['countries']} countries, forecast "
                f"from the end of each month from {FIRST} to {LAST}, 1 to 12 months ahead up to {later(LAST, 1)}; "
                f"{figures['cases']:,} forecasts of each model, {figures['minutes']} minutes of processor time in all. Nothing later than an origin is "
                "seen from it. CRPS is in deaths, less is better; its interval draws countries anew, and is wide because a few wars "
                "make most of it. `gain` is the share of the CRPS of `smoothed` that is saved, with its interval."
            ),
            _crps(models),
            _against(figures["best"]),
            (
                "Ignorance in bits, interval score in deaths (both: less is better), the share of what came that lies in the middle "
                "90 %, how far the worst tenth of the randomised PIT is from 0.1, and how often what came is not above the 90 % upper "
                "bound where that is above zero (0.9 is right). The last columns: how wide the middle 90 % is one and twelve months ahead, as the "
                "logarithm of its upper to its lower end, in countries with a death in the last year."
            ),
            _calibration(models),
            _tenths(models),
            _lake(figures),
        )
    )


def _crps(models: Mapping[str, Mapping[str, Any]]) -> str:
    head = ["", "CRPS", "95 % interval", "gain", "95 % interval", *(f"{ahead} ahead" for ahead in SHOWN)]
    rows = []
    for name, each in models.items():
        ranges = ["{:.1f} to {:.1f}".format(*each["range"]), "{:+.3f} to {:+.3f}".format(*each["less than smoothed"])]
        ahead = [f"{each['horizons'][str(month)]:.2f}" for month in SHOWN]
        rows.append([name, f"{each['crps']:.2f}", ranges[0], f"{each['gain']:+.3f}", ranges[1], *ahead])
    return show.table(head, rows)


def _against(best: Mapping[str, Any]) -> str:
    """The best model beside each baseline, horizon by horizon."""
    rows = [
        [
            ahead if ahead == "mean" else f"{ahead} ahead",
            *(_interval(found[ahead]) for found in best["against"].values()),
        ]
        for ahead in next(iter(best["against"].values()))
    ]
    return (
        f"The least CRPS has {best['name']}. The share of each baseline's CRPS that it saves, with its 95 % interval (countries drawn anew):\n\n"
        + show.table(["", *best["against"]], rows)
    )


def _interval(told: Sequence[float]) -> str:
    return "{:+.3f} ({:+.3f} to {:+.3f})".format(*told)


def _tenths(models: Mapping[str, Mapping[str, Any]]) -> str:
    """All bins of the randomised PIT."""
    head = ["", *(f"to {(tenth + 1) / TENTHS:g}" for tenth in range(TENTHS))]
    rows = [[name, *(f"{share:.3f}" for share in each["pit"])] for name, each in models.items()]
    return (
        "The randomised PIT by tenths (0.1 each is right; a last one that is too full tells of deaths above all that was forecast):\n\n"
        + show.table(head, rows)
    )


def _calibration(models: Mapping[str, Mapping[str, Any]]) -> str:
    head = [
        "",
        "ignorance",
        "interval score",
        "covered",
        "PIT, worst tenth",
        "upper bound holds",
        "of",
        *(f"width, {ahead}" for ahead in ENDS),
    ]
    rows = []
    for name, each in models.items():
        off = max(abs(share - 1 / TENTHS) for share in each["pit"])
        hit = "–" if each["hit"] is None else f"{each['hit']:.3f}"
        cells = [f"{each['ignorance']:.3f}", f"{each['interval']:.1f}", f"{each['covered']:.3f}", f"{off:.3f}"]
        widths = [f"{each['widths'][ahead - 1]:.2f}" for ahead in ENDS]
        rows.append([name, *cells, hit, f"{each['bounds']:,}", *widths])
    return show.table(head, rows)


def _lake(figures: Mapping[str, Any]) -> str:
    """What the lake adds, said as it is."""
    if not figures["lake"]:
        return "The lake's series were not given."
    models = figures["models"]
    told = [
        f"of the {name} {share:+.2%} of its CRPS (95 % interval {low:+.2%} to {high:+.2%}) and "
        f"{models[name]['ignorance'] - models[name + LAKE]['ignorance']:+.4f} bits of ignorance"
        for name, (share, low, high) in figures["lake"].items()
    ]
    sure = all(low > 0 for _, low, _ in figures["lake"].values())
    verdict = (
        "That is little, but more than chance over countries."
        if sure
        else "That is nothing that could be told from chance: next to UCDP's own history these reports add no more."
    )
    return (
        "**What reports add to UCDP's own history.** Killed and assaults that the lake told until the origin save "
        f"{'; '.join(told)}. {verdict} UCDP's figures of a month are taken as known at its end; in life they come weeks later, "
        "and reports the same day."
    )


def section() -> str | None:
    """The section as of the run that was kept; None where none was."""
    return page(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else None

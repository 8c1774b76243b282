"""What the network's probabilities are worth: `python -m train.calibrate --model DIR --extra DIR`.

A curve for triggers and one for each role, fitted on what a user would get of annotated reports that nothing was learnt from (Platt scaling:
J. Platt, "Probabilistic outputs for support vector machines", 1999), and written into the model's manifest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from train import given
from train.corpus import Record
from train.errors import TrainError
from train.export import MANIFEST
from train.given import Files
from vedette.errors import VedetteError
from vedette.pipeline import Pipeline
from vedette.read import Reader
from vedette.read.scores import LEAST, TRIGGER
from vedette.records import Event, Reading, Report, Span

Judged = dict[str, list[tuple[float, bool]]]
"""By name, "trigger" or a role: probabilities, each with whether it was right."""

ROLES = "roles"
"""Name of the curve of all roles together, from which each role's own departs as far as its marks say."""

PRIOR = 20.0
"""Marks that a curve's starting point weighs as much as; a role with 20 marks goes half the way to its own curve."""

STEPS = 50
"""Newton steps; some ten are enough, more change nothing."""


def judge(reports: Iterable[Record], found: Iterable[Sequence[Event]]) -> Judged:
    """Every probability with its verdict; arguments only of events that are there, as `bench calibration` does."""
    judged: Judged = {}
    for report, events in zip(reports, found, strict=True):
        for name, probability, right in _verdicts(report["events"], list(events)):
            judged.setdefault(name, []).append((probability, right))
    return judged


def _verdicts(gold: Sequence[Record], events: list[Event]) -> Iterator[tuple[str, float, bool]]:
    left = sorted(events, key=lambda e: -e.score)
    for true in gold:
        same = (e for e in left if e.type == true["type"] and _meet(e.trigger, true["trigger"]))
        if event := next(same, None):
            left.remove(event)
            yield TRIGGER, event.score, True
            yield from _arguments(true, event)
    yield from ((TRIGGER, event.score, False) for event in left)


def _arguments(true: Record, event: Event) -> Iterator[tuple[str, float, bool]]:
    there = list(true["arguments"])
    for mention in sorted(event.arguments, key=lambda m: -m.score):
        same = next((a for a in there if a["role"] == mention.role and _meet(mention.span, a)), None)
        if same:
            there.remove(same)
        yield mention.role, mention.score, same is not None


def _meet(span: Span, gold: Mapping[str, int]) -> bool:
    return span.start < gold["end"] and gold["start"] < span.end


def fit(judged: Judged) -> dict[str, tuple[float, float]]:
    """Slope and offset by name. Roles share a curve as far as they have too few marks for their own."""
    roles = {name: marks for name, marks in judged.items() if name != TRIGGER}
    shared = _curve([mark for marks in roles.values() for mark in marks], np.array([1.0, 0.0]))
    curves = {TRIGGER: _curve(judged.get(TRIGGER, []), np.array([1.0, 0.0]))}
    curves |= {name: _curve(marks, shared) for name, marks in sorted(roles.items())}
    return {name: (round(float(slope), 4), round(float(offset), 4)) for name, (slope, offset) in curves.items()}


def _curve(marks: Sequence[tuple[float, bool]], start: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Logistic regression of the verdict on the log-odds, held near `start` as by `PRIOR` marks; Newton's method."""
    kept = np.clip([probability for probability, _ in marks], LEAST, 1 - LEAST)
    x = np.stack([np.log(kept / (1 - kept)), np.ones(len(marks))], 1)
    y = np.array([right for _, right in marks], dtype=float)
    spread = (x.T @ x / max(len(marks), 1) + 0.1 * np.eye(2)) * PRIOR / 4
    curve = start.copy()
    for _ in range(STEPS if len(marks) else 0):
        share = 1 / (1 + np.exp(-x @ curve))
        slope = x.T @ (y - share) - spread @ (curve - start)
        bend = (x * (share * (1 - share))[:, None]).T @ x + spread
        curve += np.linalg.solve(bend, slope)
    return curve


def calibrate(folder: Path, reports: Sequence[Record]) -> dict[str, tuple[float, float]]:
    """Fit the curves of the model in `folder` on these reports and write them into its manifest."""
    path = folder / MANIFEST
    told = {**json.loads(path.read_text(encoding="utf-8")), "curves": {}}
    _write(path, told)
    given = [Report(r["id"], r["text"], published=_day(r.get("published"))) for r in reports]
    found = Pipeline(Reader.load(folder, threads=1)).readings(given)
    curves = fit(judge(reports, [one.events for one in found if isinstance(one, Reading)]))
    _write(path, {**told, "curves": curves})
    return curves


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None


def _write(path: Path, told: Mapping[str, object]) -> None:
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def _held(files: Files) -> list[Record]:
    found = given.held(files)
    if not found:
        raise TrainError(f"{files.extra}: no report to calibrate on; name batches of annotated reports held-*")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Calibrate a model. 0 when its manifest has the curves, 1 when it cannot, 2 for wrong usage."""
    p = argparse.ArgumentParser(prog="python -m train.calibrate", description=__doc__)
    p.add_argument("--model", type=Path, required=True, metavar="DIR", help="the model's folder")
    p.add_argument("--extra", type=Path, required=True, metavar="DIR", help="written reports; held-* are taken")
    p.add_argument("--unlabelled", type=Path, metavar="FILE", help="the reports whose marks stand in --extra")
    options = p.parse_args(arguments)
    try:
        reports = _held(Files((), unlabelled=options.unlabelled, extra=options.extra))
        print(json.dumps(calibrate(options.model, reports), indent=1))
    except (TrainError, VedetteError, OSError) as error:
        print(f"train.calibrate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`bench quality`: writes docs/quality.md from one reading of the development reports.

Reports are not quoted, because their rights differ: what goes wrong is shown by counts, and on invented sentences.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import alerts, calibration, forecast, hard, interactive, show, ucdp
from bench.corpus import Found, Report, digest_of, read_gold
from bench.figures import CONFUSIONS, Figures, measure
from bench.reader import read_reports
from bench.score import score, score_report
from bench.shared import ROOT, needed
from bench.tally import Sheet, Tally, total

PAGE = ROOT / "docs" / "quality.md"

CEILING = {
    "triggers": 0.924,
    "typed": 0.906,
    "arguments": 0.857,
    "arguments.exact": 0.831,
    "status": 0.962,
    "mode": 0.981,
    "who.whole": 0.88,
    "who.country": 0.97,
    "who.sector": 0.92,
    "when.whole": 0.96,
    "where.whole": 0.97,
    "where.country": 0.99,
    "count.whole": 0.99,
}
"""How far two independent annotations of the same reports agree; nobody can be measured above it."""

NAMES = {
    "triggers": "triggers",
    "triggers.exact": "triggers, exact span",
    "typed": "triggers with their type",
    "typed.exact": "the same, exact span",
    "arguments": "arguments, overlapping span",
    "arguments.exact": "arguments, exact span",
    "status": "status of matched events",
    "mode": "mode of matched events",
}

POINTS = ("--min-score 0.2", "", "--min-score 0.8", "--min-score 0.9")
"""Recall first, the reader's own choice, precision first."""

FIRST_KEPT = "Does the coding mean anything?"
"""Title of the first section whose figures come from an earlier run."""

EXAMPLES = 10

RESAMPLES = 1000
"""How often reports are drawn anew for an interval; the bounds then move by less than 0.003."""

SEED = 20230930
"""Of the draws, so that the page is the same for the same reading."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the page tells."""

    reports: Sequence[Report]
    found: Mapping[str, Found]
    figures: Figures
    gold: str
    outcomes: Sequence[hard.Outcome]
    points: Mapping[str, Sheet]
    """Scores of all reports by the words of the command line that choose an operating point."""


def page(measured: Measured) -> str:
    """The whole page."""
    everything = measured.figures.groups["all"]
    judged = calibration.judge(measured.reports, measured.found)
    sections = (
        _opening(measured),
        "## At a glance\n\n" + _glance(measured, everything),
        *(
            f"## Only {_plural(kind)}\n\n{_group(sheet)}"
            for kind, sheet in measured.figures.groups.items()
            if kind != "all"
        ),
        "## By type\n\n" + show.tallies("type", everything, show.with_prefix(everything, "type."), "type."),
        "## Types taken for one another\n\n" + show.confusion(everything, CONFUSIONS),
        "## By role\n\n" + _roles(everything),
        "## Values\n\n" + _values(measured.figures),
        "## Are scores probabilities?\n\n" + _calibration(judged),
        "## Operating points\n\n" + _points(measured.points),
        "## What goes wrong\n\n" + _examples(measured.outcomes),
        *kept(),
    )
    return "# How good it is\n\n" + "\n\n".join(sections) + "\n"


def kept() -> tuple[str, ...]:
    """The sections of figures that longer runs left, on lakes that not everybody has."""
    return (
        *_kept(FIRST_KEPT, ucdp.section()),
        *_kept("Alerts on history", alerts.section()),
        *_kept("Forecasts", forecast.section()),
        *_kept("How fast one country is answered", interactive.section()),
    )


def _kept(title: str, told: str | None) -> tuple[str, ...]:
    """A section of figures that an earlier, longer run left; none where none was."""
    return () if told is None else (f"## {title}\n\n{told}",)


def _plural(kind: str) -> str:
    return f"{kind}s" if kind in {"brief", "article", "report"} else f"{kind} reports"


def _opening(measured: Measured) -> str:
    events = sum(len(report.events) for report in measured.reports)
    return (
        f"Measured on {len(measured.reports)} annotated reports with {events} events that nothing was learnt from "
        f"(digest {measured.gold}), as a user would run it: `vedette read`, then `python -m bench quality`, which "
        "writes this page. How things are matched stands at the head of `bench/score.py`. The ceiling is how far two "
        "independent annotations of the same reports agree."
    )


def _glance(measured: Measured, everything: Sheet) -> str:
    ranges = intervals(
        [score_report(report, measured.found.get(report.id, Found(report.id))) for report in measured.reports]
    )
    rows = []
    for name, words in NAMES.items():
        tally, (low, high) = everything[name], ranges[name]
        rows.append([words, *_shares(tally), f"{low:.3f} to {high:.3f}", _ceiling(name)])
    return show.table(["", "precision", "recall", "F1", "95 % interval", "ceiling"], rows)


def _ceiling(name: str) -> str:
    return show.figure(CEILING[name]) if name in CEILING else "–"


def intervals(sheets: Sequence[Sheet]) -> dict[str, tuple[float, float]]:
    """95 % intervals of F1 by drawing whole reports anew, with replacement."""
    draw = random.Random(SEED)  # noqa: S311 - repeatable draws, no secret
    draws = [draw.choices(range(len(sheets)), k=len(sheets)) for _ in range(RESAMPLES)]
    return {name: _middle(sorted(_resampled([sheet[name] for sheet in sheets], draws))) for name in NAMES}


def _resampled(tallies: Sequence[Tally], draws: Iterable[Sequence[int]]) -> Iterable[float]:
    """F1 of each draw: plain sums, because a million tallies would take seconds."""
    right = [tally.right for tally in tallies]
    both = [tally.found + tally.gold for tally in tallies]
    for drawn in draws:
        below = sum(both[index] for index in drawn)
        yield 2 * sum(right[index] for index in drawn) / below if below else 1.0


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    """The bounds of the middle 95 % of sorted figures."""
    tail = len(ordered) // 40
    return ordered[tail], ordered[-1 - tail]


def _group(sheet: Sheet) -> str:
    rows = [show.tally_row(words, sheet[name]) for name, words in NAMES.items()]
    return show.table(["", *show.TALLY_HEAD[1:]], rows)


def _roles(sheet: Sheet) -> str:
    rows = []
    for name in show.with_prefix(sheet, "role."):
        role = name.removeprefix("role.")
        exact = show.figure(sheet[f"role.exact.{role}"].f1)
        rows.append([*show.tally_row(role, sheet[name])[:4], exact, str(sheet[name].gold)])
    return show.table(["role", "precision", "recall", "F1", "F1, exact span", "gold"], rows)


def _values(figures: Figures) -> str:
    """Given the spans beside end to end; the ceiling is about equal phrases, so it belongs to the first."""
    merged = total([figures.given, figures.groups["all"]])
    names = sorted({name.split(".", 1)[1] for name in merged.tallies if name.startswith(("given.", "value."))})
    rows = [
        [
            name,
            _share(merged, f"given.{name}", "f1"),
            _ceiling(name),
            _share(merged, f"value.{name}", "precision"),
            _share(merged, f"value.{name}", "recall"),
        ]
        for name in names
    ]
    head = ["value", "given the words", "ceiling", "of matched arguments", "end to end"]
    return show.table(head, rows) + "\n\n`silent` is the share of what has a value where the answer was “cannot say”."


def _share(sheet: Sheet, name: str, which: str) -> str:
    return show.figure(getattr(sheet[name], which)) if name in sheet.tallies else "–"


def _calibration(judged: Mapping[str, Sequence[calibration.Judged]]) -> str:
    arguments = [mark for name, marks in judged.items() if name != "trigger" for mark in marks]
    told = "the bar is the share that is right, `|` is what the scores say."
    return "\n\n".join(
        (
            show.table(calibration.HEAD, calibration.rows_of(judged)),
            f"Triggers: {told}\n\n```\n{calibration.diagram(judged['trigger'])}\n```",
            f"Arguments of all roles: {told}\n\n```\n{calibration.diagram(arguments)}\n```",
        )
    )


def _points(points: Mapping[str, Sheet]) -> str:
    shares = ("precision", "recall", "F1")
    head = ["options", *(f"triggers, {share}" for share in shares), *(f"arguments, {share}" for share in shares)]
    rows = [
        [f"`{words}`" if words else "none", *(cell for name in ("typed", "arguments") for cell in _shares(sheet[name]))]
        for words, sheet in points.items()
    ]
    return (
        "`--min-score` leaves out the events under a score. Left to itself the reader takes what is best in F1; a low "
        "score finds more, a high one is right more often.\n\n" + show.table(head, rows)
    )


def _shares(tally: Tally) -> list[str]:
    return [show.figure(each) for each in (tally.precision, tally.recall, tally.f1)]


def _examples(outcomes: Sequence[hard.Outcome]) -> str:
    failed = [outcome for outcome in outcomes if outcome.wrong]
    rows = [[each.case.what, each.case.sentence, _expected(each.case), each.wrong] for each in failed[:EXAMPLES]]
    opening = (
        f"The reports are not ours to quote. Of {len(outcomes)} events in invented sentences of known difficulty "
        f"(`bench/hard.tsv`), {len(failed)} were not read as they should be"
    )
    if not failed:
        return f"{opening}."
    return f"{opening}; the first {len(rows)}:\n\n" + show.table(
        ["hard is", "sentence", "should be", "is"], rows, left=4
    )


def _expected(case: hard.Case) -> str:
    return f"{case.type} {case.status}" if case.type else "nothing"


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench quality`."""
    parser.add_argument("--output", type=Path, default=PAGE)
    parser.add_argument(
        "--kept", action="store_true", help="read nothing: only put in the figures that longer runs left"
    )


def run(options: argparse.Namespace) -> int:
    """Reads dev and the invented sentences, and writes the page."""
    if options.kept:
        before = options.output.read_text(encoding="utf-8").split(f"\n## {FIRST_KEPT}\n")[0].rstrip()
        options.output.write_text("\n\n".join((before, *kept())) + "\n", encoding="utf-8")
        print(f"{options.output} has the kept figures")
        return 0
    gold = needed("corpus/dev.jsonl")
    reports = read_gold(gold)
    found = read_reports(reports)
    points = {words: score(reports, read_reports(reports, words.split()))["all"] for words in POINTS}
    written = page(Measured(reports, found, measure(reports, found), digest_of(gold), hard.outcomes(), points))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(written, encoding="utf-8")
    print(f"{options.output} is written")
    return 0

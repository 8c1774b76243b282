"""`python -m bench VERB`: each verb is one measurement."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from bench import (
    alerts,
    calibration,
    cameo,
    contexts,
    crisis,
    crisis_ledger,
    crisis_statements,
    figures,
    forecast,
    gate,
    incidents,
    ingesting,
    interactive,
    link,
    page,
    plv,
    quality,
    queries,
    resolving,
    robust,
    serving,
    speed,
    ucdp,
)
from bench.errors import AbsentError, BenchError


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb is for, its options, and what it does: the exit code comes back."""

    about: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


VERBS = {
    "score": Verb("score a reading against annotated reports", figures.add_score, figures.run_score),
    "read": Verb("read annotated reports and score the reading", figures.add_read, figures.run_read),
    "gate": Verb("compare the figures on dev with their floors", gate.add_gate, gate.run_gate),
    "pin": Verb("raise the floors to the figures of now", gate.add_pin, gate.run_pin),
    "speed": Verb("measure speed, start, memory and size", speed.add, speed.run),
    "resolve": Verb("measure the resolvers: speed, memory, places of local news", resolving.add, resolving.run),
    "ingest": Verb("how fast reports go into a lake, and in how much memory", ingesting.add, ingesting.run),
    "queries": Verb("how fast a lake of five million events answers", queries.add, queries.run),
    "interactive": Verb("how long questions about one country take of a lake", interactive.add, interactive.run),
    "serve": Verb("how fast the API of a lake of 50,000 incidents answers", serving.add, serving.run),
    "page": Verb("how soon the page of 50,000 incidents is there, and how smoothly it moves", page.add, page.run),
    "plv": Verb("event types between marked pairs of actors", plv.add, plv.run),
    "cameo": Verb("two-digit agreement on sentences with CAMEO codes", cameo.add, cameo.run),
    "contexts": Verb("what events are about, against annotated contexts", contexts.add, contexts.run),
    "incidents": Verb("one incident out of reports under one story heading", incidents.add, incidents.run),
    "link": Verb("how fast a lake is linked, and how that grows", link.add, link.run),
    "crisis": Verb("copies and incidents of an invented crisis", crisis.add, crisis.run),
    "statements": Verb("who says what in an invented crisis", crisis_statements.add, crisis_statements.run),
    "ledger": Verb("which force stands where in an invented crisis", crisis_ledger.add, crisis_ledger.run),
    "alerts": Verb("alerts against onsets of violence, on a lake with years of reports", alerts.add, alerts.run),
    "ucdp": Verb("killed by country and month, as a lake tells them, against UCDP", ucdp.add, ucdp.run),
    "forecast": Verb("forecasts of killed, rolling over 2019 to 2024", forecast.add, forecast.run),
    "robust": Verb("dev with noise: how much of F1 is left", robust.add, robust.run),
    "calibration": Verb("whether scores are probabilities", calibration.add, calibration.run),
    "quality": Verb("write docs/quality.md", quality.add, quality.run),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb. What is absent is said and skipped (0); what fails is said (1); wrong usage is 2."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, verb in VERBS.items():
        verb.add(verbs.add_parser(name, help=verb.about, description=verb.about))
    options = parser.parse_args(arguments)
    try:
        return VERBS[options.verb].run(options)
    except AbsentError as absent:
        print(f"{options.verb} is skipped: {absent}")
        return 0
    except BenchError as error:
        print(f"bench {options.verb}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

"""`vedette chart`: a picture of a lake, as a page that needs no network, as SVG or as PNG."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from vedette import chart
from vedette.chart.library import vl_convert
from vedette.chart.saved import form
from vedette.cli import exits
from vedette.cli.lakes import opened
from vedette.cli.types import type_of

OURS = frozenset({"kind", "lake", "output", "quiet", "run", "type", "without_alerts"})
"""Words of a call that are no filters by the same name."""


def run(arguments: argparse.Namespace) -> int:
    """Draw it and write it."""
    form(arguments.output)
    vl_convert()
    drawn = chart.draw(opened(arguments.lake), arguments.kind, **filters(arguments))
    chart.save(drawn, arguments.output)
    if not arguments.quiet:
        print(f"{chart.title(drawn)}: {arguments.output}", file=sys.stderr)
    return exits.DONE


def filters(arguments: argparse.Namespace) -> Mapping[str, Any]:
    """The filters of a call; what was not given is left out."""
    given = {
        name: value for name, value in vars(arguments).items() if name not in OURS and value not in (None, [], False)
    }
    kinds = getattr(arguments, "type", [])
    if kinds:
        given["type"] = kinds if getattr(arguments, "of", "") == "postures" else [type_of(name) for name in kinds]
    if getattr(arguments, "without_alerts", False):
        given["with_alerts"] = False
    return given

"""`vedette forecast`: how many may be killed in a country in the months to come."""

from __future__ import annotations

import argparse
import sys

from vedette.analyse.forecast.asked import Asked, forecast
from vedette.cli import exits, output, parquet
from vedette.cli.lakes import opened
from vedette.cli.sql import FORMATS

SHOWN = ("country", "month", "median", "low", "high", "mean", "any", "battles")
"""Columns of a table; other formats have all of them."""


def run(arguments: argparse.Namespace) -> int:
    """Forecast, and write the rows."""
    asked = Asked(
        country=tuple(arguments.country),
        ucdp=arguments.ucdp,
        model=arguments.model,
        origin=arguments.origin,
        ahead=arguments.ahead,
    )
    rows = forecast(opened(arguments.lake), asked)
    if arguments.format == "parquet":
        parquet.write(rows.to_reader(), arguments.output)
        return exits.DONE
    shown = rows.select(SHOWN) if arguments.format == "table" else rows
    with output.opened(arguments.output) as write:
        for lines in FORMATS[arguments.format](shown.to_reader()):
            write(output.encoded(lines))
    if not arguments.quiet and rows.num_rows:
        first = rows.slice(0, 1).to_pylist()[0]
        print(f"{first['of']}; {first['model']}, from the end of {first['from']}", file=sys.stderr)
    return exits.DONE

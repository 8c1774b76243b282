"""`vedette publish`: a lake's rows into PostgreSQL."""

from __future__ import annotations

import argparse
import sys

from vedette.cli import exits
from vedette.store import open_lake
from vedette.store.postgres import publish


def run(arguments: argparse.Namespace) -> int:
    """Bring all tables up to the lake, and tell what was new there."""
    lake = open_lake(arguments.lake)
    done, postgis = publish(lake, arguments.address, schema=arguments.schema, text=not arguments.without_text)
    if not arguments.quiet:
        for each in done:
            print(f"{each.table}: {each.added:,} added, {each.changed:,} changed", file=sys.stderr)
        if not postgis:
            print("no PostGIS there: places are latitude and longitude only", file=sys.stderr)
    return exits.DONE

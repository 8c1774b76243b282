"""`vedette corrections`: all that was changed by hand, with what became of it; `--withdraw` takes one back."""

from __future__ import annotations

import argparse
import json
import sys

from vedette.cli import exits, output
from vedette.cli.ingest import clock
from vedette.correct.states import reports, states
from vedette.errors import UsageError
from vedette.export import correction
from vedette.records import Correction
from vedette.store import Lake, corrections, targets


def run(arguments: argparse.Namespace) -> int:
    """List them, or take one back."""
    if arguments.withdraw is not None:
        return _withdraw(arguments)
    if arguments.reason or arguments.by:
        raise UsageError("--reason and --by go with --withdraw ID; without it corrections are only listed")
    lake = Lake.open(arguments.lake)
    given = corrections.given(lake, arguments.known_at)
    became = states(given, targets.readings(lake, reports(given)))
    taken = corrections.withdrawals(lake)
    with output.opened(None) as write:
        for each in given:
            withdrawn = taken.get(each.id) if each.withdrawn_at else None
            write(output.encoded(_shown(each, became[each.id], withdrawn, arguments.format)))
    if not given:
        print("nothing was corrected by hand", file=sys.stderr)
    return exits.DONE


def _shown(each: Correction, state: str, withdrawn: Correction | None, form: str) -> str:
    if form == "jsonl":
        return json.dumps(correction.to_json(each, state, withdrawn), ensure_ascii=False) + "\n"
    return "".join(f"{line}\n" for line in correction.lines(each, state, withdrawn))


def _withdraw(arguments: argparse.Namespace) -> int:
    for option in ("reason", "by"):
        if not (getattr(arguments, option) or "").strip():
            raise UsageError(f"--withdraw needs --{option}: who takes something back says why, and who says so")
    Lake.open(arguments.lake)  # so that a slip in its name makes no new lake
    lake = Lake.open_or_make(arguments.lake)
    reason, by = arguments.reason.strip(), arguments.by.strip()
    taken = corrections.withdraw(lake, arguments.withdraw, reason=reason, by=by, at=clock())
    print(f"withdrawn: {correction.what(taken)}; it stays listed", file=sys.stderr)
    return exits.DONE

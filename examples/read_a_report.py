"""Read one report and print who did what to whom, with how many: the Python interface in a page."""

from __future__ import annotations

import sys
from pathlib import Path

import vedette

DEFAULT = Path(__file__).parent / "reports" / "03-mali.txt"


def codes(event: vedette.Event, role: str) -> str:
    """The codes of the actors in a role; the report's own words where there is no code."""
    fillers = event.role(role)
    return ", ".join(
        filler.who.value.code if filler.who and filler.who.value else filler.span.text for filler in fillers
    )


def main(path: Path) -> None:
    """A line for each event, and for each force the words that it rests on."""
    for reading in vedette.read_all([path]):
        if isinstance(reading, vedette.Problem):
            print(reading.message, reading.next, file=sys.stderr)
            continue
        for event in reading.events:
            print(f"{event.type} ({event.status}): {codes(event, 'actor') or '?'} > {codes(event, 'recipient') or '?'}")
        for posture in reading.postures:
            print(f"{posture.status}: {posture.force.text!r} at {posture.force.start}..{posture.force.end}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)

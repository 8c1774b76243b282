"""What `make demo` shows: the example reports in tables, and what to do next."""

from __future__ import annotations

import sys
from pathlib import Path

import vedette
from vedette.cli import output
from vedette.export import renderer

REPORTS = Path(__file__).parent / "reports"
READINGS = Path("out/demo.jsonl")

NEXT = """\
What to do next
  the same as JSON lines       {readings}
  why a row stands as it does  {vedette} explain {event} --from {readings}
  your own reports             {vedette} read FILE... --date YYYY-MM-DD
  first steps                  docs/first-steps.md
"""


def main() -> None:
    """Read the example reports once, keep the readings, and show them."""
    render, keep, page = renderer("table"), renderer("jsonl"), output.page(None)
    readings = [reading for reading in vedette.read_all([REPORTS]) if isinstance(reading, vedette.Reading)]
    READINGS.parent.mkdir(exist_ok=True)
    READINGS.write_text("".join(keep(reading, page) for reading in readings), encoding="utf-8")
    shown = "".join(render(reading, page) for reading in readings)
    sys.stdout.buffer.write(output.encoded(shown + next_steps(readings)))


def next_steps(readings: list[vedette.Reading]) -> str:
    """The calls to try, with an event that was just shown: the first that moves a force, else the first of all."""
    moves = [posture.event for reading in readings for posture in reading.postures]
    events = [event.id for reading in readings for event in reading.events]
    program = Path(sys.executable).parent / "vedette"
    shown = program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else program
    return NEXT.format(readings=READINGS, vedette=shown, event=(moves + events + ["EVENT"])[0][:8])


if __name__ == "__main__":
    main()

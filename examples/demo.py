"""What `make demo` shows: the example reports in tables, then a crisis told by 28 reports as a lake keeps it: incidents
with the range of what is claimed, who denies what, which forces stand where, what is unusual; and what to do next.
"""

from __future__ import annotations

import sys
from pathlib import Path

import vedette
from vedette import cli
from vedette.cli import output
from vedette.export import renderer

REPORTS = Path(__file__).parent / "reports"
CRISIS = Path(__file__).parent / "crisis" / "reports.jsonl"
READINGS = Path("out/demo.jsonl")
LAKE = Path("out/crisis")

SHOWN = (
    ("A crisis in 28 reports, all invented: taken into a lake", "ingest {crisis} --lake {lake} --quiet"),
    ("One incident out of many reports", "link --lake {lake}"),
    ("What two voices or more tell of", "incidents --lake {lake} --min-sources 2"),
    ("Who denies what", "statements --lake {lake} --stance denies"),
    ("Which forces stand where on 16 February", "posture --lake {lake} --as-of 2024-02-16"),
    ("Is it escalating: what to look at", "alerts --lake {lake}"),
)
"""What is shown of the crisis: a heading, and the call that shows it."""

NEXT = """\
What to do next
  the same as JSON lines       {readings}
  why a row stands as it does  {vedette} explain {event} --from {readings}
  why an incident is one       {vedette} explain {incident} --lake {lake}
  the crisis on a page         {vedette} serve --lake {lake}
  your own reports             {vedette} read FILE... --date YYYY-MM-DD
  first steps                  docs/first-steps.md
"""


def main() -> None:
    """Read the example reports once, keep the readings, and show them; then the crisis."""
    render, keep, page = renderer("table"), renderer("jsonl"), output.page(None)
    readings = [reading for reading in vedette.read_all([REPORTS]) if isinstance(reading, vedette.Reading)]
    READINGS.parent.mkdir(exist_ok=True)
    READINGS.write_text("".join(keep(reading, page) for reading in readings), encoding="utf-8")
    _write("".join(render(reading, page) for reading in readings))
    for heading, call in SHOWN:
        _write(f"\n{heading}\n  vedette {call.format(crisis=CRISIS.name, lake=LAKE)}\n\n")
        cli.main([word.format(crisis=CRISIS, lake=LAKE) for word in call.split()])
    _write("\n" + next_steps(readings))


def next_steps(readings: list[vedette.Reading]) -> str:
    """The calls to try, with an event and an incident that were just shown: of events the first that moves a force, of
    incidents the one that most voices tell of.
    """
    moves = [posture.event for reading in readings for posture in reading.postures]
    events = [event.id for reading in readings for event in reading.events]
    incidents = vedette.open_lake(LAKE).incidents(columns=["id", "voices"]).to_pylist()
    most = max(incidents, key=lambda row: (row["voices"], row["id"]))
    program = Path(sys.executable).parent / "vedette"
    shown = program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else program
    return NEXT.format(
        readings=READINGS, lake=LAKE, vedette=shown, event=(moves + events)[0][:8], incident=str(most["id"])[:8]
    )


def _write(text: str) -> None:
    """Flushed, so that it stands in order with what the verbs write."""
    sys.stdout.buffer.write(output.encoded(text))
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""What the page about charts shows can be called, and its pictures are there and small."""

from __future__ import annotations

import re
import shlex

from tests.chart.seen import CRISIS
from vedette.cli import arguments

DOCS = CRISIS.parents[2] / "docs"
PAGE = (DOCS / "how-to/charts.md").read_text(encoding="utf-8")
SMALL = 60_000


def test_commands_are_understood() -> None:
    calls = re.findall(r"^    vedette (chart .*)$", PAGE, re.MULTILINE)
    kinds = {arguments.parser().parse_args(shlex.split(call)).kind for call in calls}
    assert kinds == {"dyads", "forecast", "map", "posture", "series"}


def test_pictures_are_those_of_the_commands_and_small() -> None:
    named = re.findall(r"\]\(\.\./pictures/([\w.-]+)\)", PAGE)
    assert len(named) == 2
    for name in named:
        assert f"--output {name}" in PAGE
        picture = (DOCS / "pictures" / name).read_bytes()
        assert picture.startswith(b"<svg")
        assert len(picture) < SMALL
        assert b"Central African Republic: " in picture

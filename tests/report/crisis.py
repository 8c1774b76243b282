"""The crisis of the examples as a lake, with a report that wishes the page ill, and one correction by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from vedette.cli import main

CRISIS = Path(__file__).resolve().parents[2] / "examples/crisis/reports.jsonl"

HOSTILE = {
    "id": "<i>h1</i>",
    "source": "<script>alert(1)</script> & *Sons*",
    "published": "2024-02-14",
    "title": "<svg onload=alert(3)>",
    "text": "Rebels shot dead two soldiers in <b>Bouar</b> on Tuesday, [a link](javascript:alert(2)) & `code` said. "
    "“<img src=x onerror=alert(4)> we will attack the town of Bouar again”, a spokesman of the rebels said.",
}


def made(folder: Path) -> Path:
    """Ingested and linked."""
    reports, lake = folder / "reports.jsonl", folder / "lake"
    shutil.copy(CRISIS, reports)
    with reports.open("a", encoding="utf-8") as file:
        file.write(json.dumps(HOSTILE) + "\n")
    for call in (
        ["ingest", str(reports), "--lake", str(lake), "--quiet"],
        ["link", "--lake", str(lake), "--quiet", "--workers", "1"],
    ):
        assert main(call) == 0
    return lake

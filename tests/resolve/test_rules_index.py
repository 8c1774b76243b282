"""The pages on how it decides are found from their index."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs/how-it-decides"


def test_the_index_lists_every_page() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", (FOLDER / "README.md").read_text("utf-8")))
    assert linked == {page.name for page in FOLDER.glob("*.md")} - {"README.md"}

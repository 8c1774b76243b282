"""Every rule that an entry of the ledger can name is in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from vedette.assemble.coherence import RULES
from vedette.assemble.status import rows

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-it-decides/postures.md").read_text("utf-8")


def test_every_rule_of_the_status_table_is_explained() -> None:
    assert [row.rule for row in rows() if f"`{row.rule}`" not in PAGE] == []


def test_every_rule_of_owner_and_command_is_explained() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src/vedette/assemble").glob("*.py")]
    rules = {
        rule
        for text in sources
        for rule in re.findall(r'"((?:owner|command|only|replac|no-number)[a-z]*-[a-z-]+)"', text)
    }
    assert "owner-in-phrase" in rules
    assert sorted(rule for rule in rules if f"`{rule}`" not in PAGE) == []


def test_every_rule_that_makes_mentions_agree_is_explained() -> None:
    page = (ROOT / "docs/how-it-decides/events.md").read_text("utf-8")
    assert [name for name, _ in RULES if f"`{name}`" not in page] == []

"""Where a report's sentences end, near enough to weigh the words around an event: stages know nothing of one another."""

from __future__ import annotations

import re

END = re.compile(r"""[.!?]["”’')]*\s+(?=["“‘'(]*[A-Z0-9])|\n+""")
"""A full stop and a capital, or a new line. An abbreviation may cut a sentence in two, which weighs little here."""

SHORTEST = 25
"""Characters of a piece that may stand alone; shorter ones ("Mr.", a dateline) go with what follows."""


def passages(text: str) -> list[tuple[int, int]]:
    """Half-open stretches that cover the text, in order; at least one."""
    cuts, start = [], 0
    for found in END.finditer(text):
        if found.end() - start >= SHORTEST:
            cuts.append((start, found.end()))
            start = found.end()
    return [*cuts, (start, len(text))] if start < len(text) or not cuts else cuts

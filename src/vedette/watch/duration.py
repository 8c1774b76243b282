"""Lengths of time as people write them."""

from __future__ import annotations

import re

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
"""Seconds of each unit."""

LEAST_EVERY = 60.0
"""Seconds under which no feed may be asked for again."""

_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")


def seconds(words: str) -> float:
    """`90s`, `15m`, `2h` or `1d` in seconds; ValueError for anything else.

    >>> seconds("15m")
    900.0
    """
    found = _DURATION.fullmatch(words.strip())
    if not found:
        raise ValueError(f"{words!r} is no length of time; write it as 90s, 15m, 2h or 1d")
    if (told := float(found[1]) * UNITS[found[2]]) < LEAST_EVERY:
        raise ValueError(f"{words!r} is too often to ask anybody; a minute (1m) is the least")
    return told

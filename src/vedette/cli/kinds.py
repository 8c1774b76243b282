"""What the words of a call may be: a day, a score, a pair of names. Each error says what would do."""

from __future__ import annotations

import argparse
from datetime import date


def day(words: str) -> date:
    """`2023-09-30`."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words!r} is no date; write it as YYYY-MM-DD, such as 2023-09-30") from None


def score(words: str) -> float:
    """`0.5`: from 0 to 1."""
    try:
        value = float(words)
    except ValueError:
        value = -1.0
    if 0 <= value <= 1:
        return value
    raise argparse.ArgumentTypeError(f"{words!r} is no score; give a number from 0 to 1, such as 0.5")


def field(words: str) -> tuple[str, str]:
    """`text=body`: our name of a field, and the name that it has in the input."""
    ours, equals, theirs = words.partition("=")
    if equals and ours and theirs:
        return ours, theirs
    raise argparse.ArgumentTypeError(f"{words!r} names no field; write OURS=THEIRS, such as text=body")

"""What the words of a call may be: a day, a score, a pair of names. Each error says what would do."""

from __future__ import annotations

import argparse
from datetime import date

from vedette.watch.duration import seconds


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


def number(words: str) -> int:
    """`100`: a whole number, one at least."""
    if words.isdecimal() and int(words) > 0:
        return int(words)
    raise argparse.ArgumentTypeError(f"{words!r} is no whole number above zero, such as 100")


def whole(words: str) -> int:
    """`50`: a whole number, from 0."""
    if words.isascii() and words.isdecimal():
        return int(words)
    raise argparse.ArgumentTypeError(f"{words!r} is no number; give a whole one from 0, such as 50")


def duration(words: str) -> float:
    """`15m`: a length of time, in seconds."""
    try:
        return seconds(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None

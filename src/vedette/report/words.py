"""How numbers, lists and words of reports stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.records import Count

LONGEST_QUOTE = 220
"""Characters of a report's words within a sentence; the note has all of them."""


def number(value: float) -> str:
    """1,503."""
    return f"{value:,.15g}"


WRITTEN = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
"""Numbers as words write them, from 0."""


def says(words: str, count: str) -> bool:
    """Whether words hold a number already, in figures or written out."""
    low = words.casefold()
    parts = [part for part in count.split() if part[:1].isdigit()]
    return all(
        part in low or (part.isdecimal() and int(part) < len(WRITTEN) and WRITTEN[int(part)] in low) for part in parts
    )


def chance(probability: float) -> str:
    """2.4 %, 1 in 12,000, less than 1 in a million."""
    if probability >= 0.001:  # noqa: PLR2004 - under it per cent are hard to read
        return f"{100 * probability:.2g} %"
    return _one_in(probability)


def _one_in(probability: float) -> str:
    if probability < 1e-6:  # noqa: PLR2004 - less can be told by no series of days
        return "less than 1 in a million"
    digits = 10 ** (len(str(int(1 / probability))) - 2)
    return f"1 in {round(1 / probability / digits) * digits:,}"


def several(count: int, what: str, many: str = "") -> str:
    """1 report, 3 reports."""
    return f"{count:,} {what if count == 1 else many or what + 's'}"


def amount(count: Count | None) -> str | None:
    """4, about 80, at least 4, 4 to 14; None where no number is told."""
    if count is None or (count.low is None and count.high is None):
        return None
    return ("about " if count.approximate else "") + between(count.low, count.high)


def between(low: float | None, high: float | None) -> str:
    """From the lowest to the highest, where both are known."""
    if low is None or high is None:
        return f"at most {number(high or 0)}" if low is None else f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join([*([", ".join(words[:-1])] if words[:-1] else []), *words[-1:]])


def one_line(words: str) -> str:
    """Each stretch of white space as one blank."""
    return " ".join(words.split())


def quoted(words: str, limit: int = LONGEST_QUOTE) -> str:
    """In quotation marks, on one line, cut at a word where it is long."""
    told = one_line(words)
    if told[:1] + told[-1:] in {"“”", '""'} and not set(told[1:-1]) & set('“”"'):
        told = told[1:-1]
    short = told if len(told) <= limit else told[:limit].rpartition(" ")[0] + " …"
    return f"“{short.replace('“', '‘').replace('”', '’')}”"


def opened(words: str) -> str:
    """With a capital letter first."""
    return words[:1].upper() + words[1:]

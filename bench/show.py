"""Tables for a terminal that are Markdown at the same time."""

from __future__ import annotations

from collections.abc import Sequence

from bench.tally import Sheet, Tally

PARTS_OF_A_WHOLE = ("triggers", "triggers.exact", "typed", "typed.exact", "arguments", "arguments.exact")
"""The tallies shown first, in this order."""

AGREEMENTS = ("status", "mode")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """A Markdown table, the first `left` columns to the left, others to the right.

    >>> print(table(["type", "F1"], [["AID", "0.5"]]))
    | type |  F1 |
    |:-----|----:|
    | AID  | 0.5 |
    """
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    rules = [
        ":" + "-" * (width + 1) if column < left else "-" * (width + 1) + ":" for column, width in enumerate(widths)
    ]
    lines = [
        " | ".join(
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    return "\n".join([f"| {lines[0]} |", f"|{'|'.join(rules)}|", *(f"| {line} |" for line in lines[1:])])


def figure(share: float) -> str:
    """A share with three decimals."""
    return f"{share:.3f}"


def tally_row(name: str, tally: Tally) -> list[str]:
    """Name, precision, recall, F1, and the three counts."""
    shares = [figure(tally.precision), figure(tally.recall), figure(tally.f1)]
    return [name, *shares, str(tally.right), str(tally.found), str(tally.gold)]


TALLY_HEAD = ["", "precision", "recall", "F1", "right", "found", "gold"]


def tallies(title: str, sheet: Sheet, names: Sequence[str], prefix: str = "") -> str:
    """Table of the tallies of these names, less their prefix."""
    return table([title, *TALLY_HEAD[1:]], [tally_row(name.removeprefix(prefix), sheet[name]) for name in names])


def with_prefix(sheet: Sheet, prefix: str) -> list[str]:
    """Names of the tallies directly under a prefix: `role.` gives role.actor, and not role.exact.actor."""
    depth = prefix.count(".")
    return [name for name in sheet.tallies if name.startswith(prefix) and name.count(".") == depth]


def agreements(sheet: Sheet) -> str:
    """Table of what is a share of matched pairs."""
    return table(
        ["of matched events", "equal", "of"],
        [[name, figure(sheet[name].f1), str(sheet[name].gold)] for name in AGREEMENTS],
    )


def confusion(sheet: Sheet, most: int) -> str:
    """The most frequent confusions of types, missed and spurious triggers among them."""
    wrong = [(count, pair) for pair, count in sheet.confusion.items() if pair[0] != pair[1]]
    ranked = sorted(wrong, key=lambda each: (-each[0], each[1]))[:most]
    return table(
        ["gold type", "found type", "times"], [[gold, found, str(count)] for count, (gold, found) in ranked], left=2
    )


def values(sheet: Sheet, prefix: str) -> str:
    """Table of resolved values end to end: right of the matched, and right of all."""
    rows = []
    for name in _under(sheet, prefix):
        tally = sheet[name]
        counts = [str(tally.right), str(tally.found), str(tally.gold)]
        rows.append([name.removeprefix(prefix), figure(tally.precision), figure(tally.recall), *counts])
    return table(["value", "of matched", "of all", "right", "matched", "all"], rows)


def shares(sheet: Sheet, prefix: str) -> str:
    """Table of agreements: the share, and of how many."""
    names = _under(sheet, prefix)
    return table(
        ["value", "share", "of"],
        [[name.removeprefix(prefix), figure(sheet[name].f1), str(sheet[name].gold)] for name in names],
    )


def _under(sheet: Sheet, prefix: str) -> list[str]:
    return sorted(name for name in sheet.tallies if name.startswith(prefix))

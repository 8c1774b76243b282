"""A situation report as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.report.cited import noted
from vedette.report.written import Item, Situation

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&!])")
"""Signs that could mean something: each is written with a backslash, which Markdown takes off."""

LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
"""What would make a line a point of a list."""


def render(situation: Situation) -> str:
    """All of it."""
    return "\n".join(_lines(situation)) + "\n"


def _lines(situation: Situation) -> Iterator[str]:
    yield f"# {escaped(situation.title)}"
    number = 0
    for section in situation.sections:
        yield from ("", f"## {escaped(section.title)}", "")
        for each in section.items:
            yield f"- {_item(each, number)}"
            number += len(each)
    yield from ("", "## Notes", "")
    for place, sentence in enumerate(situation.sentences(), 1):
        yield f"[^{place}]: {'; '.join(escaped(line) for line in noted(sentence.note))}."


def _item(each: Item, before: int) -> str:
    return " ".join(f"{escaped(sentence.text)}[^{number}]" for number, sentence in enumerate(each, before + 1))


def escaped(words: str) -> str:
    """The words on one line, with nothing in them that Markdown would take for its own."""
    return LIST.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", " ".join(words.split())))

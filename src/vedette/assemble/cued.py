"""How real an event is by the words right beside its trigger: the rows of cued.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from vedette.assemble.mentioned import Mentioned
from vedette.assemble.rows import rows_of
from vedette.records import EventMention

REACH = 80
"""Characters before a trigger in which a cue is looked for: no cue of the table is longer with all that it lets in."""

AFTER = 30
"""Characters behind a trigger in which a cue is looked for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cued.tsv; a pattern is None where the row asks for none."""

    rule: str
    to: str
    types: frozenset[str]
    other_types: bool
    """Whether `types` are those that the row is not for."""
    has: re.Pattern[str] | None
    """Beginnings of words of which `before` needs one: looking for them is several times faster than the pattern."""
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def fits(self, here: Mentioned, tail: str) -> bool:
        """Whether the words stand there; `tail` is what stands right before the trigger."""
        return (
            (self.has is None or self.has.search(tail) is not None)
            and (here.mention.type in self.types) != self.other_types
            and (self.before is None or self.before.search(tail) is not None)
            and (self.after is None or self.after.match(behind(here)) is not None)
            and (self.unless is None or self.unless.search(here.lead().lower()) is None)
        )


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """The rows by the status that the reader gave, in the table's order."""
    found: dict[str, list[Cue]] = {}
    for row in rows_of("cued.tsv"):
        for status in row["from"].split():
            found.setdefault(status, []).append(cue(row))
    return {status: tuple(cues) for status, cues in found.items()}


def cue(row: dict[str, str]) -> Cue:
    """One row; "*" stands for all types, "!" for all but those behind it."""
    but = row["types"][0] in "!*"
    return Cue(
        rule=row["rule"],
        to=row["to"],
        types=frozenset(row["types"].strip("!*").split()),
        other_types=but,
        has=None if row["has"] == "-" else re.compile("|".join(map(re.escape, row["has"].split()))),
        before=pattern(row["before"], "(?:{})$"),
        after=pattern(row["after"], "{}"),
        unless=pattern(row["unless"], "{}"),
    )


def pattern(words: str, form: str) -> re.Pattern[str] | None:
    """The pattern of a column, within a form; None for "-"."""
    return None if words == "-" else re.compile(form.format(words))


def tail(here: Mentioned) -> str:
    """What stands right before the trigger, in its sentence, in small letters."""
    start = here.mention.trigger.start
    return here.text[max(here.sentence[0], start - REACH) : start].lower()


def behind(here: Mentioned) -> str:
    """What stands right behind the trigger, in small letters."""
    end = here.mention.trigger.end
    return here.text[end : end + AFTER].lower()


def told_by_words(here: Mentioned) -> EventMention | None:
    """The mention with the status that the words beside it tell; cues that contradict one another tell nothing."""
    found = first_cue(here)
    if found is None:
        return None
    changed = replace(here.mention, status=found.to)
    return None if first_cue(replace(here, mention=changed)) else changed


def first_cue(here: Mentioned) -> Cue | None:
    """The first row for the mention's status that fits."""
    before = tail(here)
    return next((one for one in cues().get(here.mention.status, ()) if one.fits(here, before)), None)

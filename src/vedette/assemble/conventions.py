"""Modes that the definitions settle: by words of the trigger or the instrument, and by what is asked or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from vedette.assemble.mentioned import Mentioned
from vedette.assemble.rows import rows_of
from vedette.records import EventMention

ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class Convention:
    """A row of conventions.tsv."""

    rule: str
    modes: frozenset[str | None]
    to: str
    trigger: re.Pattern[str]
    instrument: re.Pattern[str] | None

    def fits(self, mention: EventMention) -> bool:
        """Whether the mention has one of the modes, and the words."""
        return (
            mention.mode in self.modes
            and self.trigger.search(mention.trigger.text.lower()) is not None
            and (self.instrument is None or self.instrument.search(instruments(mention)) is not None)
        )


@cache
def conventions() -> dict[str, tuple[Convention, ...]]:
    """The rows by type, in the table's order."""
    found: dict[str, list[Convention]] = {}
    for row in rows_of("conventions.tsv"):
        found.setdefault(row["type"], []).append(convention(row))
    return {type_: tuple(rows) for type_, rows in found.items()}


def convention(row: dict[str, str]) -> Convention:
    """One row; "-" is no mode, "*" any words."""
    return Convention(
        rule=row["rule"],
        modes=frozenset(None if mode == "-" else mode for mode in row["from"].split()),
        to=row["to"],
        trigger=ANY if row["trigger"] == "*" else re.compile(row["trigger"]),
        instrument=None if row["instrument"] == "*" else re.compile(row["instrument"]),
    )


def instruments(mention: EventMention) -> str:
    """The words of all instruments, in small letters."""
    return " ".join(one.span.text for one in mention.arguments if one.role == "instrument").lower()


def defined(here: Mentioned) -> EventMention | None:
    """The mode that the definitions give to the words."""
    rows = conventions().get(here.mention.type, ())
    found = next((row for row in rows if row.fits(here.mention)), None)
    return replace(here.mention, mode=found.to) if found else None


CHANGE = {("RETREAT", "resign"), ("SANCTION", "expel"), ("ACCUSE", "investigate")}
"""What is asked for or refused is another leader or an inquiry: the definition of `change`."""

HELP = {"AID", "COOPERATE", "MOBILIZE"}
"""What is asked for or refused is help or exchange: the definition of `assist`."""


def by_what_is_asked(here: Mentioned) -> EventMention | None:
    """A demand, or a refusal, that the reader took for one to yield has the mode of what is demanded."""
    if here.mention.type not in ("REQUEST", "REJECT") or here.mention.mode not in (None, "yield"):
        return None
    content = asked(here)
    mode = mode_of(content) if content else None
    if mode is None or mode == here.mention.mode or (here.mention.mode is None and not sure(here.mention, mode)):
        return None
    return replace(here.mention, mode=mode)


def sure(mention: EventMention, mode: str) -> bool:
    """Whether a mode is given where the reader saw none: training bears out that refusals are to meet or to yield."""
    return mention.type == "REJECT" and mode in ("meet", "yield")


def asked(here: Mentioned) -> EventMention | None:
    """The act asked for or refused, which has not happened: the next one, or the one behind the request refused."""
    behind = [one for one in here.beside() if one.trigger.start >= here.mention.trigger.end]
    if here.mention.type == "REJECT" and behind and behind[0].type == "REQUEST":
        behind = behind[1:]
    return behind[0] if behind and behind[0].status in ("hypothetical", "negated") else None


def mode_of(content: EventMention) -> str | None:
    """The mode of a demand for an act; None where the act does not settle it."""
    if (content.type, content.mode) in CHANGE:
        return "change"
    if content.type in HELP:
        return "assist"
    return {"CONSULT": "meet", "RETREAT": "yield"}.get(content.type)

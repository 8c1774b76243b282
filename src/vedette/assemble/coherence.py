"""Rules that make the mentions of one report agree with one another, before events are made of them.

The reader weighs each mention by itself; what stands beside it in the sentence often settles what it left open. Each
rule changes one thing, and its comment says how often the annotated training reports bear it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vedette.assemble.filling import glossed, replacement
from vedette.assemble.mentioned import Mentioned, sentence_of
from vedette.assemble.page import Stretch
from vedette.assemble.reality import held_ready, included, means, perceived, question_left_open
from vedette.records import EventMention

Change = Callable[[Mentioned], EventMention | None]
"""The mention as it should be; None when the rule does not fit."""


def demanded_retreat(here: Mentioned) -> EventMention | None:
    """A demand that somebody withdraw, release, hold fire is a demand to yield."""
    demanded = here.later()
    fits = here.mention.type == "REQUEST" and here.mention.mode in (None, "assist")
    if not fits or demanded is None or (demanded.type, demanded.status) != ("RETREAT", "hypothetical"):
        return None
    return replace(here.mention, mode="yield")


RULES: tuple[tuple[str, Change], ...] = (
    # Training: 195 of 221 demands followed by a hypothetical RETREAT are to yield, 2 to assist; 3 of the 3 that the
    # reader called assist. AID and CONSULT that follow do not settle it (3 of 7 and 8 of 13 changes), nor does REJECT.
    ("demanded-retreat-is-to-yield", demanded_retreat),
    # Training: of 34 triggers behind "by" 31 are actual or ongoing, 1 planned; 21 of 22 agree with the trigger before.
    ("means-are-as-real-as-the-end", means),
    # Training: of 6 forces at somebody's disposal 5 are planned and 1, in a mere proposal, hypothetical.
    ("at-disposal-is-planned", held_ready),
    # Training: too few to count (of movements that are seen or there, none is planned); by the meaning of the words.
    ("what-is-seen-is-going-on", perceived),
    ("part-is-as-real-as-the-whole", included),
    # Training: of 7 events behind such a question none is negated.
    ("open-question-is-no-denial", question_left_open),
    # Training has no such gloss; by the meaning of the brackets.
    ("gloss-dates-its-clause", glossed),
    # Training: all 5 forces replaced by forces are MOBILIZE.troops with the replaced one as recipient.
    ("force-in-place-of-a-force-is-a-movement", replacement),
)
"""Name and rule, in the order in which they are applied; docs/how-it-decides/events.md tells each."""


def coherent(
    text: str, mentions: Sequence[EventMention], sentences: Sequence[Stretch], quotations: Sequence[Stretch]
) -> tuple[EventMention, ...]:
    """The mentions after each rule of `RULES`, in the table's order."""
    told = tuple(mentions)
    for _, change in RULES:
        told = tuple(
            change(Mentioned(one, text, sentence_of(one, sentences), tuple(quotations), told)) or one for one in told
        )
    return told

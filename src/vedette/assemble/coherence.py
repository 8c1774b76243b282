"""Rules that make the mentions of one report agree with one another, before events are made of them.

The reader weighs each mention by itself; what stands beside it in the sentence often settles what it left open. Each
rule changes one thing, and its comment says how often the annotated training reports bear it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vedette.assemble.borders import bill_given_up, jailed_for_a_term, meeting_called_off, retreat_promised
from vedette.assemble.conventions import by_what_is_asked, defined
from vedette.assemble.cued import told_by_words
from vedette.assemble.filling import glossed, replacement
from vedette.assemble.living import living
from vedette.assemble.mentioned import Mentioned, sentence_of
from vedette.assemble.page import Stretch
from vedette.assemble.reality import held_ready, included, means, perceived, question_left_open, seen_or_there
from vedette.assemble.sources import condemned, likeliest, whole_phrase
from vedette.assemble.tolls import in_brackets, nobody_hurt, toll_brought, toll_rose
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
    # Training: 3 such terms, annotated late or early by turns; by the definition of `convict`.
    ("jailed-for-a-term-is-a-sentence", jailed_for_a_term),
    # Training: of 5 visits and talks called off 2 are REJECT.meet, 3 SANCTION; by the definition of `meet`.
    ("meeting-called-off-is-refused", meeting_called_off),
    # Training: of 5 bills and laws given up 4 are CONCEDE, 1 REJECT.
    ("bill-given-up-is-a-concession", bill_given_up),
    # Training has too few; by the definition of CONCEDE.
    ("retreat-promised-is-a-concession", retreat_promised),
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
    # Training: the counts stand in cued.tsv, row by row.
    ("words-beside-tell-status", told_by_words),
    # Training: of 25 movements that are seen or there, in a clause without a "no", none is negated, 22 are real.
    ("what-is-seen-is-no-denial", seen_or_there),
    # Training: of 7 events behind such a question none is negated.
    ("open-question-is-no-denial", question_left_open),
    # Training: the counts stand in conventions.tsv, row by row; where they are few the ontology's definitions decide.
    ("definition-settles-mode", defined),
    # Training: demands that a hypothetical event follows, by what it is: AID 42 assist, 2 yield; CONSULT 27 meet, 2
    # yield; MOBILIZE 18 assist, 6 yield; COOPERATE 7 and 9. A dismissal, a resignation or an inquiry is `change` by the
    # definitions (27 of 93, with 46 yield: annotators came to it late). Refusals: RETREAT 14 yield, 4 no mode; CONSULT
    # 10 meet, 1 no mode.
    ("mode-is-that-of-what-is-asked", by_what_is_asked),
    # Training has no such gloss; by the meaning of the brackets.
    ("gloss-dates-its-clause", glossed),
    # Training: all 5 forces replaced by forces are MOBILIZE.troops with the replaced one as recipient.
    ("force-in-place-of-a-force-is-a-movement", replacement),
    # Training: of 41 tolls that rose 20 stand beside an attack (the others are of floods and diseases), 20 are its dead.
    ("toll-that-rose-is-of-its-attack", toll_rose),
    # Training: of 24 tolls brought to a number 16 stand beside an attack, 15 are its dead.
    ("toll-that-it-brought-is-its-own", toll_brought),
    # Training has no such bracket; by the meaning of the words.
    ("bracket-counts-the-act-before-it", in_brackets),
    # Training: of 2,075 dead none is said so to live.
    ("who-lives-is-not-killed", living),
    # Training: 11 of 35 such clauses are annotated as dead or hurt of an attack; most others tell of accidents.
    ("nobody-hurt-is-none", nobody_hurt),
    # Training: of 5,438 sources 8 would be changed: 5 have a relative clause, none "told", a loose "and" or "who".
    ("source-is-a-whole-phrase", whole_phrase),
    # Training: of 5,254 events with a source 164 have several.
    ("of-several-sources-the-likeliest", likeliest),
    # Training: of 236 things that happen and are condemned 181 have no source, 49 the critic, 6 somebody else.
    ("what-is-condemned-is-taken-for-true", condemned),
)
"""Name and rule, in the order in which they are applied; docs/how-it-decides/events.md tells each."""


def coherent(
    text: str, mentions: Sequence[EventMention], sentences: Sequence[Stretch], quotations: Sequence[Stretch]
) -> tuple[EventMention, ...]:
    """The mentions after each rule of `RULES`, in the table's order."""
    places = [sentence_of(one, sentences) for one in mentions]  # no rule moves a trigger
    here = placed(text, tuple(mentions), places, tuple(quotations))
    for _, change in RULES:
        told = tuple(change(one) or one.mention for one in here)
        if any(new is not one.mention for new, one in zip(told, here, strict=True)):
            here = placed(text, told, places, tuple(quotations))
    return tuple(one.mention for one in here)


def placed(
    text: str, told: tuple[EventMention, ...], places: Sequence[Stretch], quotations: tuple[Stretch, ...]
) -> list[Mentioned]:
    """Each mention where it stands; most rules change nothing, so this is done once for many of them."""
    return [Mentioned(one, text, place, quotations, told) for one, place in zip(told, places, strict=True)]

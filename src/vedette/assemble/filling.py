"""Rules of coherence that give an event arguments which the words around it tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.assemble.mentioned import Mentioned, with_arguments
from vedette.assemble.page import Stretch
from vedette.assemble.rotations import Rotation, heads_a_force, rotation
from vedette.records import EventMention, Mention, Span

GLOSS_SCORE = 0.5
"""Probability put on a time that an editor wrote in brackets. A convention: the training reports have no such gloss."""

IN_WORDS_SCORE = 0.5
"""Probability put on an argument that a rule added from the words around. A convention, as the above."""

DAY = r"(?:(?:last|this|next)\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
GLOSS = re.compile(
    rf"[(\[](?:on\s)?(?P<time>{DAY}|yesterday|today|\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?|"
    rf"{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)[)\]]"
)
CLAUSE_ENDS = re.compile(r"[;:.!?]\s|[”“\"]")


def glossed(here: Mentioned) -> EventMention | None:
    """An editor's day in brackets, within a quotation, dates what its clause tells."""
    mention = here.mention
    if mention.status == "hypothetical" or any(one.role == "time" for one in mention.arguments):
        return None
    for found in GLOSS.finditer(here.text, *here.sentence):
        start, end = clause_of(here, found)
        if is_quoted(here, found.start()) and start <= mention.trigger.start < end:
            span = Span(found["time"], *found.span("time"))
            return with_arguments(mention, Mention("time", span, GLOSS_SCORE))
    return None


def is_quoted(here: Mentioned, at: int) -> bool:
    """Whether a place lies in a quotation, or an opening mark stands just before it."""
    opened = here.text[:at].rstrip()[-1:]
    return opened in tuple('“"«„') or any(start <= at < end for start, end in here.quotations)


def clause_of(here: Mentioned, found: re.Match[str]) -> Stretch:
    """The clause around a gloss, cut at marks of quotation, semicolons and the ends of the sentence."""
    starts = [match.end() for match in CLAUSE_ENDS.finditer(here.text, here.sentence[0], found.start())]
    end = CLAUSE_ENDS.search(here.text, found.end(), here.sentence[1])
    start = max((at for at in starts if at <= found.start()), default=here.sentence[0])
    return start, end.start() if end else here.sentence[1]


MISREAD = ("SANCTION", "RETREAT", "COOPERATE", "AID")
"""Other types that "replaced" and "relieved" are read as; where the same words have two types, they stay."""


def replacement(here: Mentioned) -> EventMention | None:
    """A force in another's place is a movement of troops: those who come are its force, those who go its recipient."""
    mention = here.mention
    again = any(one is not mention and one.trigger == mention.trigger for one in here.beside())
    fits = mention.type == "MOBILIZE" or (mention.type in MISREAD and not again)
    turn = next(turns(here), None) if fits else None
    if turn is None:
        return None
    mode = mention.mode if mention.type == "MOBILIZE" else "troops"
    kept = [one for one in mention.arguments if stays(one, turn)]
    fresh = [span for span in turn.taking if not any(one.role == "force" and cuts(one.span, span) for one in kept)]
    added = [Mention(role, span, score_of(mention, span)) for role, span in fillers(turn.replaced, fresh)]
    return with_arguments(replace(mention, type="MOBILIZE", mode=mode, arguments=tuple(kept)), *added)


def fillers(replaced: Span, taking: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The roles of a rotation: who goes is recipient, who comes is force."""
    yield "recipient", replaced
    yield from (("force", span) for span in taking)


STOOD = ("origin", "place")
"""Roles that a force is misread in where another takes over "from" it."""


def stays(argument: Mention, turn: Rotation) -> bool:
    """Whether an argument agrees with a rotation: who goes is the recipient, and who comes has a span each."""
    if argument.role == "recipient" or (argument.role in STOOD and argument.span == turn.replaced):
        return False
    coming = sum(cuts(argument.span, span) for span in turn.taking)
    return argument.role not in ("force", "actor") or (argument.span != turn.replaced and coming < TWO)


TWO = 2
"""Contingents: the guidelines give coordinated forces a span each."""


def turns(here: Mentioned) -> Iterator[Rotation]:
    """Rotations whose verb is this mention's trigger."""
    trigger = here.mention.trigger
    for force in sorted(forces(here), key=lambda span: span.start):
        found = rotation(here.text, force, here.sentence)
        if found and found.verb.start < trigger.end and trigger.start < found.verb.end:
            yield found


def forces(here: Mentioned) -> set[Span]:
    """All words of the sentence that some mention took for a force, or that name one."""
    return {
        one.span
        for mention in here.beside()
        for one in mention.arguments
        if one.role in ("force", "recipient", "actor", *STOOD) and heads_a_force(one.span.text)
    }


def cuts(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def score_of(mention: EventMention, span: Span) -> float:
    """The score that the reader gave to an argument at these words, or that of an added one."""
    return max([IN_WORDS_SCORE, *(one.score for one in mention.arguments if one.span == span)])

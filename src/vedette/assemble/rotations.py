"""One force in another's place, in the words themselves: "who were later replaced by Fijian and Thai soldiers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vedette.assemble.kinds import by_head, head_words
from vedette.assemble.tokens import real_words
from vedette.records import Span

LATER = r"(?:later|then|since|subsequently|eventually|afterwards|soon|recently|now|gradually|all|both|in turn)"
DONE = rf"(?:(?:were|was|have|has|had|been|being|{LATER})\s+)*"
"""Auxiliaries of what has happened; "not" is none, nor is what only may happen."""

AHEAD = r"(?P<ahead>(?:(?:will|shall|would|are|is|were|was|due|expected|set)\s+){1,2}(?:to\s+|soon\s+|then\s+|later\s+)*be\s+)"
"""Auxiliaries of what lies ahead."""

PLACED = r"(?:\s+(?:in|at|to|near|around)\s+(?:[\w’'-]+\s+){0,3}?[A-Z][\w’-]+)?"
"""Where the force stood: "300 soldiers in northern Arland, who were …"."""

WHO = rf"{PLACED}(?:\s*,)?\s+(?:(?:and|but|before)\s+)?(?:(?:who|which|that|they|it)\s+)?"

PASSIVE = re.compile(
    rf"{WHO}(?:{AHEAD}|{DONE})(?P<verb>replaced|relieved|succeeded|substituted)\s+"
    rf"(?:{LATER}\s+)?(?:(?:last|this|next|on|in)\s+\w+\s+)?by\s+"
)
"""After the force that goes."""

POST = (
    r"(?:(?:their|its|the|all)\s+(?:\w+\s+){0,2}?)?"
    r"(?:base|bases|camp|camps|command|control|responsibility|sector|sectors|posts?|outposts?|positions?|area|zone|mission|duties|"
    r"tasks?|barracks|airport|airstrip|checkpoints?|compound|headquarters|town|bridge|security)"
    r"(?:\s+(?:of|at|in|for|over|near)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+)?"
)
"""What one force leaves to another: "command of the sector", "its base at Lira"."""

HANDED = re.compile(
    rf"{WHO}(?:(?:have|has|had|{LATER})\s+)*(?P<verb>handed over|handing over|hands over)\s+"
    rf"(?:(?:{POST}|(?:their|its)\s+(?:\w+\s+){{1,3}}?\w+)\s+)?to\s+"
)
"""After the force that goes, which hands over its place; whoever is handed over goes elsewhere."""

CLOSED = re.compile(r"\s*(?:[.,;)”\"]|$)|\s+(?:in|on|at|after|when|last|and|this|later)\b")
"""After those to whom a place is handed over; an object there ("two suspects") is what was handed over instead."""

DUTY = (
    r"(?:(?:their|its|the|all)\s+(?:\w+\s+){0,2}?)?(?:command|responsibility|sector|sectors|area|zone|mission|duties|tasks?|security)"
    r"(?:\s+(?:of|at|in|for|over|near)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+)?"
)
"""What one force takes over from another in turn; a town or a base may have been seized."""

TAKING = re.compile(
    rf"\s+{DONE}(?:(?P<verb>(?:took|taken) over)\s+(?:{DUTY}\s+)?from|(?P<other>replaced|relieved|succeeded))\s+$"
)
"""Before the force that goes; those who take its place stand before it."""

NATION = r"[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*"
LEAD = r"(?:(?:an?|the|some|about|around|roughly|nearly|fresh|new|another|more|\d[\d,.]*|[a-z]+)\s)"
PART = rf"{LEAD}{{0,4}}{NATION}(?:\s(?!and\b|or\b|by\b|in\b|on\b|at\b|from\b|of\b)[a-z][\w-]*){{0,3}}"
JOINT = r"(?:,\s(?:and\s)?|\sand\s)"
LIST = re.compile(rf"(?P<list>{PART}(?:{JOINT}{PART})*)")
FROM = re.compile(rf"(?P<head>{LEAD}{{0,4}}[a-z]+)\s(?:from|of)\s(?:the\s)?(?P<list>{NATION}(?:{JOINT}{NATION})*)")
"""Troops "from Thailand and Fiji": one phrase, one span for each country."""

BEFORE = re.compile(rf"(?<!\w)(?P<list>{PART}(?:{JOINT}{PART})*)(?:\s\(\d[\d,]*\)|,\s[^,.;]{{1,40}},)?$")
"""Those who come, with their number or an apposition behind them: "the Thai battalion, 300 strong,"."""

PIECES = re.compile(JOINT)


@dataclass(frozen=True, slots=True)
class Rotation:
    """Words by which one force gives way: `taking` are the contingents that come, one span each."""

    replaced: Span
    verb: Span
    taking: tuple[Span, ...]
    done: bool = True
    """Whether it has happened; otherwise it lies ahead."""


def rotation(text: str, force: Span, sentence: tuple[int, int]) -> Rotation | None:
    """How a force gave way to others, as its own sentence says; None when it does not."""
    return after(text, force, sentence[1]) or before(text, force, sentence[0])


def after(text: str, force: Span, end: int) -> Rotation | None:
    """The force, "who were later replaced by" those who follow."""
    found = PASSIVE.match(text, force.end, end)
    if found:
        return made(text, force, found, tuple(contingents(text, found.end(), end)))
    found = HANDED.match(text, force.end, end)
    taking = tuple(contingents(text, found.end(), end)) if found else ()
    closed = taking and CLOSED.match(text, taking[-1].end, end)
    return made(text, force, found, taking) if found and closed else None


def before(text: str, force: Span, start: int) -> Rotation | None:
    """Those who "took over from" the force stand before it."""
    found = next(ending(TAKING, text, start, force.start), None)
    listed = found and BEFORE.search(text, start, found.start())
    if found is None or not listed:
        return None
    return made(text, force, found, tuple(parts(text, *listed.span("list"))))


def ending(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches of a pattern that end at `end`, with the text cut there so that "$" is that place."""
    yield from pattern.finditer(text[:end], start)


def made(text: str, force: Span, found: re.Match[str], taking: tuple[Span, ...]) -> Rotation | None:
    """The rotation, if somebody takes the place."""
    start, end = found.span("verb" if found["verb"] else "other")
    done = not found.groupdict().get("ahead")
    return Rotation(force, Span(text[start:end], start, end), taking, done) if taking else None


def contingents(text: str, start: int, end: int) -> Iterator[Span]:
    """The contingents of a list that begins here; none when it names no force, but a person or a thing."""
    shared = FROM.match(text, start, end)
    if shared and heads_a_force(shared["head"]):
        first, last = shared.span("list")
        own = list(cut(text, first, last))
        yield Span(text[start : own[0].end], start, own[0].end)
        yield from own[1:]
    elif listed := LIST.match(text, start, end):
        yield from parts(text, *listed.span("list"))


def parts(text: str, start: int, end: int) -> list[Span]:
    """The parts up to the last that names a force; an adjective alone shares the noun of a part after it."""
    spans = [upto_force(text, span) for span in cut(text, start, end)]
    named = [at for at, span in enumerate(spans) if heads_a_force(span.text)]
    return spans[: named[-1] + 1] if named else []


def cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between commas and "and"."""
    first = start
    for match in [*PIECES.finditer(text, start, end), None]:
        last = match.start() if match else end
        yield Span(text[first:last], first, last)
        first = match.end() if match else end


def upto_force(text: str, span: Span) -> Span:
    """The part up to its last word that names a force, so that "Thai troops last year" ends in "troops"."""
    ends = [span.start + word.end for word in real_words(span.text, 0, len(span.text))]
    longest = next((end for end in reversed(ends) if heads_a_force(text[span.start : end])), span.end)
    return Span(text[span.start : longest], span.start, longest)


def heads_a_force(phrase: str) -> bool:
    """Whether the head of a phrase is a force: "Greek members" is, "the army chief" is not."""
    return by_head(head_words(list(real_words(phrase, 0, len(phrase))))) is not None

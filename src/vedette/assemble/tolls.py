"""Rules of coherence for the dead and hurt: tolls that rise, figures in brackets, and that nobody was hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.assemble.filling import IN_WORDS_SCORE, cuts
from vedette.assemble.mentioned import Mentioned, with_arguments
from vedette.records import EventMention, Mention, Span

VICTIMS = ("killed", "injured")

DOZENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|a dozen|dozens"
)
NUMBER = (
    r"(?:(?:at least|about|around|nearly|some|more than|over|almost|up to)\s)?"
    rf"(?:\d[\d,]*(?:\.\d+)?|(?:(?:{DOZENS})[- ])?(?:{SMALL})|{DOZENS}|(?:an?|one) hundred)\b(?![-–]\w)"
)
OF_DEAD = r"(?:dead|deaths|fatalities|killed)"
TOLL = (
    rf"(?:(?:death|casualty)[\s-])?toll|number of (?:the |confirmed )?(?:\w+ ){{0,3}}?(?P<of>{OF_DEAD}|wounded|injured)"
)
RISE = (
    r"r[oi]se[sn]?|rising|climb(?:s|ed|ing)?|increas(?:es|ed|ing)|jump(?:s|ed)|gr[eo]wn?|went up|(?:was |has been )?revised|"
    r"(?:was |has been )?(?:raised|lowered|put)|stands?|stood"
)
ROSE = re.compile(
    rf"\b(?:{TOLL})\b(?P<of_what>[^.;\n]{{0,140}}?)\s(?:{RISE})\s(?:\w+ly\s|further\s|up\s|down\s)?(?:to|at)\s(?P<count>{NUMBER})",
    re.IGNORECASE,
)
"""As "the toll of Monday's raid rose to six". At most 140 characters may tell of what, within the clause."""

BROUGHT = re.compile(
    rf"\b(?:bring|tak|rais|push|brought|took|put|revis|lower)\w*\s(?:up\s|down\s)?(?:the|its|their)\s(?:\w+\s){{0,2}}?"
    rf"(?:{TOLL})\b[^.;,\n]{{0,60}}?\s(?:to|at)\s(?P<count>{NUMBER})",
    re.IGNORECASE,
)
"""As "bringing the toll to nine"."""

BRACKET = re.compile(
    rf"\((?P<killed>{NUMBER}\s(?:dead|killed|deaths))\b(?:\s?(?:,|;|and|,\sand)\s(?P<injured>{NUMBER}\s(?:injured|wounded|hurt)))?"
    r"(?P<rest>[^()\n]{0,80})\)",
    re.IGNORECASE,
)
"""As "(three dead, eleven injured, among them a child)"."""

NOBODY = re.compile(
    r"\b(?P<who>no one|nobody)\b\s(?:was|were|is|has been|had been)\s(?:reported\s)?(?:(?P<dead>killed)|(?P<hurt>hurt|injured|wounded|harmed))"
    r"|\b(?P<none>no (?:(?P<deaths>deaths|fatalities)|(?P<injuries>injuries)|casualties))\b(?!\s?(?:figures?|count))",
    re.IGNORECASE,
)
"""As "nobody was hurt", "with no casualties"."""

PART = re.compile(r"\b(?:after|when|as)\s[^.;]*$")
"""Between a toll and further dead: these died since and are counted in it."""

DEATH = re.compile(r"(?:died|dies|dead|deaths?|succumb(?:s|ed)|passed away)", re.IGNORECASE)
"""Triggers that tell only that somebody died, and not by what."""


@dataclass(frozen=True, slots=True)
class Toll:
    """Words that count the dead or hurt of a happening."""

    role: str
    span: Span
    start: int
    """Where its words begin, the noun of the toll."""


def tolls(here: Mentioned, pattern: re.Pattern[str]) -> Iterator[Toll]:
    """What a pattern finds in the mention's sentence."""
    for found in pattern.finditer(here.text, *here.sentence):
        role = "injured" if found["of"] and found["of"].lower() in ("wounded", "injured") else "killed"
        yield Toll(role, Span(found["count"], *found.span("count")), found.start())


def assaults(here: Mentioned) -> list[EventMention]:
    """The sentence's acts of violence that happened, in text order."""
    return [one for one in here.beside() if is_done(one)]


def is_done(mention: EventMention) -> bool:
    """Whether a mention is violence that happened or goes on."""
    return mention.type == "ASSAULT" and mention.status in ("actual", "ongoing")


def toll_rose(here: Mentioned) -> EventMention | None:
    """A toll that rose to a number is that of the attack that it is told of; who died since is counted in it."""
    if not is_done(here.mention):
        return None
    for toll in tolls(here, ROSE):
        if counted(here, toll) is here.mention:
            return with_toll(here, toll)
    return None


def counted(here: Mentioned, toll: Toll) -> EventMention | None:
    """The act whose dead a toll counts: what stands between "toll" and the number, else the only act but deaths."""
    told = assaults(here)
    between = [one for one in told if toll.start <= one.trigger.start < toll.span.start]
    others = [one for one in told if not DEATH.fullmatch(one.trigger.text)] or told
    alone = others if len(others) == 1 and any(one.role == toll.role for one in others[0].arguments) else []
    return next(iter(between or alone), None)


def with_toll(here: Mentioned, toll: Toll) -> EventMention | None:
    """The act with the toll as its dead or hurt, without those who are told of behind it as a part."""
    own = [one for one in here.mention.arguments if one.role == toll.role]
    parts = [one for one in own if is_part(here, toll, one)]
    vague = [
        one for one in own if one.span.end <= toll.span.start and not re.search(NUMBER, one.span.text, re.IGNORECASE)
    ]
    kept = tuple(one for one in here.mention.arguments if one not in parts and one not in vague)
    has = any(cuts(one.span, toll.span) for one in own)
    changed = replace(here.mention, arguments=kept)
    if has:
        return changed if parts or vague else None
    return with_arguments(changed, Mention(toll.role, toll.span, IN_WORDS_SCORE))


def is_part(here: Mentioned, toll: Toll, argument: Mention) -> bool:
    """Whether an argument counts some of those in a toll: "rose to six after two of the wounded died"."""
    end = toll.span.end
    return argument.span.start >= end and PART.search(here.text[end : argument.span.start]) is not None


def toll_brought(here: Mentioned) -> EventMention | None:
    """An attack that brings the toll to a number, and of which no other number is told, has that number."""
    if not is_done(here.mention) or any(one.role in VICTIMS for one in here.mention.arguments):
        return None
    toll = next(tolls(here, BROUGHT), None)
    told = [one for one in assaults(here) if one.trigger.start < toll.span.start] if toll else []
    if toll is None or not told or told[-1] is not here.mention:
        return None
    return with_arguments(here.mention, Mention(toll.role, toll.span, IN_WORDS_SCORE))


def in_brackets(here: Mentioned) -> EventMention | None:
    """Dead and hurt in brackets are those of the attack before them, and of no other in the sentence."""
    if not is_done(here.mention):
        return None
    found = list(BRACKET.finditer(here.text, *here.sentence))
    if not found:
        return None
    own = next((one for one in found if owner(here, found, one) is here.mention), None)
    kept = [one for one in here.mention.arguments if one.role not in VICTIMS or not within(one, found)]
    fresh = list(victims(here, own)) if own else []
    changed = with_arguments(replace(here.mention, arguments=tuple(kept)), *fresh)
    return changed if changed != here.mention else None


def owner(here: Mentioned, found: Sequence[re.Match[str]], bracket: re.Match[str]) -> EventMention | None:
    """The last act before a bracket and behind the bracket before it."""
    after = max((one.end() for one in found if one.end() <= bracket.start()), default=here.sentence[0])
    before = [one for one in assaults(here) if after <= one.trigger.start < bracket.start()]
    return before[-1] if before else None


def within(argument: Mention, found: Sequence[re.Match[str]]) -> bool:
    """Whether an argument stands in one of the brackets."""
    return any(one.start() <= argument.span.start < one.end() for one in found)


def victims(here: Mentioned, bracket: re.Match[str]) -> Iterator[Mention]:
    """The dead and the hurt of a bracket, with the reader's score where it had these words."""
    for role in VICTIMS:
        if bracket[role]:
            span = Span(bracket[role], *bracket.span(role))
            scores = [one.score for one in here.mention.arguments if one.role == role and cuts(one.span, span)]
            yield Mention(role, span, max([IN_WORDS_SCORE, *scores]))


def nobody_hurt(here: Mentioned) -> EventMention | None:
    """That nobody was hurt is said of the attack told last, if no dead or hurt are told of it."""
    if not is_done(here.mention):
        return None
    for found in NOBODY.finditer(here.text, here.mention.trigger.end, here.mention.trigger.end + TOLD_NEAR):
        if told_last(here, found.start()) is here.mention and not claimed(here, found):
            missing = [role for role in roles(found) if all(one.role != role for one in here.mention.arguments)]
            name = "who" if found["who"] else "none"
            span = Span(found[name], *found.span(name))
            fresh = [Mention(role, span, IN_WORDS_SCORE) for role in missing]
            return with_arguments(here.mention, *fresh) if fresh else None
    return None


TOLD_NEAR = 200
"""Characters behind a trigger within which "nobody was hurt" is said of it: its sentence and the next. Not swept."""


def told_last(here: Mentioned, at: int) -> EventMention | None:
    """The violence told last before a place, whatever became of it."""
    before = [one for one in here.all_mentions if one.type == "ASSAULT" and one.trigger.end <= at]
    return max(before, key=lambda one: one.trigger.start, default=None)


def claimed(here: Mentioned, found: re.Match[str]) -> bool:
    """Whether some act has these words among its dead or hurt already."""
    start, end = found.span()
    spans = (one.span for each in here.all_mentions for one in each.arguments if one.role in VICTIMS)
    return any(span.start < end and start < span.end for span in spans)


def roles(found: re.Match[str]) -> tuple[str, ...]:
    """Which of the two are none: "casualties" are either."""
    if found["dead"] or found["deaths"]:
        return ("killed",)
    return ("injured",) if found["hurt"] or found["injuries"] else VICTIMS

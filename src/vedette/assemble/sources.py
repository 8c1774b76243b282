"""Rules of coherence for who says it: the words of a source, and which of several stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vedette.assemble.cues import any_cue
from vedette.assemble.mentioned import Mentioned
from vedette.assemble.repair import best
from vedette.records import EventMention, Mention, Span

AS_LIKELY = 0.85
"""Share of the likeliest source's score that a further source of the event needs. Swept 0.6 to 0.9 on both annotated sets
that nothing was learnt from, since the reader is too sure of what it learnt from: F1 grows up to 0.85 on each, then falls."""

TWO = 2
"""Sources, of which one may go."""

SPOKEN = ("ACCUSE", "AGREE", "CONCEDE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN")
"""Types of act that may stand between a condemnation and an event, which then hangs on the nearer act."""

CLAUSE = re.compile(r",?\s(?:who|whom|whose|which|told|tells)\b")
TAIL = re.compile(r"[\s,]+(?:and|or|the|an?|of|in|for|from|at|by|with|that)$|[\s,]+$")
ARTICLE = re.compile(r"\b(?:the|an?|this|these)\s$", re.IGNORECASE)
LONGEST_ARTICLE = len(" these ")
ALONG = re.compile(r",?\s(?:and|or|as well as)\s")
LAID_DOWN = re.compile(r"\b(?:for|that)\b")
"""Behind a condemnation these open what is held against somebody, and so is his critic's report."""


def whole_phrase(here: Mentioned) -> EventMention | None:
    """A source is a noun phrase: with its article and the whole name, without a clause that hangs on it."""
    mended = {one: mended_source(here.text, one) for one in sources_of(here)}
    if all(one is whole for one, whole in mended.items()):
        return None
    return replace(here.mention, arguments=best([mended.get(one, one) for one in here.mention.arguments]))


def sources_of(here: Mentioned) -> list[Mention]:
    """The mention's sources; few mentions have one, and each rule begins with them because that is cheap."""
    return [one for one in here.mention.arguments if one.role == "source"]


def mended_source(text: str, argument: Mention) -> Mention:
    """The source, with other words if it was cut amiss."""
    start, end = argument.span.start, without_clause(argument.span)
    end = with_name(text, start, end)
    start = with_article(text, start, end)
    same = (start, end) == (argument.span.start, argument.span.end)
    return argument if same else replace(argument, span=Span(text[start:end], start, end))


def without_clause(span: Span) -> int:
    """Where the phrase ends before "who lost her brother" or "told the radio", and before small words left over."""
    clause = CLAUSE.search(span.text)
    words = span.text[: clause.start()] if clause and clause.start() else span.text
    while tail := TAIL.search(words):
        words = words[: tail.start()]
    return span.start + len(words) if words else span.end


def with_article(text: str, start: int, end: int) -> int:
    """Where the phrase starts with its article; names may only describe the next word ("a Kenyan deadline")."""
    article = ARTICLE.search(text, max(0, start - LONGEST_ARTICLE), start)
    own = text[start].islower() or (" " in text[start:end] and text[start - 4 : start].casefold() == "the ")
    return article.start() if article and own else start


def with_name(text: str, start: int, end: int) -> int:
    """Where a name ends that goes on up to a cue: "Ana" of "Ana Duarte said"."""
    rest = rest_of_name().match(text, end)
    return rest.end() if rest and text[start:end].rsplit(maxsplit=1)[-1][0].isupper() else end


@cache
def rest_of_name() -> re.Pattern[str]:
    """One or two words in capitals directly before a cue."""
    return re.compile(rf"(?:[^\S\n][A-Z][\w’'-]+){{1,2}}(?=,?\s{any_cue().pattern})")


def likeliest(here: Mentioned) -> EventMention | None:
    """Of several sources those stay that are about as likely as the likeliest, or joined to it by "and"."""
    sources = sources_of(here)
    if len(sources) < TWO:
        return None
    first = max(sources, key=lambda one: one.score)
    weak = [one for one in sources if one.score < AS_LIKELY * first.score and not joined(here.text, one, first)]
    return without(here.mention, weak)


def joined(text: str, one: Mention, other: Mention) -> bool:
    """Whether nothing but "and" stands between two phrases: each of them is a source, by the guidelines."""
    left, right = sorted((one.span, other.span), key=lambda span: span.start)
    return left.end <= right.start and ALONG.fullmatch(text, left.end, right.start) is not None


def without(mention: EventMention, dropped: Sequence[Mention]) -> EventMention | None:
    """The mention less some arguments; None when there are none to drop."""
    kept = tuple(one for one in mention.arguments if one not in dropped)
    return replace(mention, arguments=kept) if dropped else None


def condemned(here: Mentioned) -> EventMention | None:
    """What somebody condemns is taken for true: he is not its source, unless more of his words stand between."""
    sources = sources_of(here)
    act = act_before(here) if sources else None
    if act is None or (act.type, act.mode) != ("ACCUSE", "disapprove"):
        return None
    between = here.text[act.trigger.end : here.mention.trigger.start]
    if here.mention.status not in ("actual", "ongoing") or any_cue().search(between) or LAID_DOWN.search(between):
        return None
    critics = [one.span for one in act.arguments if one.role == "actor"]
    said = [one for one in sources if any(cuts(one.span, by) for by in critics)]
    return without(here.mention, said)


def act_before(here: Mentioned) -> EventMention | None:
    """The nearest act before this mention in its sentence that others may hang on."""
    before = [one for one in here.beside() if one.trigger.end <= here.mention.trigger.start and one.type in SPOKEN]
    return before[-1] if before else None


def cuts(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end

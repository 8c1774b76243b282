"""A verb that only carries an act ("imposed" sanctions, "staged" a rally) and the act's own noun are one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.records import EventMention, Problem, Report

CARRIERS = re.compile(
    r"impos(?:e|es|ed|ing)|exten(?:d|ds|ded|ding)|prolong(?:s|ed|ing)?|add(?:s|ed)|"
    r"carr(?:y|ies|ied|ying) out|conduct(?:s|ed|ing)?|t(?:akes?|ook|aking) part|participat(?:e|es|ed|ing)|"
    r"join(?:s|ed|ing)?|stag(?:e|es|ed|ing)|renew(?:s|ed|ing)?|enact(?:s|ed|ing)?|"
    r"institut(?:e|es|ed|ing)|issu(?:e|es|ed|ing)|beg[aiu]ns?|beginning|start(?:s|ed|ing)?"
)
"""Training: of 638 such verbs near the trigger of an act 3 are events of the same type beside it."""

NEAR = 40
"""Characters between the verb and the noun, without a mark of punctuation; chosen before counting, not swept."""

MARK = re.compile(r"[;!?\n]|[.,:](?!\d)")


def told_once(report: Report, mentions: Sequence[EventMention], problems: list[Problem]) -> tuple[EventMention, ...]:
    """The mentions without those of carrying verbs, whose arguments go to the act that they carry."""
    told = list(mentions)
    for verb in mentions:
        act = carried(report.text, verb, told) if CARRIERS.fullmatch(verb.trigger.text.lower()) else None
        if act is not None:
            told = [with_those_of(act, verb) if one is act else one for one in told if one is not verb]
            problems.append(said_so(report, verb, act))
    return tuple(told)


def carried(text: str, verb: EventMention, mentions: Sequence[EventMention]) -> EventMention | None:
    """The nearest act of the same type in the verb's clause; None when there is none."""
    near = [(gap, one) for one in mentions if one is not verb and (gap := distance(text, verb, one)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def distance(text: str, verb: EventMention, act: EventMention) -> int | None:
    """Characters between a verb and an act that it may carry; None where it cannot."""
    if act.type != verb.type or CARRIERS.fullmatch(act.trigger.text.lower()):
        return None
    first, last = sorted((verb.trigger, act.trigger), key=lambda span: (span.start, span.end))
    gap = last.start - first.end
    return gap if 0 <= gap <= NEAR and not MARK.search(text, first.end, last.start) else None


def with_those_of(act: EventMention, verb: EventMention) -> EventMention:
    """The act with the verb's arguments in roles that it has not filled."""
    filled = {one.role for one in act.arguments}
    more = [one for one in verb.arguments if one.role not in filled]
    ordered = sorted((*act.arguments, *more), key=lambda one: (one.span.start, one.span.end, one.role))
    return replace(act, arguments=tuple(ordered))


def said_so(report: Report, verb: EventMention, act: EventMention) -> Problem:
    """That a verb was not taken for an event of its own."""
    words = f"{verb.trigger.text!r} and {act.trigger.text!r} in {report.id!r} tell one {act.type} event; the verb was left out"
    return Problem("event-told-twice", report.where, words, "Nothing needs doing: what it says stands with that event.")

"""A rule of coherence for those who live: whom the words themselves say to have escaped, or to be held or hurt, are no dead."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.assemble.mentioned import Mentioned
from vedette.records import EventMention, Mention

FATE = re.compile(
    r"\s(?:(?:have|has|had)\s)?(?:escape[sd]?|survive[sd]?)\b"
    r"|\s(?:are|were|is|was|(?:have|has|had)\sbeen)\s(?:(?!mortally|fatally)\w+ly\s|also\s)?"
    r"(?:arrested|detained|captured|rescued|freed|unharmed|unhurt|(?P<hurt>injured|wounded|hurt))\b",
    re.IGNORECASE,
)
"""What is said of somebody directly behind his name or number: a finite verb, so that "nine men captured in May were shot" is none."""

DEATH = re.compile(
    r"\b(?:kill|dead\b|die[sd]?\b|dying|death|fatal|execut|behead|murder|succumb|found\b|shot\b|bod(?:y|ies)\b|li[fv]es\b)",
    re.IGNORECASE,
)
"""Words of a death, in his words themselves or further on in the sentence: then he may have died of it later."""

OBJECT = re.compile(r"\s(?:of|on|against)?\s?(?:\w+\s){0,2}", re.IGNORECASE)
"""Between a deed and whom it befell: in "the murder of a judge is arrested" the verb is not the judge's."""


def living(here: Mentioned) -> EventMention | None:
    """Of the dead of an act those who are said to live are not of them; who is hurt is one of the hurt."""
    told = [one for one in here.mention.arguments if one.role == "killed" and lives(here, one)]
    if not told:
        return None
    hurt = {one.span for one in here.mention.arguments if one.role == "injured"}
    kept = [one for one in here.mention.arguments if one not in told]
    kept += [replace(one, role="injured") for one in told if fate(here, one)["hurt"] and one.span not in hurt]
    ordered = sorted(kept, key=lambda one: (one.span.start, one.span.end, one.role))
    return replace(here.mention, arguments=tuple(ordered))


def fate(here: Mentioned, argument: Mention) -> re.Match[str]:
    """What is said of somebody, where `lives` is true."""
    found = FATE.match(here.text, argument.span.end, here.sentence[1])
    assert found is not None  # noqa: S101 - for the checker of types
    return found


def lives(here: Mentioned, argument: Mention) -> bool:
    """Whether the sentence says directly behind an argument that these live, and tells of no death of theirs."""
    start, end = argument.span.start, argument.span.end
    said = FATE.match(here.text, end, here.sentence[1])
    if said is None or DEATH.search(argument.span.text) or DEATH.search(here.text, said.end(), here.sentence[1]):
        return False
    deed = here.mention.trigger.end
    return deed > start or not OBJECT.fullmatch(here.text, deed, start)

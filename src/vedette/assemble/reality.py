"""Rules of coherence that settle how real an event is, by the words around its trigger."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.assemble.mentioned import Mentioned, first_word
from vedette.records import EventMention, Span

MEANS = re.compile(r"\bby\s+$")
AHEAD = re.compile(
    r"\b(?:will|would|shall|could|can|may|might|should|must|plan\w*|going|about|ready|want\w*|hop\w+|intend\w*|"
    r"decid\w+|vow\w*|pledg\w+|promis\w+|to (?!the\b|a\b|an\b|[A-Z]))"
)
"""Words that put an act ahead; an infinitive does."""

SPEECH = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "CONCEDE", "SUPPORT", "ACCUSE"})
"""Types that are said: what follows "by" is no means of theirs."""

BEFORE_HEAD = 40
"""Characters before the main verb in which a word that puts it ahead is looked for: an auxiliary and its adverbs."""


def means(here: Mentioned) -> EventMention | None:
    """What was done by doing something else was done: "it strengthened its posts by sending 40 men"."""
    whole = here.earlier()
    if here.mention.status != "planned" or not MEANS.search(here.lead()) or whole is None:
        return None
    if whole.type in SPEECH or whole.status not in ("actual", "ongoing") or not is_gerund(here.mention.trigger):
        return None
    between = here.text[max(here.sentence[0], whole.trigger.start - BEFORE_HEAD) : here.mention.trigger.start]
    return None if AHEAD.search(between) else replace(here.mention, status=whole.status)


def is_gerund(trigger: Span) -> bool:
    """Whether a trigger is a verb in "-ing"."""
    return first_word(trigger).endswith("ing")


DISPOSAL = re.compile(r"(?:\s+[\w’'“”\"-]+){0,4}\s+at\s(?:\S+\s){0,4}disposal\b")
"""Behind a trigger such as "placed", "put", "has"."""


def held_ready(here: Mentioned) -> EventMention | None:
    """A force at somebody's disposal is held ready: what it may be used for lies ahead."""
    mention = here.mention
    if mention.type != "MOBILIZE" or mention.status not in ("actual", "ongoing"):
        return None
    behind = DISPOSAL.match(here.text, mention.trigger.end, here.sentence[1])
    return replace(mention, status="planned") if behind or "disposal" in mention.trigger.text else None


MOVEMENT = re.compile(r"deployments?|build-?ups?|concentrations?|massing|movements?|mobili[sz]ations?|reinforcements?")
PERCEIVED = re.compile(
    r"\b(?P<verb>see|sees|seeing|saw|seen|observ(?:e|es|ed|ing)|witness(?:es|ed|ing)?|notic(?:e|es|ed|ing)|"
    r"spotted|detect(?:s|ed)|[Tt]here (?:is|are|has been|have been))\s+(?:[\w’'-]+\s+){0,6}[“\"]?$"
)
"""Up to six words, adjectives and nationality, between the verb and the noun."""

NOT_YET = re.compile(
    r"\b(?:not|no|never|without|\w+n['’]t|will|would|could|may|might|to|if|whether|plans?|planned|possible|expect\w*)\b"
)
BEFORE_VERB = 25
"""Characters before the verb in which a word undoes it: "will soon see", "want to see"."""


def perceived(here: Mentioned) -> EventMention | None:
    """What is seen, or is there, is going on: "we see a large deployment"."""
    lead, mention = here.lead(), here.mention
    if (mention.type, mention.status) != ("MOBILIZE", "planned") or not MOVEMENT.fullmatch(
        mention.trigger.text.lower()
    ):
        return None
    found = PERCEIVED.search(lead)
    if found is None or NOT_YET.search(lead[max(0, found.start() - BEFORE_VERB) :]):
        return None
    return replace(mention, status="ongoing")


SEEN = re.compile(
    r"\b(?:saw|sees?|seen|seeing|observ(?:es|ed|ing)|witness(?:es|ed)|notic(?:es|ed)|spotted|detect(?:s|ed)|counted|"
    r"[Tt]here (?:is|are|was|were|has been|have been))\b"
)
NOTHING_BUT = re.compile(r"\b[Nn]othing\b[^,;.]{0,30}\b(?:but|except) (?:the|an?)\s(?:[\w-]+\s?){1,3}$")
BUT_REACH = 30
"""Characters behind a trigger such as "is nothing there" in which "but the" and what is there begin."""
UNDONE = re.compile(
    r"\b(?:no|not|never|nobody|none|nor|neither|nothing|without|cannot|den\w+|hardly|few|little|false|untrue)\b|n['’]t\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:“”\"]\s?|\b(?:said|says|that|while|but|and)\s")


def seen_or_there(here: Mentioned) -> EventMention | None:
    """A force that somebody has seen, or that "there is", stands there, whatever the next clause denies."""
    lead, mention = here.lead(), here.mention
    if (mention.type, mention.status) != ("MOBILIZE", "negated"):
        return None
    begun = max((found.end() for found in CLAUSE.finditer(lead)), default=0)
    clause = lead[begun:] + mention.trigger.text
    stands = SEEN.search(clause) is not None and UNDONE.search(clause) is None
    end = mention.trigger.end
    but = NOTHING_BUT.search(lead + mention.trigger.text) or (
        "nothing" in mention.trigger.text
        and NOTHING_BUT.search(lead + here.text[mention.trigger.start : end + BUT_REACH])
    )
    return replace(mention, status="ongoing") if stands or but else None


INCLUDING = re.compile(r"\bincluding\s+(?:an?|the)\s+[“\"]?(?:[\w’'-]+[”\"]?\s+){0,4}$")


def included(here: Mentioned) -> EventMention | None:
    """A part of a movement is as real as the whole: "a build-up, including an unusual deployment of guns"."""
    whole, mention = here.earlier(), here.mention
    nouns = [MOVEMENT.fullmatch(one.trigger.text.lower()) for one in (mention, whole) if one]
    if whole is None or not all(nouns) or not mention.type == whole.type == "MOBILIZE":
        return None
    if mention.status == whole.status or not INCLUDING.search(here.lead()):
        return None
    return replace(mention, status=whole.status)


OPEN_QUESTION = re.compile(
    r"\b(?:(?:did|does|do|has|have|had)(?: not|n['’]t)(?: yet)?|declin\w+ to|refus\w+ to)"
    r" (?:specif\w+|sa(?:y|id)|disclos\w+|reveal\w*|clarif\w+|indicate\w*|mention\w*|detail\w*|state\w?|tell|told|explain\w*)"
    r"(?: \w+){0,3}? (?P<asked>what|which|how|whether|when|where|if|who|why)\b(?P<rest>(?: [^\s.;:]+){0,12}? ?)$"
)
"""From the word that asks up to the trigger, at most twelve words on; where no mark parts sentences, more mislead."""

TAKEN_FOR_GRANTED = re.compile(r"^(?:when|where|how) (?!.*\b(?:or|whether|if)\b).*\b(?:will|would)\b")


def question_left_open(here: Mentioned) -> EventMention | None:
    """Who does not say which forces could go does not say that none go."""
    found = OPEN_QUESTION.search(here.lead()) if here.mention.status == "negated" else None
    if found is None:
        return None
    granted = TAKEN_FOR_GRANTED.search(found["asked"] + found["rest"])
    return replace(here.mention, status="planned" if granted else "hypothetical")

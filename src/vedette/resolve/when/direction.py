"""Does a time lie behind the report or before it? The event's status, the words around, and its tense decide."""

from __future__ import annotations

import re
from typing import Final

from vedette.records import Span, Surroundings

_WINDOW: Final = 110
"""Code points looked at on each side; a clause of train's reports is seldom longer."""

_TAIL: Final = 48
"""Code points before a span in which a preposition that belongs to it stands."""

_BEHIND: Final = re.compile(
    r"\b(?:since|after|following|dating (?:back )?(?:to|from))\s+(?:at least |early |late |the |last )*[\"'“(]*$",
    re.IGNORECASE,
)
_BEHIND_WORDS: Final = ("since", "after", "following", "dating")
"""Without one of these there is nothing to find; looking for them is cheap."""
_SAID_SINCE: Final = re.compile(r"since\b", re.IGNORECASE)
_SAID_UNTIL: Final = re.compile(r"(?:until|till|through)\b", re.IGNORECASE)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|through|to|up to)\s+(?:at least |early |late |the |next )*[\"'“(]*$", re.IGNORECASE
)
_BY: Final = re.compile(
    r"\b(?:by|before|no later than|not later than|as from|from|starting|starting on|beginning|beginning on|effective|deadline of|"
    r"scheduled (?:for|on)|planned (?:for|on)|set (?:for|on)|due (?:on|in|by|back)|expected (?:on|in|by)|slated (?:for|on)|for)"
    r"\s+(?:at least |early |late |the |next )*[\"'“(]*$",
    re.IGNORECASE,
)
_WILL: Final = re.compile(
    r"\b(?:will|won't|would|shall|is to|are to|was to|were to|is due|are due|is set|are set|plans? to|intends? to|scheduled|expected|upcoming|"
    r"slated|'ll|going to|is expected|hopes? to|to be|deadline|await\w*|next)\b",
    re.IGNORECASE,
)
_TOLD: Final = (
    r"(?:announced|said|says|approved|ordered|decided|agreed|voted|declared|pledged|promised|authori[sz]ed|signed|told|confirmed|warned|"
    r"threatened|called|demanded|urged|asked|stated|adopted|endorsed|passed|wrote|revealed|informed|repeated|rejected|"
    r"accused|added|insisted|appealed|requested|met|issued|was|were|had|announces|announcing|reported|vowed|offered|sent)"
)
_TOLD_BEFORE: Final = re.compile(
    rf"\b{_TOLD}(?: (?!that\b)\w+){{0,2}}?,? (?:on |in |late |early |late on |early on )?[\"'“(]*$", re.IGNORECASE
)
_TOLD_AFTER: Final = re.compile(rf"^[)\"'”,]*(?:'s)?\s?(?:\S+\s){{0,14}}?{_TOLD}\b", re.IGNORECASE)
_DID: Final = r"(?:\w{2,}[^e\W]ed|chose|gave|took|told|said|met|set|began|held|sent|won|led|made|put|went|came|saw|got|lost|let|broke|struck|stood|spoke|drew)"
_DID_NEXT: Final = re.compile(rf"^[)\"'”,]*\s(?:it |he |she |they |also ){{0,2}}{_DID}\b", re.IGNORECASE)
_DID_AFTER: Final = re.compile(rf"^[)\"'”,]*\s(?:\S+\s){{0,9}}?{_DID}\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"(?:^[\s\"“'(]*(?:\w+,? )?|\bthat,? [\"“'(]*)(?:on |in |late on |early on |late |early )?[(\"“]*$", re.IGNORECASE
)
_ALLEGED: Final = re.compile(
    r"\b(?:claims? (?:by|of|that)|alleg\w+|reports? of|suspected of|accus\w+ \w+ of|rumou?rs? of)\b(?!.*\bto \w+)",
    re.IGNORECASE,
)
"""What is alleged is said to have happened."""
_HAD: Final = re.compile(r"\bhad\b")
_ON: Final = re.compile(r"\b(?:on|in|by|from|for|at) (?:the |early |late )?$", re.IGNORECASE)
_WILL_BE: Final = re.compile(r"\b(?:will|scheduled for|set for|due on|due in|slated for)\b[^,]*$")
_CLAUSE_ENDS: Final = re.compile(r"[;:]|\.\s|[.!?]$|\n|, (?:but|and|while)\b")
_LASTING: Final = re.compile(
    r"\b(?:extend\w*|prolong\w*|renew\w*|impos\w+|bans?|banned|suspend\w*|clos\w+|valid|remain\w*|curfew|stay\w*|lockdown|postpone\w*|delay\w*)\b",
    re.IGNORECASE,
)


def lies_ahead(span: Span, surroundings: Surroundings) -> bool:
    """True when the time is to be looked for after the day of publication."""
    before, after = _clause(span, surroundings.text)
    tail = before[-_TAIL:]
    if _is_behind(tail, surroundings.status) or _SAID_SINCE.match(span.text):
        return False
    if _UNTIL.search(tail) or _SAID_UNTIL.match(span.text):
        if _HAD.search(before):
            return False
        return surroundings.status != "actual" or bool(_WILL.search(before) or _LASTING.search(before))
    if surroundings.status in {"planned", "hypothetical"}:
        return _planned_lies_ahead(span, surroundings, before, after)
    if surroundings.status in {"actual", "ongoing"}:
        return bool(_ON.search(tail) and _WILL_BE.search(before)) and not _TOLD_BEFORE.search(tail)
    return bool(_WILL.search(before) or (_BY.search(tail) and _WILL.search(after)))


def _is_behind(before: str, status: str | None) -> bool:
    """Thus "since Friday" is behind; "after Friday" is so for what has happened."""
    lowered = before.lower()
    if not any(word in lowered for word in _BEHIND_WORDS):
        return False
    match = _BEHIND.search(before)
    return match is not None and (
        status not in {"planned", "hypothetical"} or match[0].lower().startswith(("since", "dating"))
    )


def _clause(span: Span, text: str) -> tuple[str, str]:
    """The words of the clause before and after the span."""
    before, after = text[max(0, span.start - _WINDOW) : span.start], text[span.end : span.end + _WINDOW]
    cut = _CLAUSE_ENDS.search(after)
    begun = max((end.end() for end in _CLAUSE_ENDS.finditer(before)), default=0)
    return before[begun:], after[: cut.start()] if cut else after


def _planned_lies_ahead(span: Span, surroundings: Surroundings, before: str, after: str) -> bool:
    """A plan lies ahead, but "approved on Thursday" and "On Thursday he said" date its announcement."""
    if _HAD.search(before) or (_ALLEGED.search(before) and not _WILL.search(before)):
        return False
    tail = before[-_TAIL:]
    if _BY.search(tail):
        return True
    if _TOLD_BEFORE.search(tail) and not _WILL.search(before):
        return False
    trigger = surroundings.trigger
    if trigger is not None and trigger.end <= span.start:
        return True
    return not _dates_what_was_said(before, after)


def _dates_what_was_said(before: str, after: str) -> bool:
    """Thus "A judge on Wednesday ordered", or a clause that opens with the day and goes on in the past tense."""
    if _DID_NEXT.match(after):
        return True
    if not _OPENS.search(before):
        return False
    told, did = _TOLD_AFTER.search(after), _DID_AFTER.search(after)
    return bool(told and not _WILL.search(told[0])) or bool(did and not _WILL.search(after))

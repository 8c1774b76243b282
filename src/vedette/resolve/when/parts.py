"""Parts of the day and clock times: what they are called, and what is left of a phrase without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vedette.resolve import numerals

_SMALL: Final = "|".join(sorted((word for word, n in numerals.SMALL.items() if 0 < n <= 30), key=len, reverse=True))  # noqa: PLR2004 hours and minutes
_HOUR: Final = rf"(?:\d{{1,2}}|{_SMALL})"
_CLOCK: Final = (
    r"\d{1,2}[:.h]\d{2}(?::\d\d)?(?: ?(?:am|pm)\b| hours\b)?"
    r"|\d{1,2} ?(?:am|pm)\b|(?<!\d)[012]\d[0-5]\d hours\b"
    rf"|(?:half past|(?:a )?quarter (?:past|to)|{_HOUR} minutes? (?:past|to)) {_HOUR}"
    rf"|{_HOUR} o'clock|(?:at|from|until|to) {_HOUR} hours\b"
    rf"|{_HOUR}(?= (?:in the (?:morning|afternoon|evening)|at night|this morning|this evening))"
)
_ZONE: Final = r"(?: (?:local time|gmt|utc|est|edt|cet|cest|[a-z]+ (?:standard |daylight )?time))?(?: \([^)]*\))?"
_NIGHT: Final = r"nights?|overnight|nightfall"
_TIMES: Final = (
    r"mornings?|afternoons?|evenings?|dawn|daybreak|pre-dawn|dusk|sunrise|sunset|noon|midday|midnight|first light|daylight|"
    r"lunch(?:time)?|breakfast|iftar|dawn prayers?|friday prayers|evening prayers?|hour of [a-z ]+|prayers"
)
_HEDGE: Final = (
    r"(?:(?:shortly|just|right|immediately|soon|long|well|a little|minutes|hours) (?:before|after|past)"
    r"|before|after|by|until|till|at|about|around|approximately|in|on|towards?|exactly|some time|from|early|late|mid|the"
    r"|very|into|through|throughout|during|as of|since|no later than|and|to|between)"
)
_TAKE: Final = re.compile(
    rf"(?:(?<![\w-])|(?<=\d-))(?P<lead>(?:{_HEDGE}[ -])*)(?P<which>(?:this|that|the (?:very )?same|same|last|the next|next|the following|the previous|previous) )?"
    rf"(?:(?:early|late|mid)[ -])?(?:(?:small|early|first|late|wee)(?: morning)? hours(?: of)?(?: the)?(?: (?P<hours>{_NIGHT}|{_TIMES}))?"
    rf"|(?P<night>{_NIGHT})|(?P<time>{_TIMES})|(?P<clock>{_CLOCK}))(?!\w|-(?!\d)){_ZONE}(?P<side> (?:before|after|prior|of|to)\b)?",
)
_KEPT_LEADS: Final = ("since ", "until ", "by ", "as of ", "before ", "from ")
_EDGES: Final = re.compile(
    r"^(?:(?:on|in|at|of|the|and|from|to|by|before|after|until|between|into|for)\b ?)+|(?:[ ,]*\b(?:on|in|at|the|of|from|to|and|before|after|by)\b)+$|^[ ,-]+|[ ,-]+$"
)
_WHICH: Final = {"this": ("this", 0), "that": ("that", 0), "same": ("that", 0), "last": ("this", -1), "next": ("that", 1), "following": ("that", 1), "previous": ("that", -1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A phrase less its part of the day."""

    name: str
    rest: str
    which: str = ""
    by: int = 0


def take_off(said: str) -> TakenOff | None:
    """Thus "8:30 in the evening of Monday" is an evening, with "Monday" left over."""
    found = list(_TAKE.finditer(said))
    if not found:
        return None
    rest = _tidied(_TAKE.sub(" ", said))
    which, by = _which(found)
    name = "night" if all(match["night"] for match in found) else "part-of-day"
    if name == "night" and "overnight" in said:
        name = "overnight"
    if re.search(r"night (?:in)?to\b", said) and rest and len(found) == 1:
        name = "night-to"
    lead = next((lead for lead in ("since ", "until ") if said.startswith(lead) and rest), "")
    return TakenOff(name, lead + rest, which, by)


def _which(found: list[re.Match[str]]) -> tuple[str, int]:
    for match in found:
        word = (match["which"] or "").split()[-1:]
        if word:
            return _WHICH.get(word[0], ("", 0))
        if (match["side"] or "").strip() in {"before", "prior"}:
            return "that", -1
        if (match["side"] or "").strip() == "after":
            return "that", 1
    return "", 0


def _tidied(rest: str) -> str:
    """The words left, without the small words that tied the part to them."""
    tidy, last = " ".join(rest.split()), None
    while tidy != last:
        last, tidy = tidy, _EDGES.sub("", tidy).strip()
    return tidy

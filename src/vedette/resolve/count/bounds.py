"""Words that turn a number into a bound: "at least", "up to", "about", "or more"."""

from __future__ import annotations

import re
from typing import Final

EXACT, AT_LEAST, AT_MOST, ABOUT = "exact", "at-least", "at-most", "about"

_MORE: Final = (
    r"at (?:the )?(?:very )?least|(?:slightly |well |far |just |little |a little )?(?<!no )(?<!not )more than|(?:slightly |well )?(?<!just )over"
    r"|no (?:fewer|less) than|not (?:fewer|less) than|upwards? of|in excess of|exceed(?:s|ing|ed)?|beyond|a minimum of"
    r"|minimum(?: of)?|(?:slightly |well )?above|north of|greater than|≥|>=?"
)
_LESS: Final = (
    r"up to|as many as|as much as|as few as|no more than|not more than|at (?:the )?(?:very )?most|(?<!no )(?<!not )(?:less|fewer) than|(?<!just )under"
    r"|below|a maximum of|maximum(?: of)?|until|a ceiling of|≤|<=?|not exceeding|a limit of"
)
_NEAR: Final = (
    r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close to|an? estimated|estimated(?: (?:at|to))?|circa"
    r"|ca?\.|c\.|~|≈|near|approaching|approaches|just under|just over|somewhere around|in the region of|in the order of"
    r"|on the order of|an average of|nigh on|perhaps|maybe|likely|probably|the estimated|an approximate|barely more than"
)
_BEFORE: Final = ((AT_LEAST, _MORE), (AT_MOST, _LESS), (ABOUT, _NEAR))
_ADVERB: Final = r"(?:(?:the|a|an|another|additional|further|reportedly|still|only|now|total of|a total of|possibly|nearly|almost|about|some|least)\s+)*"
BEFORE: Final = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})\s*{_ADVERB}(?:[A-Z]{{1,3}})?[$€£¥]?\s*$", re.IGNORECASE))
    for kind, words in _BEFORE
)
_AFTER: Final = (
    (
        AT_LEAST,
        re.compile(r"^\s*(?:\+|plus\b|-plus\b|or more\b|or over\b|and (?:more|over|counting|above)\b)", re.IGNORECASE),
    ),
    (AT_MOST, re.compile(r"^\s*(?:or (?:fewer|less|under)\b)", re.IGNORECASE)),
    (ABOUT, re.compile(r"^\s*(?:or so\b|-odd\b|odd\b|-ish\b|-some\b)", re.IGNORECASE)),
)
_AT_END: Final = (
    (
        AT_LEAST,
        re.compile(r"\b(?:at (?:the )?(?:very )?least|or more|or over|and counting|minimum)\W*$", re.IGNORECASE),
    ),
    (AT_MOST, re.compile(r"\b(?:at (?:the )?(?:very )?most|or (?:fewer|less)|maximum)\W*$", re.IGNORECASE)),
    (ABOUT, re.compile(r"\b(?:or so|approximately|roughly|more or less|give or take)\W*$", re.IGNORECASE)),
)


def around(before: str, after: str) -> str:
    """What the words before and after a number make of it: "at least" | "12" | " people" is at-least."""
    for kind, pattern in _AFTER:
        if pattern.search(after):
            return kind
    for kind, pattern in BEFORE if before else ():
        if pattern.search(before):
            return kind
    for kind, pattern in _AT_END:
        if pattern.search(after):
            return kind
    return EXACT

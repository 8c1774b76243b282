"""One round of cleaning: what is looked for, and what is put in its place."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from vedette.text.characters import LIGATURES, ONE_FOR_ONE, OPENING, UNSEEN
from vedette.text.lines import LINE_ENDS, breaks
from vedette.text.spans import Change, Changes

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|img|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
)
_BLOCK = (
    "article|aside|audio|blockquote|body|button|caption|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|"
    "header|hr|html|iframe|input|label|li|link|main|meta|nav|noscript|ol|option|p|picture|pre|section|select|source|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|ul|video"
)
_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?/?>"
# One set of characters comes first, so that the search jumps from one to the next: four times as fast.
_BLEMISH = re.compile(
    rf"""
    [<&.!?…`'\s{UNSEEN}{"".join(LIGATURES)}]
    (?: (?<= < )
        (?: (?P<markup> !--.{{0,5000}}?--> | (?i:(?P<code>script|style){_ATTRIBUTES} .{{0,20000}}? </(?P=code)\s*>) )
          | (?P<inline> (?i: /?(?:{_INLINE}){_ATTRIBUTES} ) )
          | (?P<block> (?i: /?(?:{_BLOCK}){_ATTRIBUTES} ) )
          | (?P<newline> (?i: br{_ATTRIBUTES} ) )
        )
    | (?<= & ) (?P<entity> (?:amp;)*(?i:(?P<name>\#\d{{1,7}} | \#x[\da-f]{{1,6}} | [a-z][a-z\d]{{1,31}})); )
    | (?<= [.!?] ) (?P<stops> (?: (?<= \. ) [ ]?\.(?![a-z\d]|[ ]?\.) | (?<= [!?] ) \.(?![.\w]) ) )
    | (?<= [.!?…] ) (?P<stray> "+(?:\.(?![.\w]))?(?=\s|\Z) )
    | (?<= [`'] ) (?P<pair> (?<= ` ) ` | (?<= ' ) ' )
    | (?<= [ \t] ) (?P<blanks> [ \t]+(?![ \t{LINE_ENDS}]) | (?<= \t )(?![{LINE_ENDS}]) | (?<= \A[ ] ) | \Z )
    | (?<= \s ) (?P<breaks> (?: (?<= [{LINE_ENDS}] ) | [^\S\r\n]*[{LINE_ENDS}] ) \s* )
    | (?<= [{UNSEEN}] ) (?P<unseen> [{UNSEEN}]* )
    | (?<= [{"".join(LIGATURES)}] ) (?P<ligature> )
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_SHORTENED = frozenset({"stops", "stray", "blanks", "breaks"})
"""What is shortened rather than replaced: the first characters stay, and only the rest is taken away."""

_COMBINING = re.compile(r"[\u0300-\u036f]")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


@dataclass(slots=True)
class _Round:
    """A text on its way through one round. `seen` has one character for each of `given`."""

    given: str
    seen: str
    hard: frozenset[int] = frozenset()
    """Where the line breaks start that end a paragraph."""
    counted: int = 0
    inside: bool = False
    """Whether an odd number of quotation marks stands in the paragraph before `counted`."""
    pieces: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    length: int = 0
    done: int = 0

    def put(self, start: int, end: int, made: str) -> None:
        """Takes over what stands before `start`, and `made` for what stands from there to `end`."""
        at = self.length + start - self.done
        self.pieces += (self.seen[self.done : start], made)
        self.changes.append(Change(at, at + len(made), start, end))
        self.length, self.done = at + len(made), end

    def result(self) -> tuple[str, Changes]:
        """The text made, and its changes."""
        return "".join((*self.pieces, self.seen[self.done :])), Changes(tuple(self.changes))


def round_of_cleaning(text: str) -> tuple[str, Changes]:
    """The text without the blemishes that can be seen in it now; taking them away may show others."""
    seen = text if text.isascii() else text.translate(ONE_FOR_ONE)
    if not seen.isascii() and _COMBINING.search(seen):
        composed, changes = _replaced(_Round(text, seen), _ACCENTED, _composed)
        if composed != seen:
            return composed, changes
    hard = frozenset(found.start for found in breaks(seen) if found.hard)
    return _replaced(_Round(text, seen, hard), _BLEMISH, _remedy)


def _replaced(
    work: _Round, pattern: re.Pattern[str], remedy: Callable[[_Round, re.Match[str]], str]
) -> tuple[str, Changes]:
    for found in pattern.finditer(work.seen):
        made = remedy(work, found)
        if made != found[0]:
            shortened = found.lastgroup in _SHORTENED and len(made) <= len(found[0])
            kept = _equal_start(made, found[0]) if shortened else 0
            work.put(found.start() + kept, found.end(), made[kept:])
    return work.result()


def _equal_start(made: str, given: str) -> int:
    """How many characters the two have alike at their start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(made, given, strict=False)))


def _remedy(work: _Round, found: re.Match[str]) -> str:
    return _REMEDIES[found.lastgroup or ""](work, found)


def _composed(_: _Round, found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])


def _entity(_: _Round, found: re.Match[str]) -> str:
    escaped = f"&{found['name']};"
    character = html.unescape(escaped)
    return found[0] if character == escaped else character.translate(ONE_FOR_ONE)


def _stops(work: _Round, found: re.Match[str]) -> str:
    """One full stop for two; but three, with or without spaces, are left-out words."""
    start = found.start()
    is_ellipsis = work.seen[max(0, start - 1) : start] == "." or work.seen[max(0, start - 2) : start] == ". "
    return found[0] if is_ellipsis else found[0][0]


def _stray(work: _Round, found: re.Match[str]) -> str:
    """The marks behind a full stop: one where a quotation is open, or where one of them is no opening mark."""
    stop = found.start()
    inside = work.inside ^ bool(work.seen.count('"', work.counted, stop) % 2)
    work.counted, work.inside = found.end(), False
    marks = work.given[stop + 1 : found.end()].rstrip(".")
    keeps_one = inside or not OPENING.issuperset(marks)
    return found[0][0] + ('"' if keeps_one else "")


def _breaks(work: _Round, found: re.Match[str]) -> str:
    start, end = found.span()
    if start in work.hard:
        work.counted, work.inside = end, False
    if start == 0 or end == len(work.seen):
        return ""
    if start in work.hard:
        return "\n\n"
    return "" if work.seen[start - 1] == "-" and work.seen[start - 2 : start - 1].isalpha() else " "


def _blanks(work: _Round, found: re.Match[str]) -> str:
    return "" if found.start() == 0 or found.end() == len(work.seen) else " "


_REMEDIES: Mapping[str, Callable[[_Round, re.Match[str]], str]] = {
    "markup": lambda _, __: "\n\n",
    "code": lambda _, __: "\n\n",
    "inline": lambda _, __: "",
    "block": lambda _, __: "\n\n",
    "newline": lambda _, __: "\n",
    "entity": _entity,
    "unseen": lambda _, __: "",
    "ligature": lambda _, found: LIGATURES[found[0]],
    "stops": _stops,
    "stray": _stray,
    "pair": lambda _, __: '"',
    "breaks": _breaks,
    "blanks": _blanks,
}

"""Time told in units: "last week", "three days ago", "the past 24 hours", "two-day", "a fourth night in a row"."""

from __future__ import annotations

import re
from typing import Final

from vedette.resolve.when import words
from vedette.resolve.when.shapes import Anaphor, Beside, Length, Named, Piece, Season, Shape, Shift, Vague
from vedette.resolve.when.words import FEW, NUMBER, SEASON, UNIT, YEAR

_WHICH: Final = re.compile(
    r"(?:the )?(?P<cut>earlier |later |early |late )?(?:in )?(?P<which>last|this|next|coming|the coming|current|past|previous|following|preceding|same|the) (?P<unit>day|week-?end|week|month|quarter|year|decade|century)(?P<days>'s \w+)?"
)
_ALONE: Final = re.compile(r"(?P<unit>week-?end)")
_HEDGE: Final = r"(?:(?:about|around|nearly|almost|more than|over|less than|at least|up to|no more than|some|just|only|barely|roughly|under|another|a further|approximately|well over|exactly|at most|not more than) )*"
_AGO: Final = re.compile(
    rf"(?P<hedge>{_HEDGE})(?:{NUMBER}|{FEW}) (?:(?:short|long|full|consecutive) )?{UNIT} (?P<side>ago|earlier|before|prior|previously|back|later|after|afterwards?|hence|from now|on)"
)
_BARE_AGO: Final = re.compile(rf"(?:just |only |the )?{UNIT} (?P<side>ago|earlier|before|prior|previously|later|after)")
_BESIDE: Final = re.compile(
    rf"(?P<hedge>{_HEDGE})(?:{NUMBER}|{FEW}) {UNIT} (?P<side>before|after|prior to|into|following|earlier than|from) (?P<of>.+)"
)
_LENGTH: Final = re.compile(
    rf"(?:for |during |within |in |after |over |throughout )?(?P<hedge>{_HEDGE})(?:the )?(?P<side>past|last|next|coming|first|previous|preceding|following|initial|remaining)? ?(?P<hedge2>{_HEDGE})"
    rf"(?:(?:\d+|{words.NUMBER_WORDS})(?: to |-| or )(?=[\w]))?(?:{NUMBER}|{FEW}|(?P<pair>couple of))(?: (?:more|further|additional|whole|full|straight|consecutive|successive|long|short|last|plus))*(?:-plus)?[ -]{UNIT}(?:'s?)?(?:[- ](?:long|old|notice|in a row|running|period))?(?: only)?"
)
_LENGTH_BARE: Final = re.compile(
    rf"(?:for |within |over |in |just )?(?:the )?(?P<side>past|last|next|coming)? ?{UNIT}(?:'s?)?(?:-?long)?"
)
_COUNTED: Final = re.compile(
    rf"(?:for )?(?:an?|the|its|their) (?:(?:very )?(?P<nth>{words.ORDINAL})) (?:(?:consecutive|successive|straight|full) )?(?P<unit>day|night|evening|morning|week|month|time)(?:s)?"
    r"(?: in a row| running| in succession)?|(?:(?:its|their|the) )?(?:\d+(?:st|nd|rd|th)) (?:day|week|night)|day (?:\d+|{words.NUMBER_WORDS})|fifth week|second night"
)
_SEASON: Final = re.compile(
    rf"(?:the |in )?(?P<cut>early |late |mid-?)?(?P<which>last|this|next|northern|coming|past|previous)? ?{SEASON}(?: of| in)?(?:,? ?(?:{YEAR}(?:[-/]\d{{2,4}})?|(?P<shift>last|this|next) year))?"
)
_PIECE: Final = re.compile(
    rf"(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<unit>quarter|half)(?:(?: of)?(?: the year| {YEAR}| (?P<shift>last|this|next) year))?"
)
_Q: Final = re.compile(rf"q(?P<nth>[1-4])(?: {YEAR})?")
_PARTS: Final = {"quarter": 4, "half": 2}
_SHIFT: Final = {"last": -1, "this": 0, "next": 1, "previous": -1, "past": -1, "coming": 1}
_CLOCK_HOURS: Final = re.compile(r"[012]\d[0-5]\d")
"""Four figures before "hours" are a time of day: "1400 hours"."""
_HALF_DAY: Final = 12
_SAID: Final = {"last": "last", "past": "last", "previous": "last", "this": "this", "next": "next", "coming": "next"}
_SHORT: Final = frozenset({"minute", "hour"})


def this(unit: str) -> Shift:
    """The unit that the publication is in."""
    return Shift(unit, 0)


_EVENT: Final = re.compile(
    rf"(?:{_HEDGE})(?:{NUMBER} )?{UNIT} (?P<side>before|after|prior to|into|following|from) (?P<of>.+)"
)


_NOUN: Final = re.compile(
    r"(?:the|an?|this|that|his|her|its|their) (?:.*? )??(?P<noun>[a-z-]{4,})"
    r"(?: (?:in|of|at|on|that|which|by|to|near|for|took|began|started|against)\b.*)?"
)


def counted_from_event(said: str) -> Shape | None:
    """Thus "two weeks after the vote", when the words hold no date of the vote."""
    match = _EVENT.fullmatch(said)
    if not match or not match["number"]:
        return None
    number, noun = words.number(match["number"]), _NOUN.fullmatch(match["of"])
    if noun and number == int(number):
        sign = -1 if match["side"] in {"before", "prior to"} else 1
        return Beside(Shift(match["unit"], sign * int(number)), Named(noun["noun"]))
    return Vague(COUNTS_FROM_EVENT, COARSE.get(match["unit"], ""))


COUNTS_FROM_EVENT: Final = "counts-from-another-event"
COARSE: Final = {"week": "month", "month": "month", "year": "year"}
"""What a count from an undated event leaves of the day of a report that opens with it."""


def unit_shape(said: str) -> Shape | None:
    """A time told in units, or a season or quarter; None when the words are none."""
    return (
        _which(said) or _ago(said) or _beside(said) or _season(said) or _piece(said) or _counted(said) or _length(said)
    )


def _unit(word: str) -> str:
    return {"week-end": "weekend", "centurie": "century"}.get(word, word)


def _which(said: str) -> Shape | None:
    match = _WHICH.fullmatch(said)
    if not match:
        return Shift("weekend", 0) if _ALONE.fullmatch(said) else None
    unit, which = _unit(match["unit"]), match["which"]
    cut = (match["cut"] or "").strip()
    if which in {"past", "coming", "the coming"} and unit != "weekend":
        return Length(1.0, unit, -1 if which == "past" else 1)
    if which in {"previous", "preceding"}:
        return Shift(unit, -1, anchored=True, cut=cut)
    if which == "following":
        return Shift(unit, 1, anchored=True, cut=cut)
    if said.startswith("the last ") and unit != "weekend":
        return Length(1.0, unit, -1)
    return Shift(unit, _SHIFT.get(which, 0), cut=cut)


def _ago(said: str) -> Shape | None:
    match = _AGO.fullmatch(said)
    if match:
        return _stepped(match, words.number(match["number"]) if match["number"] else None)
    bare = _BARE_AGO.fullmatch(said)
    if bare and bare["unit"] == "night":
        return None
    return Vague("how-many-not-said") if bare and bare["unit"] not in _SHORT else Anaphor("that-day") if bare else None


def _stepped(match: re.Match[str], number: float | None) -> Shape:
    """Thus "two days earlier" is two days before the earlier time, "two days ago" before the publication."""
    unit, side = _unit(match["unit"]), match["side"]
    if unit in _SHORT:
        return Anaphor("that-day")
    if number is None:
        return _few(match["few"], unit, side)
    sign = 1 if side in {"later", "after", "afterwards", "afterward", "hence", "from now", "on"} else -1
    if number != int(number):
        unit, number = {"year": ("month", number * 12), "week": ("day", number * 7)}.get(unit, (unit, number))
    return Shift(unit, sign * int(number), anchored=side not in {"ago", "back", "hence", "from now"})


def _few(few: str, unit: str, side: str) -> Shape:
    if "couple" in few:
        return Shift(
            unit, 2 if side in {"later", "after", "hence"} else -2, anchored=side not in {"ago", "back", "hence"}
        )
    return Vague("how-many-not-said")


def _beside(said: str) -> Shape | None:
    """Thus "two days after the bombing": hours stay on the day; days need a date, which the grammar looks for."""
    match = _BESIDE.fullmatch(said)
    if not match:
        return None
    if match["unit"] not in _SHORT:
        return None
    if match["unit"] == "hour" and words.number(match["number"] or "a") > _HALF_DAY:
        return Vague(COUNTS_FROM_EVENT)
    noun = _NOUN.fullmatch(match["of"])
    return Beside(Shift("hour", 0), Named(noun["noun"])) if noun else Anaphor("that-day")


def _length(said: str) -> Shape | None:
    match = _LENGTH.fullmatch(said)
    if match:
        side = {"past": -1, "last": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1}.get(
            match["side"] or "", 0
        )
        if match["few"] and "couple" not in match["few"]:
            return Vague("how-many-not-said")
        if match["unit"] == "hour" and _CLOCK_HOURS.fullmatch(match["number"] or ""):
            return None
        number = words.number(match["number"]) if match["number"] else 2.0
        number *= 12 if (match["number"] or "").endswith(" dozen") and number < 12 else 1  # noqa: PLR2004 a dozen
        further = "another" in (match["hedge"] + match["hedge2"]) or "further" in said or "notice" in said
        return Length(number, _unit(match["unit"]), side or (1 if further or said.startswith("within ") else 0))
    bare = _LENGTH_BARE.fullmatch(said)
    if not bare or (bare["unit"] == "night" and not bare["side"]):
        return None
    if bare["side"] or said.endswith("long"):
        return Length(1.0, _unit(bare["unit"]), -1 if bare["side"] in {"past", "last"} else 1 if bare["side"] else 0)
    return Anaphor("hours") if bare["unit"] in _SHORT else Vague("how-many-not-said")


def _counted(said: str) -> Shape | None:
    if not _COUNTED.fullmatch(said):
        return None
    return Anaphor("the-counted-day" if said.startswith("the ") else "counted-day")


def _season(said: str) -> Shape | None:
    match = _SEASON.fullmatch(said)
    if not match:
        return None
    word = {"fall": "autumn"}.get(match["season"], match["season"])
    shift = _SHIFT.get(match["shift"] or "")
    which = _SAID.get(match["which"] or "")
    if which:
        return Season(word, which=which)
    return Season(word, int(match["year"]) if match["year"] else None, shift)


def _piece(said: str) -> Shape | None:
    short = _Q.fullmatch(said)
    if short:
        return Piece(int(short["nth"]), 4, int(short["year"]) if short["year"] else None)
    match = _PIECE.fullmatch(said)
    if not match:
        return None
    of = _PARTS[match["unit"]]
    number = of if match["nth"] == "last" else words.day(match["nth"])
    if number > of:
        return None
    return Piece(number, of, int(match["year"]) if match["year"] else None, _SHIFT.get(match["shift"] or ""))

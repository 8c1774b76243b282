"""Holidays and named times as they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from vedette.resolve.when.feasts import eras, feast_rules
from vedette.resolve.when.shapes import Era, Feast, Shape
from vedette.resolve.when.words import YEAR

_TAIL: Final = rf"(?: (?:holidays?|celebrations?|festival|festivities|feast|truce))?(?P<eve> eve)?(?: (?:of |in )?(?:{YEAR}|(?P<which>last|this|next) year))?"
_SHIFT: Final = {"last": -1, "this": 0, "next": 1}


@cache
def _feast() -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(feast_rules(), key=len, reverse=True))
    return re.compile(
        rf"(?:the )?(?:(?P<side>eve|day before|day after|month|feast) of )?(?:the )?(?P<name>{known}){_TAIL}"
    )


@cache
def _era() -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(eras(), key=len, reverse=True))
    return re.compile(rf"(?:the )?(?P<name>{known})")


def name_shape(said: str) -> Shape | None:
    """A feast or an era that is all of the words."""
    feast = _feast().fullmatch(said)
    if feast:
        return _read(feast)
    era = _era().fullmatch(said)
    return Era(era["name"]) if era else None


def _read(match: re.Match[str]) -> Feast:
    before = bool(match["eve"]) or match["side"] in {"eve", "day before"}
    shift = -1 if before else 1 if match["side"] == "day after" else 0
    year = int(match["year"]) if match["year"] else None
    return Feast(match["name"], year, shift, _SHIFT.get(match["which"] or ""))

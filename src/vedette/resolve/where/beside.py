"""A village that no list has, where the report itself says how it lies: "Ambru, 30 kilometres north of Sarh"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.resolve.where.anchor import nest_at
from vedette.resolve.where.context import Context
from vedette.resolve.where.gazetteer import Gazetteer
from vedette.resolve.where.phrase import ABOUT, LENGTH, NAME, SIDES, kilometres, plain_side
from vedette.resolve.where.place import Place
from vedette.resolve.where.value import away_from

SETTLED = r"(?:village|town|hamlet|settlement|locality|post|crossing|camp)"
JOINT = (
    rf"(?P<joint>[”\"’']?\s*[,(–—]\s*|[”\"’']?\s+(?=\d))(?:and\s)?(?:(?:an?|the)\s(?:[a-z-]+\s){{0,2}}{SETTLED}\s*,?\s*)?"
    r"(?:(?:which|that)\s(?:is|lies|stands|was|lay)\s|located\s|situated\s|lying\s)?"
)
"""Between the name and the words that say how it lies: a comma or a bracket, or nothing before a figure."""

FROM = r"(?:of|from|outside|away\sfrom)\s(?:the\s(?:[a-z-]+\s){0,2}(?:of\s)?)?"
LIES = re.compile(rf"(?i:{JOINT}{ABOUT}(?:{LENGTH}\s*)?(?P<side>{SIDES})?\s*{FROM})(?P<rest>{NAME.pattern})")
"""Behind a name: another name, which begins with a capital, and how far and in which direction from it."""

STOP = re.compile(r"\.(?:\s|$)")
"""A name may hold a full stop, and so the pattern runs on into the next sentence."""


def told_place(name: str, text: str, context: Context, gazetteer: Gazetteer) -> tuple[Place, str] | None:
    """Where a name lies by the report's own words, and these words; None where it does not say."""
    for start, far in placings(name, text):
        known = nest_at(STOP.split(far["rest"])[0], start, text, context, gazetteer)[0].place
        if known is not None and known.kind != "country":
            km = kilometres(far["number"], far["unit"])
            words = STOP.split(" ".join(text[far.start() + len(far["joint"]) : far.end()].split()))[0]
            return away_from(known, plain_side(far["side"]), km), words
    return None


def placings(name: str, text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The places where words behind a name say how far and in which direction from another it lies."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        far = LIES.match(text, match.end())
        if far and (far["side"] or far["number"]) and far["rest"] != name:
            yield far.start("rest"), far

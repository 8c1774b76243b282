"""Initials that the lexicon lacks: the report may spell them out in brackets, else nobody can say whose they are."""

from __future__ import annotations

import re

from vedette.resolve.who.page import Scene
from vedette.resolve.who.phrase import Phrase, read

_INITIALS = re.compile(r"(?:[Tt]he\s)?(?P<name>(?=[A-Z0-9-]*[A-Z][A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,8})")
"""Two capitals at least, and no small letter: "the MXR"."""
_LONG = r"[A-Z][\w'’-]+(?:[\s-](?:of|for|the|and|in|on|de|des|du|la|le|et|pour|[A-Z][\w'’-]+)){1,12}"


def spelled_out(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase with what its full name says; one that belongs to nobody where no words tell what it is."""
    found = _INITIALS.fullmatch(scene.span.text) if not (phrase.country or phrase.sector) else None
    if found is None:
        return phrase
    full = _full_name(scene.here.text, found["name"])
    told = read(full, scene.here.day, scene.here.lexicon) if full else Phrase()
    if told.sector or told.country:
        return told._replace(rule="spelled-out-initials" if told.country else told.rule)
    return phrase._replace(nowhere=True, rule="unknown-initials")


def _full_name(text: str, initials: str) -> str:
    """The name that stands before initials in brackets, or in brackets behind them; nothing where there is none."""
    name = re.escape(initials)
    before = re.search(rf"(?P<full>{_LONG})\s[(\[]{name}[)\]]", text)
    behind = re.search(rf"\b{name}\s[(\[](?P<full>{_LONG})[)\]]", text)
    return found["full"] if (found := before or behind) else ""

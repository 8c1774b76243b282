"""What the words beside a phrase make of it: "[Kyrgyz] and Tajik negotiators", drones that "Peru shot down"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from vedette.records import Span, Surroundings
from vedette.resolve.who.bags import bag
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.page import PAGES, REACH, Page, Scene
from vedette.resolve.who.phrase import Phrase, read
from vedette.resolve.who.pieces import pick

_JOINED = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|/|\s-)\s+([^.;:!?()\n]{3,80})")
_BREAK = re.compile(r"\s+")
_SHORT_STATES = frozenset(("US", "U.S.", "UK", "U.K.", "EU", "UN", "NATO"))
"""Names that serve as adjectives too."""
_AHEAD = 5  # words after the joint that may hold the shared head: "Kyrgyz and Tajik border guards"
_WEAPONS = bag("drone drones missile missiles rocket rockets uav uavs")
_UNITS = bag("company companies")
"""Words for a firm that are words for a unit too."""
_APART = {(), ("'s",), ("of",), ("from",), ("of", "the"), ("from", "the")}
"""What may stand between a state's name and the word for its troops."""
_DOWNED = re.compile(r"(?i)shot|shoot|down|intercept|destroy|repel|neutrali")
_SHOOTERS = bag("actor source")


def soldiers(scene: Scene, phrase: Phrase) -> Phrase:
    """A people with an article, "the Belgians", as soldiers where the report speaks of troops of that country."""
    if phrase.rule != "people" or not phrase.state or scene.span.text[:4].lower() != "the ":
        return phrase
    if phrase.country not in _armed(scene.here):
        return phrase
    return phrase._replace(sector="MIL", state=False, rule="people-under-arms")


@lru_cache(maxsize=PAGES)
def _armed(here: Page) -> frozenset[str | None]:
    """Countries whose troops the report names: "Turkish soldiers", "the army of Chad", "the Bundeswehr"."""
    armed = {found.term.country for found in here.found if found.term.sector == "MIL"}
    for one, other in pairwise(here.hits):
        apart = here.words.folded[one.end : other.start]
        if apart in _APART:
            pair = (pick(one.terms, here.day), pick(other.terms, here.day))
            armed |= {term.country for term in pair if "MIL" in (pair[0].sector, pair[1].sector)}
    return frozenset(armed - {None})


def unit(span: Span, around: Surroundings, phrase: Phrase) -> Phrase:
    """A company that the report sends or stations somewhere is one of soldiers, and no firm."""
    if phrase.sector != "BUS" or phrase.head not in _UNITS or (phrase.country or "")[3:4] == ":":
        return phrase
    forces = (mention.span for mention in around.mentions if mention.role == "force")
    sent = any(one.start < span.end and span.start < one.end for one in forces)
    return phrase._replace(sector="MIL", rule="company-under-arms") if sent else phrase


def joined(span: Span, around: Surroundings, lexicon: Lexicon, phrase: Phrase) -> Phrase:
    """The phrase with the sector of the head that it shares: MIL for the first of "Iraqi and US forces"."""
    if phrase.rule != "adjective" and not (phrase.rule == "state" and span.text in _SHORT_STATES):
        return phrase
    after = _JOINED.match(around.text, span.end)
    if after is None:
        return phrase
    ahead = _BREAK.split(after[1])[:_AHEAD]
    for many in range(2, len(ahead) + 1):
        shared = read(" ".join(ahead[:many]), around.published, lexicon)
        if shared.country is None or shared.person:
            break
        if shared.rule == "role-with-country" and shared.head == ahead[many - 1].lower().strip(","):
            return phrase._replace(sector=shared.sector, state=shared.sector is None, rule="shared-head")
    return phrase


def shooter(scene: Scene, phrase: Phrase) -> str | None:
    """Who shot down the weapons that the words name: they are not his."""
    act = scene.trigger.text if scene.trigger else ""
    if phrase.head not in _WEAPONS or not _DOWNED.match(act):
        return None
    for mention in scene.marks.before(scene.span.start, REACH, _SHOOTERS):
        said = read(mention.span.text, scene.here.day, scene.here.lexicon)
        if said.country:
            return said.country
    return None

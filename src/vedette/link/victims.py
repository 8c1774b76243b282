"""What kind of victims a count is of: fighters, state forces, civilians, animals, or just anybody."""

from __future__ import annotations

import re

from vedette.records import Argument, Event

ANYBODY, FIGHTERS, FORCES, CIVILIANS, ANIMALS = "anybody", "fighters", "forces", "civilians", "animals"

WORDS = {
    FIGHTERS: """
fighter militant militiaman gunman insurgent rebel terrorist jihadist extremist attacker assailant bandit guerrilla raider
militia suicide bomber combatant separatist
""",
    FORCES: """
soldier troop policeman policewoman police officer peacekeeper gendarme marine guard serviceman ranger commando conscript
constable sergeant lieutenant captain colonel general commander paramilitary personnel trooper airman sailor
""",
    CIVILIANS: """
civilian woman child girl baby infant herder trader villager farmer resident worshipper student pupil teacher doctor nurse
journalist worker passenger shopper refugee citizen bystander miner driver fisherman pilgrim tourist schoolgirl schoolboy
mother grandmother schoolchild pedestrian patient elder family
""",
    ANIMALS: "camel cow goat sheep cattle livestock horse donkey animal dog chicken pig buffalo elephant",
}
"""Kind -> words that tell it, one by one in the singular."""

IRREGULAR = {"men": "man", "women": "woman", "children": "child", "families": "family"}

KIND_OF = {word: kind for kind, words in WORDS.items() for word in words.split()}

ARMED = {"MIL": FORCES, "COP": FORCES, "SPY": FORCES, "REB": FIGHTERS, "UAF": FIGHTERS, "CRM": FIGHTERS}
"""Sector of an actor -> kind."""

PEACEFUL = frozenset({"CVL", "HLH", "EDU", "LAB", "MED", "REF", "BUS", "PPL"})
"""Sectors of civilians."""


def kind(words: str, event: Event, role: Argument) -> str:
    """The kind that a count's words tell; else that of the recipient whom the same words name; else anybody."""
    said = _said(words)
    return said if said != ANYBODY else _named(event, role)


def _said(words: str) -> str:
    """The last word that tells a kind: heads stand behind what describes them, before an `of`."""
    head = re.split(r"\b(?:of|from|in|at|with|who)\b", words, maxsplit=1)[0]
    for part in (head, words):
        kinds = [KIND_OF[word] for word in map(_singular, re.findall(r"[a-z]+", part.lower())) if word in KIND_OF]
        if kinds:
            return kinds[-1]
    return ANYBODY


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


def _named(event: Event, role: Argument) -> str:
    for other in event.role("recipient"):
        if other.who and other.who.value and _overlap(other, role):
            sector = other.who.value.sector or ""
            return ARMED.get(sector, CIVILIANS if sector in PEACEFUL else ANYBODY)
    return ANYBODY


def _overlap(one: Argument, other: Argument) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end

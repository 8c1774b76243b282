"""What the words of a force say beside whose it is: its name, what body it is, whether it is a part or comes on top."""

from __future__ import annotations

import re

from vedette.resolve.countries import by_adjective, by_name

FORMATIONS = frozenset(
    {
        "army",
        "battalion",
        "battery",
        "brigade",
        "company",
        "corps",
        "crew",
        "division",
        "fleet",
        "flotilla",
        "garrison",
        "platoon",
        "regiment",
        "squadron",
    }
)
"""Bodies of a size; two of different size are two forces, or one a part of the other."""

BODIES = FORMATIONS | {"contingent", "detachment", "formation", "group", "mission", "patrol", "team", "unit"}
"""Bodies of any size: "a unit" or "one battery" says nothing of how many."""

PLAIN = frozenset(
    {
        "army",
        "combatant",
        "contingent",
        "fighter",
        "force",
        "gunman",
        "guard",
        "man",
        "member",
        "military",
        "militia",
        "militiaman",
        "officer",
        "peacekeeper",
        "personnel",
        "police",
        "policeman",
        "presence",
        "rank",
        "rebel",
        "reinforcement",
        "service",
        "soldier",
        "troop",
        "unit",
    }
)
"""Heads that any force of its kind may have."""

CARRIAGE = frozenset({"car", "column", "convoy", "lorry", "truck", "vehicle", "line", "dust"})
"""What carries a force and is none itself."""

PARTIES = re.compile(
    r"\b(?:advance (?:party|guard|team)|vanguard|(?:first|last|some|part|half|most) [\w-]* ?of the)\b", re.IGNORECASE
)
"""A part of a force, which says nothing of the whole."""

ON_TOP = re.compile(r"\b(?:additional|extra|further|another|reinforcements?|fresh|more (?!than\b))", re.IGNORECASE)
"""Comes on top of what is there."""

POINTING = re.compile(r"(?:the|this|that|these|those|its|their|his|her|our) ", re.IGNORECASE)
"""Words that point back to a force that was named."""

PLACED = re.compile(r"\b(?:at|from|in|near|on|now|who|which)\b")
"""Words behind which places and clauses stand and no more of the force's name."""

NAME = re.compile(r"[“\"‘']?([A-Z][\w’'-]+|\d+(?:st|nd|rd|th))")
WORD = re.compile(r"[A-Za-z][\w’'-]*")
POSSESSIVE = re.compile(r"[’']s?$")

OF_NATIONS = frozenset(
    {
        "african",
        "defence",
        "defense",
        "force",
        "kingdom",
        "national",
        "mission",
        "nation",
        "republic",
        "state",
        "union",
        "united",
    }
)
"""Words in the names of states and unions, and of any army."""


def stem(word: str) -> str:
    """A word in small letters, without a plural's or possessor's ending."""
    low = POSSESSIVE.sub("", word.lower())
    if low.endswith("men"):
        return low[:-3] + "man"
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("shes", "ches", "sses")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "corps", "us")) else low


def words(phrase: str) -> list[str]:
    """The stems of a phrase, in order."""
    return [stem(word) for word in WORD.findall(phrase)]


def body(phrase: str) -> str | None:
    """The first formation that a phrase names: "a company of the contingent" is a company."""
    return next((word for word in words(phrase) if word in FORMATIONS and word != "army"), None)


def names(phrase: str) -> frozenset[str]:
    """Names in a phrase that are neither a people's nor a state's: "Gorgor", "9th"."""
    found = [POSSESSIVE.sub("", name) for name in NAME.findall(PLACED.split(phrase)[0])]
    kept = (stem(name) for name in found if not _of_a_people(name) and stem(name) not in NOUNS)
    return frozenset(name for name in kept if name not in OF_NATIONS and name not in ARTICLES)


ARTICLES = frozenset(
    {
        "a",
        "about",
        "all",
        "an",
        "at",
        "each",
        "federal",
        "first",
        "government",
        "his",
        "it",
        "last",
        "main",
        "more",
        "one",
    }
    | {"our", "roughly", "some", "that", "the", "their", "these", "thi", "this", "those", "up"}
)
"""Words that stand in capitals only because a sentence begins with them."""


def _of_a_people(name: str) -> bool:
    """Whether it is a word for a people or country, which tells the owner and is no name of a force."""
    low = POSSESSIVE.sub("", name).casefold()
    return low in by_adjective() or low in by_name()


def special(phrase: str) -> frozenset[str]:
    """Nouns that set a force apart from others of its owner: "commandos", "observers"."""
    return frozenset(words(phrase)) & SPECIAL


COUNTING = frozenset(
    {"a", "about", "all", "and", "around", "at", "between", "but", "exceeding", "fewer", "in", "least", "les", "more"}
    | {
        "most",
        "nearly",
        "number",
        "of",
        "over",
        "rank",
        "roughly",
        "some",
        "strong",
        "than",
        "them",
        "to",
        "up",
        "whom",
    }
)
"""Words of a phrase that is a number and names nothing."""


def is_number(phrase: str) -> bool:
    """Whether a phrase only says how many: "450 strong", "about 300"."""
    return any(each.isdigit() for each in phrase) and set(words(phrase)) <= COUNTING


WEAPONS = frozenset(
    {
        "aircraft",
        "drone",
        "gun",
        "gunship",
        "helicopter",
        "howitzer",
        "jet",
        "missile",
        "mortar",
        "plane",
        "ship",
        "tank",
    }
    | {"truck", "vehicle", "warplane", "warship"}
)
"""Nouns that count weapons: with a unit of people their number is not its own."""

SPECIAL = frozenset(
    {
        "airman",
        "commando",
        "dervish",
        "engineer",
        "gendarme",
        "gunship",
        "helicopter",
        "howitzer",
        "infantry",
        "instructor",
        "legionnaire",
        "marine",
        "mercenary",
        "monitor",
        "observer",
        "paratrooper",
        "ranger",
        "reservist",
        "sailor",
        "sapper",
        "sniper",
        "trainer",
    }
)
"""Nouns of kinds of soldiers and weapons that few forces are."""


def is_carriage(phrase: str) -> bool:
    """Whether the phrase is of what carries a force: "thirty-one vehicles"."""
    return bool(CARRIAGE & set(words(phrase)[:4]))


NOUNS = PLAIN | BODIES | CARRIAGE | SPECIAL | WEAPONS
"""Nouns of forces, which are no names though a sentence begins with them."""

"""What kind of force a phrase names, by its head noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from vedette.assemble.cues import table
from vedette.assemble.tokens import Token, real_words

HEAD_ENDS = frozenset(
    {
        "of",
        "with",
        "from",
        "in",
        "at",
        "on",
        "for",
        "to",
        "consisting",
        "composed",
        "comprising",
        "numbering",
        "including",
        "belonging",
        "based",
        "stationed",
        "deployed",
        "who",
        "which",
        "that",
        "under",
        "along",
        "near",
        "loyal",
    }
)
"""Words that end the head of a force's phrase: "a battalion consisting of 600 men" is a battalion."""


@cache
def by_word() -> dict[str, str]:
    """Kind by word."""
    return {word: kind for kind, words in table("forces.toml")["kinds"].items() for word in words}


@cache
def weak_heads() -> dict[str, str]:
    """Own kind of each weak head."""
    return {word: kind for kind, words in table("forces.toml")["weak"].items() for word in words}


@cache
def lent() -> dict[str, tuple[str, ...]]:
    """Kinds that a weak head takes from the words before it; a head that is not listed takes any."""
    return {head: tuple(kinds) for head, kinds in table("forces.toml")["lends"].items()}


@cache
def bare_words() -> frozenset[str]:
    """Words that count a force without naming it."""
    return frozenset(table("forces.toml")["bare"]["words"])


def kind(phrase: str) -> str | None:
    """The kind of a force's phrase; None when no word of it is in the table.

    >>> kind("artillery batteries"), kind("about 300 paratroopers of the 9th brigade")
    ('artillery', 'personnel')
    """
    words = list(real_words(phrase, 0, len(phrase)))
    head = head_words(words)
    return by_head(head) or first_known(reversed(head)) or first_known(words[len(head) :])


def head_words(words: Sequence[Token]) -> list[Token]:
    """The words up to the first preposition or clause; "some of the tanks" has its head after "of"."""
    for at, token in enumerate(words):
        if token.low in HEAD_ENDS and first_known(words[:at]):
            return list(words[:at])
    return list(words)


def by_head(head: Sequence[Token]) -> str | None:
    """The kind that the last word gives, with what the words before it lend."""
    if not head:
        return None
    last = head[-1].low
    own = weak_heads().get(last)
    together = compound(head[-2:])
    if own is None or together:
        return together or by_word().get(last)
    allowed = lent().get(last)
    lending = [known for known in known_kinds(head[:-1]) if known != "force" and (allowed is None or known in allowed)]
    return lending[-1] if lending and takes(last, lending[-1]) else by_word().get(last, own)


def takes(head: str, lending: str) -> bool:
    """Whether a weak head takes a kind from before it: battalions and regiments stay units."""
    return not (head.startswith(("battalion", "regiment")) or (head.startswith("column") and lending == "personnel"))


def compound(head: Sequence[Token]) -> str | None:
    """The kind of two words that stand in the table together: "fighter jets", "aircraft carrier"."""
    pairs = (f"{one.low} {other.low}" for one, other in pairwise(head))
    return next((by_word()[pair] for pair in pairs if pair in by_word()), None)


def known_kinds(words: Sequence[Token]) -> Iterator[str]:
    """Kinds of the words, and of pairs of words, that stand in the table."""
    texts = [token.low for token in words]
    for at, word in enumerate(texts):
        pair = " ".join(texts[at : at + 2])
        if pair in by_word() or word in by_word():
            yield by_word().get(pair) or by_word()[word]


def first_known(words: Iterator[Token] | Sequence[Token]) -> str | None:
    """The kind of the first word that stands in the table."""
    return next((by_word()[token.low] for token in words if token.low in by_word()), None)

"""Whether a speaker is an unnamed person who does not speak for an institution."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.assemble.cues import vocabulary
from vedette.assemble.tokens import Token, real_words
from vedette.records import Span

WORDS = vocabulary("anonymity.toml")
AFTER_HEAD = frozenset(
    {"of", "in", "at", "from", "with", "who", "for", "on", "to", "close", "familiar", "speaking", "near"}
)


def is_anonymous(speaker: Span, sentence: str, earlier: Iterable[tuple[Span, bool]] = ()) -> bool:
    """Whether the words name nobody; `earlier` are the report's speakers so far with what was decided on each.

    "the official" is as anonymous as the official who was introduced before; a request for anonymity in the
    sentence settles it for a person.
    """
    head = head_of(speaker)
    if head is None or head.low in WORDS["voices"]:
        return False
    unnamed = names_nobody(speaker, head)
    known = known_before(speaker, head, earlier) if unnamed or is_office(head) else None
    if known is not None:
        return known
    return unnamed or (is_office(head) and asks_for_it(speaker, sentence))


def head_of(speaker: Span) -> Token | None:
    """The last word before a preposition or a relative clause: "official" of "an official in the ministry"."""
    head = None
    for token in real_words(speaker.text, 0, len(speaker.text)):
        if head is not None and token.low in AFTER_HEAD:
            break
        head = token
    return head


def is_office(head: Token) -> bool:
    """Whether the head is a person or an office, not a name."""
    return head.low in WORDS["persons"] | WORDS["offices"]


def names_nobody(speaker: Span, head: Token) -> bool:
    """Whether the phrase leaves open who it is: "two diplomats", "an officer", but not "the minister"."""
    if head.low in WORDS["persons"]:
        return True
    words = [token.low for token in real_words(speaker.text, 0, len(speaker.text))]
    return head.low in WORDS["offices"] and (
        words[0] in WORDS["unspecific"] or (words[0] != "the" and head.low.endswith("s"))
    )


def asks_for_it(speaker: Span, sentence: str) -> bool:
    """Whether the sentence, from the speaker on, says that he would not be named."""
    said = sentence.casefold()
    after = said[max(0, said.find(speaker.text.casefold())) :]
    return any(request in after for request in WORDS["requests"])


def known_before(speaker: Span, head: Token, earlier: Iterable[tuple[Span, bool]]) -> bool | None:
    """What was decided on the speaker whom "the official" points back to; None when there is none."""
    if not speaker.text.casefold().startswith(("the ", "this ", "that ", "these ", "those ")):
        return None
    if len(list(real_words(speaker.text, 0, len(speaker.text)))) > LONGEST_POINTER:
        return None
    back = [anonymous for span, anonymous in earlier if span.start < speaker.start and shares_head(span, head)]
    return back[-1] if back else None


LONGEST_POINTER = 3
"""Words: "the Turkish official" may point back; a longer phrase says itself who is meant."""


def shares_head(span: Span, head: Token) -> bool:
    """Whether an earlier speaker was called the same: "an Atlantic official" for "official"."""
    return any(token.low == head.low for token in real_words(span.text, 0, len(span.text)))

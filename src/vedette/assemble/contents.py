"""Which words a cue marks as said, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.assemble.cues import Sighting, vocabulary
from vedette.assemble.tokens import Token

OPENING_REACH = 14
"""Words between a cue and "that", a colon or a quotation ("told the agency by telephone on Monday that"). Swept 6 to 20
on the sources in training: no more are found beyond 14."""

CLAUSE_REACH = 12
"""Words in which a clause without "that" shows its verb. Swept 6 to 16 on the sources in training: 16 finds six more of
2,288, and more statements that no source was marked for."""

LONGEST_TAIL = 9
"""Words after a cue that closes what is said: "…, she told the agency by telephone on Tuesday". Swept 5 to 12 on the
sources in training: flat."""

MIN_CLAUSE = 3
"""Tokens: less before a cue is a date or a link ("On Tuesday,"), no clause. Chosen by reading."""

SPEECH = vocabulary("speech.toml")


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: `tokens[first:last]`. `quoted` when it is one quotation and nothing else."""

    first: int
    last: int
    quoted: bool


def opening(tokens: Sequence[Token], sighting: Sighting) -> int | None:
    """Index of the first token of what follows a cue as said; None when the cue asks for more than is there."""
    if sighting.cue.takes == "quotation":
        return next_quote(tokens, sighting.last)
    bare = over_adjuncts(tokens, over_addressee(tokens, sighting))
    marked = marked_opening(tokens, sighting, bare)
    if marked is not None:
        return marked
    if bare >= len(tokens) or tokens[bare].kind == "stop":
        return None
    needs_clause = sighting.cue.takes == "clause" or sighting.cue.addressee
    return bare if not needs_clause or is_clause(tokens, bare) else None


def is_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause without "that" begins here: a verb in it, and no "of" or "to" before it."""
    near = [token.low for token in tokens[at : at + CLAUSE_REACH]]
    return near[0] not in SPEECH["nominal"] and any(word in SPEECH["finite"] for word in near)


def marked_opening(tokens: Sequence[Token], sighting: Sighting, bare: int) -> int | None:
    """Where "that", a colon or a quotation opens what is said: at once, or after whom, when and where it was told."""
    reach = OPENING_REACH if loose(tokens, sighting, bare) else 1
    for index in range(bare, min(bare + reach, len(tokens))):
        token = tokens[index]
        if token.kind == "quote":
            return index
        if token.text == ":" or token.low in SPEECH["openings"]:
            return index + 1 if index + 1 < len(tokens) else None
        if token.kind == "stop" or (token.low in SPEECH["walls"] and token.low not in ("to", "after", "before", "as")):
            return None
    return None


def loose(tokens: Sequence[Token], sighting: Sighting, bare: int) -> bool:
    """Whether words may stand between the cue and what opens its content: an addressee or a place and time."""
    return sighting.cue.addressee or (bare < len(tokens) and tokens[bare].low in SPEECH["adjuncts"])


def next_quote(tokens: Sequence[Token], at: int) -> int | None:
    """The first quotation at or after a token, within its clause."""
    for index in range(at, len(tokens)):
        if tokens[index].kind == "quote":
            return index
        if tokens[index].text in (";", ":"):
            return None
    return None


def over_addressee(tokens: Sequence[Token], sighting: Sighting) -> int:
    """The token after the one who is told: "reporters", a name, or "the agency"."""
    at = sighting.last
    if not sighting.cue.addressee or at >= len(tokens):
        return at
    if tokens[at].low in SPEECH["addressees"]:
        return at + 1
    determined = tokens[at].low in SPEECH["determiners"]
    at += determined
    while at < len(tokens) and tokens[at].capital:
        at += 1
    return at + determined


def over_adjuncts(tokens: Sequence[Token], at: int) -> int:
    """The token after "on Tuesday" and a comma."""
    while at < len(tokens) and (tokens[at].kind == "comma" or is_date(tokens, at)):
        at += 1
    return at


def is_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a day, or "on", "late" before one."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    dated = SPEECH["days"] | {"on"}
    return tokens[at].low in SPEECH["days"] or (tokens[at].low in ("on", "late", "early") and following in dated)


def trails(tokens: Sequence[Token], sighting: Sighting, starts: int) -> bool:
    """Whether a cue closes what is said: a comma or a quotation before its clause, and only when, where, to whom after."""
    if starts == 0 or tokens[starts - 1].kind not in ("comma", "quote"):
        return False
    tail = clause_tail(tokens, sighting.last)
    if not tail:
        return True
    if len(tail) > LONGEST_TAIL or not (is_adjunct(tail[0], sighting) or is_told(tail, sighting)):
        return False
    return all(word.low != "that" for word in tail) or [word.low for word in tail[:2]] == ["on", "condition"]


def is_told(tail: Sequence[Token], sighting: Sighting) -> bool:
    """Whether the words after "told" are no clause and so name who was told: "told public broadcaster SVT"."""
    return sighting.cue.addressee and not any(word.low in SPEECH["finite"] for word in tail)


def clause_tail(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words from a cue to the next comma, stop or quotation."""
    tail: list[Token] = []
    while at < len(tokens) and tokens[at].kind in ("word", "mark"):
        tail += [tokens[at]] if tokens[at].kind == "word" else []
        at += 1
    return tail


def is_adjunct(token: Token, sighting: Sighting) -> bool:
    """Whether what begins with this word tells when, where, how or to whom it was said."""
    told = sighting.cue.addressee and (token.capital or token.low in SPEECH["determiners"] | SPEECH["addressees"])
    return told or token.low in SPEECH["adjuncts"]


def after_cue(tokens: Sequence[Token], at: int) -> tuple[Content, ...]:
    """What is said from `at` on: the quotation that opens there, otherwise all to the end."""
    if at >= len(tokens):
        return ()
    if tokens[at].kind == "quote":
        return (Content(at, at + 1, quoted=True),)
    last = last_word(tokens, at, len(tokens))
    return (Content(at, last, quoted=False),) if last > at else ()


def before_cue(tokens: Sequence[Token], at: int) -> tuple[Content, ...]:
    """What is said up to `at`: the quotation when nothing else stands there, otherwise all from the start."""
    last = last_word(tokens, 0, at)
    if last > 0 and tokens[last - 1].low == "as":
        last = last_word(tokens, 0, last - 1)
    first = 0
    while first < last and tokens[first].kind in ("comma", "stop", "mark"):
        first += 1
    if last <= first or (last - first < MIN_CLAUSE and tokens[last - 1].kind != "quote"):
        return ()
    openers = all(token.kind != "word" or token.low in SPEECH["openers"] for token in tokens[first : last - 1])
    if tokens[last - 1].kind == "quote" and openers:
        return (Content(last - 1, last, quoted=True),)
    return (Content(first, last, quoted=False),)


def last_word(tokens: Sequence[Token], first: int, last: int) -> int:
    """The range's end, without closing marks."""
    while last > first and tokens[last - 1].kind not in ("word", "quote"):
        last -= 1
    return last

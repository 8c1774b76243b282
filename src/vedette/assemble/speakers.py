"""Who speaks: the noun phrase before or after a cue, as a range of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.assemble.cues import vocabulary
from vedette.assemble.tokens import Token

Range = tuple[int, int]
"""Half-open range of token indexes."""

LONGEST_SPEAKER = 14
"""Words: a longer run before a cue is a clause that was misread. Marked sources have up to 14 in training, 99 in 100 have
up to 10; of 8 to 18 the recall of sources in training grows up to 14 and then hardly."""

LONGEST_LIST = 8
"""Words before "and" that may belong to a list of speakers; a longer run is most often a clause of its own. Swept 4 to 14
on the sources in training: flat."""

LONGEST_LAPSE = 4
"""Words of "a few hours later"."""

LONGEST_PARTICLE = 3
"""Letters of the small words within names: "de", "bin", "van"."""

SHORTEST_PAST = 5
"""Letters: shorter words in "-ed" are mostly no verbs ("bed", "Red", "shed")."""

SPEECH = vocabulary("speech.toml")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a cue: the words that name the speaker, and where the whole subject begins."""

    speaker: Range
    starts: int


def speaker_before(tokens: Sequence[Token], cue: int) -> Subject | None:
    """The speaker that ends before the cue at this index, over fillers and asides: "X, for its part, also said"."""
    at = over_fillers(tokens, cue - 1)
    if at < 0:
        return None
    if tokens[at].kind == "comma" or tokens[at].text in ")–—":
        return beside_aside(tokens, at)
    speaker = phrase_ending(tokens, at)
    return Subject(speaker, speaker[0]) if speaker else None


def over_fillers(tokens: Sequence[Token], at: int) -> int:
    """The last token at or before `at` that is no adverb, auxiliary or date between speaker and cue."""
    while at >= 0 and is_filler(tokens[at]):
        at -= 1
    return over_date(tokens, at)


def is_filler(token: Token) -> bool:
    """Whether a word may stand between a speaker and the cue."""
    adverb = token.text.islower() and token.low.endswith("ly") and len(token.low) > len("only")
    return token.kind == "word" and (adverb or token.text in SPEECH["fillers"])


def over_date(tokens: Sequence[Token], at: int) -> int:
    """Before "on Tuesday" or "late on Monday", when the words up to `at` end so."""
    if at > 1 and tokens[at].low in SPEECH["days"]:
        at -= 2 if tokens[at - 1].low == "on" else 1
        at -= tokens[at].low in ("late", "early")
    return at


def beside_aside(tokens: Sequence[Token], comma: int) -> Subject | None:
    """The speaker of "X, an aside, said": the aside when it is a name, otherwise what stands before it."""
    opened = last_of(tokens, comma - 1, "comma", "stop")
    aside = (opened + 1, comma)
    before = phrase_ending(tokens, over_fillers(tokens, opened - 1)) if opened > 0 else None
    if is_name(tokens, aside) and tokens[comma].kind == "comma":
        return Subject(aside, before[0] if before else aside[0])
    parted = opened > 0 and (tokens[opened].kind == "comma" or tokens[opened].text in "(–—")
    return Subject(before, before[0]) if before and parted else None


def last_of(tokens: Sequence[Token], at: int, *kinds: str) -> int:
    """Index of the last token of these kinds at or before `at`; -1 when there is none."""
    while at >= 0 and tokens[at].kind not in kinds:
        at -= 1
    return at


def is_name(tokens: Sequence[Token], span: Range) -> bool:
    """Whether every word is capitalised, but for small words within: "Hodan Ismail", "Ana de la Cruz"."""
    inside = tokens[span[0] : span[1]]
    small = [token for token in inside if not token.capital]
    return (
        bool(inside)
        and inside[0].capital
        and inside[-1].capital
        and all(len(token.text) <= LONGEST_PARTICLE for token in small)
    )


def phrase_ending(tokens: Sequence[Token], at: int) -> Range | None:
    """The noun phrase whose last word is `at`, or its antecedent where a relative clause ends there."""
    if at < 0 or tokens[at].kind not in ("word", "mark") or tokens[at].low in SPEECH["conjunctions"]:
        return None
    relative = relative_before(tokens, at)
    if relative is not None:
        return within_relative(tokens, relative, at) or before_relative(tokens, relative)
    first = leftmost(tokens, at)
    return kept(tokens, (after_leads(tokens, first, at), at + 1))


def relative_before(tokens: Sequence[Token], at: int) -> int | None:
    """Index of "who" or "which" that opens the clause ending at `at`; "that" counts before a verb in the past."""
    opened = last_of(tokens, at, "comma", "stop", "quote")
    for index in range(at, opened, -1):
        if tokens[index].low in SPEECH["relatives"]:
            return index
        if tokens[index].low == "that" and index < at and is_past(tokens[index + 1]):
            return index
    return None


def within_relative(tokens: Sequence[Token], relative: int, at: int) -> Range | None:
    """The subject of "which his wife said": the words behind "which", where they are a noun phrase and no verb."""
    inside = tokens[relative + 1 : at + 1]
    opens = bool(inside) and (inside[0].capital or inside[0].low in SPEECH["determiners"] | SPEECH["pronouns"])
    if tokens[relative].low not in ("which", "whom") or not opens:
        return None
    plain = not any(token.low in SPEECH["walls"] or is_past(token) for token in inside)
    return kept(tokens, (relative + 1, at + 1)) if plain else None


def before_relative(tokens: Sequence[Token], relative: int) -> Range | None:
    """The antecedent of "who", "which"."""
    at = relative - 1
    while at >= 0 and (tokens[at].kind == "comma" or tokens[at].low in ("of", "both", "neither", "none", "all")):
        at -= 1
    return phrase_ending(tokens, at)


def leftmost(tokens: Sequence[Token], at: int) -> int:
    """How far left the words of one phrase may reach from `at`."""
    first = at
    while first > 0 and belongs(tokens, first - 1):
        first -= 1
    return first


def belongs(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` may stand inside a noun phrase."""
    token = tokens[at]
    if token.kind == "mark":
        return True
    if token.kind != "word" or token.low in SPEECH["walls"] or token.low in SPEECH["relatives"]:
        return False
    return token.low not in ("and", "&") or is_list(tokens, at)


def is_list(tokens: Sequence[Token], conjunction: int) -> bool:
    """Whether "and" joins speakers ("residents and a nurse") rather than clauses."""
    opened = last_of(tokens, conjunction - 1, "comma", "stop", "quote")
    before = tokens[opened + 1 : conjunction]
    verbs = any(token.low in SPEECH["walls"] or is_past(token) for token in before)
    return 0 < len(before) <= LONGEST_LIST and not verbs


def is_past(token: Token) -> bool:
    """Whether a word looks like a verb in the past: "crossed"."""
    return token.text.islower() and len(token.text) >= SHORTEST_PAST and token.text.endswith("ed")


def after_leads(tokens: Sequence[Token], first: int, at: int) -> int:
    """Where the subject begins after "But in Nairobi on Friday": each lead takes its own place or time with it."""
    while first < at and is_lead(tokens[first]):
        first = after_lead(tokens, first, at)
    return after_lapse(tokens, first, at)


def after_lapse(tokens: Sequence[Token], first: int, at: int) -> int:
    """The token after "Hours later" or "Two days earlier"."""
    for last in range(first + 1, min(first + LONGEST_LAPSE, at)):
        if tokens[last].low in ("later", "earlier") and tokens[last - 1].low in SPEECH["spans"]:
            return last + 1
    return first


def is_lead(token: Token) -> bool:
    """Whether a clause may begin with the word before its subject."""
    return token.kind == "mark" or token.low in SPEECH["openers"] or token.low in SPEECH["leads"]


def after_lead(tokens: Sequence[Token], first: int, at: int) -> int:
    """The token after one opener, or after a preposition and its object."""
    if tokens[first].low not in SPEECH["leads"] or tokens[first + 1].low in SPEECH["leads"]:
        return first + 1
    proper = tokens[first + 1].capital
    after = first + 2
    while after < at and in_object(tokens[after], proper=proper):
        after += 1
    return after


def in_object(token: Token, *, proper: bool) -> bool:
    """Whether a word goes on with a preposition's object: capitals after a name, small nouns up to the next "the"."""
    if proper:
        return token.capital and not token.text[0].isdigit()
    return token.text[0].islower() and token.low not in SPEECH["determiners"] and token.low not in SPEECH["leads"]


def kept(tokens: Sequence[Token], span: Range) -> Range | None:
    """The phrase, if it can name a speaker: not too long, and with a word in it."""
    first, last = without_marks(tokens, span)
    said = [token for token in tokens[first:last] if token.kind == "word"]
    if not 0 < len(said) <= LONGEST_SPEAKER or (len(said) == 1 and is_stray(said[0])):
        return None
    return first, last


def is_stray(token: Token) -> bool:
    """Whether a single word can't name a speaker: a verb, an adverb, a determiner."""
    return token.low in SPEECH["determiners"] | SPEECH["fillers"] | SPEECH["openers"] or is_past(token)


def without_marks(tokens: Sequence[Token], span: Range) -> Range:
    """The range without a loose mark at one end only."""
    first, last = span
    marks = sum(token.kind == "mark" for token in tokens[first:last])
    while first < last and tokens[first].kind == "mark" and marks % 2:
        first, marks = first + 1, marks - 1
    while last > first and tokens[last - 1].kind == "mark" and marks % 2:
        last, marks = last - 1, marks - 1
    return first, last


def speaker_after(tokens: Sequence[Token], at: int) -> Range | None:
    """The speaker that begins at `at`: after "according to", or after the cue of "…, said X".

    Of "a neighbour, Maryan Noor" it is the name.
    """
    last = run_from(tokens, at)
    if last + 1 < len(tokens) and tokens[last].kind == "comma":
        named = (last + 1, run_from(tokens, last + 1))
        if is_name(tokens, named) and not is_name(tokens, (at, last)) and named[1] - named[0] > 1:
            return named
    return kept(tokens, (at, over_date(tokens, last - 1) + 1)) if last > at else None


def run_from(tokens: Sequence[Token], first: int) -> int:
    """The end of the phrase that begins at `first`."""
    last = first
    while last < len(tokens) and goes_on(tokens, first, last):
        last += 1
    return last


def goes_on(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether the phrase that began at `first` still holds `at`."""
    token = tokens[at]
    if token.kind == "mark":
        return True
    ends = token.low in SPEECH["relatives"] or token.low in SPEECH["walls"] or token.low in ("adding", "saying")
    dated = (
        token.low in ("on", "late", "early") and at + 1 < len(tokens) and tokens[at + 1].low in SPEECH["days"] | {"on"}
    )
    return token.kind == "word" and not ends and not (dated and at > first)
